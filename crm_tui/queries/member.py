"""The page of one member of staff, with as much of it as the viewer may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.standard_text import is_below
from crm_tui.domain.words import Role
from crm_tui.i18n import _
from crm_tui.queries import member_parts
from crm_tui.queries.member_parts import ChecklistLine, Job, PraiseLine, PulseDay, TraineeContact, Training
from crm_tui.queries.one_to_ones import OneToOne, one_to_ones
from crm_tui.queries.people import StaffMember, staff_by_id
from crm_tui.queries.staff_attainment import OwnShare, may_see
from crm_tui.store.reader import Reader

_PRAISE_DAYS = 366


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A member of staff.

    Everybody sees the job, skills, checklist, praise, and what was looked at of a trainee's. ``trainings``,
    ``talks`` and ``pulses`` are for that person and managers, and empty for others: ``is_private_shown`` says
    which. The figures come from ``queries.staff_attainment``.
    """

    member: StaffMember
    is_private_shown: bool
    job: Job
    skills: tuple[tuple[str, int], ...]
    checklist: tuple[ChecklistLine, ...]
    praise: tuple[PraiseLine, ...]
    to_look_at: tuple[TraineeContact, ...]
    looked_at: tuple[TraineeContact, ...]
    trainings: tuple[Training, ...] = ()
    talks: tuple[OneToOne, ...] = ()
    pulses: tuple[PulseDay, ...] = ()


def member_page(reader: Reader, staff_id: int, *, now: datetime, zone: ZoneInfo, viewer: Actor) -> MemberPage:
    """The page of a member of staff, also when they have left. Raises NoSuchRecord."""
    member = staff_by_id(reader, staff_id, now.astimezone(zone).date())
    if member is None:
        raise NoSuchRecord(
            _("There is no member of staff {id}.").format(id=staff_id),
            _("List them with `crm-tui staff list`."),
        )
    private = may_see(viewer, staff_id)
    is_trainee = member.role is Role.TRAINEE
    return MemberPage(
        member,
        private,
        member_parts.job(reader, staff_id, now),
        member_parts.skills(reader, staff_id),
        member_parts.checklist(reader, staff_id, now, always=is_trainee),
        member_parts.praise_of(reader, staff_id, since=now - timedelta(days=_PRAISE_DAYS), now=now),
        member_parts.not_looked_at(reader, staff_id, now=now),
        member_parts.looked_at(reader, staff_id, now=now) if is_trainee or private else (),
        member_parts.trainings(reader, staff_id) if private else (),
        one_to_ones(reader, staff_id, viewer=viewer) if private else (),
        member_parts.pulses(reader, staff_id) if private else (),
    )


def suggested(shares: Iterable[OwnShare], trainings: Iterable[Training]) -> tuple[OwnShare, ...]:
    """The standards that they miss more often than its objective allows, and have no training due for."""
    planned = {training.standard_id for training in trainings if training.taken_on is None}
    return tuple(
        share
        for share in shares
        if is_below(share.attainment, share.objective) and share.standard_id not in planned
    )
