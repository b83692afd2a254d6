"""The form of a customer: a new one by a name alone, or what is known of one changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from textual.widget import Widget

from crm_tui.actions.merging import FieldsChangedSince
from crm_tui.domain.custom_fields import OwnField
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.recommended import recommender_in
from crm_tui.domain.words import ContactPointType, Form
from crm_tui.i18n import N_, _
from crm_tui.queries.custom_fields import own_fields
from crm_tui.queries.organisations import organisations
from crm_tui.queries.recommended import Recommender, recommender
from crm_tui.queries.same_points import same_points
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens.contact_facts import search_customers
from crm_tui.tui.screens.customer_answers import (
    ANSWER_OF_FIELD,
    Fields,
    answers_beside,
    answers_of,
    changes_of,
    fields_of,
)
from crm_tui.tui.screens.customer_reads import OwnFieldsRead, RecommenderRead, SamePointsRead, StoredRead
from crm_tui.tui.screens.customer_saving import add, both_versions, check, edit
from crm_tui.tui.screens.customer_specs import CustomerWays, customer_specs
from crm_tui.tui.screens.customer_start import EditedSubject, as_json, from_json, read_edited, read_stored
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.own_fields import own_specs
from crm_tui.tui.state import Tone
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form as FormWidget
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.point_row import ContactPointEntry
from crm_tui.tui.widgets.points_field import PointsField
from crm_tui.tui.widgets.search_field import Match

_ORGANISATIONS_SHOWN = 5


class CustomerFormScreen(DeskForm):
    """A new customer, of whom ``name`` and ``phone`` may be typed already, or ``customer_id`` edited.

    An edit writes what was changed and nothing else, so that two people can work on different fields.
    """

    HEADING = N_("Customer")
    ROUTE = "customer-form"

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._manager = ""
        self._saved_id: int | None = None
        self._asked_about: tuple[str, ...] = ()
        self._theirs: dict[str, Mapping[str, Any]] = {}
        self._own_fields: tuple[OwnField, ...] = ()
        self._recommender: Recommender | None = None

    @property
    def _is_new(self) -> bool:
        return self.draft_customer_id is None

    @property
    def started(self) -> Fields | None:
        """The fields as the edit began with them, or as somebody else left those that were asked about."""
        kept = self.about.get("started")
        return None if kept is None else from_json(kept)

    @property
    def is_waiting(self) -> bool:
        """What is edited has to be read first."""
        return not self._is_new and self.started is None

    def top_left(self) -> str:
        """New, or changed."""
        return _("New customer") if self._is_new else _("Change customer")

    def above(self) -> Iterable[Widget]:
        """The name is a field."""
        return ()

    def specs(self) -> Sequence[FieldSpec]:
        """The fields of a customer, and below them the business's own as far as they are read."""
        ways = CustomerWays(
            organisations=partial(_organisations, country=self.business.country),
            recommenders=partial(search_customers, country=self.business.country, in_view=None)
            if self._is_new
            else None,
            is_recommended=self._is_recommended,
            lane=self.shell.work.read,
            state=self.shell.state,
            country=self.business.country,
            tiers=self._tiers,
            colleagues=self._managers,
        )
        return [*customer_specs(ways), *self._own_specs()]

    def start_values(self) -> Mapping[str, Any]:
        """A person, or what is stored."""
        started = self.started
        return {"form": Form.PERSON.value} if started is None else answers_of(started)

    def picks_of_facts(self) -> Sequence[str]:
        """Tiers and colleagues."""
        return ("tier", "manager")

    def on_mount(self) -> None:
        """What was typed in Find is typed here already; a new customer's form does not wait for a read."""
        if self._is_new:
            self.shell.work.read(self, "own-fields", own_fields, OwnFieldsRead)
        if self._is_new and self._opened_from is None:
            self.form.set_value("name", self.about.get("name"))
            phone = self.about.get("phone")
            if phone:
                self.form.set_value("points", (ContactPointEntry(ContactPointType.PHONE, phone),))

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The customer as they are stored."""
        if self.draft_customer_id is None:
            return lambda reader: None
        return partial(read_edited, customer_id=self.draft_customer_id)

    def on_own_fields_read(self, message: OwnFieldsRead) -> None:
        """Show the business's own fields below those that may be in use already."""
        self._own_fields = message.fields
        kept = self._opened_from.values if self._opened_from else {}
        values = {} if self._opened_from else self.start_values()
        # The form may still be on its way to the screen.
        self.form.call_later(self.form.add_fields, self._own_specs(), values, kept)

    def _own_specs(self) -> list[FieldSpec]:
        return own_specs(self._own_fields, self.shell.state.now(), self.business.zone)

    def subject_read(self, subject: Subject | None) -> None:
        """Show what is stored, unless a draft goes on from what was stored then."""
        if isinstance(subject, EditedSubject):
            self._manager = subject.manager
            if self.is_waiting:
                self._own_fields = subject.own_fields
                self.about["started"] = as_json(subject.fields)
                self.show_form()
            elif not self._own_fields:
                self.post_message(OwnFieldsRead(subject.own_fields))

    def on_form_changed(self, message: FormWidget.Changed) -> None:
        """Whose number it is that is typed, and who recommended us by what is said of it."""
        values = message.form.values()
        if message.name == "points":
            self._look_for_points([(point.type, point.value) for point in values["points"] or ()])
        elif message.name == "source" and self._is_new:
            query = partial(recommender, source=values.get("source") or "")
            self.shell.work.read(self, "recommender", query, RecommenderRead)

    def _look_for_points(self, points: Sequence[tuple[ContactPointType, str]]) -> None:
        query = partial(same_points, points=points, country=self.business.country, but=self.draft_customer_id)
        self.shell.work.read(self, "points", query, SamePointsRead)

    def on_same_points_read(self, message: SamePointsRead) -> None:
        """Say it below the number, and leave it at that: a family may share one."""
        field = self.form.field("points")
        assert isinstance(field, PointsField), "contact points are entered in a field for them"
        field.show_remark(
            " ".join(
                _("{value} is also that of customer {id}, {name}.").format(
                    value=same.value, id=same.customer_id, name=same.name
                )
                for same in message.found
            )
        )

    def on_recommender_read(self, message: RecommenderRead) -> None:
        """Offer whom the source names, until somebody else is chosen or nobody."""
        found = self._recommender = message.found
        self.form.look_again()
        self.form.propose("referred_by", None if found is None else Match(found.id, found.name))

    def _is_recommended(self, source: str) -> bool:
        return bool(source) and (recommender_in(source)[1] or self._recommender is not None)

    def deed(self, values: Mapping[str, Any]) -> Deed | None:
        """Add the customer, or write what was changed."""
        check(values)
        started = self.started
        if started is None or self.draft_customer_id is None:
            by = values.get("referred_by")
            fields = {**fields_of(values), "referred_by": by.id if isinstance(by, Match) else None}
            return partial(add, fields=fields, tell_id=self._added)
        changes = changes_of(values, started)
        if not changes:
            return None
        known = {
            name: started[name] for name in changes if name in started and self._can_compare(name, started)
        }
        return partial(edit, customer_id=self.draft_customer_id, changes=changes, started_from=known)

    def _added(self, customer_id: int) -> None:
        """Called in the thread that writes, before the form is told that it was written."""
        self._saved_id = customer_id

    def after_saving(self) -> None:
        """A new customer is shown: whoever was added is about to be talked to."""
        if self._saved_id is not None:
            self.shell.open("customer", customer_id=self._saved_id)

    def refuse(self, error: Exception) -> None:
        """Where somebody else wrote into the same field, both are shown; saving again keeps what is typed."""
        if not isinstance(error, FieldsChangedSince):
            super().refuse(error)
            return
        self._asked_about = tuple(conflict.field for conflict in error.conflicts)
        key = self.shell.keyboard.key_shown("take-theirs")
        for place, conflict in enumerate(error.conflicts):
            answer = ANSWER_OF_FIELD.get(conflict.field, conflict.field)
            self.form.show_problem(answer, both_versions(conflict, error.who, key), go_there=place == 0)
        self.shell.say(
            _("Nothing was saved: {who} wrote into the same fields.").format(who=error.who), Tone.WRONG
        )
        query = partial(read_stored, customer_id=self.its_customer)
        self.shell.work.read(self, "stored", query, StoredRead)

    def on_stored_read(self, message: StoredRead) -> None:
        """Who saves now has seen these; a third change would be asked about again."""
        started = self.started
        if started is not None:
            seen = {name: message.fields[name] for name in self._asked_about}
            self.about["started"] = as_json({**started, **seen})
            for name in self._asked_about:
                answer = ANSWER_OF_FIELD.get(name, name)
                self._theirs[answer] = answers_beside(answer, message.fields)

    def do_take_theirs(self) -> None:
        """Put what somebody else wrote into the field in use, in the place of what is typed."""
        entered = self.form.entered_name
        if entered not in self._theirs:
            self.shell.say(_("Nobody else has changed this field meanwhile."))
            return
        for name, value in self._theirs.pop(entered).items():
            self.form.set_value(name, value)
        self.form.show_problem(entered, "")

    def field_of(self, error: Exception) -> str:
        """The actions' names of fields, in the form's words."""
        name = error.field if isinstance(error, InvalidInput) else ""
        renamed = ANSWER_OF_FIELD.get(name)
        return renamed if renamed is not None else super().field_of(error)

    def _tiers(self) -> Sequence[Option]:
        tiers = self.desk.words.tiers if self.desk else ()
        return [Option(tier.code, tier.label, str(place)) for place, tier in enumerate(tiers, 1)]

    def _managers(self) -> Sequence[Option]:
        """Who works here, and who looks after them though they have left."""
        colleagues = list(self.colleagues())
        started = self.started
        manager = None if started is None else started["manager"]
        if manager is not None and str(manager) not in {option.code for option in colleagues}:
            colleagues.append(Option(str(manager), self._manager, ""))
        return colleagues

    def _can_compare(self, field: str, started: Fields) -> bool:
        """The actions know only managers who work here."""
        present = {option.code for option in self.colleagues()}
        return field != "manager" or started["manager"] is None or str(started["manager"]) in present


def _organisations(reader: Reader, text: str, country: str) -> Sequence[Match]:
    found = organisations(reader, text, _ORGANISATIONS_SHOWN, country=country)
    return [Match(organisation.id, organisation.name) for organisation in found]
