"""Standards as lists and pages show them: what the queries found, in words and signs."""

from collections.abc import Iterable, Mapping

from crm_tui.domain.measure_text import target_in_words
from crm_tui.domain.standard_text import is_below, objective_in_words, share_in_words, trend_in_bars
from crm_tui.domain.standards import Attainment
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.standards import StandardLine
from crm_tui.tui.telling import Telling
from crm_tui.tui.text import cut, plain
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity, Tone
from crm_tui.tui.widgets.text_lines import Line

Trend = tuple[Attainment, ...]
#: Twelve months in which nothing was measured.
NO_TREND: Trend = (Attainment(0, 0),) * 12

_TONES: dict[Severity, Tone] = {Severity.LATE: "late", Severity.AT_RISK: "risk"}
_GAP = "   "
#: So many lines of a statement or its reason are shown on the card.
_MOST_LINES = 2

COLUMNS = (
    Column("state", width=15),
    Column("attainment", N_("this quarter"), width=17),
    Column("objective", N_("goal"), width=5, align="right"),
    Column("trend", N_("12 months"), width=12, from_width=100),
    Column("statement", N_("standard")),
)


def severity_of(line: StandardLine, attainment: Attainment | None) -> Severity:
    """The one sign of a standard: what asks most to be acted on."""
    if line.standard.retired_at is not None:
        return Severity.NONE
    if line.review_overdue:
        return Severity.LATE
    if attainment is not None and is_below(attainment, line.version.objective):
        return Severity.AT_RISK
    return Severity.MET if attainment is not None and attainment.measured else Severity.NORMAL


def remarks(line: StandardLine, attainment: Attainment | None) -> list[tuple[Severity, str]]:
    """All that is to be said of how a standard stands, the most pressing first."""
    if line.standard.retired_at is not None:
        return [(Severity.NONE, _("retired"))]
    found = []
    if line.review_overdue:
        found.append((Severity.LATE, _("review overdue")))
    if attainment is not None and is_below(attainment, line.version.objective):
        found.append((Severity.AT_RISK, _("below objective")))
    if line.unread:
        found.append((Severity.NORMAL, _("to read")))
    return found


def standard_row(line: StandardLine, attainment: Attainment | None, trend: Trend | None) -> ListRow:
    """A standard in the list; ``attainment`` and ``trend`` are None until they are known."""
    said = remarks(line, attainment)
    sign, word = said[0] if said else (Severity.NONE, "")
    below = attainment is not None and is_below(attainment, line.version.objective)
    return ListRow(
        ("standard", line.id),
        (
            Cell(word, _TONES.get(sign, "")),
            Cell(_share(attainment, below and sign is not Severity.AT_RISK), "risk" if below else ""),
            Cell(objective_in_words(line.version.objective), "dim"),
            Cell("" if trend is None else trend_in_bars(trend), "dim"),
            Cell(line.version.statement, "strong" if line.unread else ""),
        ),
        severity=severity_of(line, attainment),
    )


def summary(lines: Iterable[StandardLine], found: Mapping[int, Attainment]) -> str:
    """What the list says of itself: how many are kept, and what they ask of me."""
    in_force = [line for line in lines if line.standard.retired_at is None]
    measured = [line for line in in_force if line.id in found and found[line.id].measured]
    kept = sum(not is_below(found[line.id], line.version.objective) for line in measured)
    overdue = sum(line.review_overdue for line in in_force)
    unread = sum(line.unread for line in in_force)
    said = [
        ngettext("{count} standard", "{count} standards", len(in_force)).format(count=len(in_force)),
        _("{kept} of {measured} kept").format(kept=kept, measured=len(measured)) if measured else "",
        ngettext("{count} review overdue", "{count} reviews overdue", overdue).format(count=overdue)
        if overdue
        else "",
        _("{count} to read").format(count=unread) if unread else "",
    ]
    return " · ".join(part for part in said if part)


def card(
    line: StandardLine, attainment: Attainment | None, trend: Trend | None, telling: Telling, width: int
) -> list[Line]:
    """What stands below the list about the standard at the cursor: its words in full."""
    version = line.version
    review = line.standard.next_review_on
    facts = [
        target_in_words(version.measure, version.target, version.settings),
        _("objective {share}").format(share=objective_in_words(version.objective)),
        _("review due {day}").format(day=telling.long_day(review)) if review else "",
        _("owner {name}").format(name=line.standard.owner) if line.standard.owner else "",
    ]
    figures = [
        _("this quarter {share}").format(share=share_in_words(attainment)) if attainment else "",
        _("12 months {bars}").format(bars=trend_in_bars(trend)) if trend else "",
    ]
    return [
        *(((text, "strong"),) for text in wrapped(version.statement, width, _MOST_LINES)),
        *(((text, "dim"),) for text in wrapped(version.why, width, _MOST_LINES)),
        ((" · ".join(fact for fact in facts if fact), ""),),
        ((_GAP.join(figure for figure in figures if figure), ""),),
        marks(line, attainment),
    ]


def marks(line: StandardLine, attainment: Attainment | None) -> Line:
    """All remarks on one line, each with its sign."""
    return [(f"{sign.value} {word}{_GAP}", _TONES.get(sign, "")) for sign, word in remarks(line, attainment)]


def wrapped(text: str, width: int, most: int) -> list[str]:
    """The text in at most so many lines of ``width`` cells, cut where it is longer; none when empty."""
    if not text.strip() or width < 1:
        return []
    lines = [part.plain for part in plain(cut(text, most * width)).wrap(width)]
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width)] if len(lines) > most else lines


def _share(attainment: Attainment | None, with_sign: bool) -> str:
    if attainment is None:
        return "…"
    share = share_in_words(attainment)
    return f"{share} {Severity.AT_RISK.value}" if with_sign else share
