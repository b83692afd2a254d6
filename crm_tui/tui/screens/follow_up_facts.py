"""What the forms of follow-ups read: the follow-up that they are about, and what stands against a plan."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from crm_tui.domain.contact_load import Exemption, LoadVerdict, Plan
from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.queries.due import FollowUp, follow_up
from crm_tui.queries.load import check_load, load_terms
from crm_tui.store.reader import Reader
from crm_tui.tui.screens.desk_form import Subject
from crm_tui.tui.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSubject(Subject):
    """A follow-up that is planned; ``exemption`` and ``override_why`` are what it was planned with."""

    planned: FollowUp
    exemption: Exemption | None
    override_why: str


@dataclass(frozen=True, slots=True)
class Weighing:
    """What is to be said of a plan; ``join`` is what is planned already and could take it in."""

    verdict: LoadVerdict
    join: FollowUp | None


def read_planned(reader: Reader, follow_up_id: int, telling: Telling) -> PlannedSubject:
    """The follow-up that a form is about. Raises NoSuchRecord."""
    planned = follow_up(reader, follow_up_id)
    exemption, override_why = load_terms(reader, follow_up_id)
    return PlannedSubject(
        customer_id=planned.customer_id,
        customer=planned.customer,
        words=planned_in_words(planned, telling),
        text=planned.what,
        planned=planned,
        exemption=exemption,
        override_why=override_why,
    )


def planned_in_words(planned: FollowUp, telling: Telling) -> str:
    """When and how, before the words that say what: "in 3 d, Tue 24 Nov, call: "."""
    return _("{when}, {channel}: ").format(
        when=telling.due_exactly(planned.due_at, planned.all_day, planned.due_on),
        channel=Channel(planned.channel).label,
    )


def weigh_plan(
    reader: Reader, customer_id: int, plan: Plan, zone: ZoneInfo, leave_out: int | None
) -> Weighing:
    """Whether a follow-up may be planned so; ``leave_out`` is the one that is being edited."""
    verdict = check_load(reader, customer_id, plan, zone, leave_out=leave_out)
    return Weighing(verdict, None if verdict.join is None else follow_up(reader, verdict.join))
