"""A field for an amount of money, shown back with its currency."""

from dataclasses import dataclass
from typing import Any

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.money import money_in_words, read_money
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import SHORT_INPUT, LineField


@dataclass(frozen=True, kw_only=True)
class MoneySpec(FieldSpec):
    """An amount in ``currency``; its value is in 1/10,000 of the unit, or None."""

    currency: str

    def make(self) -> "MoneyField":
        """See :class:`FieldSpec`."""
        return MoneyField(self, self.currency)


class MoneyField(LineField):
    """See :class:`MoneySpec`."""

    def __init__(self, spec: FieldSpec, currency: str) -> None:
        super().__init__(spec, SHORT_INPUT)
        self._currency = currency

    @property
    def value(self) -> int | None:
        """The amount, when it is one."""
        try:
            return read_money(self.text) if self.text else None
        except InvalidInput:
            return None

    def set_value(self, value: Any) -> None:
        """Show an amount, or nothing."""
        self.restore("" if value is None else money_in_words(value, ""))

    def find_problem(self) -> str:
        """Why it is no amount."""
        try:
            read_money(self.text)
        except InvalidInput as error:
            return f"{error.message} {error.hint}"
        return ""

    def note(self) -> str:
        """The amount as it was understood."""
        return "" if self.value is None else f"→ {money_in_words(self.value, self._currency)}"
