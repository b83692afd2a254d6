"""How an opportunity ends: won, by which sale, or lost, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.money import money_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.opportunities import SaleLately, sales_lately
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.opportunity_form import read_opportunity
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


#: Stands for the sale that is recorded with the win.
_NEW = "new"


@dataclass(frozen=True, slots=True)
class WonSubject(Subject):
    """The opportunity, and the sales that it may have become."""

    sales: tuple[SaleLately, ...] = ()


class OpportunityWinForm(DeskForm):
    """Asks by which sale it was won; without one it is won all the same."""

    HEADING = N_("Won opportunity")
    ROUTE = "opportunity-win"
    SUBJECT_LINES = 2
    FOOTER = ("save", "close")

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._sales: tuple[SaleLately, ...] = ()

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The opportunity, and what they bought lately."""
        return partial(_read_won, opportunity_id=self.about["opportunity_id"])

    def subject_read(self, subject: Subject | None) -> None:
        """Offer what they bought lately."""
        if isinstance(subject, WonSubject):
            self._sales = subject.sales
            self.form.field("sale").repaint()

    def specs(self) -> Sequence[FieldSpec]:
        """The sale."""
        return [
            PickSpec(name="sale", label=_("By sale"), options=self._options, hint=_("none is written down"))
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """End it."""
        return partial(_win, opportunity_id=self.about["opportunity_id"], sale=values.get("sale"))

    def _options(self) -> list[Option]:
        return [
            Option(_NEW, _("record it now"), "n"),
            *(
                Option(
                    str(sale.id),
                    _("{day}, {value}").format(
                        day=self.telling.long_day(sale.sold_on),
                        value=money_in_words(sale.value, sale.currency),
                    ),
                    str(place),
                )
                for place, sale in enumerate(self._sales, 1)
            ),
        ]


class OpportunityLoseForm(DeskForm):
    """Asks why they do not want it."""

    HEADING = N_("Lost opportunity")
    ROUTE = "opportunity-lose"
    SUBJECT_LINES = 2
    FOOTER = ("save", "close")

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The opportunity."""
        return partial(read_opportunity, opportunity_id=self.about["opportunity_id"])

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        hint = _("too dear, bought elsewhere, not now …")
        return [TextSpec(name="why", label=_("Because"), required=True, hint=hint)]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """End it."""
        return partial(_lose, opportunity_id=self.about["opportunity_id"], why=values["why"])


def _read_won(reader: Reader, opportunity_id: int) -> WonSubject:
    found = read_opportunity(reader, opportunity_id)
    sales = sales_lately(reader, found.customer_id)
    return WonSubject(found.customer_id, found.customer, found.words, found.text, sales)


# The actions need the ORM, which the first screen does not wait for.


def _win(act: "Act", opportunity_id: int, sale: str | None) -> str:
    from crm_tui.actions.opportunities import sale_of, win

    if sale == _NEW:
        won = win(act, opportunity_id, sale=sale_of(act, opportunity_id))
        told = [_("The opportunity is won, and its sale is recorded.")]
    else:
        won = win(act, opportunity_id, sale_id=int(sale) if sale else None)
        told = [_("The opportunity is marked as won.")]
    return " ".join([*told, *(notice.text for notice in won.warnings)])


def _lose(act: "Act", opportunity_id: int, why: str) -> str:
    from crm_tui.actions.opportunities import lose

    lose(act, opportunity_id, why)
    return _("The opportunity is marked as lost.")
