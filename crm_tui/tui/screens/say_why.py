"""Why something missed its standard, in a line."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.i18n import N_, _
from crm_tui.store.drafts import Draft
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class SayWhyForm(FormScreen):
    """One field. It is for learning, not for blame: the hint says so."""

    HEADING = N_("Why it was missed")
    ROUTE = "say-why"
    FOOTER = ("save", "close")

    def __init__(self, standard_id: int, kind: str, record_id: int, draft: Draft | None = None) -> None:
        super().__init__(draft=draft, standard_id=standard_id, kind=kind, record_id=record_id)

    def specs(self) -> Sequence[FieldSpec]:
        """The line."""
        hint = _("what stood in the way, not who: “alone at the desk at noon”")
        return [TextSpec(name="why", label=_("Because"), hint=hint, required=True)]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Keep it."""
        return partial(_say, why=values["why"], **self.about)


def _say(act: "Act", standard_id: int, kind: str, record_id: int, why: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.breaches import say_why_missed

    said = say_why_missed(act, standard_id, kind, record_id, why)
    return _("Kept with the breach: {why}").format(why=said.why)
