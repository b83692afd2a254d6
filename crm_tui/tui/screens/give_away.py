"""Handing over: what of somebody's goes to which colleague, all of it or what concerns some customers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.handing_over import Theirs, theirs
from crm_tui.queries.people import StaffMember, staff, staff_by_id
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.telling import telling_of
from crm_tui.tui.typed_choice import TypedChoice
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.multi_pick_field import MultiPickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_WHAT = ("customers", "cases", "follow_ups", "promises")
_WIDE = 48


@dataclass
class TheirsRead(Message, bubble=False):
    """Who hands over, who may take it, and what there is."""

    member: StaffMember | None
    colleagues: tuple[StaffMember, ...]
    theirs: Theirs


class GiveAwayForm(FormScreen):
    """For good; for days away there are absences. One act, which undo takes back as a whole."""

    HEADING = N_("Hand over")
    ROUTE = "give-away-form"
    DEFAULT_CSS = "GiveAwayForm #theirs { height: 1; padding: 0 1; margin-bottom: 1; }"

    def __init__(self, staff_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, staff_id=staff_id)
        self._found: TheirsRead | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether it is not read yet."""
        return self._found is None

    def above(self) -> Iterable[Widget]:
        """How much there is."""
        yield TextLines(id="theirs")

    def on_mount(self) -> None:
        """Read what is theirs."""
        today, staff_id = telling_of(self.shell.state).today, self.about["staff_id"]

        def read(reader: Reader) -> TheirsRead:
            return TheirsRead(
                staff_by_id(reader, staff_id, today), staff(reader, today), theirs(reader, staff_id)
            )

        self.shell.work.read(self, "theirs", read, lambda found: found)

    def on_theirs_read(self, message: TheirsRead) -> None:
        """Show the form."""
        if message.member is None:
            self.shell.close_page()
            return
        self._found = message
        counts = message.theirs
        said = _("customers {customers} · open cases {cases} · follow-ups {follow_ups} · promises {promises}")
        line = said.format(
            customers=counts.customers,
            cases=counts.cases,
            follow_ups=counts.follow_ups,
            promises=counts.promises,
        )
        self.query_one("#theirs", TextLines).show_lines([[(line, "dim")]])
        self.show_form()
        self.refresh_frame()

    def top_left(self) -> str:
        """Whose it is."""
        found = self._found
        name = found.member.name if found is not None and found.member is not None else ""
        return _("Hand over from: {name}").format(name=name) if name else _(self.HEADING)

    def specs(self) -> Sequence[FieldSpec]:
        """To whom, what, and of which customers."""
        assert self._found is not None, "the form waits for it"
        staff_id = self.about["staff_id"]
        colleagues = TypedChoice(
            [(one.login, one.name) for one in self._found.colleagues if one.id != staff_id]
        )
        customers = _Several([(str(number), name) for number, name in self._found.theirs.named])
        return (
            ReadSpec(
                name="to",
                label=_("To"),
                required=True,
                hint=_("some letters of a name"),
                read=colleagues.read,
                told=colleagues.told,
            ),
            MultiPickSpec(
                name="what",
                label=_("What"),
                required=True,
                options=(
                    Option("customers", _("customers"), "c"),
                    Option("cases", _("cases"), "k"),
                    Option("follow_ups", _("follow-ups"), "f"),
                    Option("promises", _("promises"), "p"),
                ),
            ),
            ReadSpec(
                name="only",
                label=_("Only of"),
                quiet=True,
                hint=_("all; or some letters of each, with commas"),
                read=customers.read,
                told=customers.told,
                input_width=_WIDE,
            ),
            TextSpec(name="why", label=_("Because"), hint=_("kept with the cases; may be left empty")),
        )

    def start_values(self) -> Mapping[str, Any]:
        """Everything goes."""
        return {"what": _WHAT}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Hand it over."""
        assert self._found is not None and self._found.member is not None, "the form waits for it"
        return partial(_give, staff_id=self._found.member.id, values=values)


class _Several:
    """Customers by some letters of each, with commas between them."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        self._one = TypedChoice(choices)
        self._names = dict(choices)

    def read(self, typed: str) -> tuple[int, ...]:
        """Their numbers. Raises InvalidInput where nothing fits."""
        return tuple(int(self._one.read(part.strip())) for part in typed.split(",") if part.strip())

    def told(self, typed: str) -> str:
        """Their names."""
        return _("→ {names}").format(names=", ".join(self._names[str(one)] for one in self.read(typed)))


def _give(act: "Act", staff_id: int, values: Mapping[str, Any]) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.hand_over import What, hand_over

    chosen = {name: name in values["what"] for name in _WHAT}
    moved = hand_over(
        act,
        staff_id,
        values["to"],
        what=What(**chosen),
        only_customers=values["only"] or None,
        why=values["why"] or "",
    )
    count = moved.customers + moved.cases + moved.follow_ups + moved.promises
    done = ngettext("{count} record handed over.", "{count} records handed over.", count).format(count=count)
    return " ".join((done, *moved.warnings))
