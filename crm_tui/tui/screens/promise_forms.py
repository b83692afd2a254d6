"""Promises: what somebody can expect and by when, and why one was broken or withdrawn."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.instants import end_of_day
from crm_tui.domain.promises import safe_date
from crm_tui.domain.when import When
from crm_tui.domain.words import PromiseBy
from crm_tui.i18n import N_, _
from crm_tui.queries.promises import promise
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.field import FieldSpec, Values
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.when_field import WhenSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: How the form of a promise's end is told that it was broken.
BREAK = "break"


class PromiseScreen(DeskForm):
    """Writes down a promise of ours, or of theirs."""

    HEADING = N_("Promise")
    ROUTE = "promise"

    def specs(self) -> Sequence[FieldSpec]:
        """What, told for when, and the date that we aim for."""
        return [
            PickSpec(
                name="by",
                label=_("Whose"),
                passed_over=True,
                options=[
                    Option(PromiseBy.OURS.value, PromiseBy.OURS.label, "o"),
                    Option(PromiseBy.THEIRS.value, PromiseBy.THEIRS.label, "t"),
                ],
            ),
            TextSpec(name="what", label=_("Promise"), required=True, hint=_("what can be expected")),
            self._when("told", _("Told"), required=True),
            self._when("safe", _("Safe"), visible_when=_is_ours),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """Ours, unless somebody says otherwise."""
        return {"by": PromiseBy.OURS.value}

    def on_form_changed(self, message: Form.Changed) -> None:
        """The safe date follows the told one until it is typed."""
        values = message.form.values()
        told = values.get("told")
        if message.name == "told" and told is not None and _is_ours(values):
            now, zone = self.shell.state.now(), self.business.zone
            day = safe_date(told, now, zone, self.is_open)
            # A time told for today leaves no day to aim for before it.
            message.form.propose("safe", day if end_of_day(day, zone) <= told.at else None)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Write it down."""
        told = self.describe(values["told"])
        key = self.shell.keyboard.key_shown("copy-promise")
        return partial(_make, customer_id=self.its_customer, values=values, told=told, copy_key=key)

    def after_saving(self) -> None:
        """As long as that is offered, the key copies this promise, not the one at the cursor."""
        self.shell.state.promise_told = self.shell.state.happened

    def _when(self, name: str, label: str, **more: Any) -> WhenSpec:
        return WhenSpec(
            name=name,
            label=label,
            hint=_("fri, 3d, 27 nov"),
            now=self.shell.state.now,
            zone=self.business.zone,
            describe=self.describe,
            input_width=20,
            **more,
        )


class PromiseEndScreen(DeskForm):
    """Asks why a promise was broken, or why nobody expects it any more (``how``)."""

    HEADING = N_("Promise not kept")
    ROUTE = "promise-end"
    SUBJECT_LINES = 2
    FOOTER = ("save", "close")

    def top_left(self) -> str:
        """Which of the two it is."""
        return _("Broken promise") if self._is_break else _("Withdraw the promise")

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The promise."""
        return partial(_read_promise, promise_id=self.about["promise_id"], telling=self.telling)

    def specs(self) -> Sequence[FieldSpec]:
        """The reason."""
        hint = _("why it was not kept") if self._is_break else _("why nobody expects it any more")
        return [TextSpec(name="why", label=_("Because"), required=True, hint=hint)]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """End it."""
        end = _break if self._is_break else _withdraw
        return partial(end, promise_id=self.about["promise_id"], why=values["why"])

    @property
    def _is_break(self) -> bool:
        return bool(self.about["how"] == BREAK)


def _is_ours(values: Values) -> bool:
    return bool(values.get("by") != PromiseBy.THEIRS)


def _read_promise(reader: Reader, promise_id: int, telling: Telling) -> Subject:
    found = promise(reader, promise_id)
    told = telling.due_exactly(found.told_at, found.told_all_day, found.told_on)
    words = _("{whose}, told for {when}: ").format(whose=found.by.label, when=told)
    return Subject(found.customer_id, found.customer, words, found.what)


# The actions need the ORM, which the first screen does not wait for.


def _make(act: "Act", customer_id: int, values: Mapping[str, Any], told: str, copy_key: str) -> str:
    from crm_tui.actions.promises import NewPromise, make_promise

    safe: When | None = values.get("safe")
    by = values.get("by") or PromiseBy.OURS.value
    make_promise(act, customer_id, NewPromise(values["what"], values["told"], safe, by))
    return _("The promise is written down: {when}. {key} copies it as a sentence to send.").format(
        when=told, key=copy_key
    )


def _break(act: "Act", promise_id: int, why: str) -> str:
    from crm_tui.actions.promises import break_promise

    break_promise(act, promise_id, why)
    return _("The promise is marked as broken.")


def _withdraw(act: "Act", promise_id: int, why: str) -> str:
    from crm_tui.actions.promises import withdraw_promise

    withdraw_promise(act, promise_id, why)
    return _("The promise is withdrawn.")
