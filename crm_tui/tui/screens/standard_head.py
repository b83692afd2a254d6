"""The upper half of a standard's page: its words, its figures for a period, and who has read it."""

from collections.abc import Mapping
from functools import partial

from crm_tui.domain.measure_text import target_in_words
from crm_tui.domain.standard_text import (
    is_below,
    moods_in_words,
    objective_in_words,
    scope_in_words,
    share_in_words,
    trend_in_bars,
)
from crm_tui.domain.standards import Attainment
from crm_tui.domain.words import Mood
from crm_tui.i18n import _
from crm_tui.queries.periods import Period
from crm_tui.queries.standard_labels import Labels
from crm_tui.queries.standard_page import StandardPage
from crm_tui.queries.standard_versions import WrittenVersion
from crm_tui.tui.screens.standard_rows import Trend, wrapped
from crm_tui.tui.telling import Telling
from crm_tui.tui.text import pad
from crm_tui.tui.widgets.rows import Severity
from crm_tui.tui.widgets.text_lines import Line

_LABEL_WIDTH = 14
_GAP = "   "
#: What is longer is cut: the breaches below want their room.
_MOST_LINES = 3


def words_lines(version: WrittenVersion, labels: Labels, width: int) -> list[Line]:
    """What a version says: sentence, reason, what counts as met, and what it holds for."""
    return [
        *(((text, "strong"),) for text in wrapped(version.statement, width, _MOST_LINES)),
        *(((text, "dim"),) for text in wrapped(version.why, width, _MOST_LINES)),
        (
            (
                " · ".join(
                    (
                        target_in_words(version.measure, version.target, version.settings, labels),
                        _("objective {share}").format(share=objective_in_words(version.objective)),
                        scope_in_words(version.rule.scope, labels),
                    )
                ),
                "",
            ),
        ),
    ]


def figures_lines(
    page: StandardPage,
    trend: Trend | None,
    telling: Telling,
    labels: Labels,
    viewer_id: int,
    *,
    named: str,
    width: int,
    most: int,
) -> list[Line]:
    """How it was kept in the period, by tier and by person, and who has read it; each in ``most`` lines.

    ``named`` is what the period is called.
    """
    part = partial(part_lines, width=width, most=most)
    bars = _("12 months {bars}").format(bars=trend_in_bars(trend)) if trend else ""
    lines: list[Line] = [
        [
            (labelled(named), "dim"),
            (share_in_words(page.attainment) + _GAP, "strong"),
            *_mark(page),
            (bars, "dim"),
        ],
        *part(_("by tier"), _tiers(page, labels)),
        *part(_("by person"), _people(page, viewer_id)),
        *(
            []
            if not (page.felt.met or page.felt.missed)
            else part(_("left them"), _felt(page, in_full=most > 1))
        ),
        *part(_("read by"), _readings(page)),
    ]
    if page.reviews:
        last = page.reviews[-1]
        said = _("{day}: {decision}, {why}").format(
            day=telling.past(last.at), decision=last.decision.label, why=last.why
        )
        lines += part(_("last review"), said)
    return lines


def period_in_words(period: Period, telling: Telling) -> str:
    """ "Wed 1 Jul to Wed 30 Sep", with the year where it is another."""
    return _("{first} to {last}").format(
        first=telling.long_day(period.from_on), last=telling.long_day(period.to_on)
    )


def _tiers(page: StandardPage, labels: Labels) -> str:
    known = labels.get("tier", {})
    parts = sorted(page.by_tier, key=lambda part: part.attainment.ratio or 0)
    return " · ".join(
        _("{who} {share}").format(
            who=_("no tier") if part.tier is None else known.get(part.tier, part.tier),
            share=share_in_words(part.attainment),
        )
        for part in parts
    )


def _people(page: StandardPage, viewer_id: int) -> str:
    """The viewer first, then whoever needs help most, and the team as a whole."""
    parts = sorted(page.by_staff, key=lambda part: (part.staff_id != viewer_id, part.attainment.ratio or 0))
    said = [
        _("{who} {share}").format(
            who=_("you") if part.staff_id == viewer_id else part.name, share=share_in_words(part.attainment)
        )
        for part in parts
    ]
    return " · ".join([*said, _("team {share}").format(share=share_in_words(page.attainment))])


def _felt(page: StandardPage, *, in_full: bool) -> str:
    """How customers were left, where it was met and where it was missed; else only how many were pleased."""
    if not in_full:
        met, missed = _pleased(page.felt.met), _pleased(page.felt.missed)
        return _("pleased or better {met} when met, {missed} when missed").format(
            met=share_in_words(met), missed=share_in_words(missed)
        )
    nothing = _("not known")
    return _("when met {met} · when missed {missed}").format(
        met=moods_in_words(page.felt.met) or nothing, missed=moods_in_words(page.felt.missed) or nothing
    )


def _pleased(moods: Mapping[Mood, int]) -> Attainment:
    """How many of those whose mood is known were left pleased or better."""
    return Attainment(sum(moods.values()), sum(moods.get(mood, 0) for mood in (Mood.PLEASED, Mood.DELIGHTED)))


def _mark(page: StandardPage) -> Line:
    below = is_below(page.attainment, page.line.version.objective)
    return [(f"{Severity.AT_RISK.value} {_('below objective')}{_GAP}", "risk")] if below else []


def _readings(page: StandardPage) -> str:
    names = [reading.name for reading in page.waiting]
    done = len(page.acknowledged)
    read = _("{count} of {all}").format(count=done, all=done + len(names))
    if page.line.unread:
        read = _("{read}, not by you yet").format(read=read)
    if not names:
        return _("{read}, everybody").format(read=read)
    return _("{read}   waiting: {names}").format(read=read, names=", ".join(names))


def part_lines(label: str, text: str, *, width: int, most: int) -> list[Line]:
    """A label and what there is to say about it, in ``most`` lines of a screen of that width."""
    lines = [text]
    if most > 1:
        lines = wrapped(text, width - _LABEL_WIDTH - 1, most)
    return [
        [(labelled("" if number else label), "dim"), (line, "")] for number, line in enumerate(lines or [""])
    ]


def labelled(label: str) -> str:
    """The label of a figure in its column."""
    return pad(label, _LABEL_WIDTH) + " "
