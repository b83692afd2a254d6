"""The drafts that wait: forms left half filled, opened again where they were left."""

import re
from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.widget import Widget

from crm_tui.commands.command import Scope
from crm_tui.commands.registry import BY_ID
from crm_tui.domain.words import Channel, Direction, Form, Mood, Nature, Obstacle, Outcome, PromiseBy
from crm_tui.i18n import N_, _
from crm_tui.store.drafts import Draft
from crm_tui.tui import routes
from crm_tui.tui.choice_list import Choice, ChoiceList
from crm_tui.tui.messages import DraftsListed
from crm_tui.tui.screens.base import DeskScreen

#: The codes that fields with a pick list keep.
_PICKED = frozenset(
    word.value
    for words in (Channel, Direction, Form, Mood, Nature, Obstacle, Outcome, PromiseBy)
    for word in words
)

#: How long they waited, and numbers of records: picked as well.
_PICKED_NUMBER = re.compile(r"\d{1,2}")


class DraftsScreen(DeskScreen):
    """My drafts, the newest first."""

    HEADING = N_("Drafts")
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.DESK)
    FOOTER = ("open", "delete", "close")

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield ChoiceList((16, 12), _("No drafts. A form that you leave half filled is kept here."))

    def on_mount(self) -> None:
        """Show what is known already, and see what has become of it in another window."""
        self._show()
        self.shell.list_drafts()

    def on_drafts_listed(self, message: DraftsListed) -> None:
        """They were read again."""
        self._show()

    async def on_key(self, event: events.Key) -> None:
        """Enter opens; the arrows move."""
        moves = {"up": -1, "down": 1}
        if event.key in moves:
            event.stop()
            self.query_one(ChoiceList).move(moves[event.key])
        elif event.key == "enter" and (draft := self._chosen()) is not None:
            event.stop()
            self.shell.close_page()
            self.shell.open(draft.form, draft=draft)

    def do_delete(self) -> None:
        """Throw the marked draft away."""
        if (draft := self._chosen()) is not None:
            self.shell.drafting.throw_away(draft.id)
            self.shell.list_drafts()

    def _chosen(self) -> Draft | None:
        choice = self.query_one(ChoiceList).chosen
        return next((draft for draft in self.shell.state.drafts if choice and draft.id == choice.key), None)

    def _show(self) -> None:
        self.query_one(ChoiceList).show(
            [
                Choice(
                    draft.id,
                    (
                        self.telling.exactly(draft.kept_at),
                        _form_name(draft.form),
                        _first_words(draft),
                    ),
                )
                for draft in self.shell.state.drafts
            ]
        )


def _first_words(draft: Draft) -> str:
    """What was typed, as far as it helps to recognise the draft."""
    return " · ".join(word for word in map(_word, draft.values.values()) if word.strip())


def _word(value: object) -> str:
    """What a field holds, where somebody typed or found it; what was picked from a list tells nothing."""
    if isinstance(value, dict):
        found = value.get("match")
        return str(found["label"] if found else value.get("typed", ""))
    if not isinstance(value, str) or value in _PICKED or _PICKED_NUMBER.fullmatch(value):
        return ""
    return value


def _form_name(route: str) -> str:
    """What the form calls itself; one that there is no longer, by its route."""
    if route in BY_ID:
        return _(BY_ID[route].title)
    if route not in routes.ROUTES:
        return route
    heading = getattr(routes.load(routes.ROUTES[route]), "HEADING", route)
    return _(heading)
