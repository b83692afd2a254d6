"""A member of staff's page in rows: what is to be done for them first, then what they can look back on."""

from collections.abc import Sequence
from itertools import chain

from crm_tui.domain.money import money_in_words
from crm_tui.domain.standard_text import is_below, share_in_words
from crm_tui.i18n import _, ngettext
from crm_tui.queries.member import MemberPage, suggested
from crm_tui.queries.member_parts import ChecklistLine, PraiseLine, PulseDay, TraineeContact, Training
from crm_tui.queries.one_to_ones import Figures, OneToOne
from crm_tui.queries.staff_attainment import OwnShare
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.screens.team_rows import skills_in_words, state_of
from crm_tui.tui.telling import Telling
from crm_tui.tui.text import pad
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line

COLUMNS = (Column("kind", width=16), Column("when", width=12), Column("what", weight=1))

_LABEL_WIDTH = 9
_MOST_JOB_LINES = 3
_SHARES_SHOWN = 3


def rows(page: MemberPage, shares: Sequence[OwnShare], telling: Telling) -> list[ListRow]:
    """Every row of the page. The ids say what each is, and its number."""
    open_items = [line for line in page.checklist if line.done_at is None]
    done_items = [line for line in page.checklist if line.done_at is not None]
    due = [training for training in page.trainings if training.taken_on is None]
    taken = [training for training in page.trainings if training.taken_on is not None]
    return list(
        chain(
            (_item(line, telling) for line in open_items),
            (_training(training, telling) for training in due),
            (_suggestion(share) for share in suggested(shares, page.trainings)),
            (_contact("look", _("to look at"), one, telling) for one in page.to_look_at),
            (_contact("looked", _("looked at"), one, telling) for one in page.looked_at),
            (_praise(one, telling) for one in page.praise),
            (_talk(one, telling) for one in page.talks),
            (_pulse(place, one, telling) for place, one in enumerate(page.pulses)),
            (_item(line, telling) for line in done_items),
            (_training(training, telling) for training in taken),
        )
    )


def head(
    page: MemberPage, figures: Figures | None, telling: Telling, currency: str, width: int
) -> list[Line]:
    """What stands above the rows: where they are, their job, skills, and this quarter's figures."""
    job = page.job
    where = state_of(page.member, telling)
    if page.member.away is not None and page.member.away.stand_in_name:
        where = _("{state}; {colleague} stands in").format(
            state=where, colleague=page.member.away.stand_in_name
        )
    if job.allowance is not None:
        where = _("{state} · may spend {amount} on a case").format(
            state=where, amount=money_in_words(job.allowance, currency)
        )
    room = width - _LABEL_WIDTH - 1
    text = wrapped(job.text, room, _MOST_JOB_LINES) or [_("not described yet")]
    named = " · ".join(
        _("{id} {statement}").format(id=standard_id, statement=statement)
        for standard_id, statement in job.standards
    )
    return [
        _labelled(page.member.role.label, where),
        *(_labelled("" if number else _("job"), line) for number, line in enumerate(text)),
        *([_labelled(_("holds to"), named)] if named else []),
        _labelled(_("skills"), skills_in_words(page.skills) or _("none noted")),
        *(figures_lines(figures, _SHARES_SHOWN) if figures is not None else []),
    ]


def figures_lines(figures: Figures, most: int) -> list[Line]:
    """What somebody did in a period: counts on a line, and the standards that they missed most."""
    said = [
        ngettext("{count} contact", "{count} contacts", figures.contacts).format(count=figures.contacts),
        ngettext("{count} case, {solved} solved", "{count} cases, {solved} solved", figures.cases).format(
            count=figures.cases, solved=figures.solved
        ),
    ]
    if figures.reopened:
        said.append(_("{count} reopened").format(count=figures.reopened))
    if figures.promises:
        said.append(
            _("promises kept {kept} of {count}").format(kept=figures.promises_kept, count=figures.promises)
        )
    if figures.good_moments:
        good = figures.good_moments
        said.append(ngettext("{count} good moment", "{count} good moments", good).format(count=good))
    if figures.praise:
        said.append(
            ngettext("praised once", "praised {count} times", figures.praise).format(count=figures.praise)
        )
    return [
        _labelled(_("quarter"), " · ".join(said)),
        *(_share_line(share, first=not number) for number, share in enumerate(figures.standards[:most])),
    ]


def _share_line(share: OwnShare, *, first: bool) -> Line:
    below = is_below(share.attainment, share.objective)
    label = pad(_("keeps") if first else "", _LABEL_WIDTH) + " "
    sign = Severity.AT_RISK.value if below else Severity.MET.value
    return [
        (label, "dim"),
        (f"{sign} {pad(share_in_words(share.attainment), 18)} ", "risk" if below else ""),
        (share.statement, ""),
    ]


def _contact(kind: str, label: str, one: TraineeContact, telling: Telling) -> ListRow:
    what = one.said
    if kind == "looked":
        what = _("{colleague}: {words}").format(
            colleague=one.by, words=one.words or _("looked at, nothing to add")
        )
    severity = Severity.NORMAL if kind == "look" else Severity.NONE
    return ListRow(
        (kind, one.interaction_id),
        (label, telling.past(one.at), _("{what}   {customer}").format(what=what, customer=one.customer)),
        severity=severity,
    )


def _item(line: ChecklistLine, telling: Telling) -> ListRow:
    when = "" if line.done_at is None else telling.past(line.done_at)
    what = (
        _("{what} (signed by {colleague})").format(what=line.what, colleague=line.by)
        if line.by
        else line.what
    )
    return ListRow(
        ("read" if line.is_standard else "item", line.id),
        (Cell(line.kind.label, "dim" if line.done_at else ""), Cell(when, "dim"), what),
        severity=Severity.MET if line.done_at is not None else Severity.NORMAL,
    )


def _training(training: Training, telling: Telling) -> ListRow:
    late = training.taken_on is None and training.due_on is not None and training.due_on < telling.today
    severity = Severity.MET if training.taken_on else Severity.LATE if late else Severity.NORMAL
    day = training.taken_on or training.due_on
    when = "" if day is None else telling.long_day(day)
    what = training.name
    if training.why:
        what = _("{what}: {why}").format(what=training.name, why=training.why)
    label = _("training taken") if training.taken_on else _("training due")
    return ListRow(
        ("training", training.id), (label, Cell(when, "late" if late else ""), what), severity=severity
    )


def _suggestion(share: OwnShare) -> ListRow:
    return ListRow(
        ("suggested", share.standard_id),
        (
            Cell(_("suggested"), "risk"),
            share_in_words(share.attainment).partition(" (")[0],
            _("training for: {statement}").format(statement=share.statement),
        ),
        severity=Severity.AT_RISK,
    )


def _praise(praise: PraiseLine, telling: Telling) -> ListRow:
    words = praise.words or praise.said or _("well done")
    what = _("{colleague}: {words}").format(colleague=praise.by, words=words)
    if praise.customer:
        what = _("{what}   {customer}").format(what=what, customer=praise.customer)
    return ListRow(("praise", praise.id), (_("praise"), telling.past(praise.at), what), severity=Severity.MET)


def _talk(talk: OneToOne, telling: Telling) -> ListRow:
    first, last = telling.long_day(talk.period.from_on), telling.long_day(talk.period.to_on)
    what = _("{first} to {last}, with {manager}").format(first=first, last=last, manager=talk.manager)
    return ListRow(("one-to-one", talk.id), (_("one-to-one"), telling.past(talk.at), what))


def _pulse(place: int, pulse: PulseDay, telling: Telling) -> ListRow:
    said = _("{level} of 5").format(level=pulse.level)
    what = _("{said}: {words}").format(said=said, words=pulse.words) if pulse.words else said
    return ListRow(("pulse", place), (_("how they are"), Cell(telling.long_day(pulse.on_day), "dim"), what))


def _labelled(label: str, text: str) -> Line:
    return [(pad(label, _LABEL_WIDTH) + " ", "dim"), (text, "")]
