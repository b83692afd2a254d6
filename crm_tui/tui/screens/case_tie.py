"""Ties the cases of one cause into one above them: several answers to the same trouble will not end it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.same_causes import Ties, ties_of
from crm_tui.tui.deeds import Deed
from crm_tui.tui.messages import Failed
from crm_tui.tui.screens.desk_form import DeskForm
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.rows import Tone
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_tui.store.journal import Act
    from crm_tui.store.reader import Reader
    from crm_tui.tui.screens.desk_form import Subject

_NEW = "new"
_TOPIC = "ties"
_MOST_LINES = 6


class TiesRead(Message, bubble=False):
    """The cases that share the cause were read."""

    def __init__(self, ties: Ties) -> None:
        super().__init__()
        self.ties = ties


class CaseTieScreen(DeskForm):
    """Shows the cases with one cause, and asks which case stands above them and who looks after it."""

    HEADING = N_("One cause")
    ROUTE = "case-tie"
    FOOTER = ("save", "close")

    _ties: Ties | None = None

    def subject_query(self) -> "Callable[[Reader], Subject | None]":
        """It is about several customers."""
        return lambda reader: None

    def on_mount(self) -> None:
        """Read what could be tied."""
        query = partial(ties_of, case_id=self.about["case_id"], now=self.shell.state.now())
        self.shell.work.read(self, _TOPIC, query, TiesRead)

    @property
    def is_waiting(self) -> bool:
        """Until it is read nobody knows what would be tied."""
        return self._ties is None

    def above(self) -> Iterable[Widget]:
        """The cause, and the cases."""
        lines = TextLines(id="subject")
        lines.styles.height = _MOST_LINES + 1
        yield lines

    def on_ties_read(self, message: TiesRead) -> None:
        """Show them, and the form."""
        if self._ties is not None:
            return
        ties = self._ties = message.ties
        count = len(ties.loose)
        heading = ngettext("{count} case: ", "{count} cases: ", count).format(count=count)
        shown = ties.loose[: _MOST_LINES if count <= _MOST_LINES else _MOST_LINES - 1]
        lines: list[tuple[tuple[str, Tone], ...]] = [((heading, "dim"), (ties.cause, "strong"))]
        lines += [((f"{one.id}  ", "dim"), (f"{one.customer} · {one.title}", "")) for one in shown]
        if count > len(shown):
            lines.append(((_("and {count} more").format(count=count - len(shown)), "dim"),))
        self.query_one("#subject", TextLines).show_lines(lines)
        self.show_form()

    def on_failed(self, message: Failed) -> None:
        """Where nothing can be tied there is no form; why is told."""
        if message.topic == _TOPIC:
            self.shell.drafting.release(self, discard=True)
            self.shell.close_page()

    def specs(self) -> Sequence[FieldSpec]:
        """Which case stands above, its name, and who looks after it."""
        return [
            PickSpec(name="above", label=_("Into"), required=True, options=self._above),
            TextSpec(
                name="title",
                label=_("Name"),
                hint=_("a short name; the cause unless given"),
                visible_when=_is_new,
            ),
            PickSpec(name="owner", label=_("Owner"), options=self.colleagues, visible_when=_is_new),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """One that is there already is likelier than another new one."""
        actor = self.shell.state.actor
        first = self._above()[0].code
        return {"above": first, "owner": None if actor is None else str(actor.staff_id)}

    def picks_of_facts(self) -> Sequence[str]:
        """The colleagues."""
        return ("owner",)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Tie them."""
        assert self._ties is not None, "the form is shown when they are read"
        is_new = _is_new(values)
        return partial(
            _tie,
            case_ids=tuple(one.id for one in self._ties.loose),
            above=None if is_new else int(values["above"]),
            title=(values.get("title") or self._ties.cause) if is_new else "",
            owner=int(values["owner"]) if is_new and values.get("owner") else None,
        )

    def _above(self) -> Sequence[Option]:
        there = () if self._ties is None else self._ties.above
        return [
            *(
                Option(str(one.id), _("case {id}: {title}").format(id=one.id, title=one.title), str(key))
                for key, one in enumerate(there[:9], start=1)
            ),
            Option(_NEW, _("a new one of ours"), "n"),
        ]


def _is_new(values: Mapping[str, Any]) -> bool:
    return values.get("above") in (None, _NEW)


# The actions need the ORM, which the first screen does not wait for.


def _tie(act: "Act", case_ids: Sequence[int], above: int | None, title: str, owner: int | None) -> str:
    from crm_tui.actions.case_ties import tie_cases

    saved = tie_cases(act, case_ids, title=title, owner=owner, above=above)
    count = len(case_ids)
    return ngettext(
        "{count} case is tied into case {id}.", "{count} cases are tied into case {id}.", count
    ).format(count=count, id=saved.id)
