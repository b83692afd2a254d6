"""Merge: two customers become one; where their answers differ, one key says whose stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.merge_sides import Side
from crm_tui.i18n import N_, _
from crm_tui.queries.customer_page import Customer, customer
from crm_tui.queries.find import Match
from crm_tui.queries.merge_fields import FieldToMerge, fields_to_merge
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens.finder import FinderScreen
from crm_tui.tui.text import cut
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act
    from crm_tui.store.reader import Reader
    from crm_tui.tui.telling import Telling

_TOPIC = "pair"
_STAYS = "stays"
_KEYS = {Side.KEPT: "a", Side.GONE: "b", Side.BOTH: "+"}
_SWAPPED = {Side.KEPT: Side.GONE, Side.GONE: Side.KEPT, Side.BOTH: Side.BOTH}
#: What the labels, keys and signs of a line with two answers take.
_BESIDE_ANSWERS = 34
_NARROWEST = 12


@dataclass
class PairRead(Message, bubble=False):
    """Both customers, and where they differ."""

    one: Customer
    other: Customer
    fields: tuple[FieldToMerge, ...]


class MergeScreen(FormScreen):
    """``customer_id`` stays unless said otherwise, ``other_id`` goes into it.

    What is sensible is picked already: ``ctrl+s`` merges, and undo parts them again.
    """

    HEADING = N_("Merge")
    ROUTE = "merge"
    DEFAULT_CSS = "MergeScreen #pair { height: 3; padding: 0 1; margin-bottom: 1; }"

    _pair: PairRead | None = None

    @property
    def is_waiting(self) -> bool:
        """Until both are read."""
        return self._pair is None

    def above(self) -> Iterable[Widget]:
        """Who they are, and what becomes of the rest."""
        yield TextLines(id="pair")

    def on_mount(self) -> None:
        """Read them."""
        assert self.draft_customer_id is not None, "it is only opened for two customers"
        query = partial(_read, one_id=self.draft_customer_id, other_id=self.about["other_id"])
        self.shell.work.read(self, _TOPIC, query, lambda found: found)

    def on_pair_read(self, message: PairRead) -> None:
        """Show them, and the form."""
        if self._pair is not None:
            return
        self._pair = message
        self.query_one("#pair", TextLines).show_lines(
            [
                (("a  ", "dim"), (_who(message.one, self.telling), "dim"), (message.one.name, "strong")),
                (("b  ", "dim"), (_who(message.other, self.telling), "dim"), (message.other.name, "strong")),
                ((_("All else of both is kept; what they do not want holds for both."), "dim"),),
            ]
        )
        self.show_form()

    def on_failed(self, message: Failed) -> None:
        """Without two customers there is no form; why is told."""
        if message.topic == _TOPIC:
            self.shell.drafting.release(self, discard=True)
            self.shell.close_page()

    def specs(self) -> Sequence[FieldSpec]:
        """Who stays, and each field that differs."""
        assert self._pair is not None, "the form waits for it"
        numbers = [
            Option(side.value, _("number {id}").format(id=one.id), _KEYS[side])
            for side, one in ((Side.KEPT, self._pair.one), (Side.GONE, self._pair.other))
        ]
        stays = PickSpec(name=_STAYS, label=_("Stays"), required=True, options=numbers)
        return [stays, *map(self._spec, self._pair.fields)]

    def start_values(self) -> Mapping[str, Any]:
        """The older one, and what is sensible."""
        assert self._pair is not None, "the form waits for it"
        return {_STAYS: Side.KEPT.value} | {field.name: field.proposed.value for field in self._pair.fields}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Merge them."""
        assert self._pair is not None, "the form waits for it"
        kept, gone = self._pair.one.id, self._pair.other.id
        sides = {field.name: Side(values[field.name]) for field in self._pair.fields}
        if values[_STAYS] == Side.GONE:
            kept, gone = gone, kept
            sides = {name: _SWAPPED[side] for name, side in sides.items()}
        return partial(_merge, kept=kept, gone=gone, sides=sides)

    def _spec(self, field: FieldToMerge) -> PickSpec:
        room = max(_NARROWEST, (self.size.width - _BESIDE_ANSWERS) // 2)
        answers = [(Side.KEPT, field.kept), (Side.GONE, field.gone)]
        options = [
            Option(side.value, cut(text, room) if text else _("(nothing)"), _KEYS[side])
            for side, text in answers
        ]
        if field.can_be_both:
            options.append(Option(Side.BOTH.value, Side.BOTH.label, _KEYS[Side.BOTH]))
        return PickSpec(name=field.name, label=field.label, required=True, options=options)


class MergeWithScreen(FinderScreen):
    """Looks for the other one; Enter goes on to the form."""

    HEADING: ClassVar[str] = N_("Merge with")

    def __init__(self, customer_id: int) -> None:
        super().__init__()
        self._kept_id = customer_id

    def chosen(self, match: Match) -> None:
        """Ask which answers stand."""
        if match.id == self._kept_id:
            self.shell.say(_("That is the same customer; look for the other."))
            return
        self.shell.close_page()
        self.shell.open("merge", customer_id=self._kept_id, other_id=match.id)


def _who(one: Customer, telling: "Telling") -> str:
    last = _("never") if one.last_contact_at is None else telling.past(one.last_contact_at)
    return _("number {id}, {tier}, last contact {when}: ").format(
        id=one.id, tier=one.tier_label or "–", when=last
    )


def _read(reader: "Reader", one_id: int, other_id: int) -> PairRead:
    fields = fields_to_merge(reader, one_id, other_id)
    return PairRead(customer(reader, one_id), customer(reader, other_id), fields)


def _merge(act: "Act", kept: int, gone: int, sides: Mapping[str, Side]) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.merge import merge_customers

    merge_customers(act, kept, gone, {name: side.value for name, side in sides.items()})
    return _("Merged customer {gone} into {kept}.").format(gone=gone, kept=kept)
