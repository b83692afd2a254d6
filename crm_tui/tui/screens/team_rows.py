"""The rows of the team, and the card of the member of staff at the cursor."""

from collections.abc import Iterable, Sequence

from crm_tui.domain.instants import end_of_day
from crm_tui.domain.standard_text import is_below, share_in_words
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.people import StaffMember
from crm_tui.queries.staff_attainment import OwnShare
from crm_tui.queries.team import Hands, Standing
from crm_tui.tui.telling import Telling
from crm_tui.tui.text import pad
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line

#: What the list of the team says of each.
COLUMNS = (
    Column("state", width=13),
    Column("role", N_("role"), width=7),
    Column("cases", N_("cases"), width=5, align="right"),
    Column("follow-ups", N_("to do"), width=10, align="right"),
    Column("today", N_("today"), width=5, align="right"),
    Column("keeps", N_("keeps"), width=10),
    Column("customers", N_("customers"), width=9, align="right", from_width=100),
    Column("login", N_("login"), width=10, from_width=100),
    Column("name", N_("name"), weight=1),
    Column("stand-in", N_("stands in"), weight=1, from_width=100),
)

_GAP = "   "
_LABEL_WIDTH = 9
#: How many of them stand on a line of the card.
_NAMED = 4

Shares = Sequence[OwnShare]


def staff_row(member: StaffMember, hands: Hands | None, shares: Shares | None, telling: Telling) -> ListRow:
    """A member of staff; ``hands`` and ``shares`` are None where they are unknown, or not for the viewer."""
    away = member.away
    kept = "" if shares is None else _kept(shares)
    severity = Severity.NONE if away is None else Severity.NORMAL
    if member.left_on is not None:
        severity = Severity.LATE  # their work waits for somebody to take it
    below = shares is not None and any(_is_below(share) for share in shares)
    return ListRow(
        ("staff", member.id),
        (
            Cell(state_of(member, telling), "" if severity is Severity.NONE else "strong"),
            Cell(member.role.label, "dim"),
            "" if hands is None else telling.number(hands.cases),
            _to_do(hands, telling),
            "" if hands is None else telling.number(hands.contacts),
            Cell(f"{kept} {Severity.AT_RISK.value}", "risk") if below else kept,
            "" if hands is None else telling.number(hands.customers),
            Cell(member.login, "dim"),
            member.name,
            Cell("" if away is None else away.stand_in_name, "dim"),
        ),
        severity=severity,
    )


def state_of(member: StaffMember, telling: Telling) -> str:
    """ "in", "until Fri 27", "left 3 Nov"."""
    if member.left_on is not None:
        return _("left {day}").format(day=telling.long_day(member.left_on))
    if member.away is None:
        return _("in")
    until = member.away.until_on
    return _("until {day}").format(day=telling.due(end_of_day(until, telling.zone), True, until))


def card(
    member: StaffMember, standing: Standing, shares: Shares | None, telling: Telling, *, is_seen: bool
) -> list[Line]:
    """What stands below the list about the member of staff at the cursor.

    ``is_seen``: what is private about them is the viewer's business.
    """
    who = _("{role}, {login}").format(role=member.role.label, login=member.login)
    if member.away is not None and member.away.stand_in_name:
        who = _("{who}; {colleague} stands in").format(who=who, colleague=member.away.stand_in_name)
    lines: list[Line] = [
        [(who + _GAP, "dim"), (member.name, "strong")],
        _labelled(_("skills"), skills_in_words(standing.skills[:_NAMED]) or _("none noted")),
        _labelled(_("praise"), praise_in_words(standing)),
    ]
    if is_seen:
        lines.append(_labelled(_("training"), training_in_words(standing, telling)))
        lines.append(_labelled(_("keeps"), "…" if shares is None else worst_in_words(shares)))
    return lines


def skills_in_words(skills: Iterable[tuple[str, int]]) -> str:
    """ "repairs 4 · French 2"."""
    return " · ".join(_("{skill} {level}").format(skill=name, level=level) for name, level in skills)


def worst_in_words(shares: Shares) -> str:
    """How many standards are kept, and the one that was missed most."""
    if not shares:
        return _("nothing measured this quarter")
    worst = shares[0]
    kept = _("{kept} standards this quarter").format(kept=_kept(shares))
    if not worst.missed:
        return kept
    return _("{kept}; most missed, {share}: {statement}").format(
        kept=kept, share=share_in_words(worst.attainment), statement=worst.statement
    )


def training_in_words(standing: Standing, telling: Telling) -> str:
    """What is due first, and how much more."""
    if not standing.training:
        return _("none due")
    first = standing.training[0]
    more = len(standing.training) - 1
    said = first.name
    if first.due_on is not None:
        said = _("by {day}: {what}").format(day=telling.long_day(first.due_on), what=first.name)
    return _("{count} more; {first}").format(count=more, first=said) if more else said


def praise_in_words(standing: Standing) -> str:
    """How often in the last days, and the newest words."""
    count = len(standing.praise)
    if not count:
        return _("none in 30 days: be the first")
    said = ngettext("{count} time in 30 days", "{count} times in 30 days", count).format(count=count)
    by, words = standing.praise[0]
    return _("{said}; {colleague}: {words}").format(said=said, colleague=by, words=words) if words else said


def _kept(shares: Shares) -> str:
    kept = sum(not _is_below(share) for share in shares)
    return _("{kept} of {measured}").format(kept=kept, measured=len(shares))


def _is_below(share: OwnShare) -> bool:
    return is_below(share.attainment, share.objective)


def _to_do(hands: Hands | None, telling: Telling) -> Cell:
    if hands is None:
        return Cell("")
    to_do = telling.number(hands.follow_ups)
    if hands.late:
        return Cell(_("{count}, {late} late").format(count=to_do, late=hands.late), "late")
    return Cell(to_do)


def _labelled(label: str, text: str) -> Line:
    return [(pad(label, _LABEL_WIDTH) + " ", "dim"), (text, "")]
