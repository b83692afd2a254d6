"""The views of one list in the order in which one key goes through them: built-in ones, then saved ones."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crm_tui.domain.list_views import NamedView

if TYPE_CHECKING:
    from crm_tui.queries.saved_views import ListView


class ViewRound:
    """What a list is narrowed to, and which of its views that is. It begins with the first built-in one."""

    def __init__(self, built_in: Sequence[NamedView]) -> None:
        self._built_in = tuple(built_in)
        self._place = 0
        self._kept: tuple[ListView, ...] = ()
        #: The saved view that is shown; None for a built-in one.
        self.saved: ListView | None = None
        self.narrowing = self._built_in[0].narrowing

    @property
    def name(self) -> str:
        """What people call the view that is shown."""
        return self._built_in[self._place].name if self.saved is None else self.saved.name

    @property
    def is_first(self) -> bool:
        """Whether the list is as it begins, whatever the filter."""
        return self.saved is None and not self._place

    def offer(self, built_in: Sequence[NamedView]) -> None:
        """These are the built-in ones now; the first of them are those that there were."""
        self._built_in = tuple(built_in)

    def keep(self, found: "Sequence[ListView]") -> bool:
        """These are the saved ones now; the one that is shown may be called otherwise.

        Where it is gone, the built-in one that it stood on is shown through the same filter. Returns whether
        that shows other rows.
        """
        self._kept = tuple(found)
        if self.saved is None:
            return False
        shown, before = self.saved.id, self.narrowing
        self.saved = next((view for view in self._kept if view.id == shown), None)
        if self.saved is None:
            whole = before.with_text("")
            places = (place for place, view in enumerate(self._built_in) if view.narrowing == whole)
            self._place = next(places, 0)
            self.narrowing = self._built_in[self._place].narrowing.with_text(before.text)
        return self.narrowing != before

    def go_on(self) -> None:
        """Go to the next view; behind the last the round begins anew.

        The filter stays with built-in views. The words that a saved view brought go with it.
        """
        text = self.narrowing.text
        if self.saved is None and self._place + 1 < len(self._built_in):
            self._place += 1
        else:
            left, self.saved, self._place = self.saved, self._next_kept(), 0
            if left is not None:
                text = ""
        if self.saved is None:
            self.narrowing = self._built_in[self._place].narrowing.with_text(text)
        else:
            self.narrowing = self.saved.narrowing

    def filter(self, text: str) -> bool:
        """Narrow what is shown by these words. Returns whether they are others."""
        before, self.narrowing = self.narrowing, self.narrowing.with_text(text)
        return self.narrowing != before

    def _next_kept(self) -> "ListView | None":
        places = [view.id for view in self._kept]
        place = 0 if self.saved is None else places.index(self.saved.id) + 1
        return self._kept[place] if place < len(self._kept) else None
