"""A field for the ways to reach somebody: as many as there are, one preferred of each type."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from crm_tui.domain.words import ContactPointType
from crm_tui.tui.text import clean, cut
from crm_tui.tui.widgets.field import Draft, Field, FieldSpec
from crm_tui.tui.widgets.point_row import ContactPointEntry, PointRow

_MOST_REMARK_LINES = 2


@dataclass(frozen=True, kw_only=True)
class PointsSpec(FieldSpec):
    """Contact points; the value is a tuple of ContactPointEntry, without the empty ones.

    ``country`` (two letters) is where phone numbers without a code belong.
    """

    country: str | None

    def make(self) -> "PointsField":
        """See :class:`FieldSpec`."""
        return PointsField(self)


def with_preferred(entries: Iterable[ContactPointEntry]) -> tuple[ContactPointEntry, ...]:
    """The contact points, the first of a type preferred where none of that type is."""
    points = list(entries)
    preferred = {point.type for point in points if point.preferred}
    for at, point in enumerate(points):
        if point.type not in preferred:
            preferred.add(point.type)
            points[at] = replace(point, preferred=True)
    return tuple(points)


class PointsField(Field):
    """See :class:`PointsSpec`. Each contact point is a line; on its type, ``+`` adds one and ``-`` removes
    it, and Enter in the last one adds one. The first of a type is the preferred one until another is."""

    DEFAULT_CSS = "PointsField { layout: vertical; }"

    def __init__(self, spec: PointsSpec) -> None:
        super().__init__(spec)
        self.country = spec.country
        self._rows = [self._make_row(ContactPointEntry(ContactPointType.PHONE, ""))]
        self._remark = ""

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
        return with_preferred(row.entry for row in self._rows if row.entry.value)

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

    def let_typing_replace(self) -> None:
        """See :class:`Field`."""
        for row in self._rows:
            row.value_input.let_typing_replace()
            row.label_input.let_typing_replace()

    def find_problem(self) -> str:
        """What is wrong with the first contact point that cannot be used."""
        return next((problem for row in self._rows if (problem := row.find_problem())), "")

    def body(self, width: int) -> list[Content]:
        """Nothing of its own beside the contact points; below them what there is to remark."""
        lines = wrap(clean(self._remark), max(10, width), max_lines=_MOST_REMARK_LINES, placeholder="…")
        return [
            *[Content("")] * len(self._rows),
            *(Content.styled(cut(line, width), self._look("dim")) for line in lines),
        ]

    def show_remark(self, remark: str) -> None:
        """Say something quietly below the contact points; an empty text takes it away."""
        self._remark = remark
        self.repaint()

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
