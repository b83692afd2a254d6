"""A new touchpoint plan, or changes to one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import PlanEvent
from crm_tui.domain.plan_text import explained, parse_steps, render_steps
from crm_tui.domain.plan_words import scope_in_words
from crm_tui.domain.plans import EVERYBODY, SCOPED, Plan, Scope
from crm_tui.domain.words import Kind
from crm_tui.i18n import N_, _
from crm_tui.queries.plans import plan
from crm_tui.queries.product_named import NamedProduct, offered_products, products_numbered
from crm_tui.queries.vocabulary import TierChoice, Vocabulary, tiers, vocabulary
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.product_fields import product_text, products_spec
from crm_tui.tui.screens.steps_editor import StepsEditorForm
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.multi_pick_field import MultiPickSpec
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_EVENT_KEYS = {
    PlanEvent.SALE: "s",
    PlanEvent.DELIVERED: "d",
    PlanEvent.SOLVED: "c",
    PlanEvent.SUPPORT: "u",
    PlanEvent.FIRST_CONTACT: "f",
    PlanEvent.SILENCE: "l",
}


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the form needs to know: the plan to be changed, the words of the business, and what it offers.

    ``narrowed_to`` are the products of the plan, which may be offered no longer.
    """

    plan: Plan | None
    words: Vocabulary
    tiers: tuple[TierChoice, ...]
    products: tuple[NamedProduct, ...]
    narrowed_to: tuple[NamedProduct, ...]


class PlanForm(StepsEditorForm):
    """What sets it off, for whom, and its steps as text."""

    HEADING = N_("New touchpoint plan")
    ROUTE = "plan-form"
    CHANGED = "plan_id"
    FILE_NAME = "plan"

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._facts: _Facts | None = None

    @property
    def explained(self) -> str:
        """How the steps are written."""
        return explained(self._plan.name if self._plan else _(self.HEADING))

    def how_to_write(self) -> Sequence[str]:
        """A step, and who does it."""
        return [
            _("One step a line: 2d phone thank them @owner; a survey: 7d email survey:csat."),
            _("@owner is whoever had it, @manager who looks after them; or a login."),
        ]

    def facts_query(self) -> Callable[[Reader], _Facts]:
        """The plan, and the words of the business."""
        return partial(_read, plan_id=self.changed_id)

    def facts_read(self, found: _Facts) -> None:
        """Know which version is changed."""
        self._facts = found
        if found.plan is not None:
            self.about.setdefault("version", found.plan.version)

    def top_left(self) -> str:
        """Which one it is; what sets it off is chosen once."""
        if self._plan is None:
            return _(self.HEADING)
        return _("Change the plan after {event}   {name}").format(
            event=scope_in_words(replace(self._plan, scope=EVERYBODY)), name=self._plan.name
        )

    def specs(self) -> Sequence[FieldSpec]:
        """The event is chosen once; another event is another plan."""
        assert self._facts is not None, "the form is shown once they are read"
        of_plan = self._plan.event if self._plan else None
        event = PickSpec(
            name="event",
            label=_("After"),
            required=True,
            options=[Option(event.value, event.label, key) for event, key in _EVENT_KEYS.items()],
        )
        return (
            TextSpec(name="name", label=_("Name"), required=True),
            *(() if of_plan else (event,)),
            TextSpec(
                name="silence_days",
                label=_("Days"),
                required=True,
                hint=_("without a word, such as 120"),
                visible_when=lambda values: values.get("event", of_plan) == PlanEvent.SILENCE,
            ),
            NotesSpec(name="steps", label=_("Steps"), required=True, hint=_("2d phone thank them @owner")),
            MultiPickSpec(
                name="tiers",
                label=_("Tiers"),
                quiet=True,
                options=[
                    Option(tier.code, tier.label, str(place))
                    for place, tier in enumerate(self._facts.tiers[:9], 1)
                ],
            ),
            MultiPickSpec(
                name="kinds",
                label=_("Kinds"),
                quiet=True,
                options=[Option(kind.value, kind.label, kind.value[0]) for kind in Kind],
            ),
            MultiPickSpec(
                name="natures",
                label=_("Natures"),
                quiet=True,
                options=facts.nature_options(self._facts.words),
                visible_when=lambda values: values.get("event", of_plan) in SCOPED["natures"],
            ),
            products_spec(
                lambda: self._facts.products if self._facts else (),
                name="products",
                label=_("Products"),
                quiet=True,
                hint=_("letters of names, ; between them"),
                visible_when=lambda values: values.get("event", of_plan) in SCOPED["products"],
            ),
        )

    def start_values(self) -> Mapping[str, Any]:
        """The plan as it is."""
        plan = self._plan
        if plan is None or self._facts is None:
            return {}
        return {
            "name": plan.name,
            "silence_days": "" if plan.silence_days is None else str(plan.silence_days),
            "steps": render_steps(plan.steps),
            "tiers": plan.scope.tiers,
            "kinds": plan.scope.kinds,
            "natures": plan.scope.natures,
            "products": product_text(self._facts.narrowed_to),
        }

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Add or change it."""
        plan = self._plan
        entered = {
            "name": values["name"],
            "steps": parse_steps(values["steps"]),
            "scope": Scope(
                tuple(values.get("tiers") or ()),
                tuple(values.get("kinds") or ()),
                tuple(values.get("natures") or ()),
                tuple(map(int, values.get("products") or ())),
            ),
        }
        if values.get("silence_days"):
            entered["silence_days"] = _days(values["silence_days"])
        if plan is None:
            return partial(_add, event=values["event"], entered=entered)
        return partial(_change, plan_id=plan.id, entered=entered, version=self.about.get("version"))

    @property
    def _plan(self) -> Plan | None:
        return self._facts.plan if self._facts else None


def _read(reader: Reader, plan_id: int | None) -> _Facts:
    found = None if plan_id is None else plan(reader, plan_id)
    narrowed_to = () if found is None else products_numbered(reader, found.scope.products)
    offered = offered_products(reader)
    gone = tuple(one for one in narrowed_to if one not in offered)
    return _Facts(found, vocabulary(reader), tiers(reader), (*offered, *gone), narrowed_to)


def _days(typed: str) -> int:
    if not typed.strip().isdecimal():
        raise InvalidInput(
            _("“{text}” is no number of days.").format(text=typed),
            _("Give a number such as 120."),
            field="silence_days",
        )
    return int(typed)


# The actions need the ORM, which the first screen does not wait for.


def _add(act: "Act", event: str, entered: Mapping[str, Any]) -> str:
    from crm_tui.actions.plans import NewPlan, add_plan

    add_plan(act, NewPlan(event=event, **entered))
    return _("Added the plan, which is off: look at its preview, then switch it on. {name}").format(
        name=entered["name"]
    )


def _change(act: "Act", plan_id: int, entered: Mapping[str, Any], version: int | None) -> str:
    from crm_tui.actions.plans import change_plan

    change_plan(act, plan_id, entered, if_version=version)
    return _("The plan is changed: {name}").format(name=entered["name"])
