"""From what a person types (a login, a tier, a code) to what the tables keep."""

from enum import StrEnum
from typing import TypeVar

from sqlmodel import col, select

from crm_tui.actions.reading import reader_of
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Case, ChannelWord, NatureWord, OutcomeWord, Record, Staff, Tier

W = TypeVar("W", bound=StrEnum)

_AWAY = "SELECT id FROM absences WHERE staff_id = :staff_id AND from_on <= :today AND until_on >= :today"
_CHANNEL = "SELECT id FROM channels WHERE code = :code"


def read_code(words: type[W], value: str, field: str) -> W:
    """The code as its enum. Raises InvalidInput, with the codes there are, for any other."""
    try:
        return words(value)
    except ValueError as error:
        raise unknown_code(value, [word.value for word in words], field) from error


def unknown_code(value: object, known: list[str], field: str) -> InvalidInput:
    """The error for a code that is none of those known."""
    return InvalidInput(
        _("“{value}” is not known here.").format(value=value),
        _("Use one of: {codes}.").format(codes=", ".join(known)),
        field=field,
    )


def find_tier(act: Act, code: str) -> Tier:
    """The tier with that code. Raises InvalidInput for an unknown one."""
    tier = act.session.exec(select(Tier).where(Tier.code == code)).first()
    if tier is None:
        known = list(act.session.exec(select(Tier.code).order_by(col(Tier.position))))
        raise unknown_code(code, known, "tier")
    return tier


def first_tier_id(act: Act) -> int | None:
    """The tier of whoever is added without one: the first, so that its limits, rhythm and standards hold."""
    return act.session.exec(select(Tier.id).order_by(col(Tier.position), col(Tier.id)).limit(1)).first()


def find_nature(act: Act, code: str) -> NatureWord:
    """The nature with that code, built in or the business's own. Raises InvalidInput for an unknown one."""
    word = act.session.exec(select(NatureWord).where(NatureWord.code == code)).first()
    if word is None:
        raise _unknown_word(act, NatureWord, code, "nature")
    return word


def find_outcome(act: Act, code: str) -> OutcomeWord:
    """The outcome with that code. Raises InvalidInput for an unknown one."""
    word = act.session.exec(select(OutcomeWord).where(OutcomeWord.code == code)).first()
    if word is None:
        raise _unknown_word(act, OutcomeWord, code, "outcome")
    return word


def check_channel(act: Act, code: str) -> str:
    """The code, when there is such a channel. Raises InvalidInput for an unknown one."""
    if reader_of(act).value(_CHANNEL, {"code": code}) is None:
        raise _unknown_word(act, ChannelWord, code, "channel")
    return code


def find_staff(act: Act, who: int | str, field: str) -> Staff:
    """Somebody who works here, by id or login. Raises InvalidInput for anybody else, and for who has left."""
    if isinstance(who, int):
        found = act.session.get(Staff, who)
        candidates = [] if found is None else [found]
    else:
        candidates = list(act.session.exec(select(Staff).where(Staff.login == who.strip())))
    for staff in candidates:
        if staff.left_on is None:
            return staff
    if candidates:
        raise InvalidInput(
            _("{name} does not work here any more.").format(name=candidates[0].name),
            _("Name somebody who does; `crm-tui staff list` shows them."),
            field=field,
        )
    raise InvalidInput(
        _("Nobody here has the login “{login}”.").format(login=who),
        _("Use the login of a member of staff; `crm-tui staff list` shows them."),
        field=field,
    )


def case_of(act: Act, case_id: int, customer_id: int) -> Case:
    """The customer's case with that id. Raises NoSuchRecord; InvalidInput for somebody else's."""
    case = act.get(Case, case_id)
    if case.customer_id != customer_id:
        raise InvalidInput(
            _("Case {id} belongs to another customer.").format(id=case_id),
            _("Name a case of this customer, or none."),
            field="case",
        )
    return case


def works_here(act: Act, staff_id: int) -> bool:
    """Whether they have not left."""
    staff = act.session.get(Staff, staff_id)
    return staff is not None and staff.left_on is None


def is_in(act: Act, staff_id: int) -> bool:
    """Whether they work here and are not away today."""
    if not works_here(act, staff_id):
        return False
    asked = {"staff_id": staff_id, "today": act.today.isoformat()}
    return reader_of(act).value(_AWAY, asked) is None


def touch(act: Act, record: Record) -> None:
    """Raise a record's version for a change of one of its parts, so that nobody saves over it unseen."""
    act.change(record, version=record.version + 1)


def _unknown_word(
    act: Act, table: type[NatureWord] | type[OutcomeWord] | type[ChannelWord], code: str, field: str
) -> InvalidInput:
    known = list(act.session.exec(select(table.code).order_by(col(table.position))))
    return unknown_code(code, known, field)
