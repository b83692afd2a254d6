"""Contact points in a form: as many as there are, each with its type, one preferred of each."""

import json
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from crm_tui.domain.words import ContactPointType
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.point_row import ContactPointEntry
from crm_tui.tui.widgets.points_field import PointsSpec
from crm_tui.tui.widgets.text_fields import TextSpec

PHONE, EMAIL, HANDLE = ContactPointType.PHONE, ContactPointType.EMAIL, ContactPointType.HANDLE
POINTS = PointsSpec(name="points", label="Reach", country="GB")


class Desk(App[None]):
    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.form = Form((POINTS, TextSpec(name="name", label="Name")), **options)
        self.saved: list[dict[str, Any]] = []

    def compose(self) -> ComposeResult:
        yield self.form

    def on_form_saved(self, message: Form.Saved) -> None:
        self.saved.append(message.values)


def lines(app: App[None]) -> list[str]:
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()


async def test_a_number_is_shown_in_international_form() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"02079460958")
        await settle(pilot)
        assert lines(app)[0].startswith("▌Reach     phone")
        assert lines(app)[0].endswith("→ +44 20 7946 0958")


async def test_several_are_added_by_enter_and_the_type_shows_by_itself() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"02079460958", "enter", *"desk", "enter")
        await settle(pilot)
        await pilot.press(*"a@example.org", "enter", "enter")
        await settle(pilot)
        await pilot.press("enter", *"Ann")
        values = app.form.values()
        assert values["points"] == (
            ContactPointEntry(PHONE, "02079460958", "desk", True),
            ContactPointEntry(EMAIL, "a@example.org", "", True),
        )
        assert values["name"] == "Ann"


async def test_keys_on_the_type_choose_prefer_add_and_remove() -> None:
    points = (ContactPointEntry(PHONE, "1", "", True), ContactPointEntry(PHONE, "2"))
    app = Desk(values={"points": points})
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", "*")
        assert [entry.preferred for entry in app.form.values()["points"]] == [False, True]
        await pilot.press("h")
        assert app.form.values()["points"][1].type is HANDLE
        await pilot.press("minus")
        await settle(pilot)
        assert [entry.value for entry in app.form.values()["points"]] == ["1"]


async def test_what_cannot_be_used_is_said_and_kept() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"home")
        app.form.do_save()
        await settle(pilot)
        assert app.saved == []
        assert "! “home” has no digits" in "\n".join(lines(app))
        assert app.form.values()["points"][0].value == "home"


async def test_a_draft_brings_them_back() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"123", "enter", *"home", "enter")
        await settle(pilot)
        await pilot.press(*"b@")
        draft = json.loads(json.dumps(app.form.draft_values()))
    again = Desk(initial=draft)
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert again.form.draft_values() == draft
        assert [entry.value for entry in again.form.values()["points"]] == ["123", "b@"]
