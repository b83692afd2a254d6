"""Writing to a customer from a template, and the list of templates."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from customer_sample import HOSTILE, SIZES, Office, until
from form_sample import assert_sent_harmlessly, drafts_of, form_desk, happened, opened, saved, shown, typed

from crm_tui.actions.customers import edit_customer
from crm_tui.actions.product_values import NewProduct, ProductWords
from crm_tui.actions.products import add_product
from crm_tui.actions.starter_templates import add_templates
from crm_tui.actions.templates import NewTemplate, add_template
from crm_tui.domain.actor import Actor
from crm_tui.queries.interactions import last_interactions
from crm_tui.queries.templates import templates
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return form_desk(path, nadia)


@pytest.fixture
def thanks(database: Database, nadia: Actor) -> int:
    """A message, and a snippet to put into it."""
    with database.act(nadia) as act:
        add_template(act, NewTemplate("directions", "behind {business}", kind="snippet"))
        return add_template(act, NewTemplate("thank-you", "Dear {address}, {promise}!", subject="Thanks")).id


def text_of(desk: DeskApp) -> str:
    return desk.screen.form.values()["body"] or ""


@pytest.mark.parametrize("size", SIZES)
async def test_a_template_is_filled_in_put_right_and_logged(
    desk: DeskApp, office: Office, reader: SqliteReader, thanks: int, size: tuple[int, int]
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "message", customer_id=mary)
        await until(pilot, lambda: shown(desk, "thank-you"))
        await pilot.press("1")
        await until(pilot, lambda: text_of(desk) == "Dear Mary Ofori, ____!")
        assert "Nothing is known for {promise}" in happened(desk)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "still a gap"))
        desk.screen.form.go_to("body")
        await typed(pilot, "thanks")  # in the place of the gap
        assert "logged as sent: Mary Ofori" in await saved(pilot, desk)
    (sent,) = last_interactions(reader, mary, 5)
    assert (sent.direction, sent.channel, sent.said) == ("outbound", "email", "Thanks")
    assert sent.did == "Dear Mary Ofori, thanks!"


async def test_my_own_words_stay_when_another_template_is_picked(
    desk: DeskApp, office: Office, thanks: int, path: Path, nadia: Actor
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "message", customer_id=mary)
        await until(pilot, lambda: shown(desk, "thank-you"))
        desk.screen.form.go_to("body")
        await typed(pilot, "my own")
        desk.screen.form.go_to("template")
        await pilot.press("1")
        await until(pilot, lambda: "Your own words stay" in happened(desk))
        assert text_of(desk) == "my own"
        desk.screen.form.go_to("snippet")
        await pilot.press("1")
        await until(pilot, lambda: text_of(desk) == "my ownbehind Ashgrove Repairs")
        await pilot.press("escape")
        await until(pilot, lambda: len(drafts_of(path, nadia.staff_id)) == 1)


async def test_the_text_goes_to_the_clipboard_and_into_files(
    desk: DeskApp, office: Office, thanks: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    mary = office.add("Mary Ofori", mail="mary@example.org")
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "message", customer_id=mary)
        await until(pilot, lambda: shown(desk, "thank-you"))
        await pilot.press("1")
        await until(pilot, lambda: bool(text_of(desk)))
        desk.screen.form.go_to("hand")
        await pilot.press("c")
        await until(pilot, lambda: "on the clipboard" in happened(desk))
        assert desk.clipboard == "Dear Mary Ofori, ____!"
        for key, name in (("f", f"message-{mary}.txt"), ("e", f"message-{mary}.eml")):
            desk.screen.form.go_to("hand")
            await pilot.press(key)
            await until(pilot, lambda name=name: (tmp_path / name).exists() and name in happened(desk))
        desk.screen.form.go_to("hand")
        await pilot.press("m")
        await until(pilot, lambda: desk.clipboard.startswith("mailto:mary@example.org?subject=Thanks"))
    mail = message_from_bytes((tmp_path / f"message-{mary}.eml").read_bytes(), policy=policy.default)
    assert mail["To"].addresses[0].addr_spec == "mary@example.org"


async def test_what_stands_against_it_is_one_quiet_line_and_takes_a_reason(
    desk: DeskApp, office: Office, database: Database, nadia: Actor, reader: SqliteReader, thanks: int
) -> None:
    mary = office.add("Mary Ofori")
    with database.act(nadia) as act:
        edit_customer(act, mary, {"do_not_contact": True})
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "message", customer_id=mary)
        await until(pilot, lambda: shown(desk, "▲ They asked not to be contacted."))
        desk.screen.form.go_to("body")
        await typed(pilot, "sorry")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "Give a reason to send it all the same."))
        await typed(pilot, "she wrote first")
        assert "logged as sent" in await saved(pilot, desk)
    (sent,) = last_interactions(reader, mary, 5)
    assert "she wrote first" in sent.did


@pytest.mark.parametrize("size", SIZES)
async def test_a_hostile_name_is_shown_harmlessly(
    desk: DeskApp, office: Office, thanks: int, size: tuple[int, int]
) -> None:
    mallory = office.add(HOSTILE)
    async with desk.run_test(size=size) as pilot:
        await opened(pilot, desk, "message", customer_id=mallory)
        await until(pilot, lambda: shown(desk, "thank-you"))
        await pilot.press("1")
        await until(pilot, lambda: "Mallory" in text_of(desk))
        assert_sent_harmlessly(desk)


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_shows_a_text_and_managers_write(
    desk: DeskApp, reader: SqliteReader, database: Database, nadia: Actor, size: tuple[int, int]
) -> None:
    with database.act(nadia) as act:
        add_templates(act)
    async with desk.run_test(size=size, notifications=True) as pilot:
        desk.open("templates")
        await until(pilot, lambda: shown(desk, "Many who have it also use"))
        await pilot.press("n")
        await until(pilot, lambda: shown(desk, "{address}"))
        await typed(pilot, "directions")
        desk.screen.form.go_to("body")
        await typed(pilot, "Dear {nmae}")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "There is no field {nmae}."))
        for _each in range(5):
            await pilot.press("backspace")
        await typed(pilot, "name}")
        assert "Added the template: directions" in await saved(pilot, desk)
        await until(pilot, lambda: shown(desk, "directions"))
        desk.screen.query_one("#templates").focus()
        await pilot.press("d")
        await until(pilot, lambda: "Retired the template: add-on-offer" in happened(desk))
    assert "directions" in {one.name for one in templates(reader, nadia.staff_id)}


async def test_an_agent_keeps_texts_of_his_own(
    path: Path, paul: Actor, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    with database.act(nadia) as act:
        add_templates(act)
    desk = form_desk(path, paul)
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.open("templates")
        await until(pilot, lambda: shown(desk, "add-on-offer"))
        await pilot.press("e")
        await until(pilot, lambda: "n writes one of your own" in happened(desk))
        await pilot.press("n")
        await until(pilot, lambda: shown(desk, "{address}"))
        await typed(pilot, "mine")
        desk.screen.form.go_to("body")
        await typed(pilot, "Hello")
        await saved(pilot, desk)
    assert "mine" in {one.name for one in templates(reader, paul.staff_id)}
    assert "mine" not in {one.name for one in templates(reader, nadia.staff_id)}


async def test_a_manager_words_a_question(desk: DeskApp, reader: SqliteReader, nadia: Actor) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await opened(pilot, desk, "template-form")
        await until(pilot, lambda: shown(desk, "{menu}"))
        desk.screen.form.go_to("kind")
        await pilot.press("q")
        await until(pilot, lambda: shown(desk, "Asks") and not shown(desk, "{menu}"))
        desk.screen.form.go_to("body")
        await typed(pilot, "Happy, {address}? {csat}")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "“Asks” is needed"))
        desk.screen.form.go_to("asks")
        await pilot.press("s", "ctrl+s")
        await until(pilot, lambda: shown(desk, "There is no field {csat}."))
        await pilot.press(*["backspace"] * 7)
        assert "Added the template: csat" in await saved(pilot, desk)
        (kept,) = templates(reader, nadia.staff_id)
        await opened(pilot, desk, "template-form", template_id=kept.id)
        await typed(pilot, "!")
        await saved(pilot, desk)
    (kept,) = templates(reader, nadia.staff_id)
    assert (kept.kind, kept.body) == ("question", "Happy, {address}?!")


async def test_a_public_mention_is_logged_with_its_link(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24)) as pilot:
        form = await opened(pilot, desk, "log", customer_id=mary)
        assert not form.form.field("link").display
        form.form.go_to("channel")
        await pilot.press("s")
        form.form.go_to("link")
        await typed(pilot, "mary")
        form.form.go_to("nature")
        await pilot.press("f", "i", "ctrl+s")
        await until(pilot, lambda: shown(desk, "no link to a page"))
        await typed(pilot, ".example.org")
        await saved(pilot, desk)
        (contact,) = last_interactions(reader, mary, 5)
        assert contact.link == "https://mary.example.org"
        desk.open("record", kind="interaction", record_id=contact.id)
        await until(pilot, lambda: shown(desk, "It stands at https://mary.example.org"))


async def test_a_message_written_from_a_follow_up_does_it(
    desk: DeskApp, office: Office, reader: SqliteReader, thanks: int
) -> None:
    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "fri", "thank her", channel="email")
    async with desk.run_test(size=(120, 36)) as pilot:
        desk.open("customer", customer_id=mary, focus=("follow-up", planned))
        await until(pilot, lambda: shown(desk, "thank her"))
        await until(pilot, lambda: getattr(desk.screen, "at_cursor", None) == ("follow-up", planned))
        await pilot.press("E")
        await until(pilot, lambda: shown(desk, "thank-you"))
        desk.screen.form.go_to("body")
        await typed(pilot, "thanks")
        await saved(pilot, desk)
    assert reader.value("SELECT state FROM follow_ups WHERE id = :id", {"id": planned}) == "done"


async def test_what_was_planned_as_a_call_stays_open_unless_it_is_picked(
    desk: DeskApp, office: Office, reader: SqliteReader, thanks: int
) -> None:
    mary = office.add("Mary Ofori")
    planned = office.follow_up(mary, "fri", "call about the date", channel="phone")
    states = []
    async with desk.run_test(size=(80, 24)) as pilot:
        for keys in ((), ("y",)):
            await opened(pilot, desk, "message", customer_id=mary, follow_up_id=planned)
            await until(pilot, lambda: shown(desk, "▸n nothing planned"))
            desk.screen.form.go_to("does")
            await pilot.press(*keys)
            desk.screen.form.go_to("body")
            await typed(pilot, "thanks")
            await saved(pilot, desk)
            states.append(reader.value("SELECT state FROM follow_ups WHERE id = :id", {"id": planned}))
    assert states == ["open", "done"]


async def test_the_menu_is_a_message_in_their_language_by_one_key(
    desk: DeskApp, office: Office, reader: SqliteReader, database: Database, nadia: Actor
) -> None:
    rahim = office.add("Rahim Uddin")
    with database.act(nadia) as act:
        edit_customer(act, rahim, {"language": "bn"})
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.open("customer", customer_id=rahim)
        await until(pilot, lambda: shown(desk, "Rahim Uddin"))
        await pilot.press("L")
        await until(pilot, lambda: "No service is offered yet" in happened(desk))
        await pilot.press("escape")
        with database.act(nadia) as act:
            add_product(act, NewProduct("Descaling", kind="service", texts=(ProductWords("bn", "চুন ছাড়ানো"),)))
        await pilot.press("L")
        await until(pilot, lambda: text_of(desk) == "- চুন ছাড়ানো")
        await pilot.press("c")
        await until(pilot, lambda: desk.clipboard == "- চুন ছাড়ানো")
        assert "logged as sent" in await saved(pilot, desk)
        with database.act(nadia) as act:
            add_templates(act)
        desk.open("products")
        await until(pilot, lambda: shown(desk, "Descaling"))
        await pilot.press("L")
        await until(pilot, lambda: shown(desk, "Menu of services for"))
        await pilot.press(*"rahim", "enter")
        await until(pilot, lambda: shown(desk, "As you asked") and shown(desk, "- চুন ছাড়ানো"))
    (sent,) = last_interactions(reader, rahim, 5)
    assert (sent.nature, sent.did) == ("sale", "- চুন ছাড়ানো")
