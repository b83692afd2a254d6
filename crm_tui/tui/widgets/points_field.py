"""A field for the ways to reach somebody: as many as there are, one preferred of each type."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from crm_tui.domain.words import ContactPointType
from crm_tui.tui.widgets.field import Draft, Field, FieldSpec
from crm_tui.tui.widgets.point_row import ContactPointEntry, PointRow


@dataclass(frozen=True, kw_only=True)
class PointsSpec(FieldSpec):
    """Contact points; the value is a tuple of ContactPointEntry, without the empty ones.

    ``country`` (two letters) is where phone numbers without a code belong.
    """

    country: str | None

    def make(self) -> "PointsField":
        """See :class:`FieldSpec`."""
        return PointsField(self)


class PointsField(Field):
    """See :class:`PointsSpec`. Each contact point is a line; on its type, ``+`` adds one and ``-`` removes
    it, and Enter in the last one adds one. The first of a type is the preferred one until another is."""

    DEFAULT_CSS = "PointsField { layout: vertical; }"

    def __init__(self, spec: PointsSpec) -> None:
        super().__init__(spec)
        self.country = spec.country
        self._rows = [self._make_row(ContactPointEntry(ContactPointType.PHONE, ""))]

    def compose(self) -> ComposeResult:
        """The contact points."""
        yield from self._rows

    def stops(self) -> Sequence[Widget]:
        """The parts of each contact point."""
        return [stop for row in self._rows for stop in row.stops]

    @property
    def first_stop(self) -> Widget:
        """The first value: what is typed there shows its type."""
        return self._rows[0].value_input

    @property
    def value(self) -> tuple[ContactPointEntry, ...]:
        """What is entered."""
        entries = [row.entry for row in self._rows if row.entry.value]
        preferred = {entry.type for entry in entries if entry.preferred}
        for at, entry in enumerate(entries):
            if entry.type not in preferred:
                preferred.add(entry.type)
                entries[at] = replace(entry, preferred=True)
        return tuple(entries)

    @property
    def draft(self) -> Draft:
        """What is entered, as JSON can carry it."""
        return [
            [point.type.value, point.value, point.label, point.preferred]
            for point in (row.entry for row in self._rows)
            if point.value or point.label
        ]

    def restore(self, draft: Draft) -> None:
        """Show the contact points again."""
        self._show(
            [
                ContactPointEntry(ContactPointType(kind), value, label, preferred)
                for kind, value, label, preferred in draft
            ]
        )

    def set_value(self, value: Any) -> None:
        """Show these contact points."""
        self._show(list(value or ()))

    def find_problem(self) -> str:
        """What is wrong with the first contact point that cannot be used."""
        return next((problem for row in self._rows if (problem := row.find_problem())), "")

    def body(self, width: int) -> list[Content]:
        """Nothing of its own beside the contact points."""
        return [Content("")] * len(self._rows)

    def fit_children(self, lines: int) -> None:
        """Below the last contact point is room for what the field says."""
        for row in self._rows:
            below = lines - len(self._rows) if row is self._rows[-1] else 0
            row.styles.margin = (0, 0, below, self.label_width)

    def on_mount(self) -> None:
        """Make place for the label."""
        self.fit_children(len(self._rows))

    def add_row(self) -> None:
        """Begin another contact point, below the last one."""
        row = self._make_row(ContactPointEntry(ContactPointType.PHONE, ""))
        self._rows.append(row)
        self.fit_children(len(self._rows))
        self.mount(row)
        self.repaint()
        self.call_after_refresh(row.enter_value)

    def remove_row(self, row: PointRow) -> None:
        """Take a contact point away; the last one is only emptied."""
        if len(self._rows) == 1:
            self.set_value(())
            return
        at = self._rows.index(row)
        self._rows.remove(row)
        self._rows[max(0, at - 1)].enter_value()
        row.remove()
        self.changed()

    def prefer(self, row: PointRow) -> None:
        """One of each type is preferred."""
        for other in self._rows:
            if other.type is row.type:
                other.set_preferred(other is row)
        self.changed()

    def row_entered(self, row: PointRow) -> None:
        """Enter in the last, filled contact point begins another; in an empty one it goes on."""
        if row is self._rows[-1] and row.entry.value:
            self.add_row()
        elif row is not self._rows[-1]:
            self._rows[self._rows.index(row) + 1].enter_value()
        elif self.owner is not None:
            self.owner.advance(self)

    def step_from(self, steps: int) -> None:
        """Tab goes through the parts, then to the next field."""
        if self.owner is not None:
            self.owner.step(steps)

    def _make_row(self, entry: ContactPointEntry) -> PointRow:
        return PointRow(entry, self)

    def _show(self, entries: list[ContactPointEntry]) -> None:
        old = self._rows
        entries = entries or [ContactPointEntry(ContactPointType.PHONE, "")]
        self._rows = [self._make_row(entry) for entry in entries]
        self.fit_children(len(self._rows))
        if self.is_attached:
            had_focus = self.screen.focused in [stop for row in old for stop in row.stops]
            self.remove_children(PointRow)
            self.mount_all(self._rows)
            if had_focus:
                self.call_after_refresh(self._rows[0].enter_value)
        self.changed()
