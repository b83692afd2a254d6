"""Whom records of an imported table are about: recognised by number, key, reach or name; else made new."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, text
from sqlmodel import col, select

from crm_tui.actions.reading import reader_of
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.words import ContactPointType, Form, Kind
from crm_tui.exchange.contact import ContactPointRecord, ContactRecord
from crm_tui.exchange.import_candidate import Candidate, prepare, read_words
from crm_tui.exchange.import_here import customers_with_keys
from crm_tui.exchange.import_rehearse import Rehearsal
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.import_write import Writer
from crm_tui.exchange.record_file import MappedRecord
from crm_tui.exchange.record_rehearse import WouldBe
from crm_tui.i18n import _
from crm_tui.queries.survey_import import customers_with_key, is_customer
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Tier

_BY_REACH = text(
    """SELECT p.type, p.normal, c.id, c.sort_key
         FROM contact_points p JOIN customers c ON c.id = p.customer_id
        WHERE p.normal IN :normals AND c.deleted_at IS NULL ORDER BY c.id DESC"""
).bindparams(bindparam("normals", expanding=True))
_BY_NAME = text(
    """SELECT sort_key, id, external_source, external_key FROM customers
        WHERE sort_key IN :names AND deleted_at IS NULL ORDER BY id"""
).bindparams(bindparam("names", expanding=True))
#: The fields that name a customer who is to be made.
_NAMES = ("customer", "organisation")
_REACHES = ((ContactPointType.PHONE, "phone"), (ContactPointType.EMAIL, "email"))


class RecordCustomers:
    """The customers of batches of records that came from ``source``; new ones are of these ``kinds``.

    ``said`` of a record may hold ``customer``, ``organisation``, ``phone``, ``email``, ``customer_key`` with
    ``customer_source`` (whose key it is, ``source`` unless said), and ``customer_id``, the number here. A
    record that names nobody is told by its number, key or reach alone, which then have to be one customer's.
    Unlike an import of contacts, a record adds nothing to a customer who is here: only who is new is made.
    Whom they may double, and what is odd about them, stands in ``report``; a ``dry_run`` only finds that out.
    """

    def __init__(
        self,
        act: Act,
        source: str,
        names_nobody: str,
        report: ImportReport,
        *,
        dry_run: bool,
        kinds: tuple[Kind, ...] = (),
    ) -> None:
        """``names_nobody`` is the sentence, with its ``{key}``, for a record that tells nothing of whom."""
        self._act = act
        self._source = source
        self._names_nobody = names_nobody
        self._kinds = kinds
        self._words = read_words(act, None)
        # The counts of the report are those of the records, not of their customers.
        found = ImportReport(warnings=report.warnings, likely_duplicates=report.likely_duplicates)
        self._desk = (Rehearsal if dry_run else Writer)(act, found)
        self._would_be = WouldBe() if dry_run else None
        self._tiers = {tier.id: tier.code for tier in act.session.exec(select(Tier))}

    def check(self, record: MappedRecord) -> None:
        """Raise InvalidInput for a record that is about nobody, or not certainly about one customer."""
        candidate = self._candidate(record)
        if _has_name(record):
            return
        found = self._without_name(record, candidate)
        if len(found) > 1:
            raise InvalidInput(
                _("{key}: several customers are meant by “{who}”.").format(
                    key=record.key, who=candidate.record.name[:40]
                ),
                _("Name the customer in the file."),
            )
        is_enough = candidate.has_reach or self._would_be_here(candidate, named=False)
        if not found and (record.said.get("customer_id") or not is_enough):
            raise InvalidInput(
                _("{key}: no customer is known by “{who}”.").format(
                    key=record.key, who=candidate.record.name[:40]
                ),
                _("Give a name as well, and whoever is not here is made."),
            )

    def ids(self, records: Sequence[MappedRecord]) -> list[int]:
        """The customer of each record, all of them checked; those that are not here are made.

        In a dry run only those who are here have one.
        """
        candidates = [self._candidate(record) for record in records]
        known = _Known(self._act, candidates)
        # Those with names come first: they bring in the numbers by which the others are known.
        for named in (True, False):
            new: dict[object, list[Candidate]] = defaultdict(list)
            for record, candidate in zip(records, candidates, strict=True):
                if _has_name(record) is not named:
                    continue
                if named:
                    candidate.known = known.customer(candidate)
                else:
                    candidate.known = min(self._without_name(record, candidate), default=None)
                if candidate.known is None and not self._would_be_here(candidate, named):
                    new[_identity(candidate, named)].append(candidate)
            self._desk.bring([same[0] for same in new.values()])
            if self._would_be is not None:
                self._would_be.learn(same[0] for same in new.values())
            for same in new.values():
                for candidate in same:
                    candidate.known = same[0].known
        return [candidate.known for candidate in candidates if candidate.known is not None]

    def tiers(self, customer_ids: Iterable[int]) -> dict[int, str]:
        """The codes of these customers' tiers, for those who have one."""
        statement = select(Customer.id, Customer.tier_id).where(col(Customer.id).in_(set(customer_ids)))
        rows = self._act.session.exec(statement)
        return {customer_id: self._tiers.get(tier_id, "") for customer_id, tier_id in rows if customer_id}

    def _would_be_here(self, candidate: Candidate, named: bool) -> bool:
        return self._would_be is not None and self._would_be.has(candidate, named)

    def _candidate(self, record: MappedRecord) -> Candidate:
        """Whoever the record is about, as they would be made. Raises InvalidInput when it tells nothing."""
        said = record.said
        told = (said.get(name, "") for name in (*_NAMES, "email", "phone", "customer_key", "customer_id"))
        name = next(filter(fold, told), "")
        if not name:
            raise InvalidInput(
                self._names_nobody.format(key=record.key),
                _("Name the column in the mapping, or one customer for all under [always]."),
            )
        points = {
            kind: (ContactPointRecord(kind, said[field]),) if said.get(field) else ()
            for kind, field in _REACHES
        }
        person, organisation = (said.get(field, "") for field in _NAMES)
        key = said.get("customer_key", "")
        contact = ContactRecord(
            line=record.line,
            name=name,
            form=Form.ORGANISATION if organisation and not person else Form.PERSON,
            organisation=organisation if person else "",
            kinds=self._kinds,
            phones=points[ContactPointType.PHONE],
            emails=points[ContactPointType.EMAIL],
            external_source=(said.get("customer_source") or self._source) if key else "",
            external_key=key,
        )
        return prepare(contact, self._words)

    def _without_name(self, record: MappedRecord, candidate: Candidate) -> set[int]:
        """Whoever may be meant by a number here, else by a key, else by a telephone or an address."""
        reader = reader_of(self._act)
        if number := record.said.get("customer_id", ""):
            return {int(number)} if is_customer(reader, int(number)) else set()
        if not candidate.digested:
            by_key = customers_with_keys(self._act, {candidate.key}).get(candidate.key)
            if found := {by_key} if by_key else set(customers_with_key(reader, candidate.key[1])):
                return found
        reaches = {reach for _point, reach in candidate.reaches}
        normals = {"normals": [normal for _type, normal in reaches]}
        rows = self._act.session.connection().execute(_BY_REACH, normals)
        return {customer_id for kind, normal, customer_id, _name in rows if (kind, normal) in reaches}


def _has_name(record: MappedRecord) -> bool:
    return not record.said.get("customer_id") and any(fold(record.said.get(name, "")) for name in _NAMES)


def _identity(candidate: Candidate, named: bool) -> object:
    """What tells a new customer from another: the key, else the name, or how they are reached."""
    if not candidate.digested:
        return candidate.key
    return candidate.sort_key if named else frozenset(reach for _point, reach in candidate.reaches)


class _Known:
    """The customers here that candidates with names may be, of several the oldest."""

    def __init__(self, act: Act, candidates: Sequence[Candidate]) -> None:
        self._keys = customers_with_keys(act, {one.key for one in candidates if not one.digested})
        connection = act.session.connection()
        normals = sorted({reach[1] for one in candidates for _point, reach in one.reaches})
        self._reached = {
            (kind, normal, name): int(customer_id)
            for kind, normal, customer_id, name in connection.execute(_BY_REACH, {"normals": normals})
        }
        self._named: dict[str, list[tuple[int, str | None, str | None]]] = defaultdict(list)
        names = sorted({one.sort_key for one in candidates})
        for name, customer_id, came_from, key in connection.execute(_BY_NAME, {"names": names}):
            self._named[name].append((customer_id, came_from, key))

    def customer(self, candidate: Candidate) -> int | None:
        """By key; a key of one source tells namesakes apart, who are else one by number, address or name."""
        named = self._named.get(candidate.sort_key, [])
        if not candidate.digested:
            source, key = candidate.key
            same_key = (found for found, _came_from, its_key in named if its_key == key)
            elsewhere = (found for found, came_from, _key in named if came_from != source)
            return self._keys.get(candidate.key) or next(same_key, None) or next(elsewhere, None)
        for _point, (kind, normal) in candidate.reaches:
            found = self._reached.get((kind, normal, candidate.sort_key))
            if found is not None:
                return found
        return named[0][0] if named else None
