"""Contacts that took place, in another program's table or in an export of ours: a row each."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.domain.chain import canonical_json
from crm_tui.domain.digits import plain_digits
from crm_tui.exchange.csv_own import is_own
from crm_tui.exchange.csv_safe import unguarded, without_guard
from crm_tui.exchange.interaction_map import FIELDS
from crm_tui.exchange.own_keys import OWN_SOURCE
from crm_tui.exchange.record_file import KeyedRows, RecordFile
from crm_tui.exchange.record_map import Odd, RecordMap
from crm_tui.exchange.table import Table
from crm_tui.exchange.text import is_yes
from crm_tui.i18n import _

#: Longer than a week nobody talks or waits on the phone.
_MOST_MINUTES = 7 * 24 * 60
#: Numbers of customers have fewer digits than those of telephones.
_MOST_DIGITS = 6
_NO = frozenset({"", "0", "n", "no", "false", "off"})


@dataclass(frozen=True, slots=True)
class InteractionRecord:
    """A contact as a file tells it. ``waited`` is in minutes; ``remarks`` say what was odd.

    ``source`` is where its key comes from, empty for the file's own source.
    """

    line: int
    key: str
    source: str
    said: Mapping[str, str]
    happened_at: datetime
    ended_at: datetime | None
    waited: int | None
    good_moment: bool
    remarks: tuple[str, ...] = ()


class InteractionFile(RecordFile[InteractionRecord]):
    """A list of contacts that is being read."""

    FIELDS = FIELDS

    def __init__(self, table: Table, mapping: RecordMap, zone: ZoneInfo) -> None:
        super().__init__(table, mapping, zone)
        self._is_own = is_own(self._header)

    def _key(self, said: Mapping[str, str], line: int) -> str:
        """Its own, else the digest of what the row says, so that a second reading finds it here."""
        if said["key"] or not any(said.values()):
            return said["key"]
        return hashlib.sha256(canonical_json(dict(said)).encode(errors="replace")).hexdigest()[:32]

    def _no_key(self) -> str:
        return _("The row says nothing.")

    def _record(self, key: str, found: KeyedRows) -> InteractionRecord:
        bare = unguarded if self._is_own else without_guard
        said = _with_number({name: bare(text) for name, text in found.rows[0].items()})
        happened_at = self._map.read_time("at", said["at"], self._zone)
        if happened_at is None:
            raise Odd(_("Contact {key} has no time.").format(key=key))
        ended_at = self._map.read_time("until", said["until"], self._zone)
        minutes = _minutes("minutes", said["minutes"])
        if ended_at is None and minutes is not None:
            ended_at = happened_at + timedelta(minutes=minutes)
        remarks: tuple[str, ...] = ()
        if any(row != found.rows[0] for row in found.rows):
            sentence = _("Contact {key} stands in several rows; the first was taken.")
            remarks = (sentence.format(key=key),)
        return InteractionRecord(
            line=found.line,
            key=key,
            source=OWN_SOURCE if self._is_own else "",
            said=said,
            happened_at=happened_at,
            ended_at=ended_at,
            waited=_minutes("waited", said["waited"]),
            good_moment=_flag("good_moment", said["good_moment"]),
            remarks=remarks,
        )


def _with_number(said: dict[str, str]) -> dict[str, str]:
    """A customer who is named by digits alone is named by number, here or of a telephone."""
    name = plain_digits(said["customer"])
    if name.isdecimal() and name.isascii() and not said["customer_key"]:
        field = "customer_id" if len(name) <= _MOST_DIGITS and name[0] != "0" else "phone"
        return said | {"customer": "", field: said[field] or name}
    if number := said["customer_id"]:
        number = plain_digits(number)
        if not (number.isdecimal() and number.isascii() and len(number) < 19):
            raise Odd(_("“{text}” in {field} is no number.").format(text=number[:40], field="customer_id"))
    return said | {"customer_id": number}


def _minutes(name: str, text: str) -> int | None:
    if not text:
        return None
    digits = plain_digits(text)
    if not (digits.isdecimal() and digits.isascii() and len(digits) <= len(str(_MOST_MINUTES))):
        raise Odd(_("“{text}” in {field} is no number of minutes.").format(text=text[:40], field=name))
    if int(digits) > _MOST_MINUTES:
        raise Odd(_("“{text}” in {field} is too large.").format(text=text[:40], field=name))
    return int(digits)


def _flag(name: str, text: str) -> bool:
    if not is_yes(text) and text.casefold() not in _NO:
        raise Odd(_("“{text}” in {field} is neither yes nor no.").format(text=text[:40], field=name))
    return is_yes(text)
