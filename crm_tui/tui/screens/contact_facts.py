"""What the contact form needs to know: the business's words, colleagues, open days, and the customer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm_tui.domain.contact_load import Exemption, LoadVerdict, Plan
from crm_tui.domain.when import When
from crm_tui.domain.words import NATURE_KEYS, OUTCOME_KEYS, Channel, Nature, Outcome
from crm_tui.i18n import _
from crm_tui.queries.cases import Case, cases_of
from crm_tui.queries.customer_glance import Glance, glance
from crm_tui.queries.customer_page import customer
from crm_tui.queries.due import FollowUp, follow_up
from crm_tui.queries.find import find
from crm_tui.queries.load import check_load
from crm_tui.queries.opening_days import opening_days
from crm_tui.queries.people import StaffMember, staff
from crm_tui.queries.product_named import NamedProduct, offered_products
from crm_tui.queries.same_causes import known_causes
from crm_tui.queries.vocabulary import Vocabulary, vocabulary
from crm_tui.store.reader import Reader
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.search_field import Match

#: Matches offered while a caller is being found; more would cover the form.
_MATCHES = 5

#: On the line of the form; the rest is under the space bar (SCREENS.md, "Call").
_NATURES_SHOWN = frozenset({Nature.COMPLAINT, Nature.ENQUIRY, Nature.SUPPORT, Nature.SALE, Nature.FEEDBACK})
_OUTCOMES_SHOWN = frozenset(
    {Outcome.SOLVED, Outcome.PROMISED, Outcome.FOLLOW_UP, Outcome.ESCALATED, Outcome.DECLINED}
)
_CHANNEL_KEYS = {
    Channel.PHONE: "p",
    Channel.EMAIL: "e",
    Channel.VISIT: "v",
    Channel.CHAT: "c",
    Channel.LETTER: "l",
    Channel.SOCIAL: "s",
}


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What is the same for every contact."""

    words: Vocabulary
    colleagues: tuple[StaffMember, ...]
    is_open: Callable[[date], bool]
    follow_up: FollowUp | None
    causes: tuple[str, ...]
    products: tuple[NamedProduct, ...]

    @property
    def offers(self) -> Sequence[str]:
        """The names of what we offer."""
        return [product.name for product in self.products]


@dataclass(frozen=True, slots=True)
class CallerFacts:
    """The customer of this contact."""

    glance: Glance
    open_cases: tuple[Case, ...]


def read_desk(reader: Reader, today: date, follow_up_id: int | None) -> DeskFacts:
    """Read what the form needs; ``follow_up_id`` is what the contact is about to do."""
    return DeskFacts(
        vocabulary(reader),
        staff(reader, today),
        opening_days(reader),
        None if follow_up_id is None else follow_up(reader, follow_up_id),
        known_causes(reader, today),
        offered_products(reader),
    )


def read_caller(reader: Reader, customer_id: int, now: datetime) -> CallerFacts:
    """Read the customer's card and open cases."""
    return CallerFacts(glance(reader, customer_id, now=now), cases_of(reader, customer_id, open_only=True))


def search_customers(reader: Reader, text: str, country: str, in_view: int | None) -> Sequence[Match]:
    """The customers that were typed; before a word is typed, the one in view."""
    if not text:
        if in_view is None:
            return ()
        return (Match(in_view, customer(reader, in_view).name, ""),)
    found = find(reader, text, _MATCHES, country=country)
    return [
        Match(
            match.id,
            match.name,
            " · ".join(part for part in (match.organisation, *match.phones[:1]) if part),
        )
        for match in found.results
    ]


def weigh(
    reader: Reader, customer_id: int, when: When, channel: str, exemption: Exemption | None, zone: ZoneInfo
) -> LoadVerdict:
    """Whether the next step may be planned so."""
    return check_load(reader, customer_id, Plan(when.at, when.all_day, Channel(channel), exemption), zone)


def nature_options(words: Vocabulary | None) -> list[Option]:
    """Natures by their keys; the built-in ones until the business's own are read."""
    if words is None:
        return [
            Option(nature.value, nature.label, key, nature in _NATURES_SHOWN)
            for nature, key in NATURE_KEYS.items()
        ]
    return [
        Option(choice.code, choice.label, choice.key, choice.code in _NATURES_SHOWN)
        for choice in words.natures
    ]


def outcome_options(words: Vocabulary | None) -> list[Option]:
    """Outcomes by their keys."""
    if words is None:
        return [
            Option(outcome.value, outcome.label, key, outcome in _OUTCOMES_SHOWN)
            for outcome, key in OUTCOME_KEYS.items()
        ]
    return [
        Option(choice.code, choice.label, choice.key, choice.code in _OUTCOMES_SHOWN)
        for choice in words.outcomes
    ]


def channel_options() -> list[Option]:
    """Channels by their keys."""
    return [Option(channel.value, channel.label, key) for channel, key in _CHANNEL_KEYS.items()]


def colleague_options(colleagues: Sequence[StaffMember], me: int) -> list[Option]:
    """Everybody by a digit, oneself first; where there are more than nine, typing finds the others."""
    ordered = sorted(colleagues, key=lambda member: member.id != me)
    return [
        Option(
            str(member.id),
            _("me") if member.id == me else member.name,
            str(place) if place <= 9 else "",
            shown=place <= 4,
        )
        for place, member in enumerate(ordered, 1)
    ]


def case_options(cases: Sequence[Case]) -> list[Option]:
    """The customer's open cases, and none of them."""
    return [
        *(Option(str(case.id), case.title or case.nature, str(place)) for place, case in enumerate(cases, 1)),
        Option("none", _("none of them"), "0"),
    ]
