"""How are you today? One key, and words if there are any; for oneself and managers only."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from crm_tui.i18n import N_, _
from crm_tui.store.drafts import Draft
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class PulseForm(FormScreen):
    """Asked once a day at most, and only where an admin turned it on; said again, it replaces the first."""

    HEADING = N_("How are you today?")
    ROUTE = "pulse"
    FOOTER = ("save", "close")
    DEFAULT_CSS = "PulseForm #note { height: 1; padding: 0 1; margin-bottom: 1; }"

    def __init__(self, staff_id: int | None = None, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, staff_id=staff_id)

    def above(self) -> Iterable[Widget]:
        """Who sees it."""
        note = TextLines(id="note")
        note.show_lines([((_("Only you and managers see this; the team sees nothing of it."), "dim"),)])
        yield note

    def specs(self) -> Sequence[FieldSpec]:
        """From 1 to 5, and words."""
        return (
            PickSpec(
                name="level",
                label=_("Today"),
                required=True,
                options=(
                    Option("1", _("badly"), "1"),
                    Option("2", _("not so well"), "2"),
                    Option("3", _("all right"), "3"),
                    Option("4", _("well"), "4"),
                    Option("5", _("very well"), "5"),
                ),
            ),
            TextSpec(name="words", label=_("Because"), hint=_("what would help; may be left empty")),
        )

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Say it."""
        return partial(_say, level=int(values["level"]), words=values["words"] or "")


def _say(act: "Act", level: int, words: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.pulse import say_pulse

    say_pulse(act, level, words)
    return _("Thank you. It stays between you and managers.")
