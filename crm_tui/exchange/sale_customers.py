"""Who bought, in an imported table of sales: recognised by key, number or address, or name; else made new."""

from collections.abc import Sequence

from sqlalchemy import bindparam, text

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.words import ContactPointType, Form, Kind
from crm_tui.exchange.contact import ContactPointRecord, ContactRecord
from crm_tui.exchange.import_candidate import Candidate, prepare, read_words
from crm_tui.exchange.import_here import customers_with_keys
from crm_tui.exchange.import_report import ImportReport
from crm_tui.exchange.import_write import Writer
from crm_tui.exchange.sale_records import SaleRecord
from crm_tui.i18n import _
from crm_tui.store.journal import Act

_BY_REACH = text(
    """SELECT p.type, p.normal, c.id, c.sort_key, c.external_key IS NOT NULL AS keyed
         FROM contact_points p JOIN customers c ON c.id = p.customer_id
        WHERE p.normal IN :normals AND c.deleted_at IS NULL ORDER BY c.id DESC"""
).bindparams(bindparam("normals", expanding=True))
_BY_NAME = text(
    """SELECT sort_key, id, external_source FROM customers
        WHERE sort_key IN :names AND deleted_at IS NULL ORDER BY id DESC"""
).bindparams(bindparam("names", expanding=True))


class SaleCustomers:
    """The customers of batches of sales that came from ``source``.

    Unlike an import of contacts, a sale adds nothing to a customer who is here: only who is new is made.
    """

    def __init__(self, act: Act, source: str) -> None:
        self._act = act
        self._source = source
        self._words = read_words(act, None)
        self._writer = Writer(act, ImportReport())

    def candidate(self, record: SaleRecord) -> Candidate:
        """Whom a sale names. Raises InvalidInput when it names nobody."""
        said = record.said
        name = said["customer"] or said["organisation"] or said["email"] or said["phone"]
        if not fold(name):
            raise InvalidInput(
                _("Sale {key} names no customer.").format(key=record.key),
                _("Name the column in the mapping, or one customer for all under [always]."),
            )
        points = {
            kind: (ContactPointRecord(kind, said[field]),) if said[field] else ()
            for kind, field in ((ContactPointType.PHONE, "phone"), (ContactPointType.EMAIL, "email"))
        }
        contact = ContactRecord(
            line=record.line,
            name=name,
            form=Form.ORGANISATION if said["organisation"] and not said["customer"] else Form.PERSON,
            organisation=said["organisation"] if said["customer"] else "",
            kinds=(Kind.CLIENT,),
            phones=points[ContactPointType.PHONE],
            emails=points[ContactPointType.EMAIL],
            external_source=self._source if said["customer_key"] else "",
            external_key=said["customer_key"],
        )
        return prepare(contact, self._words)

    def ids(self, records: Sequence[SaleRecord]) -> list[int]:
        """The customer of each sale; those that are not here are made."""
        candidates = [self.candidate(record) for record in records]
        known = _Known(self._act, self._source, candidates)
        for candidate in candidates:
            candidate.known = known.customer(candidate)
        new: dict[object, Candidate] = {}
        for candidate in candidates:
            if candidate.known is None:
                new.setdefault(_identity(candidate), candidate)
        self._writer.bring(list(new.values()))
        found = [
            candidate.known if candidate.known is not None else new[_identity(candidate)].known
            for candidate in candidates
        ]
        return [customer_id for customer_id in found if customer_id is not None]


def _identity(candidate: Candidate) -> object:
    """What tells a new customer from another: the key, else the name."""
    return candidate.sort_key if candidate.digested else candidate.key


class _Known:
    """The customers here that candidates may be, of several the oldest."""

    def __init__(self, act: Act, source: str, candidates: Sequence[Candidate]) -> None:
        self._source = source
        self._keys = customers_with_keys(act, {one.key for one in candidates if not one.digested})
        connection = act.session.connection()
        normals = sorted({reach[1] for one in candidates for _point, reach in one.reaches})
        self._reached = {
            (kind, normal, name): (customer_id, keyed)
            for kind, normal, customer_id, name, keyed in connection.execute(_BY_REACH, {"normals": normals})
        }
        names = sorted({one.sort_key for one in candidates})
        self._named: dict[str, int] = {}
        self._unkeyed: dict[str, int] = {}
        for name, customer_id, came_from in connection.execute(_BY_NAME, {"names": names}):
            self._named[name] = customer_id
            if came_from != source:
                self._unkeyed[name] = customer_id

    def customer(self, candidate: Candidate) -> int | None:
        """By key; a key of this file tells namesakes apart, who are else one by number, address or name."""
        if not candidate.digested:
            return self._keys.get(candidate.key) or self._unkeyed.get(candidate.sort_key)
        for _point, (kind, normal) in candidate.reaches:
            found = self._reached.get((kind, normal, candidate.sort_key))
            if found is not None:
                return int(found[0])
        return self._named.get(candidate.sort_key)
