"""How an agreement goes on: renewed, given notice, ended."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.agreement_text import dates_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.agreements import agreement
from crm_tui.store.reader import Reader
from crm_tui.tui.day_spec import day_spec
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.past_specs import past_day
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


class _AgreementForm(DeskForm):
    """A form about the agreement that stands above it."""

    SUBJECT_LINES = 2
    FOOTER = ("save", "next-field", "close")

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The agreement."""
        return partial(_read_agreement, agreement_id=self.about["agreement_id"])


class AgreementRenewForm(_AgreementForm):
    """Asks until when it goes on; nothing typed is a further term."""

    HEADING = N_("Renew the agreement")
    ROUTE = "agreement-renew"

    def specs(self) -> Sequence[FieldSpec]:
        """Until when, and why."""
        return [
            day_spec(
                self.shell.state,
                name="until",
                label=_("Until"),
                hint=_("else a further term"),
                input_width=24,
            ),
            TextSpec(name="why", label=_("Because"), hint=_("what spoke for it")),
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Renew it."""
        until = values["until"].day if values.get("until") else None
        return partial(
            _renew, agreement_id=self.about["agreement_id"], until=until, why=values.get("why") or ""
        )


class AgreementNoticeForm(_AgreementForm):
    """Asks why it ends, and when where that is not its end."""

    HEADING = N_("Give notice")
    ROUTE = "agreement-notice"

    def specs(self) -> Sequence[FieldSpec]:
        """The reason, and when it ends."""
        return [
            TextSpec(name="why", label=_("Because"), required=True, hint=_("why it does not go on")),
            day_spec(
                self.shell.state, name="end_on", label=_("Ends"), hint=_("else at its end"), input_width=24
            ),
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Give notice."""
        end_on = values["end_on"].day if values.get("end_on") else None
        return partial(
            _give_notice, agreement_id=self.about["agreement_id"], end_on=end_on, why=values["why"]
        )


class AgreementEndForm(_AgreementForm):
    """Asks why it holds no longer, and since when."""

    HEADING = N_("End the agreement")
    ROUTE = "agreement-end"

    def specs(self) -> Sequence[FieldSpec]:
        """The reason, and its last day."""
        return [
            TextSpec(name="why", label=_("Because"), required=True, hint=_("why it holds no longer")),
            past_day(self.shell.state, "on", _("Last day"), hint=_("else today")),
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """End it."""
        return partial(_end, agreement_id=self.about["agreement_id"], on=values.get("on"), why=values["why"])


def _read_agreement(reader: Reader, agreement_id: int) -> Subject:
    found = agreement(reader, agreement_id)
    words = _("{dates}: ").format(dates=dates_in_words(found.start_on, found.end_on, found.notice_on))
    return Subject(found.customer_id, found.customer, words, found.name)


# The actions need the ORM, which the first screen does not wait for.


def _renew(act: "Act", agreement_id: int, **given: Any) -> str:
    from crm_tui.actions.agreement_terms import renew_agreement

    saved = renew_agreement(act, agreement_id, **given)
    return _("Agreement {id} holds until {end}.").format(id=saved.id, end=saved.end_on)


def _give_notice(act: "Act", agreement_id: int, **given: Any) -> str:
    from crm_tui.actions.agreement_terms import give_notice

    saved = give_notice(act, agreement_id, **given)
    return _("Agreement {id} ends on {end}.").format(id=saved.id, end=saved.end_on)


def _end(act: "Act", agreement_id: int, **given: Any) -> str:
    from crm_tui.actions.agreement_terms import end_agreement

    saved = end_agreement(act, agreement_id, **given)
    return _("Agreement {id} ended on {end}.").format(id=saved.id, end=saved.end_on)
