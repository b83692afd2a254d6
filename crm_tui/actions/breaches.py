"""Why an event missed its standard, in a line: what each breach is asked for."""

from dataclasses import dataclass

from sqlmodel import select

from crm_tui.actions.lookups import unknown_code
from crm_tui.actions.reading import reader_of
from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.domain.standards import MeasuredEvent
from crm_tui.domain.words import Measure
from crm_tui.i18n import _
from crm_tui.queries.breaches import KINDS_AT_DOORS
from crm_tui.queries.measuring import Gauge, as_of
from crm_tui.queries.standard_versions import WrittenStandard, written_standards
from crm_tui.store.journal import Act
from crm_tui.store.tables import BreachNote, Standard

#: It stands in one line of a list.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class SaidWhy:
    """What was said of a breach; ``kind`` is as the doors call it."""

    id: int
    standard_id: int
    kind: str
    record_id: int
    why: str


def say_why_missed(act: Act, standard_id: int, kind: str, record_id: int, why: str) -> SaidWhy:
    """Say in a line why a record missed a standard; said again, the newer words stand.

    ``kind`` and ``record_id`` are those of a breach (:class:`crm_tui.queries.breaches.Breach`). Below manager
    only whose breach it is says so, or who answers for the standard. Raises NotAllowed; NoSuchRecord for
    another standard; InvalidInput for no words or too many, and for what missed nothing.
    """
    standard = act.get(Standard, standard_id)
    act.describe("say-why-missed", "standard", standard_id)
    if kind not in KINDS_AT_DOORS:
        raise unknown_code(kind, list(KINDS_AT_DOORS), "event")
    key = KINDS_AT_DOORS[kind], record_id
    event = _breach(act, standard_id, key)
    words = " ".join(why.split())
    if not words or len(words) > _LONGEST:
        raise InvalidInput(
            _("Why it was missed takes a line of words, {most} characters at most.").format(most=_LONGEST),
            _("Say what stood in the way: “alone at the desk at noon”."),
            field="why",
        )
    is_theirs = act.actor.staff_id in (event.staff_id, standard.owner_id)
    if not is_theirs and not act.actor.role.is_in_charge:
        raise NotAllowed(
            _("Why a colleague's contact missed a standard is for them and managers to say."),
            _("Tell them what you know."),
        )
    note = act.session.exec(
        select(BreachNote).where(
            BreachNote.standard_id == standard_id,
            BreachNote.event_kind == key[0],
            BreachNote.event_id == record_id,
        )
    ).first()
    if note is None:
        note = act.add(
            BreachNote(
                standard_id=standard_id,
                event_kind=key[0],
                event_id=record_id,
                why=words,
                staff_id=act.actor.staff_id,
                at=act.now,
            )
        )
    else:
        act.change(note, why=words, staff_id=act.actor.staff_id, at=act.now)
    return SaidWhy(note.record_id, standard_id, kind, record_id, words)


def _breach(act: Act, standard_id: int, key: tuple[str, int]) -> MeasuredEvent:
    """The event that missed the standard. Raises InvalidInput when there is none."""
    reader = reader_of(act)
    written = written_standards(reader)
    terms = as_of(reader, act.now, act.business.zone)
    for measure in _measures(next(one for one in written if one.id == standard_id)):
        for event in Gauge(reader, measure, written, terms).events_of(*key):
            if event.standard_id == standard_id and event.met is False:
                return event
    raise InvalidInput(
        _("This did not miss standard {id}.").format(id=standard_id),
        _("`crm-tui standard show {id}` lists what did.").format(id=standard_id),
        field="event",
    )


def _measures(standard: WrittenStandard) -> set[Measure]:
    return {version.measure for version in standard.versions}
