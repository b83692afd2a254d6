"""The evidence of a review in words, a line each; empty where there is nothing to say."""

from collections.abc import Mapping, Sequence

from crm_tui.domain.evidence import LONG_WAIT_MINUTES, RETURN_DAYS, Evidence
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.standard_text import share_in_words
from crm_tui.domain.standards import Attainment
from crm_tui.domain.surveys import figures_in_words
from crm_tui.i18n import _, ngettext

#: So many natures that return are named, the most frequent ones.
_MOST_NAMED = 3


def obstacles_in_words(evidence: Evidence) -> str:
    """What stood in the way, the most frequent first: "hours 3 · reaching us 1"."""
    return " · ".join(
        _("{what} {count}").format(what=one.obstacle.label, count=one.count) for one in evidence.obstacles
    )


def contacts_in_words(evidence: Evidence) -> str:
    """How many tried to reach us: "44 contacts in · 5 missed · 7 outside our hours"."""
    if not evidence.contacts:
        return ""
    return " · ".join(
        (
            ngettext("{count} contact in", "{count} contacts in", evidence.contacts).format(
                count=evidence.contacts
            ),
            _("{count} missed").format(count=evidence.missed),
            _("{count} outside our hours").format(count=evidence.outside),
        )
    )


def waits_in_words(evidence: Evidence) -> str:
    """How long they waited: "half waited 2 min at most · above 3 min 12 % (5 of 41)"."""
    waits = evidence.waits
    if waits.median is None:
        return ""
    return _("half waited {minutes} min at most · above {limit} min {share}").format(
        minutes=f"{waits.median:g}",
        limit=LONG_WAIT_MINUTES,
        share=share_in_words(Attainment(waits.count, waits.long)),
    )


def returning_in_words(evidence: Evidence, labels: Mapping[str, str]) -> str:
    """What they come back for: "within 14 d: complaint 4 of 12 · enquiry 2 of 30"; ``labels`` by nature."""
    if not evidence.returning:
        return ""
    natures = " · ".join(
        _("{nature} {returned} of {contacts}").format(
            nature=labels.get(one.nature, one.nature), returned=one.returned, contacts=one.contacts
        )
        for one in evidence.returning[:_MOST_NAMED]
    )
    return _("within {days} d: {natures}").format(natures=natures, days=RETURN_DAYS)


def answers_in_words(evidence: Evidence) -> str:
    """What they answered when they were asked: "satisfaction 4.2 of 5 · satisfied 5 of 6"."""
    told = {
        SurveyKind.CSAT: _("satisfaction {figures}"),
        SurveyKind.NPS: _("recommending us {figures}"),
    }
    return " · ".join(
        told[one.kind].format(figures=figures_in_words(one)) for one in evidence.answers if one.count
    )


def missed_most_in_words(evidence: Evidence, weekdays: Sequence[str]) -> str:
    """The hours in which most were missed: "Mon 12:00 3 · Fri 17:00 2"; ``weekdays`` are short names."""
    hours = [
        (count.missed, day, hour)
        for day, counts in enumerate(evidence.week)
        for hour, count in enumerate(counts)
        if count.missed
    ]
    worst = sorted(hours, key=lambda each: (-each[0], each[1:]))[:_MOST_NAMED]
    return " · ".join(
        _("{weekday} {hour:02}:00 {count}").format(weekday=weekdays[day], hour=hour, count=missed)
        for missed, day, hour in worst
    )
