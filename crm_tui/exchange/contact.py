"""One contact as a file holds it: plain values that know nothing of the database.

A record read from somebody else's file fills what that file knows; a record made from a customer fills
everything, so that our own export can be read back without loss.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from crm_tui.domain.words import Channel, Consent, ContactPointType, Form, Kind


@dataclass(frozen=True, slots=True)
class ContactPointRecord:
    """A phone number, mail address, postal address or handle, as it was typed."""

    type: ContactPointType
    value: str
    label: str = ""
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """What the customer said about hearing from us on one channel, and when."""

    channel: Channel
    state: Consent
    at: datetime


@dataclass(frozen=True, slots=True)
class MembershipRecord:
    """A place in an organisation besides the one in ``ContactRecord.organisation``, or one with dates."""

    organisation: str
    title: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class SpeaksForRecord:
    """Somebody whom this contact may speak for, and what may be told."""

    name: str
    external_key: str = ""
    may_be_told: str = ""


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One contact of a file.

    ``line`` is the line on which it began, counted from 1; ``warnings`` are sentences about what was odd in
    it although it was read. Neither takes part in comparisons, since they belong to the file.
    ``quiet_from`` and ``quiet_until`` are minutes of the local day, as in the customers table. ``tier`` is a
    tier's code and ``manager`` a login, when the file comes from us; else they are whatever the file says.
    ``own_fields`` are what fields of a business's own say, each its code and the value.
    """

    line: int = field(compare=False)
    name: str
    form: Form = Form.PERSON
    organisation: str = ""
    title: str = ""
    form_of_address: str = ""
    language: str = ""
    source: str = ""
    tier: str = ""
    manager: str = ""
    kinds: tuple[Kind, ...] = ()
    tags: tuple[str, ...] = ()
    phones: tuple[ContactPointRecord, ...] = ()
    emails: tuple[ContactPointRecord, ...] = ()
    posts: tuple[ContactPointRecord, ...] = ()
    handles: tuple[ContactPointRecord, ...] = ()
    note: str = ""
    do_not_contact: bool = False
    quiet_from: int | None = None
    quiet_until: int | None = None
    rhythm_days: int | None = None
    ended_on: date | None = None
    ended_why: str = ""
    consents: tuple[ConsentRecord, ...] = ()
    memberships: tuple[MembershipRecord, ...] = ()
    speaks_for: tuple[SpeaksForRecord, ...] = ()
    own_fields: tuple[tuple[str, str], ...] = ()
    external_source: str = ""
    external_key: str = ""
    warnings: tuple[str, ...] = field(default=(), compare=False)

    @property
    def points(self) -> tuple[ContactPointRecord, ...]:
        """All ways to reach the contact: phones, mail, post, handles, each in the file's order."""
        return self.phones + self.emails + self.posts + self.handles


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the file that is no contact that we can keep: where it stands and why, in a sentence."""

    line: int
    reason: str
