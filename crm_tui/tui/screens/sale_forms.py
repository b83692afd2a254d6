"""What becomes of a sale on its way and needs a word: a promised day, a reason, a colleague."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.i18n import N_, _
from crm_tui.queries.sales import sale_page
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.when_field import WhenSpec

if TYPE_CHECKING:
    from crm_tui.domain.when import When
    from crm_tui.store.journal import Act


class _SaleStepForm(DeskForm):
    """A form about the sale that stands above it."""

    SUBJECT_LINES = 2
    FOOTER = ("save", "next-field", "close")

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The sale."""
        return partial(_read_sale, sale_id=self.about["sale_id"])


class SalePromiseForm(_SaleStepForm):
    """Asks by when they were told it comes."""

    HEADING = N_("Promise a delivery")
    ROUTE = "sale-promise"

    def specs(self) -> Sequence[FieldSpec]:
        """By when."""
        return [
            WhenSpec(
                name="when",
                label=_("Promised"),
                required=True,
                hint=_("fri, 3d, 27 nov"),
                now=self.shell.state.now,
                zone=self.business.zone,
                describe=self.describe,
                input_width=20,
            )
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Note it."""
        return partial(_promise, sale_id=self.about["sale_id"], when=values["when"])


class SaleAttemptForm(_SaleStepForm):
    """Asks why it could not be delivered."""

    HEADING = N_("Delivery in vain")
    ROUTE = "sale-attempt"

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        return [TextSpec(name="why", label=_("Because"), required=True, hint=_("nobody at home"))]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Note it."""
        return partial(_attempt, sale_id=self.about["sale_id"], why=values["why"])


class SaleCancelForm(_SaleStepForm):
    """Asks why the sale is off."""

    HEADING = N_("Cancel the sale")
    ROUTE = "sale-cancel"

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        return [TextSpec(name="why", label=_("Because"), required=True, hint=_("why they do not get it"))]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Cancel it."""
        return partial(_cancel, sale_id=self.about["sale_id"], why=values["why"])


class SaleHandOverForm(_SaleStepForm):
    """Asks who looks after it from now on."""

    HEADING = N_("Hand the sale over")
    ROUTE = "sale-hand-over"

    def specs(self) -> Sequence[FieldSpec]:
        """To whom, and why."""
        return [
            PickSpec(name="owner", label=_("To"), required=True, options=self.colleagues),
            TextSpec(name="why", label=_("Because"), quiet=True),
        ]

    def picks_of_facts(self) -> Sequence[str]:
        """The colleagues."""
        return ("owner",)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Give it."""
        return partial(
            _give, sale_id=self.about["sale_id"], owner=int(values["owner"]), why=values.get("why") or ""
        )


def _read_sale(reader: Reader, sale_id: int) -> Subject:
    sale = sale_page(reader, sale_id).sale
    words = _("sale {id}, {stage}: ").format(id=sale.id, stage=sale.stage.label)
    return Subject(sale.customer_id, sale.customer, words, sale.what)


# The actions need the ORM, which the first screen does not wait for.


def _promise(act: "Act", sale_id: int, when: "When") -> str:
    from crm_tui.actions.sale_way import promise_sale

    promise_sale(act, sale_id, when)
    return _("Sale {id} is promised for {day}.").format(id=sale_id, day=when.day)


def _attempt(act: "Act", sale_id: int, why: str) -> str:
    from crm_tui.actions.sale_way import attempt_delivery

    attempt_delivery(act, sale_id, why)
    return _("Sale {id} could not be delivered; it stays on its way.").format(id=sale_id)


def _cancel(act: "Act", sale_id: int, why: str) -> str:
    from crm_tui.actions.sale_way import cancel_sale

    cancel_sale(act, sale_id, why)
    return _("Sale {id} is cancelled.").format(id=sale_id)


def _give(act: "Act", sale_id: int, owner: int, why: str) -> str:
    from crm_tui.actions.sale_way import give_sale

    give_sale(act, sale_id, owner, why=why)
    return _("Sale {id} is handed over.").format(id=sale_id)
