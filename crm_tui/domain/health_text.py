"""The reasons of a customer's health in words, the same at both doors: "2 complaints in 30 d"."""

from datetime import datetime
from zoneinfo import ZoneInfo

from crm_tui.domain.health import RULES, Reason, Sign
from crm_tui.domain.when_text import past_day
from crm_tui.i18n import _, ngettext


def reason_in_words(reason: Reason, now: datetime, zone: ZoneInfo, language: str = "en") -> str:
    """A reason as part of a line: what was seen, and when."""
    day = past_day(reason.at.astimezone(zone).date(), now.astimezone(zone).date(), language)
    mood = reason.mood.label if reason.mood is not None else ""
    return _sentence(reason).format(
        count=reason.number, days=RULES[reason.sign].days, day=day, mood=mood, times=len(reason.evidence)
    )


def _sentence(reason: Reason) -> str:
    number, times = reason.number, len(reason.evidence)
    match reason.sign:
        case Sign.OPEN_COMPLAINT:
            return ngettext("complaint open since {day}", "{count} complaints open since {day}", number)
        case Sign.COMPLAINTS:
            return _("{count} complaints in {days} d")
        case Sign.MOOD_FALLING:
            return _("mood falling")
        case Sign.LEFT_UPSET:
            return _("left {mood} {day}")
        case Sign.SOLVED_BUT_UPSET:
            return _("solved, but left {mood} {day}")
        case Sign.PROMISE_LATE:
            return ngettext("promise late since {day}", "{count} promises late since {day}", number)
        case Sign.PROMISE_BROKEN:
            return ngettext("promise broken {day}", "{count} promises broken in {days} d", number)
        case Sign.REOPENED:
            return ngettext("case reopened {day}", "{count} cases reopened in {days} d", number)
        case Sign.LONG_WAIT:
            return ngettext("waited {count} min {day}", "waited long {times} times in {days} d", times)
        case Sign.SILENT:
            return _("silent for {count} d")
        case Sign.QUIET:
            return _("quiet for longer than usual, {count} d")
        case Sign.LEFT_HAPPY:
            return _("left happy {count} times in {days} d, last {day}")
