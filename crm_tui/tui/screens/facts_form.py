"""A form whose picks offer the business's own words, and the colleagues."""

from collections.abc import Sequence
from datetime import date

from crm_tui.i18n import _
from crm_tui.queries.product_named import NamedProduct
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.widgets.pick_list import Option


class FactsForm(FormScreen):
    """What the forms of the desk ask its facts. ``desk`` is None until they are read: it is read in a thread,
    and what is typed ahead meets the built-in words."""

    desk: facts.DeskFacts | None = None

    def is_open(self, day: date) -> bool:
        """Whether the business is open on a day; every day counts as open until that is read."""
        return self.desk.is_open(day) if self.desk else True

    def natures(self) -> Sequence[Option]:
        """What a contact can be about."""
        return facts.nature_options(self.desk.words if self.desk else None)

    def colleagues(self) -> Sequence[Option]:
        """Who can be given something to do; until they are read only who sits here."""
        if self.desk is None:
            return [Option(str(self.actor.staff_id), _("me"), "1")]
        return facts.colleague_options(self.desk.colleagues, self.actor.staff_id)

    def products(self) -> Sequence[NamedProduct]:
        """What a contact or a case can be about; nothing until it is read."""
        return self.desk.products if self.desk else ()

    def colleague_name(self, code: str) -> str:
        """What the pick of a colleague calls them."""
        return next((option.label for option in self.colleagues() if option.code == code), "")
