"""The listening form: what a case taught, noted while it runs or when it is solved."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message

from crm_tui.i18n import N_, _
from crm_tui.queries.case_learning import CaseLearning, case_learning
from crm_tui.queries.same_causes import known_causes
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.case_forms import CaseForm
from crm_tui.tui.screens.past_specs import past_time
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.money_field import MoneySpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.suggest_field import SuggestSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_tui.store.journal import Act
    from crm_tui.store.reader import Reader

_TEXTS = ("understanding", "cause", "resolution", "prevention")
_YES, _NO = "yes", "no"


class LearningRead(Message, bubble=False):
    """What was learnt so far was read, and the causes that were named before."""

    def __init__(self, found: tuple[CaseLearning, tuple[str, ...]]) -> None:
        super().__init__()
        self.learning, self.causes = found


class _LearningForm(CaseForm):
    """A form that starts from what was learnt so far."""

    learning: CaseLearning | None = None
    causes: Sequence[str] = ()

    def on_mount(self) -> None:
        """Read it."""
        query = partial(_read, case_id=self.about["case_id"], today=self.telling.today)
        self.shell.work.read(self, "learning", query, LearningRead)

    @property
    def is_waiting(self) -> bool:
        """Until it is read there is nothing to start from."""
        return self.learning is None

    def on_learning_read(self, message: LearningRead) -> None:
        """Show the form."""
        if self.learning is None:
            self.learning, self.causes = message.learning, message.causes
            self.about.setdefault("version", message.learning.version)
            self.show_form()

    def start_values(self) -> Mapping[str, Any]:
        """What was learnt so far."""
        learning = self.learning
        if learning is None:
            return {}
        return {
            **{name: getattr(learning, name) for name in _TEXTS},
            "confirmed": _YES if learning.confirmed else None,
            "cost": learning.cost,
        }

    def specs(self) -> Sequence[FieldSpec]:
        """From their words to what it cost."""
        return [
            TextSpec(name="understanding", label=_("They mean"), hint=_("what we understood, in a sentence")),
            PickSpec(
                name="confirmed",
                label=_("Said so"),
                options=[Option(_YES, _("yes, they agreed"), "y"), Option(_NO, _("not yet"), "n")],
                visible_when=lambda values: bool(values.get("understanding")),
            ),
            SuggestSpec(
                name="cause",
                label=_("Because"),
                hint=_("what was at the root of it: type, or pick with ↓"),
                known=lambda: self.causes,
            ),
            TextSpec(name="resolution", label=_("We did"), hint=_("what solved it")),
            TextSpec(name="prevention", label=_("Prevent"), hint=_("how it will not come back")),
            MoneySpec(
                name="cost",
                label=_("It cost"),
                hint=_("to make good: 25 or 12.50"),
                currency=self.business.currency,
            ),
        ]

    def said(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        confirmed = values.get("confirmed")
        return {
            **{name: values.get(name) or "" for name in _TEXTS},
            "confirmed": None if confirmed is None else confirmed == _YES,
            "cost": values.get("cost"),
        }


class CaseLearnScreen(_LearningForm):
    """Notes what was learnt about a case, open or over."""

    HEADING = N_("What we learnt")
    ROUTE = "case-learn"

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Note it."""
        return partial(_note, about=dict(self.about), said=self.said(values))


class CaseSolveScreen(_LearningForm):
    """Asks how a case was solved; what is left empty may be learnt later."""

    HEADING = N_("Solved")
    ROUTE = "case-solve"

    @property
    def start_field(self) -> str | None:
        """Where most begin: what solved it."""
        return "resolution"

    def specs(self) -> Sequence[FieldSpec]:
        """What was learnt, and when it was solved."""
        return [
            *super().specs(),
            past_time(self.shell.state, "at", _("When"), hint=_("now, 10:15, fri 16:00")),
        ]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Solve it."""
        return partial(_solve, about=dict(self.about), said=self.said(values), at=values.get("at"))

    def field_of(self, error: Exception) -> str:
        """The time is called otherwise in the action."""
        return "at" if getattr(error, "field", "") == "happened_at" else super().field_of(error)


def _read(reader: "Reader", case_id: int, today: "date") -> tuple[CaseLearning, tuple[str, ...]]:
    return case_learning(reader, case_id), known_causes(reader, today)


# The actions need the ORM, which the first screen does not wait for.


def _note(act: "Act", about: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    from crm_tui.actions.case_listening import Learnt, note_learnt

    note_learnt(act, about["case_id"], Learnt(**said), if_version=about.get("version"))
    return _("Noted what case {id} taught.").format(id=about["case_id"])


def _solve(act: "Act", about: Mapping[str, Any], said: Mapping[str, Any], at: "datetime | None") -> str:
    from crm_tui.actions.case_listening import Learnt
    from crm_tui.actions.cases import solve

    solve(act, about["case_id"], Learnt(**said), at=at, if_version=about.get("version"))
    return _("Case {id} is solved.").format(id=about["case_id"])
