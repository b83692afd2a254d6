"""The form: answered by keyboard alone, in the order of typing, and nothing typed is lost."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from crm_tui.domain.when import When
from crm_tui.domain.words import NATURE_KEYS, OUTCOME_KEYS, Kind, Mood
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.multi_pick_field import MultiPickSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import PhoneSpec, TextSpec
from crm_tui.tui.widgets.when_field import WhenSpec

NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
ZONE = ZoneInfo("Europe/London")
FIRST_NATURES = "cesaf"

WAITED = [*(Option(code, code, code) for code in "0135"), Option("10", "10+", "9")]
NATURES = [Option(n.value, n.label, key, key in FIRST_NATURES) for n, key in NATURE_KEYS.items()]
OUTCOMES = [Option(o.value, o.label, key, key in "spfxd") for o, key in OUTCOME_KEYS.items()]
MOODS = [Option(mood.value, mood.label, str(place)) for place, mood in enumerate(Mood, 1)]
KINDS = [Option(kind.value, kind.label, key) for kind, key in zip(Kind, "pcsai", strict=True)]


def describe(when: When) -> str:
    return f"{when.day:%a %d %b}"


def leads_to(values: Any) -> str:
    if values["outcome"] in ("follow-up", "missed", "no-answer", "left-message", "no-show", "escalated"):
        return "next"
    return "promise" if values["outcome"] == "promised" else "mood"


def when(name: str, label: str, **options: Any) -> WhenSpec:
    return WhenSpec(name=name, label=label, now=lambda: NOW, zone=ZONE, describe=describe, **options)


def promised(values: Any) -> bool:
    return bool(values["outcome"] == "promised")


CALL: tuple[FieldSpec, ...] = (
    PickSpec(name="waited", label="Waited", options=WAITED, passed_over=True),
    NotesSpec(name="said", label="They said"),
    PickSpec(name="nature", label="Nature", options=NATURES, required=True, hint="what it was about"),
    PickSpec(name="outcome", label="Outcome", options=OUTCOMES, required=True, next_field=leads_to),
    TextSpec(name="promise", label="Promise", visible_when=promised),
    when("told", "told", beside=True, width=32, visible_when=promised, next_field=lambda _: "next"),
    when("safe", "safe", beside=True, width=32, visible_when=promised, passed_over=True),
    when("next", "Next"),
    PickSpec(
        name="mood", label="Mood", options=MOODS, next_field=lambda _: "next", quiet=True, hint="how it left"
    ),
    PhoneSpec(name="phone", label="Phone", country="GB"),
    MultiPickSpec(name="kinds", label="Kinds", options=KINDS, quiet=True, hint="what they are to us"),
)


class QuietScreen(Screen[None]):
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class Desk(App[None]):
    """A form under the desk's own keys, as the shell hands them to it."""

    KEYS = {"ctrl+s": "do_save", "f2": "do_save", "f7": "do_picks", "escape": "do_close"}  # noqa: RUF012

    def __init__(self, *specs: FieldSpec, **options: Any) -> None:
        super().__init__()
        self.form = Form(specs or CALL, **options)
        self.saved: list[dict[str, Any]] = []
        self.changes: list[str] = []
        self.times_left = 0

    def get_default_screen(self) -> Screen[None]:
        return QuietScreen(id="_default")

    def compose(self) -> ComposeResult:
        yield Static(" Call", id="top")
        yield self.form

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and event.key in self.KEYS:
            getattr(self.form, self.KEYS[event.key])()
            return
        await super().on_event(event)

    def on_form_saved(self, message: Form.Saved) -> None:
        self.saved.append(message.values)

    def on_form_changed(self, message: Form.Changed) -> None:
        self.changes.append(message.name)

    def on_form_left(self) -> None:
        self.times_left += 1

    @property
    def entered(self) -> str:
        return next(name for name, field in self.form._fields.items() if self.screen.focused in field.stops())


def lines(app: App[None]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def shown(app: App[None], label: str) -> str:
    return next(line[1:] for line in lines(app) if line[1:].startswith(label))


async def type_text(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """All keys at once, as a slow line delivers them."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(8):
        await pilot.pause()


async def test_a_key_that_comes_too_late_to_a_closed_form_goes_nowhere() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        await pilot.pause()
        await desk.form.remove()
        desk.form.step(1)
        desk.form.step(-1)


async def test_the_call_flow_takes_four_keys_after_the_words() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        assert app.entered == "said"
        await type_text(pilot, "it leaks")
        await pilot.press("f7", "c", "f")
        assert app.entered == "next"
        await pilot.press("3", "d", "ctrl+s")
        await pilot.pause()
        (saved,) = app.saved
        assert saved["said"] == "it leaks"
        assert (saved["nature"], saved["outcome"]) == ("complaint", "follow-up")
        assert saved["next"].day == date(2026, 11, 24)
        assert saved["promise"] is None


async def test_keys_that_arrive_at_once_act_in_their_order() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        keys = (
            *"it leakk",
            "backspace",
            "s",
            "f7",
            "c",
            "p",
            *"a refund",
            "enter",
            *"fri",
            "enter",
            "3",
            "d",
            "f2",
        )
        await burst(pilot, *keys)
        (saved,) = app.saved
        assert saved["said"] == "it leaks"
        assert (saved["nature"], saved["outcome"]) == ("complaint", "promised")
        assert saved["promise"] == "a refund"
        assert saved["told"].day == date(2026, 11, 27)
        assert saved["next"].day == date(2026, 11, 24)


async def test_outcomes_lead_where_the_call_goes_on() -> None:
    for key, place in (("s", "mood"), ("p", "promise"), ("x", "next"), ("m", "next"), ("i", "mood")):
        app = Desk()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("f7", "e", key)
            assert app.entered == place, key


async def test_f7_goes_to_the_picks_that_are_not_made() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        assert app.entered == "nature"
        await pilot.press("c", "shift+tab", "shift+tab")
        assert app.entered == "said"
        await pilot.press("f7")
        assert app.entered == "outcome"


async def test_waiting_is_passed_over_and_reached_backwards() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("shift+tab", "٣")
        assert app.form.values()["waited"] == "3"
        assert app.entered == "said"


async def test_the_date_is_shown_as_it_is_typed() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.go_to("next")
        await pilot.press("3", "d")
        await pilot.pause()
        assert shown(app, "Next") == "Next      3d            → Tue 24 Nov"


async def test_a_phone_number_is_shown_back_in_international_form() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.go_to("phone")
        await type_text(pilot, "020 7946 0958")
        await pilot.pause()
        assert shown(app, "Phone").endswith("→ +44 20 7946 0958")


async def test_what_cannot_be_used_is_said_beside_the_field_and_kept() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.go_to("next")
        await type_text(pilot, "someday")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.saved == []
        assert app.entered == "nature"
        text = "\n".join(lines(app))
        assert "! “Nature” is needed (what it was about)." in text
        assert "someday" in text
        place = next(n for n, line in enumerate(lines(app)) if "someday" in line)
        assert lines(app)[place + 1].strip().startswith("! ")
        await pilot.press("c", "s", "1")
        assert app.entered == "next"
        await pilot.press("ctrl+u", "3", "d", "ctrl+s")
        await pilot.pause()
        assert app.saved[0]["mood"] == "upset"


async def test_an_unused_key_says_what_to_do_and_acts_on_nothing() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7", "q", "question_mark")
        await pilot.pause()
        assert app.entered == "nature"
        assert "No answer has the key ?; space shows all." in "\n".join(lines(app))
        await pilot.press("tab")
        await pilot.pause()
        assert "No answer has the key" not in "\n".join(lines(app))


async def test_space_opens_the_whole_list_where_typing_filters() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7", "space")
        await pilot.pause()
        assert "n negotiation" in "\n".join(lines(app))
        await pilot.press("d", "e", "l")
        await pilot.pause()
        assert "negotiation" not in "\n".join(lines(app))
        await pilot.press("enter")
        await pilot.pause()
        assert app.form.values()["nature"] == "delivery"
        assert app.entered == "outcome"
        assert "▸d delivery" in shown(app, "Nature")


async def test_escape_folds_the_list_first_and_leaves_then() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7", "space", "escape")
        await pilot.pause()
        assert app.times_left == 0
        await pilot.press("escape")
        await pilot.pause()
        assert app.times_left == 1


async def test_several_answers_are_taken_and_given_back() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.go_to("kinds")
        await pilot.press("c", "s", "c", "right", "space")
        assert app.form.values()["kinds"] == ("prospect", "supplier")


async def test_text_fields_undo_their_own_typing() -> None:
    app = Desk(TextSpec(name="name", label="Name"), NotesSpec(name="note", label="Note"))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_text(pilot, "Ann")
        await pilot.press("ctrl+z")
        assert app.form.values()["name"] == "An"
        await pilot.press("ctrl+y", "tab")
        assert app.form.values()["name"] == "Ann"
        await type_text(pilot, "hello")
        await pilot.press("ctrl+z")
        assert app.form.values()["note"] != "hello"


async def test_what_was_filled_in_is_replaced_by_typing_and_what_was_typed_is_not() -> None:
    app = Desk(TextSpec(name="name", label="Name"), TextSpec(name="start", label="Start"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.propose("start", "today")
        await pilot.press("A", "tab", "f", "r")
        assert app.form.values() == {"name": "A", "start": "fr"}
        await pilot.press("shift+tab", "n", "tab", "i")
        assert app.form.values() == {"name": "An", "start": "fri"}


async def test_what_was_filled_in_can_be_edited() -> None:
    specs = (TextSpec(name="name", label="Name"), TextSpec(name="start", label="Start"))
    async with (app := Desk(*specs, values={"start": "fr"})).run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "end", "i")
        assert app.form.values()["start"] == "fri"


async def test_a_sentence_that_was_filled_in_is_edited() -> None:
    specs = (TextSpec(name="name", label="Name"), TextSpec(name="rule", label="Rule"))
    async with (app := Desk(*specs, values={"rule": "No one waits on"})).run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "space", *"us")
        assert app.form.values()["rule"] == "No one waits on us"


async def test_a_pasted_text_of_several_lines_is_kept_whole() -> None:
    app = Desk(TextSpec(name="name", label="Name"), NotesSpec(name="note", label="Note"))
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(events.Paste("12 Hill Road\r\n\r\n  London\n"))
        await pilot.press("tab")
        app.post_message(events.Paste("one\ntwo"))
        await pilot.pause()
        assert app.form.values() == {"name": "12 Hill Road London", "note": "one\ntwo"}


async def test_a_draft_brings_back_what_was_half_typed() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.form.draft_values() == {}
        await type_text(pilot, "two words")
        await pilot.press("f7", "c", "p")
        app.form.go_to("next")
        await type_text(pilot, "no date")
        draft = app.form.draft_values()
    assert draft == {"said": "two words", "nature": "complaint", "outcome": "promised", "next": "no date"}
    again = Desk(initial=draft)
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert again.form.draft_values() == draft
        assert again.form.is_dirty
        assert "no date" in "\n".join(lines(again))
        assert "Promise" in "\n".join(lines(again))


async def test_an_edited_record_is_not_dirty_until_something_changes() -> None:
    specs = (TextSpec(name="name", label="Name"), MultiPickSpec(name="kinds", label="Kinds", options=KINDS))
    app = Desk(*specs, values={"name": "Ann", "kinds": ("client",)})
    async with app.run_test(size=(80, 24)) as pilot:
        assert not app.form.is_dirty
        await pilot.press("end", "e")
        assert app.form.draft_values() == {"name": "Anne", "kinds": ["client"]}


async def test_a_proposal_gives_way_to_what_the_user_says() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7", "c", "p")
        app.form.propose("safe", date(2026, 11, 25))
        app.form.propose("safe", date(2026, 11, 26))
        assert app.form.values()["safe"].day == date(2026, 11, 26)
        app.form.set_value("safe", "2026-11-30")
        app.form.propose("safe", date(2026, 11, 25))
        assert app.form.values()["safe"].day == date(2026, 11, 30)


async def test_fields_come_and_go_with_the_answers() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Promise" not in "\n".join(lines(app))
        await pilot.press("f7", "c", "p")
        await pilot.pause()
        line = shown(app, "Promise")
        assert "told" in line
        assert "safe" in line
        await type_text(pilot, "refund")
        await pilot.press("enter")
        assert app.entered == "told"
        app.form.set_value("outcome", "solved")
        await pilot.pause()
        assert "Promise" not in "\n".join(lines(app))
        assert app.form.values()["promise"] is None


async def test_the_form_goes_on_in_a_very_small_window() -> None:
    app = Desk()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("f7", "c", "s", "4", "3", "d", "ctrl+s")
        await pilot.pause()
        assert app.saved[0]["mood"] == "pleased"


async def test_a_refusal_of_the_desk_is_shown_at_its_field() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.form.show_problem("next", "Over the contact load: 3 of 3 in 30 days.")
        await pilot.pause()
        assert app.entered == "next"
        assert "! Over the contact load: 3 of 3 in 30 days." in "\n".join(lines(app))
