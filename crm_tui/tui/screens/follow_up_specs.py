"""The fields of a follow-up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm_tui.domain.when import When
from crm_tui.i18n import _
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.contact_facts import channel_options
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.list_reader import Lane
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option, Options
from crm_tui.tui.widgets.search_field import Match, SearchSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.when_field import WhenSpec

JOIN = "join"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpWays:
    """How the form finds, tells and weighs; given by its screen, which reads in threads."""

    search: Callable[[Reader, str], Sequence[Match]]
    lane: Lane
    now: Callable[[], datetime]
    zone: ZoneInfo
    describe: Callable[[When], str]
    is_open: Callable[[date], bool]
    remark: Callable[[], str]
    colleagues: Options
    can_join: Callable[[], bool]
    needs_reason: Callable[[], bool]
    is_new: bool


def when_spec(ways: FollowUpWays) -> WhenSpec:
    """By when it is to be done."""
    return WhenSpec(
        name="when",
        label=_("When"),
        required=True,
        hint=_("3d, fri 10:00"),
        now=ways.now,
        zone=ways.zone,
        describe=ways.describe,
        is_open=ways.is_open,
        remark=ways.remark,
        input_width=20,
    )


def follow_up_specs(ways: FollowUpWays) -> list[FieldSpec]:
    """The fields from top to bottom; who, when and why make a valid record."""
    who = SearchSpec(name="customer", label=_("Who"), required=True, search=ways.search, lane=ways.lane)
    return [
        *([who] if ways.is_new else []),
        when_spec(ways),
        TextSpec(name="why", label=_("Why"), required=True, hint=_("what is to be done, in a few words")),
        PickSpec(
            name="join",
            label=_("Join"),
            options=[Option(JOIN, _("add it to what is planned already"), "j")],
            visible_when=lambda values: ways.is_new and ways.can_join(),
        ),
        TextSpec(
            name="override",
            label=_("Although"),
            required=True,
            hint=_("why it is planned all the same"),
            visible_when=lambda values: ways.needs_reason() and values.get("join") is None,
        ),
        PickSpec(name="channel", label=_("By"), options=channel_options()),
        PickSpec(name="staff", label=_("Whose"), options=ways.colleagues),
        PickSpec(
            name="appointment",
            label=_("Agreed"),
            quiet=True,
            hint=_("an appointment with them"),
            options=[Option("yes", _("an appointment with them"), "y")],
        ),
    ]
