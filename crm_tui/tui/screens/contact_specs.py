"""The fields of Log and Call, and where each answer leads (PRODUCT.md, "The call")."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from crm_tui.domain.links import read_link
from crm_tui.domain.playbooks import Playbook
from crm_tui.domain.typed_caller import read_typed_caller
from crm_tui.domain.when import When
from crm_tui.domain.words import Channel, Direction, Mood, Obstacle, Outcome
from crm_tui.i18n import _
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.product_fields import Offered, product_spec
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.list_reader import Lane
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option, Options
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.search_field import Match, NewOne, SearchSpec
from crm_tui.tui.widgets.steps_field import StepsSpec
from crm_tui.tui.widgets.suggest_field import SuggestSpec
from crm_tui.tui.widgets.text_fields import PhoneSpec, TextSpec
from crm_tui.tui.widgets.when_field import WhenSpec

#: Where an outcome leads; every other one leads to Mood.
_TO_NEXT = frozenset(
    {Outcome.FOLLOW_UP, Outcome.MISSED, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.NO_SHOW}
)

_OBSTACLE_KEYS = MappingProxyType(
    {
        Obstacle.POLICY: "p",
        Obstacle.REACH: "r",
        Obstacle.HOURS: "h",
        Obstacle.PROCESS: "o",
        Obstacle.PRICE: "e",
        Obstacle.US: "u",
    }
)

_WAITED = (("0", "0"), ("1", "1"), ("3", "3"), ("5", "5"), ("10", "9"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWays:
    """How the form finds, tells and weighs; given by its screen, which reads in threads."""

    search: Callable[[Reader, str], Sequence[Match]]
    lane: Lane
    now: Callable[[], datetime]
    zone: ZoneInfo
    country: str
    describe: Callable[[When], str]
    describe_next: Callable[[When], str]
    is_open: Callable[[date], bool]
    natures: Options
    outcomes: Options
    channels: Sequence[Option]
    colleagues: Options
    causes: Callable[[], Sequence[str]]
    offers: Callable[[], Sequence[str]]
    products: Offered
    cases: Options
    has_cases: Callable[[], bool]
    needs_override: Callable[[], bool]
    playbook: Callable[[], Playbook | None]
    shows_steps: Callable[[], bool]
    is_call: bool


def contact_specs(ways: ContactWays) -> list[FieldSpec]:
    """The fields from top to bottom; three of them make a valid record."""
    return [
        *_circumstances(ways),
        SearchSpec(
            name="customer",
            label=_("Who"),
            required=True,
            search=ways.search,
            lane=ways.lane,
            may_create=True,
            creates_at_once=lambda text: not read_typed_caller(text).name,
        ),
        # Only the name is asked for: a number is typed behind it, or here by shift+tab, as who sent them is.
        TextSpec(
            name="new_name",
            label=_("Name"),
            required=True,
            visible_when=lambda values: _lacks(values, "name"),
        ),
        PhoneSpec(
            name="new_phone",
            label=_("Phone"),
            country=ways.country,
            passed_over=True,
            quiet=True,
            visible_when=lambda values: _lacks(values, "number"),
        ),
        SearchSpec(
            name="referred_by",
            label=_("Sent by"),
            passed_over=True,
            quiet=True,
            hint=_("the customer who recommended us"),
            search=ways.search,
            lane=ways.lane,
            visible_when=lambda values: isinstance(values.get("customer"), NewOne),
        ),
        NotesSpec(name="said", label=_("They said")),
        link_spec(visible_when=lambda values: values.get("channel") == Channel.SOCIAL),
        PickSpec(name="nature", label=_("Nature"), required=True, options=ways.natures),
        PickSpec(
            name="outcome",
            label=_("Outcome"),
            required=True,
            options=ways.outcomes,
            next_field=lambda values: _after_outcome(values.get("outcome")),
        ),
        *_promise(ways),
        *_next_step(ways),
        PickSpec(
            name="mood",
            label=_("Mood"),
            quiet=True,
            options=mood_options(),
            next_field=lambda values: "next" if values.get("next") is None else None,
        ),
        *_what_else(ways),
    ]


def link_spec(**more: Any) -> FieldSpec:
    """Where a public mention stands on the web."""
    return ReadSpec(
        name="link",
        label=_("Link"),
        quiet=True,
        hint=_("where it stands: https://…"),
        read=read_link,
        told=lambda _text: "",
        input_width=None,
        **more,
    )


def mood_options() -> list[Option]:
    """How it left them, from the worst to the best, by digits."""
    return [Option(mood.value, mood.label, str(place)) for place, mood in enumerate(Mood, 1)]


def obstacle_options() -> list[Option]:
    """What of ours stood in their way."""
    return [Option(obstacle.value, obstacle.label, key) for obstacle, key in _OBSTACLE_KEYS.items()]


def _circumstances(ways: ContactWays) -> list[FieldSpec]:
    """What stands before the caller and is passed over: shift+tab and one key."""
    when: list[FieldSpec] = []
    if not ways.is_call:
        when = [TextSpec(name="at", label=_("When"), passed_over=True, hint=_("now, 10:15, yesterday 16:00"))]
    return [
        *when,
        PickSpec(
            name="channel",
            label=_("By"),
            passed_over=True,
            options=ways.channels,
            beside=not ways.is_call,
            width=40,
        ),
        PickSpec(
            name="direction",
            label=_("Way"),
            passed_over=True,
            options=[
                Option(Direction.INBOUND.value, Direction.INBOUND.label, "i"),
                Option(Direction.OUTBOUND.value, Direction.OUTBOUND.label, "o"),
            ],
            width=30,
        ),
        PickSpec(
            name="waited",
            label=_("Waited"),
            passed_over=True,
            beside=True,
            options=[
                Option(minutes, _("10+") if minutes == "10" else minutes, key) for minutes, key in _WAITED
            ],
            visible_when=lambda values: values.get("direction") == Direction.INBOUND,
        ),
    ]


def _promise(ways: ContactWays) -> list[FieldSpec]:
    def promised(values: Values) -> bool:
        return values.get("outcome") == Outcome.PROMISED

    return [
        TextSpec(
            name="promise",
            label=_("Promise"),
            required=True,
            hint=_("what they can expect"),
            visible_when=promised,
            next_field=lambda values: "told",
        ),
        WhenSpec(
            name="told",
            label=_("told"),
            required=True,
            visible_when=promised,
            next_field=lambda values: "next",
            now=ways.now,
            zone=ways.zone,
            describe=ways.describe,
            width=39,
        ),
        WhenSpec(
            name="safe",
            label=_("safe"),
            beside=True,
            passed_over=True,
            visible_when=promised,
            now=ways.now,
            zone=ways.zone,
            describe=ways.describe,
        ),
    ]


def _next_step(ways: ContactWays) -> list[FieldSpec]:
    def planned(values: Values) -> bool:
        return values.get("next") is not None

    return [
        WhenSpec(
            name="next",
            label=_("Next"),
            hint=_("3d, fri"),
            now=ways.now,
            zone=ways.zone,
            describe=ways.describe_next,
            is_open=ways.is_open,
        ),
        PickSpec(
            name="next_channel",
            label=_("by"),
            passed_over=True,
            quiet=True,
            options=ways.channels,
            visible_when=planned,
        ),
        PickSpec(
            name="to",
            label=_("For"),
            options=ways.colleagues,
            visible_when=lambda values: values.get("outcome") == Outcome.ESCALATED or planned(values),
            passed_over=True,
            quiet=True,
            next_field=lambda values: "next",
        ),
        TextSpec(
            name="why",
            label=_("Why"),
            passed_over=True,
            quiet=True,
            hint=_("else the nature and the first words"),
            visible_when=planned,
        ),
        TextSpec(
            name="override",
            label=_("Although"),
            required=False,
            hint=_("why it is planned all the same"),
            visible_when=lambda values: planned(values) and ways.needs_override(),
        ),
    ]


def _what_else(ways: ContactWays) -> list[FieldSpec]:
    return [
        PickSpec(
            name="case",
            label=_("Case"),
            quiet=True,
            options=ways.cases,
            visible_when=lambda values: ways.has_cases(),
        ),
        product_spec(ways.products, name="about", label=_("About"), quiet=True),
        SuggestSpec(
            name="cause",
            label=_("Because"),
            quiet=True,
            hint=_("what was at the root of it: type, or pick with ↓"),
            known=ways.causes,
        ),
        TextSpec(name="did", label=_("We did"), quiet=True),
        PickSpec(
            name="obstacle",
            label=_("In the way"),
            quiet=True,
            options=obstacle_options(),
        ),
        SuggestSpec(
            name="may_need",
            label=_("May need"),
            quiet=True,
            hint=_("what you heard: words, or a product with ↓"),
            known=ways.offers,
        ),
        PickSpec(
            name="good",
            label=_("Good"),
            quiet=True,
            options=[Option("yes", _("a good moment"), "g")],
        ),
        StepsSpec(
            name="steps",
            label=_("Steps"),
            playbook=ways.playbook,
            visible_when=lambda values: ways.shows_steps(),
        ),
    ]


def _after_outcome(outcome: str | None) -> str:
    if outcome == Outcome.PROMISED:
        return "promise"
    if outcome == Outcome.ESCALATED:
        return "to"
    return "next" if outcome in _TO_NEXT else "mood"


def _lacks(values: Values, part: str) -> bool:
    """Whether the customer is a new one, and was typed without this part of a TypedCaller."""
    customer = values.get("customer")
    return isinstance(customer, NewOne) and not getattr(read_typed_caller(customer.text), part)
