"""Cases by hand: opened with their first words, reopened with the reason, handed over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.i18n import N_, _
from crm_tui.queries.cases import case
from crm_tui.queries.product_named import NamedProduct, product_of_case
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.product_fields import product_spec, product_text
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class CaseScreen(DeskForm):
    """Opens a case for a customer: one key for its nature, then the first words."""

    HEADING = N_("New case")
    ROUTE = "case"

    def specs(self) -> Sequence[FieldSpec]:
        """Its nature, and what it is about."""
        return [
            PickSpec(
                name="nature",
                label=_("Nature"),
                required=True,
                options=self.natures,
            ),
            NotesSpec(name="note", label=_("About"), hint=_("what it is about, in their words")),
            product_spec(self.products, name="product", label=_("Product"), quiet=True),
        ]

    def picks_of_facts(self) -> Sequence[str]:
        """The business's own natures."""
        return ("nature",)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Open it."""
        return partial(
            _open,
            customer_id=self.its_customer,
            nature=values["nature"],
            note=values.get("note") or "",
            product_id=values.get("product"),
        )


class CaseForm(DeskForm):
    """A form about the case that stands above it."""

    SUBJECT_LINES = 2

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The case."""
        return partial(_read_case, case_id=self.about["case_id"], telling=self.telling)


class CaseReopenScreen(CaseForm):
    """Asks why a case is not over."""

    HEADING = N_("Reopen")
    ROUTE = "case-reopen"
    FOOTER = ("save", "close")

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        return [TextSpec(name="why", label=_("Because"), required=True, hint=_("why it is not over"))]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Reopen it."""
        return partial(_reopen, case_id=self.about["case_id"], why=values["why"])


@dataclass(frozen=True, slots=True)
class CaseSubject(Subject):
    """The case, with the product that it is about now, if it is about one."""

    product: NamedProduct | None = None


class CaseProductScreen(CaseForm):
    """Says which product a case is about; what runs on it goes on by the standards of that product."""

    HEADING = N_("About a product")
    ROUTE = "case-product"
    FOOTER = ("save", "close")
    _now: NamedProduct | None = None

    def specs(self) -> Sequence[FieldSpec]:
        """The product."""
        hint = _("letters of its name, or nothing")
        return [product_spec(self._known, name="product", label=_("Product"), hint=hint)]

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The case with its product."""
        return partial(_read_product, case_id=self.about["case_id"], telling=self.telling)

    def subject_read(self, subject: Subject | None) -> None:
        """Begin with the product that it is about."""
        if isinstance(subject, CaseSubject) and subject.product is not None:
            self._now = subject.product
            self.form.propose("product", product_text([subject.product]))

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Say it."""
        return partial(_set_product, case_id=self.about["case_id"], product_id=values.get("product"))

    def _known(self) -> Sequence[NamedProduct]:
        """What we offer, and what the case is about though we offer it no longer."""
        offered = self.products()
        return offered if self._now is None or self._now in offered else (self._now, *offered)


class CaseHandOverScreen(CaseForm):
    """Gives a case to a colleague: one key picks, and save."""

    HEADING = N_("Hand over")
    ROUTE = "case-hand-over"
    FOOTER = ("save", "close")

    def specs(self) -> Sequence[FieldSpec]:
        """To whom, and why."""
        return [
            PickSpec(name="owner", label=_("To"), required=True, options=self.colleagues),
            TextSpec(name="why", label=_("Because"), hint=_("what the colleague should know")),
        ]

    def picks_of_facts(self) -> Sequence[str]:
        """The colleagues."""
        return ("owner",)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Hand it over."""
        return partial(
            _hand_over,
            case_id=self.about["case_id"],
            owner=int(values["owner"]),
            why=values.get("why") or "",
            name=self.colleague_name(values["owner"]),
        )


def _read_case(reader: Reader, case_id: int, telling: Telling) -> Subject:
    found = case(reader, case_id).case
    words = _("Case {id}, {stage}, since {when}: ").format(
        id=found.id, stage=found.stage.label, when=telling.past(found.opened_at)
    )
    return Subject(found.customer_id, found.customer, words, found.title)


def _read_product(reader: Reader, case_id: int, telling: Telling) -> Subject:
    about = _read_case(reader, case_id, telling)
    return CaseSubject(
        about.customer_id, about.customer, about.words, about.text, product=product_of_case(reader, case_id)
    )


# The actions need the ORM, which the first screen does not wait for.


def _open(act: "Act", customer_id: int, nature: str, note: str, product_id: int | None) -> str:
    from crm_tui.actions.cases import NewCase, open_case

    saved = open_case(act, customer_id, NewCase(nature, note, product_id=product_id))
    return _("Case {id} is open.").format(id=saved.id)


def _reopen(act: "Act", case_id: int, why: str) -> str:
    from crm_tui.actions.cases import reopen

    reopen(act, case_id, why)
    return _("Case {id} is open again.").format(id=case_id)


def _set_product(act: "Act", case_id: int, product_id: int | None) -> str:
    from crm_tui.actions.case_product import set_product

    set_product(act, case_id, product_id)
    if product_id is None:
        return _("Case {id} is about no product.").format(id=case_id)
    return _("It is said which product case {id} is about.").format(id=case_id)


def _hand_over(act: "Act", case_id: int, owner: int, why: str, name: str) -> str:
    from crm_tui.actions.cases import hand_over

    hand_over(act, case_id, owner, why)
    return _("Case {id} is handed over: {name}").format(id=case_id, name=name)
