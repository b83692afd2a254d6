"""How screens tell times, numbers and a customer's wishes: in the reader's terms, words before codes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from crm_tui.domain.when_text import due_in_words, long_day, past_day, relative_due
from crm_tui.domain.words import Channel, Consent, Direction, Health
from crm_tui.i18n import _, ngettext
from crm_tui.tui.state import DeskState
from crm_tui.tui.widgets.rows import Severity, Tone

if TYPE_CHECKING:
    from crm_tui.domain.contact_load import Load, Wishes
    from crm_tui.domain.health import Assessment
    from crm_tui.queries.customer_parts import ConsentMark, ContactPoint
    from crm_tui.queries.promises import Promise
    from crm_tui.queries.sales import Bought

_MINUTES_OF_DAY = 24 * 60

#: How a level of health is told: by its word, and by sign and colour beside it.
HEALTH_SIGNS: Mapping[Health, Severity] = MappingProxyType(
    {
        Health.AT_RISK: Severity.AT_RISK,
        Health.WATCH: Severity.AT_RISK,
        Health.STEADY: Severity.NONE,
        Health.HAPPY: Severity.MET,
    }
)
HEALTH_TONES: Mapping[Health, Tone] = MappingProxyType(
    {Health.AT_RISK: "late", Health.WATCH: "risk", Health.STEADY: "", Health.HAPPY: "met"}
)
#: A limit above this is told by its number alone.
_LONGEST_BAR = 10


class Telling(NamedTuple):
    """Tells times as they are at ``now``, in the business's zone and language."""

    now: datetime
    zone: ZoneInfo
    language: str

    @property
    def today(self) -> date:
        """The local day."""
        return self.day_of(self.now)

    def day_of(self, at: datetime) -> date:
        """The local day of an instant."""
        return at.astimezone(self.zone).date()

    def due(self, at: datetime, all_day: bool, day: date) -> str:
        """When it is due, for a list: "2 d late", "11:30", "Mon 23"."""
        return relative_due(at, all_day, day, self.now, self.zone, self.language)

    def due_exactly(self, at: datetime, all_day: bool, day: date) -> str:
        """When it is due, for a detail: "in 3 d, Tue 24 Nov 10:00"."""
        return due_in_words(at, all_day, day, self.now, self.zone, self.language)

    def past(self, at: datetime) -> str:
        """The day of something that is over, for a list: "today", "Thu", "3 Nov"."""
        return past_day(self.day_of(at), self.today, self.language)

    def exactly(self, at: datetime) -> str:
        """An instant, for a detail: "Sat 21 Nov 10:42"."""
        return _("{date} {time}").format(date=self.long_day(self.day_of(at)), time=self.clock(at))

    def long_day(self, day: date) -> str:
        """A day, for a detail: "Sat 21 Nov"."""
        return long_day(day, self.today, self.language)

    def clock(self, at: datetime) -> str:
        """The local time of day."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def number(self, number: int) -> str:
        """A count with its thousands set apart."""
        if self.language == "en":
            return f"{number:,}"
        # English needs no babel, which takes longer to import than a list to show.
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.language.replace("-", "_"))

    def promise(self, promise: "Promise") -> str:
        """By when a promise is expected; of ours also the safe date, where it is another."""
        told = self.due(promise.told_at, promise.told_all_day, promise.told_on)
        if promise.safe_at == promise.told_at:
            return told
        safe = self.due(promise.safe_at, promise.safe_all_day, promise.safe_on)
        return _("{told} (safe date {safe})").format(told=told, safe=safe)


def telling_of(state: DeskState) -> Telling:
    """How the desk tells times now. There is a business wherever there are customers."""
    business = state.business
    assert business is not None, "no customer is shown before the business is founded"
    return Telling(state.now(), business.zone, business.language)


def way_in_words(channel: str, direction: str) -> str:
    """Channel and direction of a contact: "call in", "mail out", "note"."""
    if direction == Direction.INTERNAL:
        return Direction.INTERNAL.label
    return _("{channel} {direction}").format(
        channel=Channel(channel).label, direction=Direction(direction).label
    )


def load_in_words(load: "Load") -> tuple[str, Tone]:
    """The contact load as bar and figures: "load ▮▮▯ 2 of 3 in 30 d"; at risk where there is no room left.

    Where a limit of one channel is the tight one, it is named.
    """
    limit = load.limit
    filled = min(load.contacts, limit.most)
    bar = "▮" * filled + "▯" * (limit.most - filled) if limit.most <= _LONGEST_BAR else ""
    told = (
        _("load {bar} {count} of {limit} in {days} d")
        if limit.channel is None
        else _("load by {channel} {bar} {count} of {limit} in {days} d")
    )
    words = told.format(
        bar=bar,
        count=load.contacts,
        limit=limit.most,
        days=limit.days,
        channel=limit.channel.label if limit.channel else "",
    )
    return (words, "dim") if load.left > 0 else (f"{Severity.AT_RISK.value} {words}", "risk")


def health_in_words(found: "Assessment", telling: Telling) -> tuple[list[str], Tone]:
    """A level that asks for a look, sign and word before its reasons; nothing for a steady customer."""
    from crm_tui.domain.health_text import reason_in_words

    reasons = [reason_in_words(each, telling.now, telling.zone, telling.language) for each in found.reasons]
    if not reasons:
        return [], ""
    sign = HEALTH_SIGNS[found.level]
    first = _("{sign} {level}: {reason}").format(sign=sign.value, level=found.level.label, reason=reasons[0])
    return [first, *reasons[1:]], HEALTH_TONES[found.level]


def bought_in_words(found: "Bought", telling: Telling) -> str:
    """When they bought, and how often if more than once; what it was stands last: people named it."""
    told = ngettext("{day}: {what}", "{count} times, last {day}: {what}", found.count)
    return told.format(count=found.count, day=telling.long_day(found.last_on), what=found.last)


def quiet_in_words(wishes: "Wishes") -> str:
    """Their quiet hours as what may be done: "calls after 16:00"; empty where there are none."""
    start, end = wishes.quiet_from, wishes.quiet_until
    if start is None or end is None or start == end:
        return ""
    if start == 0:
        return _("calls after {time}").format(time=_minute(end))
    if end in (0, _MINUTES_OF_DAY):
        return _("calls before {time}").format(time=_minute(start))
    return _("no calls {start} to {end}").format(start=_minute(start), end=_minute(end))


def channels_in_words(consents: "Iterable[ConsentMark]") -> str:
    """What they said about channels: "call, not mail"; empty where they said nothing."""
    latest = {mark.channel: mark.state for mark in consents}
    given = _listed(channel for channel, state in latest.items() if state is Consent.GIVEN)
    refused = _listed(channel for channel, state in latest.items() if state is Consent.REFUSED)
    if given and refused:
        return _("{given}, not {refused}").format(given=given, refused=refused)
    if refused:
        return _("not {refused}").format(refused=refused)
    return given


def point_in_words(point: "ContactPoint") -> str:
    """A contact point with its label: "+1 555 010 1234 mobile (preferred)"."""
    named = f"{point.value} {point.label}".strip()
    return _("{point} (preferred)").format(point=named) if point.preferred else named


def _listed(channels: Iterable[Channel]) -> str:
    return ", ".join(channel.label for channel in channels)


def _minute(minute: int) -> str:
    hours, minutes = divmod(minute, 60)
    return f"{hours:02}:{minutes:02}"
