"""What a customer is made of, as plain values: forms, the command line and imports fill these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from crm_tui.actions.notices import Notice
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.words import Form


@dataclass(frozen=True, slots=True)
class PointValue:
    """A phone number, mail address, postal address or handle as typed.

    ``id`` says which stored one it is, when a form edits it; without it an equal one is kept, else it is new.
    """

    type: str
    value: str
    label: str = ""
    preferred: bool = False
    id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class MembershipValue:
    """A place in an organisation, by its name; an unknown name makes a new organisation."""

    organisation: str
    title: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConsentValue:
    """What they said about hearing from us on a channel; ``at`` is when, now unless given."""

    channel: str
    state: str
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """Everything that can be said about a customer at once; the name is enough.

    ``tier`` is a code, ``manager`` a login or a staff id, ``quiet_from`` and ``quiet_until`` minutes of the
    local day, ``rhythm`` the days within which they should hear from us, where it is not their tier's,
    ``own_fields`` what the business's own fields say, by code, ``referred_by`` the customer who recommended
    us to them.
    """

    name: str
    form: str = Form.PERSON.value
    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    points: tuple[PointValue, ...] = ()
    memberships: tuple[MembershipValue, ...] = ()
    consents: tuple[ConsentValue, ...] = ()
    address_as: str = ""
    language: str = ""
    source: str = ""
    note: str = ""
    tier: str | None = None
    manager: int | str | None = None
    do_not_contact: bool = False
    quiet_from: int | None = None
    quiet_until: int | None = None
    rhythm: int | None = None
    ended_on: date | None = None
    ended_why: str = ""
    own_fields: Mapping[str, str] = field(default_factory=dict)
    referred_by: int | None = None
    external_source: str | None = None
    external_key: str | None = None

    def fields(self) -> Mapping[str, Any]:
        """The fields that can be edited later, by name."""
        own = {PREFIX + code: value for code, value in self.own_fields.items()}
        return MappingProxyType({name: getattr(self, name) for name in EDITABLE} | own)


@dataclass(frozen=True, slots=True)
class SavedCustomer:
    """A customer as it is after the act; likely duplicates are among the warnings.

    ``referral`` is what was written down of who recommended us.
    """

    id: int
    version: int
    warnings: tuple[Notice, ...] = ()
    referral: int | None = None


#: What can be changed, in the order in which a form shows it.
EDITABLE = (
    "name",
    "form",
    "kinds",
    "points",
    "memberships",
    "address_as",
    "language",
    "source",
    "tier",
    "manager",
    "tags",
    "do_not_contact",
    "consents",
    "quiet_from",
    "quiet_until",
    "rhythm",
    "ended_on",
    "ended_why",
    "note",
)
