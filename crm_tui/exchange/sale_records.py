"""Sales of another program's table: a row for each thing that was bought, several of one key one sale."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.growth_words import SaleStage
from crm_tui.domain.money import PARTS
from crm_tui.domain.sales import RATE_PARTS, line_value
from crm_tui.exchange.record_file import KeyedRows, RecordFile
from crm_tui.exchange.record_map import Odd, RecordMap
from crm_tui.exchange.sale_map import FIELDS, LINE, TIMES
from crm_tui.exchange.table import Table
from crm_tui.i18n import _

#: A number's sign, digits and marks; currencies and blanks around it say nothing.
_NUMBER = re.compile(r"[-+]?[\d.,']*\d[\d.,']*")
#: The largest amount, so that sums of a database stay within 64 bits.
_MOST = 10**11


@dataclass(frozen=True, slots=True)
class LineRecord:
    """One thing that was bought; ``quantity``, ``price`` of one and ``value`` of all are in 1/10,000."""

    product: str
    code: str
    category: str
    quantity: int
    price: int
    value: int


@dataclass(frozen=True, slots=True)
class SaleRecord:
    """A sale as a file tells it: what it says by field, when it was made and came to them, and its lines.

    ``rate`` is in millionths of the business's currency, None where the file has none. ``remarks`` are
    sentences about what was odd and how it was understood.
    """

    line: int
    key: str
    said: Mapping[str, str]
    sold_at: datetime
    promised_at: datetime | None
    delivered_at: datetime | None
    stage: SaleStage
    rate: int | None
    lines: tuple[LineRecord, ...]
    remarks: tuple[str, ...] = ()


class SaleFile(RecordFile[SaleRecord]):
    """A table of sales that is being read."""

    FIELDS = FIELDS

    def __init__(self, table: Table, mapping: RecordMap, zone: ZoneInfo) -> None:
        super().__init__(table, mapping, zone)
        self._rounded = 0

    def _no_key(self) -> str:
        return _("The row has no key: nothing tells which sale it is.")

    def notes(self) -> Iterator[str]:
        """What is to be said of the file as a whole, once it was read."""
        if self._rounded:
            sentence = _("{count} amounts had more than four decimals and were rounded, half to even.")
            yield sentence.format(count=self._rounded)

    def _record(self, key: str, found: KeyedRows) -> SaleRecord:
        said = dict.fromkeys(FIELDS, "")
        for row in found.rows:
            said.update((name, text) for name, text in row.items() if text and not said[name])
        times = {name: self._map.read_time(name, said[name], self._zone) for name in TIMES}
        sold_at = times["sold"]
        if sold_at is None:
            raise Odd(_("Sale {key} has no day.").format(key=key))
        remarks = tuple(
            _("Sale {key}: {what} before it was made; it was taken as at once.").format(key=key, what=name)
            for name, at in times.items()
            if at is not None and at < sold_at
        )
        promised_at, delivered_at = times["promised"], times["delivered"]
        return SaleRecord(
            line=found.line,
            key=key,
            said=said,
            sold_at=sold_at,
            promised_at=None if promised_at is None else max(promised_at, sold_at),
            delivered_at=None if delivered_at is None else max(delivered_at, sold_at),
            stage=_stage(said["stage"]),
            rate=self._number("rate", said["rate"], RATE_PARTS) if said["rate"] else None,
            lines=tuple(self._line(row) for row in found.rows),
            remarks=remarks,
        )

    def _line(self, row: Mapping[str, str]) -> LineRecord:
        quantity = self._number("quantity", row["quantity"]) if row["quantity"] else PARTS
        if quantity <= 0:
            raise Odd(_("“{text}” is no quantity that somebody can buy.").format(text=row["quantity"][:40]))
        price = self._number("price", row["price"]) if row["price"] else None
        value = self._number("value", row["value"]) if row["value"] else None
        if value is None:
            if price is None:
                raise Odd(_("A row of sale {key} has neither value nor price.").format(key=row["key"]))
            value = line_value(quantity, price)
        if price is None:
            price = round(Decimal(value) * PARTS / quantity)
        if value < 0 or price < 0:
            raise Odd(_("Sale {key} costs less than nothing.").format(key=row["key"]))
        product, code, category = (row[name] for name in LINE[:3])
        return LineRecord(product or code, code, category, quantity, price, value)

    def _number(self, name: str, text: str, parts: int = PARTS) -> int:
        """The number in a cell in parts of its unit, half rounded to even. Raises Odd where it is none."""
        match = _NUMBER.search(plain_digits(text).replace(" ", "").replace("\N{NO-BREAK SPACE}", ""))
        try:
            if match is None:
                raise InvalidOperation
            thousands = "," if self._map.decimal == "." else "."
            plain = match[0].replace("'", "").replace(thousands, "").replace(self._map.decimal, ".")
            exact = Decimal(plain) * parts
        except InvalidOperation as error:
            raise Odd(_("“{text}” in {field} is no number.").format(text=text[:40], field=name)) from error
        if abs(exact) > _MOST * parts:
            raise Odd(_("“{text}” in {field} is too large.").format(text=text[:40], field=name))
        rounded = exact.quantize(Decimal(1), ROUND_HALF_EVEN)
        self._rounded += rounded != exact
        return int(rounded)


def _stage(text: str) -> SaleStage:
    """What is said of no stage is long over: a list of sales is history."""
    try:
        return SaleStage(text or SaleStage.DELIVERED)
    except ValueError as error:
        raise Odd(
            _("“{text}” is no stage of a sale; give it one under [values.stage]: {stages}.").format(
                text=text[:40], stages=", ".join(SaleStage)
            )
        ) from error
