"""The fields of a customer: the name is enough, and everything else is one key away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crm_tui.domain.rhythm import read_rhythm
from crm_tui.domain.words import Form, Kind
from crm_tui.i18n import _
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.contact_facts import channel_options
from crm_tui.tui.screens.past_specs import past_day
from crm_tui.tui.state import DeskState
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.hours_field import HoursSpec
from crm_tui.tui.widgets.list_reader import Lane
from crm_tui.tui.widgets.multi_pick_field import MultiPickSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option, Options
from crm_tui.tui.widgets.points_field import PointsSpec
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.search_field import Match, SearchSpec
from crm_tui.tui.widgets.text_fields import TextSpec

_KIND_KEYS = {
    Kind.PROSPECT: "p",
    Kind.CLIENT: "c",
    Kind.SUPPLIER: "s",
    Kind.PARTNER: "a",
    Kind.INTERNAL: "i",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerWays:
    """How the form finds and tells; given by its screen, which reads in threads.

    ``recommenders`` finds who may have recommended us to a new customer; None for one that is edited.
    ``is_recommended`` says whether a source speaks of somebody who did.
    """

    organisations: Callable[[Reader, str], Sequence[Match]]
    recommenders: Callable[[Reader, str], Sequence[Match]] | None
    is_recommended: Callable[[str], bool]
    lane: Lane
    state: DeskState
    country: str
    tiers: Options
    colleagues: Options


def customer_specs(ways: CustomerWays) -> list[FieldSpec]:
    """The fields from top to bottom; the quiet ones are entered by whoever needs them."""
    return [
        PickSpec(
            name="form",
            label=_("Is a"),
            passed_over=True,
            options=[
                Option(Form.PERSON.value, Form.PERSON.label, "p"),
                Option(Form.ORGANISATION.value, Form.ORGANISATION.label, "o"),
            ],
        ),
        TextSpec(name="name", label=_("Name"), required=True, hint=_("of the person or organisation")),
        PointsSpec(name="points", label=_("Reach"), country=ways.country),
        *_place(ways),
        MultiPickSpec(
            name="kinds",
            label=_("Kind"),
            options=[Option(kind.value, kind.label, key) for kind, key in _KIND_KEYS.items()],
        ),
        PickSpec(name="tier", label=_("Tier"), options=ways.tiers),
        PickSpec(name="manager", label=_("Manager"), quiet=True, options=ways.colleagues),
        TextSpec(name="address_as", label=_("Say"), quiet=True, hint=_("how to address them: Ms Ashgrove")),
        TextSpec(name="language", label=_("Language"), quiet=True),
        TextSpec(name="source", label=_("Source"), quiet=True, hint=_("how did you hear of us?")),
        *_recommended(ways),
        TextSpec(name="tags", label=_("Tags"), quiet=True, hint=_("your own words, with commas between")),
        NotesSpec(name="note", label=_("Note"), quiet=True, hint=_("what everybody should know")),
        *_wishes(),
        *_end(ways),
    ]


def _recommended(ways: CustomerWays) -> list[FieldSpec]:
    """Of a new customer only: later the page's own key says who recommended us."""
    if ways.recommenders is None:
        return []
    return [
        SearchSpec(
            name="referred_by",
            label=_("Sent by"),
            quiet=True,
            hint=_("the customer who recommended us"),
            search=ways.recommenders,
            lane=ways.lane,
            visible_when=lambda values: ways.is_recommended(values.get("source") or ""),
        )
    ]


def _place(ways: CustomerWays) -> list[FieldSpec]:
    return [
        SearchSpec(
            name="organisation",
            label=_("Part of"),
            hint=_("an organisation"),
            search=ways.organisations,
            lane=ways.lane,
            may_create=True,
            visible_when=_is_person,
        ),
        TextSpec(
            name="title",
            label=_("As"),
            hint=_("owner, buyer, reception"),
            visible_when=lambda values: _is_person(values) and values.get("organisation") is not None,
        ),
    ]


def _wishes() -> list[FieldSpec]:
    return [
        PickSpec(
            name="contact",
            label=_("Contact"),
            quiet=True,
            hint=_("do they want to be left in peace?"),
            options=[Option("never", _("do not contact"), "x")],
        ),
        MultiPickSpec(
            name="said_yes",
            label=_("Said yes"),
            quiet=True,
            hint=_("to hearing from us by these channels"),
            options=channel_options(),
        ),
        MultiPickSpec(
            name="said_no",
            label=_("Said no"),
            quiet=True,
            hint=_("to these channels"),
            options=channel_options(),
        ),
        HoursSpec(name="quiet", label=_("Quiet"), quiet=True, hint=_("22:00-08:00")),
        ReadSpec(
            name="rhythm",
            label=_("Rhythm"),
            quiet=True,
            hint=_("how often they should hear from us: 30 d"),
            read=read_rhythm,
            told=lambda text: _("→ at least every {days} days").format(days=read_rhythm(text)),
            input_width=14,
        ),
    ]


def _end(ways: CustomerWays) -> list[FieldSpec]:
    return [
        past_day(ways.state, "ended_on", _("Ended"), quiet=True, hint=_("the day it ended")),
        TextSpec(
            name="ended_why",
            label=_("Because"),
            hint=_("why the relationship ended"),
            visible_when=lambda values: values.get("ended_on") is not None,
        ),
    ]


def _is_person(values: Values) -> bool:
    return bool(values.get("form") != Form.ORGANISATION)
