"""The three fixed lines of every screen: where I am, what just happened, and the keys that matter here."""

from textual.content import Content
from textual.widget import Widget

from crm_tui.tui.text import cells, cut, pad


class EdgeLine(Widget):
    """One line with a text at the left, cut to the room there is, and a short one at the right edge.

    The right text stands at its place whatever the left one holds; it is never a customer's.
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._left = ""
        self._right = ""

    def show(self, left: str, right: str = "") -> None:
        """Show these texts; nothing is painted when they are the same as before."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Content:
        """The line in the width that there is."""
        width = self.size.width
        right = cut(self._right, width)
        gap = 2 if right else 0
        return Content(pad(self._left, max(0, width - cells(right) - gap)) + " " * gap + right)


class KeyLine(Widget):
    """The footer: keys and what they do."""

    COMPONENT_CLASSES = {"key-line--key"}  # noqa: RUF012 - Textual declares it so

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._pairs: list[tuple[str, str]] = []

    def show(self, pairs: list[tuple[str, str]]) -> None:
        """Show these (key, title) pairs; nothing is painted when they are the same as before."""
        if pairs != self._pairs:
            self._pairs = pairs
            self.refresh()

    def render(self) -> Content:
        """The pairs, each key in the accent colour."""
        key_style = self.get_visual_style("key-line--key")
        parts = [part for key, title in self._pairs for part in ((key, key_style), f" {title}  ")]
        return Content.assemble(*parts)
