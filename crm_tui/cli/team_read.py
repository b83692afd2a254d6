"""``crm-tui team`` and ``crm-tui staff show``: what each keeps, as far as it is the caller's business."""

from collections.abc import Iterable, Iterator
from typing import Any

from crm_tui.cli.declare import argument, command
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.money import money_in_words
from crm_tui.domain.standard_text import share_in_words
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.member import MemberPage, member_page, suggested
from crm_tui.queries.one_to_ones import Figures, OneToOne, figures
from crm_tui.queries.people import StaffMember, staff, staff_by_login
from crm_tui.queries.periods import quarter_of
from crm_tui.queries.staff_attainment import OwnShare, may_see, team_attainment
from crm_tui.queries.team import Hands, Standing, on_their_hands, standings


@command(
    "team",
    help=N_("What each has on their hands, and how they keep the standards this quarter."),
    examples=("crm-tui team", "crm-tui team --json"),
)
def team(desk: Desk) -> None:
    """List the team. Figures of a person are null unless it is the caller, or the caller is in charge."""
    reader, viewer = desk.read(), desk.actor
    people = staff(reader, desk.today)
    hands = on_their_hands(reader, desk.now, desk.zone)
    found = standings(reader, now=desk.now, viewer=viewer)
    shares = team_attainment(reader, quarter_of(desk.today), now=desk.now, zone=desk.zone, viewer=viewer)
    documents = []
    for person in people:
        seen = may_see(viewer, person.id)
        documents.append(
            _team_document(
                person,
                found.get(person.id, Standing()),
                hands.get(person.id, Hands()) if seen else None,
                shares.get(person.id, ()) if seen else None,
            )
        )
    desk.answer(documents, aligned(_team_row(document) for document in documents))


@command(
    "show",
    help=N_("A member of staff: job, skills, training, checklist, praise; figures where they are yours."),
    examples=("crm-tui staff show paul",),
)
@argument("login", help=N_("Who."))
def show(desk: Desk, login: str) -> None:
    """Show one member of staff. Raises NoSuchRecord."""
    reader, viewer = desk.read(), desk.actor
    person = staff_by_login(reader, login, desk.today)
    if person is None:
        raise NoSuchRecord(
            _("Nobody here has the login “{login}”.").format(login=login),
            _("List the logins with `crm-tui staff list`."),
        )
    page = member_page(reader, person.id, now=desk.now, zone=desk.zone, viewer=viewer)
    counted = None
    if page.is_private_shown:
        quarter = quarter_of(desk.today)
        counted = figures(reader, person.id, quarter, now=desk.now, zone=desk.zone, viewer=viewer)
    desk.answer(_member_document(desk, page, counted), _member_lines(page, counted))


def _team_document(
    person: StaffMember, standing: Standing, hands: Hands | None, shares: Iterable[OwnShare] | None
) -> dict[str, Any]:
    return {
        "id": person.id,
        "login": person.login,
        "name": person.name,
        "role": person.role.value,
        "away": None if person.away is None else person.away.until_on.isoformat(),
        "stand_in": None if person.away is None else person.away.stand_in_login or None,
        "customers": None if hands is None else hands.customers,
        "open_cases": None if hands is None else hands.cases,
        "follow_ups": None if hands is None else hands.follow_ups,
        "late": None if hands is None else hands.late,
        "contacts_today": None if hands is None else hands.contacts,
        "skills": [{"name": name, "level": level} for name, level in standing.skills],
        "training_due": [one.name for one in standing.training],
        "praise": len(standing.praise),
        "attainment": None if shares is None else [_share_document(share) for share in shares],
    }


def _team_row(document: dict[str, Any]) -> tuple[str, ...]:
    shown = {name: "" if value is None else str(value) for name, value in document.items()}
    away = shown["away"] and _("away until {day}").format(day=shown["away"])
    load = ""
    if document["open_cases"] is not None:
        cases, contacts = document["open_cases"], document["contacts_today"]
        load = _("{cases}, {to_do} to do, {late} late, {contacts}").format(
            cases=ngettext("{count} case", "{count} cases", cases).format(count=cases),
            to_do=shown["follow_ups"],
            late=shown["late"],
            contacts=ngettext("{count} contact today", "{count} contacts today", contacts).format(
                count=contacts
            ),
        )
    return shown["login"], shown["role"], away or _("in"), load, shown["name"]


def _share_document(share: OwnShare) -> dict[str, Any]:
    return {
        "standard": share.standard_id,
        "statement": share.statement,
        "objective": share.objective,
        "measured": share.attainment.measured,
        "met": share.attainment.met,
        "attainment": share.attainment.ratio,
    }


def _figures_document(counted: Figures) -> dict[str, Any]:
    counts = {name: value for name, value in counted.as_structure().items() if name != "standards"}
    return {**counts, "attainment": [_share_document(share) for share in counted.standards]}


def _member_document(desk: Desk, page: MemberPage, counted: Figures | None) -> dict[str, Any]:
    job = page.job
    document = {
        "id": page.member.id,
        "login": page.member.login,
        "name": page.member.name,
        "role": page.member.role.value,
        "customer": page.member.customer_id,
        "job": job.text,
        "standards": [standard_id for standard_id, _statement in job.standards],
        "allowance": None if job.allowance is None else money_in_words(job.allowance, ""),
        "skills": [{"name": name, "level": level} for name, level in page.skills],
        "checklist": [
            {
                "item": None if one.is_standard else one.id,
                "standard": one.id if one.is_standard else None,
                "kind": one.kind.value,
                "what": one.what,
                "done": desk.iso(one.done_at),
                "by": one.by or None,
                "interaction": one.interaction_id,
            }
            for one in page.checklist
        ],
        "to_look_at": [one.interaction_id for one in page.to_look_at],
        "looked_at": [
            {"interaction": one.interaction_id, "by": one.by, "words": one.words, "at": desk.iso(one.at)}
            for one in page.looked_at
        ],
        "praise": [
            {"by": one.by, "words": one.words, "interaction": one.interaction_id, "at": desk.iso(one.at)}
            for one in page.praise
        ],
        "version": page.member.version,
    }
    if counted is None:
        return document
    return {
        **document,
        "figures": _figures_document(counted),
        "training": [
            {
                "id": one.id,
                "name": one.name,
                "why": one.why,
                "due": one.due_on and one.due_on.isoformat(),
                "taken": one.taken_on and one.taken_on.isoformat(),
                "standard": one.standard_id,
            }
            for one in page.trainings
        ],
        "suggested": [one.standard_id for one in suggested(counted.standards, page.trainings)],
        "one_to_ones": [_talk_document(desk, one) for one in page.talks],
        "pulse": [
            {"day": one.on_day.isoformat(), "level": one.level, "words": one.words} for one in page.pulses
        ],
    }


def _talk_document(desk: Desk, talk: OneToOne) -> dict[str, Any]:
    return {
        "id": talk.id,
        "manager": talk.manager,
        "from": talk.period.from_on.isoformat(),
        "to": talk.period.to_on.isoformat(),
        "went_well": talk.went_well,
        "was_hard": talk.was_hard,
        "goals": talk.goals,
        "training": talk.training,
        "figures": _figures_document(talk.figures),
        "at": desk.iso(talk.at),
        "version": talk.version,
    }


def _member_lines(page: MemberPage, counted: Figures | None) -> Iterator[str]:
    yield _("{role} {login}: {name}").format(
        role=page.member.role.label, login=page.member.login, name=page.member.name
    )
    if page.job.text:
        yield _("job: {text}").format(text=page.job.text)
    for name, level in page.skills:
        yield _("skill, level {level}: {name}").format(level=level, name=name)
    for item in page.checklist:
        sign = "✓" if item.done_at is not None else "·"
        number = _("standard {id}") if item.is_standard else _("item {id}")
        yield f"{sign} {number.format(id=item.id)}  {item.what}"
    for training in page.trainings:
        sign = "✓" if training.taken_on is not None else "·"
        yield _("{sign} training {id}: {name}").format(sign=sign, id=training.id, name=training.name)
    for contact in page.to_look_at:
        yield _("· to look at, contact {id}: {said}").format(id=contact.interaction_id, said=contact.said)
    for praise in page.praise:
        yield _("praise by {colleague}: {words}").format(
            colleague=praise.by, words=praise.words or praise.said
        )
    for share in counted.standards if counted is not None else ():
        yield _("{share}: {statement}").format(
            share=share_in_words(share.attainment), statement=share.statement
        )
