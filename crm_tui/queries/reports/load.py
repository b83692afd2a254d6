"""The load of the team: contacts, their time, cases and follow-ups; of others a manager sees it."""

from crm_tui.i18n import N_, _
from crm_tui.queries.reports.counted import CONTACT_THEN
from crm_tui.queries.reports.parts import added_up
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Table, Value, ValueKind
from crm_tui.store.reader import Reader

CONTACTS = f"""
SELECT i.staff_id, count(*), sum((i.ended_at - i.happened_at) / 60000000.0)
  FROM interactions i
 WHERE {CONTACT_THEN}
 GROUP BY i.staff_id"""
CASES = """
SELECT k.owner_id, count(*)
  FROM cases k
 WHERE k.opened_at >= :start AND k.opened_at < :end AND k.deleted_at IS NULL
 GROUP BY k.owner_id"""
FOLLOW_UPS = """
SELECT f.staff_id, count(*)
  FROM follow_ups f
 WHERE f.state = 'done' AND f.closed_at >= :start AND f.closed_at < :end
 GROUP BY f.staff_id"""
NAMES = "SELECT s.id, s.name FROM staff s"


def read(reader: Reader, asked: Asked) -> Table:
    """The team's, then each person's, the busiest first."""
    found = {staff_id: [*counts, 0, 0] for staff_id, counts in added_up(reader, CONTACTS, asked).items()}
    for place, sql in ((2, CASES), (3, FOLLOW_UPS)):
        for staff_id, count in reader.rows(sql, asked.instants):
            found.setdefault(staff_id, [0, 0, 0, 0])[place] = count
    names = dict(reader.rows(NAMES))
    shown = [each for each in found if asked.viewer.role.is_in_charge or each == asked.viewer.staff_id]
    shown.sort(key=lambda staff_id: (-found[staff_id][0], names[staff_id]))
    rows: list[tuple[Value, ...]] = []
    if found:
        rows.append(("team", *(sum(column) for column in zip(*found.values(), strict=True)), None))
        rows += (("person", *found[staff_id], names[staff_id]) for staff_id in shown)
    return Table(
        (
            Column("by", _("by"), ValueKind.CODE, {"team": _("team"), "person": _("person")}),
            Column("contacts", _("contacts"), ValueKind.COUNT),
            Column("minutes", _("time"), ValueKind.MINUTES),
            Column("cases", _("cases opened"), ValueKind.COUNT),
            Column("follow_ups", _("follow-ups done"), ValueKind.COUNT),
            Column("name", _("name"), ValueKind.TEXT, unknown=_("all of us")),
        ),
        tuple(rows),
        Plot("name", ("contacts",), apart="by"),
    )


REPORT = Report(
    "load",
    N_("Load of the team"),
    N_("contacts, their time, cases and follow-ups by person; of others a manager sees it"),
    N_("Nobody had a contact, a case or a follow-up in this period."),
    read,
)
