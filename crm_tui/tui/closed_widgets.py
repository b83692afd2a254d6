"""Closed pages leave memory: Textual remembers two colours by the widget that asked for them."""

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache


def install_forgetting() -> None:
    """Remember colours by the colours that they follow from; calling it again changes nothing.

    By the widget, the lines of the last 1,024 widgets stay in memory, some 35 kB of each. There is no public
    way to it; the function is written for a class, whatever it is called on.
    """
    remembered = StylesCache.__dict__["get_inner_outer"]
    if not isinstance(remembered, classmethod):
        by_colours: Any = lru_cache(256)(remembered.__wrapped__)
        StylesCache.get_inner_outer = classmethod(by_colours)  # type: ignore[assignment, method-assign]
