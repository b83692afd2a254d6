"""Keys, screens, help and palette of the shell, on two small screens of its own."""

from pathlib import Path

import pytest
from shell_sample import SampleCustomers, SampleForm, SampleToday, sample_desk
from textual import events
from textual.widgets import Input, TextArea

from crm_tui.domain.actor import Actor
from crm_tui.settings.keymap import Keymap
from crm_tui.tui.app import DeskApp
from crm_tui.tui.choice_list import ChoiceList
from crm_tui.tui.palette import PaletteScreen
from crm_tui.tui.screens.help import HelpScreen
from crm_tui.tui.state import DeskState, Tone
from crm_tui.tui.widgets.frame import EdgeLine, KeyLine


@pytest.fixture
def desk(path: Path, nadia: Actor) -> DeskApp:
    return sample_desk(DeskState(path, nadia))


def line(desk: DeskApp, name: str) -> str:
    kind = KeyLine if name == "keys" else EdgeLine
    return desk.screen.query_one(f"#{name}", kind).render().plain.strip()


def happened(desk: DeskApp) -> str:
    return line(desk, "happened")


async def test_the_three_lines(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True, size=(80, 24)):
        assert line(desk, "where") == "Today   Nadia Karim"
        assert happened(desk) == ""
        assert line(desk, "keys") == "l log  c call  1-6 screens  ? help"


async def test_digits_go_between_main_screens_which_keep_their_place(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        today = desk.screen
        await pilot.press("2")
        assert isinstance(desk.screen, SampleCustomers)
        await pilot.press("1")
        assert desk.screen is today


async def test_a_digit_closes_the_pages_above(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("2", "question_mark")
        await pilot.press("escape", "1", "2")
        assert isinstance(desk.screen, SampleCustomers)
        assert len(desk.screen_stack) == 1


@pytest.mark.parametrize(("key", "said"), [("D", "no drafts"), ("f6", "no other open call")])
async def test_a_key_that_cannot_act_says_why(desk: DeskApp, key: str, said: str) -> None:
    async with desk.run_test(notifications=True, size=(120, 36)) as pilot:
        await pilot.press(key)
        assert said in happened(desk)
        assert isinstance(desk.screen, SampleToday)


async def test_a_key_of_another_place_says_where(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("p")
        assert happened(desk) == "· “promise” (p) works on a customer."


async def test_a_command_that_nothing_here_answers_says_so(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("e")
        assert "nothing to work on" in happened(desk)


async def test_what_was_told_goes_with_the_next_command(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("p", "2")
        assert happened(desk) == ""
        desk.say("Logged.", Tone.DONE, undoable=True)
        await pilot.press("down")
        assert happened(desk).startswith("✓ Logged.")
        assert happened(desk).endswith("u undo")
        await pilot.press("1")
        await pilot.pause()
        assert happened(desk) == ""


async def test_in_a_form_letters_are_typed_and_function_keys_act(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("l")
        form = desk.screen
        assert isinstance(form, SampleForm)
        await pilot.press(*"q1c/u", "tab", *"n?", "f1")
        assert isinstance(desk.screen, HelpScreen)
        await pilot.press("escape")
        assert desk.screen is form
        assert form.query_one(Input).value == "q1c/u"
        assert form.query_one(TextArea).text == "n?"


async def test_what_is_typed_ahead_goes_to_the_screen_that_opens(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        for key in ("l", "q", "d"):
            desk.post_message(events.Key(key, key))
        await pilot.pause()
        assert desk.screen.query_one(Input).value == "qd"


async def test_ctrl_z_in_a_text_is_the_texts_own_and_never_suspends(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("l", "tab", *"ab")
        area = desk.screen.query_one(TextArea)
        await pilot.press("ctrl+z")
        assert area.text != "ab"
        assert desk.state.happened is None


async def test_f6_and_f7_reach_the_form_before_the_text(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("l", "tab", *"ab", "f7", "x")
        assert desk.screen.query_one(TextArea).text == "abx"
        await pilot.press("f6", "x")
        assert desk.screen.query_one(TextArea).text == "abxx"


async def test_nothing_blinks(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("l", "tab")
        assert not desk.screen.query_one(Input).cursor_blink
        assert not desk.screen.query_one(TextArea).cursor_blink


async def test_escape_never_quits_and_q_does_at_the_top(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("escape", "escape")
        assert desk.is_running
        await pilot.press("q")
    assert desk.return_code == 0


async def test_ctrl_c_and_ctrl_q_do_not_quit(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("ctrl+q", "ctrl+c")
        assert desk.is_running
        assert happened(desk) == "· q leaves."


async def test_a_second_call_parks_the_first_and_one_key_goes_between_them(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press("2", "c", *"one")
        first = desk.screen
        await pilot.press("f8", *"two")
        second = desk.screen
        assert second is not first
        await pilot.press("f6")
        assert desk.screen is first
        await pilot.press("f6", "escape")
        assert desk.screen is first
        assert first.query_one(Input).value == "one"
        await pilot.press("escape")
        assert isinstance(desk.screen, SampleCustomers)
        assert desk.open_calls == 0


async def test_help_is_narrowed_by_typing_and_gives_reasons(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True, size=(120, 36)) as pilot:
        await pilot.press("question_mark", *"next", "space", *"call")
        assert isinstance(desk.screen, HelpScreen)
        shown = desk.screen.query_one(ChoiceList).render().plain
        assert "no other open call" in shown
        assert "undo" not in shown


async def test_help_lists_what_works_here_and_nothing_else(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True, size=(120, 40)) as pilot:
        await pilot.press("f1")
        shown = desk.screen.query_one(ChoiceList).render().plain
        assert "Take a call" in shown
        assert "snooze" not in shown
        assert "sort" not in shown


@pytest.mark.parametrize("key", ["ctrl+p", "colon"])
async def test_the_palette_finds_and_runs(desk: DeskApp, key: str) -> None:
    async with desk.run_test(notifications=True) as pilot:
        await pilot.press(key)
        assert isinstance(desk.screen, PaletteScreen)
        await pilot.press(*"customers", "enter")
        await pilot.pause()
        assert isinstance(desk.screen, SampleCustomers)


async def test_the_palette_says_why_not(desk: DeskApp) -> None:
    async with desk.run_test(notifications=True, size=(120, 36)) as pilot:
        await pilot.press("colon", *"next", "space", *"call", "enter")
        await pilot.pause()
        assert "no other open call" in happened(desk)


async def test_the_users_own_keys_hold_everywhere(path: Path, nadia: Actor) -> None:
    desk = sample_desk(
        DeskState(path, nadia), keymap=Keymap({"log": ("j", "f9")}, ("keymap.toml, line 3: no.",))
    )
    async with desk.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert happened(desk) == "! keymap.toml, line 3: no."
        assert line(desk, "keys").startswith("j log")
        await pilot.press("j")
        assert isinstance(desk.screen, SampleForm)


@pytest.mark.parametrize(("size", "is_small"), [((40, 10), False), ((39, 10), True), ((40, 9), True)])
async def test_below_forty_by_ten_it_says_too_small(
    desk: DeskApp, size: tuple[int, int], is_small: bool
) -> None:
    async with desk.run_test(notifications=True, size=size) as pilot:
        await pilot.pause()
        assert desk.screen.query_one("#too-small").display is is_small
        assert desk.screen.query_one("#body").display is not is_small


async def test_hostile_names_stay_on_the_top_line(path: Path) -> None:
    from crm_tui.domain.words import Door, Role

    name = "[/]x[@click=app.quit]y[/] \x1b[31m\u202e"
    desk = sample_desk(DeskState(path, Actor(1, "nadia", name, Role.ADMIN, Door.SCREENS, "s")))
    async with desk.run_test(notifications=True) as pilot:
        await pilot.pause()
        shown = line(desk, "where")
        assert "[/]x[@click=app.quit]y[/]" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        (("Line 1 is wrong.",), "! Line 1 is wrong."),
        (
            ("Line 1 is wrong.", "Line 2 too."),
            "! 2 entries of your settings cannot be used; `crm-tui doctor` names them. Line 1 is wrong.",
        ),
    ],
)
async def test_what_is_wrong_with_the_settings_is_told(
    path: Path, nadia: Actor, problems: tuple[str, ...], said: str
) -> None:
    desk = sample_desk(DeskState(path, nadia), keymap=Keymap({}, problems))
    async with desk.run_test(notifications=True, size=(120, 36)) as pilot:
        await pilot.pause()
        assert happened(desk) == said
