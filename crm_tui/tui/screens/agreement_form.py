"""A new agreement, or one that is changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from crm_tui.domain.agreements import read_notice_period
from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import Renewal
from crm_tui.i18n import N_, _
from crm_tui.queries.agreements import Agreement, agreement
from crm_tui.store.reader import Reader
from crm_tui.tui.day_spec import day_spec
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.money_field import MoneySpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.read_field import ReadSpec
from crm_tui.tui.widgets.search_field import SearchSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_DAYS = ("start_on", "end_on", "notice_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSubject(Subject):
    """The agreement that is changed."""

    agreement: Agreement


class AgreementForm(DeskForm):
    """``agreement_id`` changes one; else a new one, for ``customer_id`` or the one found in the form."""

    HEADING = N_("New agreement")
    ROUTE = "agreement-form"

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._subject: AgreementSubject | None = None

    @property
    def is_waiting(self) -> bool:
        """What is changed has to be read first."""
        return self._agreement_id is not None and self._subject is None

    def top_left(self) -> str:
        """Whether it is new."""
        if self._agreement_id is None:
            return _(self.HEADING)
        return _("Change agreement {id}").format(id=self._agreement_id)

    def above(self) -> Iterable[Widget]:
        """With whom, where that is known."""
        return super().above() if self._agreement_id is not None or self.draft_customer_id is not None else ()

    def specs(self) -> Sequence[FieldSpec]:
        """With whom, its name and days; then its words, and whose it is."""
        state = self.shell.state
        return [
            *self._who(),
            TextSpec(name="name", label=_("Name"), required=True, hint=_("what both sides call it")),
            day_spec(state, name="start_on", label=_("Start"), required=True, hint=_("2027-01-01")),
            day_spec(state, name="end_on", label=_("End"), hint=_("no end")),
            ReadSpec(
                name="notice_period",
                label=_("Notice"),
                hint=_("3 months before the end"),
                read=read_notice_period,
                told=lambda _text: _("→ before the end"),
            ),
            day_spec(
                state,
                name="notice_on",
                label=_("or until"),
                hint=_("its last day"),
                visible_when=lambda values: values.get("notice_period") is None,
            ),
            PickSpec(
                name="renewal",
                label=_("At its end"),
                options=[
                    Option(Renewal.BY_HAND.value, Renewal.BY_HAND.label, "h"),
                    Option(Renewal.AUTOMATIC.value, Renewal.AUTOMATIC.label, "a"),
                    Option(Renewal.NONE.value, Renewal.NONE.label, "e"),
                ],
            ),
            ReadSpec(
                name="renewal_months",
                label=_("For months"),
                hint="12",
                read=_read_months,
                told=lambda _text: _("→ months"),
                visible_when=lambda values: values.get("renewal") == Renewal.AUTOMATIC,
            ),
            NotesSpec(name="terms", label=_("Terms"), hint=_("what each side does, and for what")),
            NotesSpec(name="boundaries", label=_("Bounds"), hint=_("what neither side does")),
            MoneySpec(
                name="value", label=_("Worth"), quiet=True, hint=_("in a term"), currency=self._currency
            ),
            PickSpec(name="owner", label=_("Whose"), quiet=True, options=self.colleagues),
        ]

    def picks_of_facts(self) -> Sequence[str]:
        """The colleagues."""
        return ("owner",)

    def start_values(self) -> Mapping[str, Any]:
        """As it is; a new one is mine, starts today and is renewed by hand."""
        if self._subject is None:
            return {
                "start_on": self.telling.today,
                "renewal": Renewal.BY_HAND.value,
                "owner": str(self.actor.staff_id),
            }
        return _answers(self._subject.agreement)

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The agreement, or the customer."""
        if self._agreement_id is None:
            return super().subject_query()
        return partial(_read_agreement, agreement_id=self._agreement_id)

    def subject_read(self, subject: Subject | None) -> None:
        """Show the form that waited for it."""
        if isinstance(subject, AgreementSubject) and self._subject is None:
            self._subject = subject
            self.show_form()

    def deed(self, values: Mapping[str, Any]) -> Deed | None:
        """Write it down, or what is changed of it."""
        fields = _fields(values) | {"currency": self._currency}
        if self._subject is not None:
            found = self._subject.agreement
            before = _fields_of(found) | {"currency": self._currency}
            changes = {name: value for name, value in fields.items() if value != before[name]}
            deed = partial(_change, agreement_id=found.id, changes=changes, version=found.version)
            return deed if changes else None
        who = values.get("customer")
        customer_id = self.its_customer if who is None else who.id
        return partial(_add, customer_id=customer_id, fields=fields)

    @property
    def _agreement_id(self) -> int | None:
        return self.about.get("agreement_id")

    @property
    def _currency(self) -> str:
        found = self._subject.agreement if self._subject else None
        return found.currency if found is not None and found.currency else self.business.currency

    def _who(self) -> Sequence[FieldSpec]:
        if self._agreement_id is not None or self.draft_customer_id is not None:
            return ()
        search = partial(facts.search_customers, country=self.business.country, in_view=None)
        lane = self.shell.work.read
        return (SearchSpec(name="customer", label=_("With"), required=True, search=search, lane=lane),)


def _read_months(text: str) -> int:
    typed = plain_digits(text).strip()
    if not typed.isdecimal() or not int(typed):
        raise InvalidInput(_("“{text}” is no number of months.").format(text=text), _("Write it as in 12."))
    return int(typed)


def _read_agreement(reader: Reader, agreement_id: int) -> AgreementSubject:
    found = agreement(reader, agreement_id)
    return AgreementSubject(customer_id=found.customer_id, customer=found.customer, agreement=found)


def _answers(found: Agreement) -> dict[str, Any]:
    """The agreement as the form's fields take it."""
    return {
        **{name: getattr(found, name) for name in ("name", *_DAYS, "terms", "boundaries", "value")},
        "renewal": found.renewal.value,
        "renewal_months": str(found.renewal_months or ""),
        "owner": str(found.owner_id),
    }


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, as the fields of an agreement."""
    days = {name: values[name].day if values.get(name) else None for name in _DAYS}
    return {
        "name": values["name"],
        **days,
        "notice_period": values.get("notice_period"),
        "renewal": values.get("renewal") or Renewal.BY_HAND.value,
        "renewal_months": values.get("renewal_months"),
        "terms": values.get("terms") or "",
        "boundaries": values.get("boundaries") or "",
        "value": values.get("value"),
        "owner": int(values["owner"]) if values.get("owner") else None,
    }


def _fields_of(found: Agreement) -> dict[str, Any]:
    kept = ("name", *_DAYS, "renewal_months", "terms", "boundaries", "value")
    return {
        **{name: getattr(found, name) for name in kept},
        "notice_period": None,
        "renewal": found.renewal.value,
        "owner": found.owner_id,
    }


# The actions need the ORM, which the first screen does not wait for.


def _add(act: "Act", customer_id: int, fields: Mapping[str, Any]) -> str:
    from crm_tui.actions.agreements import NewAgreement, add_agreement

    saved = add_agreement(act, customer_id, NewAgreement(**fields))
    return _("Agreement {id} is written down.").format(id=saved.id)


def _change(act: "Act", agreement_id: int, changes: Mapping[str, Any], version: int) -> str:
    from crm_tui.actions.agreements import change_agreement

    change_agreement(act, agreement_id, changes, if_version=version)
    return _("Agreement {id} is changed.").format(id=agreement_id)
