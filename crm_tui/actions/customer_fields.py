"""Reading a customer's fields: what was entered, checked, in the form in which it is kept and compared."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from crm_tui.actions.contact_points import read_points
from crm_tui.actions.custom_fields import read_own
from crm_tui.actions.customer_values import EDITABLE, ConsentValue, MembershipValue
from crm_tui.actions.lookups import find_staff, find_tier, read_code
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.rhythm import check_rhythm
from crm_tui.domain.words import Channel, Consent, Form, Kind
from crm_tui.i18n import _
from crm_tui.store.journal import Act

_MINUTES_IN_A_DAY = 24 * 60

#: Fields that are a column of the customer, and that column. The others are parts with rows of their own.
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "name": "name",
        "form": "form",
        "address_as": "address_as",
        "language": "language",
        "source": "source",
        "tier": "tier_id",
        "manager": "manager_id",
        "do_not_contact": "do_not_contact",
        "quiet_from": "quiet_from",
        "quiet_until": "quiet_until",
        "rhythm": "rhythm_days",
        "ended_on": "ended_on",
        "ended_why": "ended_why",
        "note": "note",
    }
)


def read_fields(act: Act, entered: Mapping[str, Any]) -> dict[str, Any]:
    """The entered fields as they are kept; the business's own are named ``field-CODE``.

    Raises InvalidInput, naming the field, for what cannot be.
    """
    for field in entered:
        if field not in EDITABLE and not field.startswith(PREFIX):
            raise InvalidInput(
                _("A customer has no field “{field}”.").format(field=field),
                _("Use one of: {fields}.").format(fields=", ".join(EDITABLE)),
                field=field,
            )
    return {
        field: read_own(act, field, value) if field.startswith(PREFIX) else _READERS[field](act, value)
        for field, value in entered.items()
    }


def own_values(fields: Mapping[str, Any]) -> dict[str, str]:
    """What these fields say in those of the business's own."""
    return {field: value for field, value in fields.items() if field.startswith(PREFIX)}


def column_values(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the customer that these fields set, the sort key with the name."""
    columns = {COLUMNS[field]: value for field, value in fields.items() if field in COLUMNS}
    if "name" in columns:
        columns["sort_key"] = fold(columns["name"])
    return columns


def check_quiet_hours(quiet_from: int | None, quiet_until: int | None) -> None:
    """Raise InvalidInput unless quiet hours have both ends, and these differ. They may go over midnight."""
    if (quiet_from is None) != (quiet_until is None):
        raise InvalidInput(
            _("Quiet hours need both a beginning and an end."),
            _("Give both, such as 20:00 and 08:00, or neither."),
            field="quiet_from" if quiet_from is None else "quiet_until",
        )
    if quiet_from is not None and quiet_from == quiet_until:
        raise InvalidInput(
            _("Quiet hours cannot begin and end at the same time."),
            _("For no contact at all, use do-not-contact."),
            field="quiet_until",
        )


def _name(act: Act, value: str) -> str:
    if not fold(value):
        raise InvalidInput(
            _("A name cannot be empty."), _("Type the name of the person or organisation."), field="name"
        )
    return value.strip()


def _line(act: Act, value: str | None) -> str:
    return (value or "").strip()


def _text(act: Act, value: str | None) -> str:
    return value or ""


def _tier(act: Act, value: str | None) -> int | None:
    return find_tier(act, value).record_id if value else None


def _manager(act: Act, value: int | str | None) -> int | None:
    return None if value is None or value == "" else find_staff(act, value, "manager").record_id


def _minute(field: str) -> Callable[[Act, int | None], int | None]:
    def read(act: Act, value: int | None) -> int | None:
        if value is not None and not 0 <= value < _MINUTES_IN_A_DAY:
            raise InvalidInput(
                _("Quiet hours lie within a day."), _("Use times from 00:00 to 23:59."), field=field
            )
        return value

    return read


def _ended_on(act: Act, value: date | None) -> date | None:
    """Whoever will leave is with us until then: a follow-up on that day asks whether they went."""
    if value is not None and value > act.today:
        raise InvalidInput(
            _("They are still with us until {day}.").format(day=value),
            _("Give a day up to today, or plan a follow-up for that day."),
            field="ended_on",
        )
    return value


def _kinds(act: Act, values: Collection[str]) -> frozenset[str]:
    return frozenset(read_code(Kind, value, "kinds").value for value in values)


def _tags(act: Act, values: Collection[str]) -> frozenset[str]:
    return frozenset(value.strip() for value in values if value.strip())


def _memberships(act: Act, values: Collection[MembershipValue]) -> tuple[MembershipValue, ...]:
    for value in values:
        if not fold(value.organisation):
            raise InvalidInput(
                _("A membership needs the name of an organisation."),
                _("Type its name, or leave the line out."),
                field="memberships",
            )
        if value.from_on is not None and value.to_on is not None and value.to_on < value.from_on:
            raise InvalidInput(
                _("A membership cannot end before it began."),
                _("Give an end on or after the beginning."),
                field="memberships",
            )
    return tuple(
        MembershipValue(value.organisation.strip(), value.title.strip(), value.from_on, value.to_on)
        for value in values
    )


def _consents(act: Act, values: Collection[ConsentValue]) -> frozenset[ConsentValue]:
    """One per channel; what was said last about a channel stands."""
    by_channel = {
        read_code(Channel, value.channel, "consents"): ConsentValue(
            value.channel, read_code(Consent, value.state, "consents").value, value.at
        )
        for value in values
    }
    return frozenset(by_channel.values())


_READERS: Mapping[str, Callable[[Act, Any], Any]] = MappingProxyType(
    {
        "name": _name,
        "form": lambda act, value: read_code(Form, value, "form").value,
        "kinds": _kinds,
        "points": lambda act, value: read_points(value, act.business.country),
        "memberships": _memberships,
        "address_as": _line,
        "language": _line,
        "source": _line,
        "tier": _tier,
        "manager": _manager,
        "tags": _tags,
        "do_not_contact": lambda act, value: bool(value),
        "consents": _consents,
        "quiet_from": _minute("quiet_from"),
        "quiet_until": _minute("quiet_until"),
        "rhythm": lambda act, value: None if value is None else check_rhythm(value),
        "ended_on": _ended_on,
        "ended_why": _line,
        "note": _text,
    }
)
