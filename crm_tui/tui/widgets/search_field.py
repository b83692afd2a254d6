"""A field that finds a record while one types: the customer of a call, a colleague."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from textual.content import Content
from textual.message import Message

from crm_tui.i18n import _
from crm_tui.store.reader import Reader
from crm_tui.tui.messages import Failed
from crm_tui.tui.text import clean, pad
from crm_tui.tui.widgets.field import Draft, FieldSpec
from crm_tui.tui.widgets.list_reader import Lane
from crm_tui.tui.widgets.text_fields import LineField

_INPUT_WIDTH = 30
_MOST_MATCHES = 5
_TOPIC = "search"


@dataclass(frozen=True, slots=True)
class Match:
    """A record that was found: ``label`` names it, ``detail`` tells it from others of that name."""

    id: int
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NewOne:
    """A record that is to be made from what was typed."""

    text: str


@dataclass(frozen=True, kw_only=True)
class SearchSpec(FieldSpec):
    """A record found by typing; its value is a Match, a NewOne where ``may_create``, or None.

    ``search`` runs in a thread by ``lane``; for an empty text it gives what is likely without any word, the
    customer in view first. ``creates_at_once`` says for which texts the first Enter makes a new one: the
    form goes on to ask for what is missing, and that is warning enough.
    """

    search: Callable[[Reader, str], Sequence[Match]]
    lane: Lane
    may_create: bool = False
    creates_at_once: Callable[[str], bool] = lambda text: False

    def make(self) -> "SearchField":
        """See :class:`FieldSpec`."""
        return SearchField(self)


class MatchesFound(Message, bubble=False):
    """The matches of exactly ``text``."""

    def __init__(self, text: str, matches: Sequence[Match]) -> None:
        super().__init__()
        self.text = text
        self.matches = matches


class SearchField(LineField):
    """See :class:`SearchSpec`. Enter takes the first match of exactly what was typed; when that has not been
    found yet, the form goes on and the field takes it when it comes. Up and down mark another match. When
    nothing is found the field says so, and a second Enter makes a new record of what was typed."""

    def __init__(self, spec: SearchSpec) -> None:
        super().__init__(spec, _INPUT_WIDTH)
        self._search = spec
        self._chosen: Match | NewOne | None = None
        self._shown = ""
        self._matches: Sequence[Match] = ()
        self._found_for: str | None = None
        self._at = 0
        self._enter_waits_for: str | None = None
        self._none_told = False

    @property
    def value(self) -> Match | NewOne | None:
        """What is chosen."""
        return self._chosen

    @property
    def draft(self) -> Draft:
        """What is typed, and what is chosen; empty while nothing is."""
        if isinstance(self._chosen, Match):
            return {"typed": self.input.value, "match": asdict(self._chosen)}
        if not self.text:
            return {}
        return {"typed": self.input.value, "new": isinstance(self._chosen, NewOne)}

    def restore(self, draft: Draft) -> None:
        """Hold again what was chosen, or search again for what was typed."""
        if "match" in draft:
            self._choose(Match(**draft["match"]))
        elif draft.get("new"):
            self._choose(NewOne(draft["typed"].strip()))
        else:
            self.input.set_text(draft.get("typed", ""))
            self.edited()

    def set_value(self, value: Any) -> None:
        """Choose a Match or a NewOne, or nothing."""
        if value is None:
            self.restore({})
        else:
            self._choose(value)

    def on_mount(self) -> None:
        """Find what is likely before a word is typed."""
        if self._chosen is None:
            self._ask()

    @property
    def is_waiting(self) -> bool:
        """Whether Enter was pressed before the matches were there."""
        return self._enter_waits_for is not None

    def find_problem(self) -> str:
        """Typed, but not chosen."""
        if self._chosen is not None or self._enter_waits_for is not None:
            return ""
        return _("“{text}” is not chosen yet: Enter takes the first match.").format(text=self.text)

    def edited(self) -> None:
        """Another text is another question."""
        if self._chosen is None or self.input.value != self._shown:
            self._chosen = None
            self._none_told = False
            self._ask()
        self.changed()

    def mark(self, steps: int) -> None:
        """Mark the match before or after; without matches, go to the field before or after."""
        if self._chosen is None and self._matches:
            self._at = max(0, min(self._at + steps, len(self._matches) - 1))
            self.repaint()
        else:
            super().mark(steps)

    def entered(self) -> None:
        """Enter; a field that may stay empty is passed with nothing in it."""
        if self._chosen is not None or not (self.text or self.spec.required):
            self._go_on()
        elif self._found_for != self.text:
            self._enter_waits_for = self.text
            self._go_on()
        elif self._matches:
            self._choose(self._matches[self._at])
            self._go_on()
        elif self._may_create_now:
            self._choose(NewOne(self.text))
            self._go_on()
        else:
            self._tell_none()

    def on_matches_found(self, message: MatchesFound) -> None:
        """The answer, unless the question is another by now."""
        if message.text != self.text or self._chosen is not None:
            return
        self._found_for, self._matches, self._at = message.text, message.matches, 0
        waited, self._enter_waits_for = self._enter_waits_for == message.text, None
        if waited and self._matches:
            self._choose(self._matches[0])
        elif waited:
            self._nobody_came()
        self.repaint()

    def on_failed(self, message: Failed) -> None:
        """The search could not be made."""
        waited, self._enter_waits_for = self.is_waiting, None
        self.show_problem(f"{message.error.message} {message.error.hint}")
        if waited and self.owner is not None:
            self.owner.come_back(self)

    def note(self) -> str:
        """What tells the chosen record from others, or that it will be a new one."""
        if isinstance(self._chosen, NewOne):
            return _("a new one")
        return clean(self._chosen.detail) if self._chosen else ""

    def below(self, width: int) -> list[Content]:
        """The matches, while one is to be chosen."""
        if self._chosen is not None or not self.is_entered:
            return []
        return [
            Content.styled(
                ("▸" if index == self._at else " ")
                + pad(match.label, _INPUT_WIDTH)
                + " "
                + clean(match.detail),
                self._look("chosen" if index == self._at else "dim"),
            )
            for index, match in enumerate(self._matches[:_MOST_MATCHES])
        ]

    @property
    def _may_create_now(self) -> bool:
        told = self._none_told or self._search.creates_at_once(self.text)
        return bool(self.text) and self._search.may_create and told

    def _ask(self) -> None:
        text = self.text
        self._search.lane(
            self, _TOPIC, lambda reader: self._search.search(reader, text), partial(MatchesFound, text)
        )

    def _choose(self, chosen: Match | NewOne) -> None:
        self._chosen = chosen
        self._shown = clean(chosen.label if isinstance(chosen, Match) else chosen.text)
        self._enter_waits_for = None
        self.input.set_text(self._shown)
        self.let_typing_replace()
        self.changed()

    def _go_on(self) -> None:
        if self.owner is not None:
            self.owner.advance(self)

    def _nobody_came(self) -> None:
        """Enter was pressed ahead, the form has gone on, and nobody matches."""
        if self._may_create_now:
            self._choose(NewOne(self.text))
        else:
            self._tell_none()
        if self.owner is not None:
            self.owner.come_back(self)
        if self._chosen is not None and self.is_entered:
            self._go_on()

    def _tell_none(self) -> None:
        self._none_told = True
        sentence = _("Nobody matches “{text}”.")
        if self._search.may_create:
            sentence = _("Nobody matches “{text}”. Enter again makes a new customer of that name.")
        self.show_problem(sentence.format(text=self.text))
