"""What colleagues said of a contact: praise for everybody, looks as on the page of the person."""

from datetime import timedelta

from crm_tui.domain.words import Role
from crm_tui.queries.contact_remarks import ContactRemarks, Remark, contact_remarks
from crm_tui.store.tables import Look, Praise, Staff


def test_praise_is_for_everybody_and_looks_at_no_trainee_for_the_two_of_them(
    desk, reader, database, nadia, paul, now
) -> None:
    mary = desk.customer("Mary Ofori")
    call, other = desk.contact(mary, staff_id=paul.staff_id), desk.contact(mary, staff_id=nadia.staff_id)
    assert contact_remarks(reader, call, nadia) == ContactRemarks()
    earlier = now - timedelta(hours=1)
    desk.put(
        Praise(staff_id=paul.staff_id, by_id=nadia.staff_id, interaction_id=call, words="calm", at=now),
        Praise(staff_id=paul.staff_id, by_id=nadia.staff_id, interaction_id=call, at=earlier),
        Look(interaction_id=call, staff_id=nadia.staff_id, words="ask why", at=now),
        Look(interaction_id=other, staff_id=paul.staff_id, at=now),
    )
    found = contact_remarks(reader, call, nadia)
    assert [(one.words, one.by, one.of) for one in found.praise] == [
        ("", nadia.name, paul.name),
        ("calm", nadia.name, paul.name),
    ]
    assert found.looks == (Remark(now, nadia.name, paul.name, "ask why"),)
    assert contact_remarks(reader, call, paul) == found
    assert contact_remarks(reader, other, paul).looks == ()
    with database.act(nadia, now) as act:
        act.describe("sample")
        act.change(act.get(Staff, nadia.staff_id), role=Role.TRAINEE.value)
    assert len(contact_remarks(reader, other, paul).looks) == 1
