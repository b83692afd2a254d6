"""Fields that name our products by some of their letters: one for a contact or case, several for a scope."""

from collections.abc import Callable, Sequence
from typing import Any

from crm_tui.i18n import _
from crm_tui.queries.product_named import NamedProduct
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.read_field import ReadSpec

#: What is offered may still have to be read when the form is shown.
Offered = Callable[[], Sequence[NamedProduct]]

_BETWEEN = ";"
_INPUT_WIDTH = 36


def product_spec(offered: Offered, **more: Any) -> FieldSpec:
    """One product; its value is the id, or None. It is set by :func:`product_text`."""
    choice = _Choice(offered)
    hint = _("a product: letters of its name")
    return ReadSpec(
        **{"hint": hint, **more},
        read=lambda text: int(choice.now.read(text)),
        told=lambda text: choice.now.told(text),
        input_width=_INPUT_WIDTH,
    )


def products_spec(offered: Offered, **more: Any) -> FieldSpec:
    """Several products; its value are ids as text, as scopes have them. It is set by :func:`product_text`."""
    choice = _Choice(offered)

    def read(text: str) -> tuple[str, ...]:
        return tuple(choice.now.read(part) for part in _parts(text))

    def told(text: str) -> str:
        *_before, last = _parts(text)
        return choice.now.told(last)

    return ReadSpec(**more, read=read, told=told, input_width=_INPUT_WIDTH)


def product_text(products: Sequence[NamedProduct]) -> str:
    """What one would type for these products."""
    return f"{_BETWEEN} ".join(product.label for product in products)


class _Choice:
    """The choice among what is offered now: made when somebody types, for there may be thousands."""

    def __init__(self, offered: Offered) -> None:
        self._offered = offered
        self._made_of: Sequence[NamedProduct] = ()
        self._made = TypedChoice(())

    @property
    def now(self) -> TypedChoice:
        """By name and code."""
        offered = self._offered()
        if offered is not self._made_of:
            self._made_of = offered
            self._made = TypedChoice([(str(product.id), product.label) for product in offered])
        return self._made


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(_BETWEEN) if part.strip()] or [""]
