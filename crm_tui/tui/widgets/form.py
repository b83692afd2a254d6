"""The one form: fields one under the other, answered from top to bottom by keyboard alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget

from crm_tui.tui.widgets.field import Draft, Field, FieldSpec
from crm_tui.tui.widgets.pick_field import PickField


@dataclass(frozen=True)
class _Visit:
    """A field that was entered out of its turn, and where the focus goes back to."""

    field: Field
    came_from: Widget | None


class Form(VerticalScroll, can_focus=False):
    """Fields declared by ``specs``.

    ``values`` are what is being edited, ``initial`` a draft that goes on from there, ``start`` the field to
    begin in (else the first that is not passed over). The desk's commands "save", "picks" and "close" reach
    it as ``do_save``, ``do_picks`` and ``do_close``, from every field.
    """

    DEFAULT_CSS = """
    Form {
        height: 1fr;
        scrollbar-size-vertical: 1;
        & > .form--line { height: auto; }
    }
    """

    @dataclass
    class Changed(Message):
        """An answer is another one; ``name`` is its field."""

        form: "Form"
        name: str

        @property
        def control(self) -> "Form":
            """The form, for selectors."""
            return self.form

    @dataclass
    class Saved(Message):
        """The form is to be saved, and every field can be used."""

        form: "Form"
        values: dict[str, Any]

        @property
        def control(self) -> "Form":
            """The form, for selectors."""
            return self.form

    @dataclass
    class Left(Message):
        """The form is to be closed, its draft kept."""

        form: "Form"

        @property
        def control(self) -> "Form":
            """The form, for selectors."""
            return self.form

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        *,
        values: Mapping[str, Any] | None = None,
        initial: Mapping[str, Draft] | None = None,
        start: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(id=id)
        self._fields = {spec.name: spec.make() for spec in specs}
        self._given = values or {}
        self._draft = initial or {}
        self._start = start
        self._baseline: dict[str, Draft] = {}
        self._proposed: dict[str, Draft] = {}
        self._entered: Field | None = None
        self._visit: _Visit | None = None
        self._is_filled = False
        self._save_waits = False

    # What screens ask and say

    def values(self) -> dict[str, Any]:
        """The answers by field name; None for a field that is not there, empty, or cannot be used."""
        values = {name: field.value for name, field in self._fields.items()}
        return {
            name: value if self._is_there(self._fields[name], values) else None
            for name, value in values.items()
        }

    @property
    def is_dirty(self) -> bool:
        """Whether anything is entered beyond what the form began with and what was proposed."""
        begun = {name: draft for name, draft in (self._baseline | self._proposed).items() if draft}
        return self._drafts() != begun

    def draft_values(self) -> dict[str, Draft]:
        """What is entered, usable or not, as JSON can carry it; empty while nothing has been changed."""
        return self._drafts() if self.is_dirty else {}

    def field(self, name: str) -> Field:
        """The widget of a field. Raises KeyError."""
        return self._fields[name]

    def set_value(self, name: str, value: Any) -> None:
        """Put an answer into a field, whatever it holds."""
        self._put(self._fields[name], value)

    def propose(self, name: str, value: Any) -> None:
        """Put an answer into a field that the user has not answered himself."""
        field = self._fields[name]
        if field.is_empty or field.draft == self._proposed.get(name):
            self._put(field, value)
            self._proposed[name] = field.draft

    def show_problem(self, name: str, sentence: str, *, go_there: bool = True) -> None:
        """Say beside a field why it was refused; what was typed stays."""
        self._fields[name].show_problem(sentence)
        if go_there:
            self._enter(self._fields[name])

    @property
    def entered_name(self) -> str:
        """The field that is in use; empty before the first is entered."""
        return self._entered.spec.name if self._entered is not None else ""

    def look_again(self) -> None:
        """Something was read that decides which fields are there."""
        self._show_what_is_there()

    def visit(self, name: str) -> None:
        """Enter a field after the keys that are on their way; from there go back to where one came from."""
        self.after_keys(partial(self._go_visiting, self._fields[name]))

    def after_keys(self, act: Callable[[], None]) -> None:
        """Do ``act`` once the form is filled, behind the keys that wait for a field.

        It moves along when they move the focus.
        """
        focused = self.screen.focused

        def in_turn() -> None:
            if self.screen.focused is focused:
                act()
            else:
                self.after_keys(act)

        (focused or self).call_later(in_turn)

    def go_to(self, name: str) -> None:
        """Enter a field."""
        self._enter(self._fields[name])

    async def add_fields(
        self, specs: Sequence[FieldSpec], values: Mapping[str, Any], initial: Mapping[str, Draft]
    ) -> None:
        """Put further fields below the others: which there are was read while the form was in use already."""
        added = {spec.name: spec.make() for spec in specs}
        for field in added.values():
            field.owner = self
        await self.mount(*added.values())
        self._fields |= added
        self._fill(added, values, initial)
        self._show_what_is_there()

    # Commands of the desk

    def do_save(self) -> None:
        """Save, after the keys that are on their way to the fields."""
        self.after_keys(self._save)

    def do_picks(self) -> None:
        """Go to the first pick that has to be made and is not, or else to the next one that is not."""
        self.after_keys(self._go_to_pick)

    def do_close(self) -> None:
        """Fold an open list, or leave the form."""
        self.after_keys(self._close)

    # What fields say

    def field_changed(self, field: Field) -> None:
        """See :class:`FieldOwner`."""
        if not self._is_filled:
            return
        self._show_what_is_there()
        self.post_message(self.Changed(self, field.spec.name))
        if self._save_waits and not field.is_waiting:
            self._save()

    def advance(self, field: Field) -> None:
        """See :class:`FieldOwner`."""
        if self._visit is not None and self._visit.field is field:
            self.screen.set_focus(self._visit.came_from)
            return
        following = field.spec.next_field
        name = following(self.values()) if following else None
        target = self._fields.get(name) if name else None
        if target is None or not target.display:
            order = self._there()
            rest = order[order.index(field) + 1 :] if field in order else order
            target = next((other for other in rest if not other.spec.passed_over), None)
        if target is not None:
            self._enter(target)

    def come_back(self, field: Field) -> None:
        """See :class:`FieldOwner`."""
        self._save_waits = False
        if self._entered is None or self._entered.is_empty:
            self._enter(field)

    def step(self, steps: int) -> None:
        """See :class:`FieldOwner`."""
        stops = [
            (field, stop)
            for field in self._there()
            for stop in field.stops()
            if steps < 0 or not field.spec.passed_over or field.is_entered
        ]
        if not stops:
            return  # a key that was on its way to a form that is being closed
        at = next((index for index, (_field, stop) in enumerate(stops) if stop is self.screen.focused), None)
        field, stop = stops[0 if at is None else (at + steps) % len(stops)]
        # What is mostly typed comes first; what stands before it in the field is reached by shift+tab.
        self.screen.set_focus(field.first_stop if steps > 0 and not field.is_entered else stop)

    # Building

    def compose(self) -> ComposeResult:
        """The fields, those beside others on one line with them."""
        for line in self._in_lines():
            if len(line) == 1:
                yield line[0]
            else:
                for field in line:
                    if field.spec.width is not None:
                        field.styles.width = field.spec.width
                yield Horizontal(*line, classes="form--line")

    def on_mount(self) -> None:
        """Fill the fields and go to the first."""
        for field in self._fields.values():
            field.owner = self
        self._fill(self._fields, self._given, self._draft)
        self._is_filled = True
        self._show_what_is_there()
        there = self._there()
        if not there:  # the form is being closed already
            return
        first = next((field for field in there if not field.spec.passed_over), there[0])
        self._enter(self._fields[self._start] if self._start else first)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another field is entered: the one that was left looks at what it holds."""
        entered = next((field for field in self._fields.values() if event.widget in field.stops()), None)
        if self._entered is not None and self._entered is not entered:
            self._entered.left()
        if self._visit is not None and entered is not self._visit.field:
            self._visit = None
        self._entered = entered

    # Inside

    def _fill(
        self, fields: Mapping[str, Field], values: Mapping[str, Any], initial: Mapping[str, Draft]
    ) -> None:
        for name, value in values.items():
            if name in fields and value is not None:
                self._put(fields[name], value)
        self._baseline |= {name: field.draft for name, field in fields.items() if not field.is_empty}
        for name, draft in initial.items():
            if name in fields:
                fields[name].restore(draft)

    def _put(self, field: Field, value: Any) -> None:
        field.set_value(value)
        field.let_typing_replace()

    def _in_lines(self) -> Iterator[list[Field]]:
        line: list[Field] = []
        for field in self._fields.values():
            if line and not field.spec.beside:
                yield line
                line = []
            line.append(field)
        yield line

    def _drafts(self) -> dict[str, Draft]:
        return {name: field.draft for name, field in self._fields.items() if not field.is_empty}

    def _is_there(self, field: Field, values: Mapping[str, Any]) -> bool:
        return field.spec.visible_when is None or field.spec.visible_when(values)

    def _show_what_is_there(self) -> None:
        values = {name: field.value for name, field in self._fields.items()}
        for field in self._fields.values():
            field.display = self._is_there(field, values)

    def _there(self) -> list[Field]:
        return [field for field in self._fields.values() if field.display]

    def _enter(self, field: Field) -> None:
        self.screen.set_focus(field.first_stop)

    def _go_visiting(self, field: Field) -> None:
        if field.is_entered:
            self.advance(field)
        elif field.display:
            self._visit = _Visit(field, self.screen.focused)
            self._enter(field)

    def _save(self) -> None:
        self._save_waits = any(field.is_waiting for field in self._there())
        if self._save_waits:
            return
        wrong: list[Field] = []
        for field in self._there():
            problem = field.check()
            field.show_problem(problem)
            if problem:
                wrong.append(field)
        if wrong:
            self._enter(wrong[0])
        else:
            self.post_message(self.Saved(self, self.values()))

    def _go_to_pick(self) -> None:
        open_picks = [field for field in self._there() if field.is_pick and field.is_empty]
        needed = [field for field in open_picks if field.spec.required]
        order = self._there()
        at = order.index(self._entered) if self._entered in order else -1
        others = [field for field in open_picks if order.index(field) > at and not field.spec.passed_over]
        if needed or others:
            self._enter((needed or others)[0])

    def _close(self) -> None:
        entered = self._entered
        if isinstance(entered, PickField) and entered.is_open:
            entered.close()
        else:
            self.post_message(self.Left(self))
