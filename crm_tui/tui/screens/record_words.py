"""A contact, case, follow-up or promise told whole: its facts in a line or two, then the words."""

from collections.abc import Iterator
from typing import NamedTuple

from crm_tui.domain.about_text import about_in_words
from crm_tui.domain.case_event_text import event_in_words
from crm_tui.domain.money import money_in_words
from crm_tui.domain.words import Direction, FollowUpState, PromiseState
from crm_tui.i18n import _, ngettext
from crm_tui.queries.case_learning import CaseLearning
from crm_tui.queries.cases import CaseEvent, CaseHistory
from crm_tui.queries.due import FollowUp
from crm_tui.queries.interactions import Interaction
from crm_tui.queries.promises import Promise
from crm_tui.queries.vocabulary import Vocabulary
from crm_tui.tui.telling import Telling, way_in_words
from crm_tui.tui.widgets.rows import Severity

Record = Interaction | CaseHistory | FollowUp | Promise

#: How much of what was said is told in the history of a case.
_EXCERPT = 200


class Block(NamedTuple):
    """A heading of ours, and what stands below it, which may be a customer's words."""

    heading: str
    text: str


def record_blocks(record: Record, telling: Telling, words: Vocabulary) -> list[Block]:
    """Everything about a record; blocks without text are left out."""
    if isinstance(record, Interaction):
        blocks = _interaction(record, telling, words)
    elif isinstance(record, CaseHistory):
        blocks = _case(record, telling, words)
    elif isinstance(record, FollowUp):
        blocks = _follow_up(record, telling)
    else:
        blocks = _promise(record, telling)
    return [block for block in blocks if block.text.strip()]


def heading_of(record: Record) -> str:
    """What the top line calls it."""
    if isinstance(record, Interaction):
        return _("Note") if record.direction is Direction.INTERNAL else _("Contact")
    if isinstance(record, CaseHistory):
        return _("Case {id}").format(id=record.case.id)
    return _("Follow-up") if isinstance(record, FollowUp) else _("Promise")


def customer_of(record: Record) -> tuple[int, str]:
    """Whose record it is: id and name."""
    owner = record.case if isinstance(record, CaseHistory) else record
    return owner.customer_id, owner.customer


def tied_cases(record: Record | None) -> tuple[int, ...]:
    """The case above this one, and those below it, by number; none unless it is a case that was tied."""
    if not isinstance(record, CaseHistory):
        return ()
    above = record.learning.parent_id
    return (*(() if above is None else (above,)), *record.learning.below)


def _interaction(contact: Interaction, telling: Telling, words: Vocabulary) -> Iterator[Block]:
    facts = [
        telling.exactly(contact.happened_at),
        way_in_words(contact.channel, contact.direction),
        _duration(contact),
        contact.staff,
    ]
    yield Block("", " · ".join(fact for fact in facts if fact))
    if contact.direction is not Direction.INTERNAL:
        facts = [
            _("{nature} → {outcome}").format(
                nature=words.nature_labels.get(contact.nature, contact.nature),
                outcome=words.outcome_labels.get(contact.outcome, contact.outcome),
            ),
            _("left them {mood}").format(mood=contact.mood.label) if contact.mood else "",
            _waited(contact),
            _("in the way: {obstacle}").format(obstacle=contact.obstacle.label) if contact.obstacle else "",
            _("a good moment") if contact.good_moment else "",
            _("about {product}").format(product=contact.product) if contact.product else "",
            _("case {id}").format(id=contact.case_id) if contact.case_id else "",
        ]
        yield Block("", " · ".join(fact for fact in facts if fact))
    heading = _("Note") if contact.direction is Direction.INTERNAL else _("They said")
    yield Block(heading, contact.said)
    yield Block(_("It stands at"), contact.link)
    yield Block(_("Because"), contact.cause)
    yield Block(_("We did"), contact.did)
    yield Block(_("Written down"), telling.exactly(contact.recorded_at))


def _case(history: CaseHistory, telling: Telling, words: Vocabulary) -> Iterator[Block]:
    case = history.case
    facts = [
        words.nature_labels.get(case.nature, case.nature),
        case.stage.label,
        _("owner {colleague}").format(colleague=case.owner),
        _("since {when}").format(when=telling.exactly(case.opened_at)),
    ]
    if case.reopenings:
        times = ngettext("reopened {count} time", "reopened {count} times", case.reopenings)
        facts.append(times.format(count=case.reopenings))
    yield Block("", " · ".join(facts))
    yield Block(_("What it is about"), about_in_words(case.product, case.title))
    yield from _learnt(history.learning)
    yield Block(_("What happened to it"), "\n".join(_event(event, telling) for event in history.events))
    yield Block(
        _("What was said"),
        "\n".join(
            _("{when}  {way}: {said}").format(
                when=telling.exactly(contact.happened_at),
                way=way_in_words(contact.channel, contact.direction),
                said=contact.said[:_EXCERPT],
            )
            for contact in history.interactions
        ),
    )


def _learnt(learning: CaseLearning) -> Iterator[Block]:
    said = _("{understanding} (they agreed)") if learning.confirmed else _("{understanding} (not agreed yet)")
    understood = said.format(understanding=learning.understanding) if learning.understanding else ""
    yield Block(_("What they mean"), understood)
    yield Block(_("Because"), learning.cause)
    yield Block(_("How it was solved"), learning.resolution)
    yield Block(_("How it will not come back"), learning.prevention)
    if learning.cost is not None:
        yield Block(_("What it cost to make good"), money_in_words(learning.cost, learning.currency))
    if learning.parent_id is not None:
        yield Block(_("Tied into"), _("case {id}").format(id=learning.parent_id))
    tied = ", ".join(_("case {id}").format(id=case_id) for case_id in learning.below)
    yield Block(_("Tied into this one"), tied)


def _event(event: CaseEvent, telling: Telling) -> str:
    what = event_in_words(event.what, event.to)
    told = _("{when}  {what}, by {colleague}").format(
        when=telling.exactly(event.happened_at), what=what, colleague=event.staff
    )
    return _("{event}: {why}").format(event=told, why=event.why) if event.why else told


def _follow_up(row: FollowUp, telling: Telling) -> Iterator[Block]:
    late = row.state is FollowUpState.OPEN and row.due_at <= telling.now
    sign = Severity.LATE.value if late else Severity.NORMAL.value
    due = telling.due_exactly(row.due_at, row.all_day, row.due_on)
    if row.state is not FollowUpState.OPEN:
        due = telling.long_day(row.due_on)
    facts = [
        row.state.label,
        due,
        way_in_words(row.channel, Direction.OUTBOUND),
        row.staff,
        _("appointment") if row.is_appointment else "",
        _("they called and nobody answered") if row.is_call_back else "",
        _("case {id}").format(id=row.case_id) if row.case_id else "",
    ]
    yield Block("", f"{sign} " + " · ".join(fact for fact in facts if fact))
    yield Block(_("What to do"), row.what)


def _promise(promise: Promise, telling: Telling) -> Iterator[Block]:
    late = promise.state is PromiseState.OPEN and promise.told_at <= telling.now
    sign = Severity.LATE.value if late else Severity.NORMAL.value
    told = telling.due_exactly(promise.told_at, promise.told_all_day, promise.told_on)
    safe = telling.due_exactly(promise.safe_at, promise.safe_all_day, promise.safe_on)
    if promise.state is not PromiseState.OPEN:
        told, safe = telling.long_day(promise.told_on), telling.long_day(promise.safe_on)
    facts = [
        promise.by.label,
        promise.state.label,
        _("told {when}").format(when=told),
        _("safe date {when}").format(when=safe),
        promise.staff,
        _("case {id}").format(id=promise.case_id) if promise.case_id else "",
    ]
    yield Block("", f"{sign} " + " · ".join(fact for fact in facts if fact))
    yield Block(_("What they can expect"), promise.what)
    yield Block(_("Said"), telling.exactly(promise.made_at))
    if promise.closed_at is not None:
        yield Block(_("Ended"), telling.exactly(promise.closed_at))
    yield Block(_("Because"), promise.closed_why)


def _duration(contact: Interaction) -> str:
    if contact.ended_at is None:
        return ""
    minutes = round((contact.ended_at - contact.happened_at).total_seconds() / 60)
    return _("{minutes} min long").format(minutes=minutes)


def _waited(contact: Interaction) -> str:
    if contact.waited_minutes is None:
        return ""
    return _("waited {minutes} min").format(minutes=contact.waited_minutes)
