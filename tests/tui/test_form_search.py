"""The search field: Enter takes the first match of exactly what was typed, waiting for it if need be."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from crm_tui.domain.errors import Busy, CrmError
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Failed
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.search_field import Match, NewOne, SearchSpec
from crm_tui.tui.widgets.text_fields import TextSpec

PEOPLE = (
    Match(1, "Quillon Ashgrove", "+1 555 010 1234"),
    Match(2, "Ashok Rao", "+1 555 010 9999"),
    Match(3, "রহিম উদ্দিন", "Dhaka"),
)


class Thread:
    """One real thread that can be held up, as a slow disk does."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.breaks = False
        self.pool = ThreadPoolExecutor(1)

    def lane(
        self, owner: MessagePump, topic: str, query: Callable[[Reader], Any], done: Callable[[Any], Message]
    ) -> None:
        def work() -> None:
            self.may_answer.wait(10)
            try:
                owner.post_message(done(query(None)))  # type: ignore[arg-type]
            except CrmError as error:
                owner.post_message(Failed(topic, error))

        self.pool.submit(work)

    def search(self, _reader: Reader, text: str) -> Sequence[Match]:
        if self.breaks:
            raise Busy("Somebody else is writing.", "Try again.")
        return [match for match in PEOPLE if text.casefold() in match.label.casefold()]


class Desk(App[None]):
    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.thread = Thread()
        customer = SearchSpec(
            name="customer",
            label="Customer",
            required=True,
            search=self.thread.search,
            lane=self.thread.lane,
            may_create=True,
        )
        new = TextSpec(
            name="number", label="Number", visible_when=lambda v: isinstance(v["customer"], NewOne)
        )
        self.form = Form((customer, new, NotesSpec(name="said", label="They said")), **options)
        self.saved: list[dict[str, Any]] = []

    def compose(self) -> ComposeResult:
        yield self.form

    def on_form_saved(self, message: Form.Saved) -> None:
        self.saved.append(message.values)

    def on_unmount(self) -> None:
        self.thread.may_answer.set()
        self.thread.pool.shutdown()

    @property
    def entered(self) -> str:
        return next(name for name, field in self.form._fields.items() if self.screen.focused in field.stops())


async def settle(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, Desk)
    app.thread.pool.submit(lambda: None).result()
    await pilot.pause()


def lines(app: App[None]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def test_enter_takes_the_first_match() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"ash")
        await settle(pilot)
        assert lines(app)[1].strip().startswith("▸Quillon Ashgrove")
        await pilot.press("enter")
        assert app.form.values()["customer"] == PEOPLE[0]
        assert app.entered == "said"
        await pilot.pause()
        assert lines(app)[0].endswith("+1 555 010 1234")


async def test_the_customer_in_view_is_the_first_match_of_nothing() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        assert app.form.values()["customer"] == PEOPLE[0]


async def test_down_marks_another_match() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"ash")
        await settle(pilot)
        await pilot.press("down", "down", "up", "down", "enter")
        assert app.form.values()["customer"] == PEOPLE[1]


async def test_enter_waits_for_the_match_of_exactly_what_was_typed() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.thread.may_answer.clear()
        for key in (*"ashok", "enter", *"it leaks"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(5):
            await pilot.pause()
        assert app.form.values() == {"customer": None, "number": None, "said": "it leaks"}
        app.thread.may_answer.set()
        await settle(pilot)
        assert app.form.values()["customer"] == PEOPLE[1]
        assert app.form.values()["said"] == "it leaks"
        assert app.entered == "said"


async def test_nothing_found_says_so_and_a_second_enter_makes_a_new_one() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Zoe")
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert app.entered == "customer"
        assert "Nobody matches “Zoe”" in "\n".join(lines(app))
        await pilot.press("enter")
        assert app.form.values()["customer"] == NewOne("Zoe")
        assert app.entered == "number"


async def test_nothing_found_after_enter_comes_back() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.thread.may_answer.clear()
        await pilot.press(*"Zoe", "enter")
        assert app.entered == "said"
        app.thread.may_answer.set()
        await settle(pilot)
        assert app.entered == "customer"
        await pilot.press("enter")
        assert app.form.values()["customer"] == NewOne("Zoe")


async def test_what_is_typed_but_not_chosen_is_not_saved() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"ash")
        app.form.do_save()
        await settle(pilot)
        assert app.saved == []
        assert "is not chosen yet" in "\n".join(lines(app))


async def test_another_text_gives_the_choice_up() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"ash")
        await settle(pilot)
        await pilot.press("enter", "shift+tab", "x")
        assert app.form.values()["customer"] is None


async def test_a_search_that_fails_is_said() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.thread.breaks = True
        await pilot.press("a")
        await settle(pilot)
        assert "Somebody else is writing. Try again." in "\n".join(lines(app))


@pytest.mark.parametrize("chosen", [PEOPLE[2], NewOne("Zoe"), None])
async def test_a_draft_brings_the_choice_back(chosen: Match | NewOne | None) -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        if chosen is not None:
            app.form.set_value("customer", chosen)
        draft = app.form.draft_values()
    again = Desk(initial=draft)
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert again.form.values()["customer"] == chosen
        assert again.form.draft_values() == draft
