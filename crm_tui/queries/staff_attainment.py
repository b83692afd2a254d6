"""Attainment by person: a member of staff's own share of each standard, for them and whoever is in charge."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import NotAllowed
from crm_tui.domain.standards import Attainment
from crm_tui.i18n import _
from crm_tui.queries.measuring import Gauge, as_of
from crm_tui.queries.periods import Period
from crm_tui.queries.standard_versions import WrittenStandard, written_standards
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class OwnShare:
    """What one member of staff had to do with one standard in a period."""

    standard_id: int
    statement: str
    objective: float
    attainment: Attainment

    @property
    def missed(self) -> int:
        """How many of their events missed it."""
        return self.attainment.measured - self.attainment.met


def may_see(viewer: Actor, staff_id: int) -> bool:
    """Whether figures of this member of staff are for the viewer: their own, or the viewer is in charge."""
    return viewer.staff_id == staff_id or viewer.role.is_in_charge


def require_may_see(viewer: Actor, staff_id: int) -> None:
    """Raise NotAllowed where the figures are not for the viewer."""
    if not may_see(viewer, staff_id):
        raise NotAllowed(
            _("What concerns one person is for that person and managers."),
            _("The team's figures are for everybody: `crm-tui standard list`."),
        )


def staff_attainment(
    reader: Reader,
    staff_id: int,
    period: Period,
    *,
    now: datetime,
    zone: ZoneInfo,
    viewer: Actor,
) -> tuple[OwnShare, ...]:
    """A member of staff's share of each standard in force, most missed first. Raises NotAllowed."""
    require_may_see(viewer, staff_id)
    return team_attainment(reader, period, now=now, zone=zone, viewer=viewer).get(staff_id, ())


def team_attainment(
    reader: Reader,
    period: Period,
    *,
    now: datetime,
    zone: ZoneInfo,
    viewer: Actor,
) -> dict[int, tuple[OwnShare, ...]]:
    """Everybody's shares by staff id, most missed first; only the viewer's own below manager."""
    written = written_standards(reader)
    measured: dict[tuple[int, int], list[int]] = {}
    for measure in sorted({one.newest.measure for one in written if one.retired_at is None}):
        gauge = Gauge(reader, measure, written, as_of(reader, now, zone))
        for counted in gauge.counted(period.start(zone), period.end(zone), splits=("staff",)):
            event = counted.event
            if event.met is None or event.staff_id is None or not may_see(viewer, event.staff_id):
                continue
            sums = measured.setdefault((event.staff_id, event.standard_id), [0, 0])
            sums[0] += counted.count
            sums[1] += counted.count * event.met
    return _by_person(measured.items(), {one.id: one for one in written})


def _by_person(
    measured: Iterable[tuple[tuple[int, int], list[int]]], written: dict[int, WrittenStandard]
) -> dict[int, tuple[OwnShare, ...]]:
    found: dict[int, list[OwnShare]] = {}
    for (staff_id, standard_id), (count, met) in measured:
        standard = written[standard_id]
        if standard.retired_at is None:
            newest = standard.newest
            share = OwnShare(standard_id, newest.statement, newest.objective, Attainment(count, met))
            found.setdefault(staff_id, []).append(share)
    return {
        staff_id: tuple(sorted(shares, key=lambda one: (-one.missed, one.standard_id)))
        for staff_id, shares in found.items()
    }
