"""What one key does to the record at the cursor: it is written at once, and told with the key that undoes it.

A screen whose lists hold follow-ups, cases and promises is a :class:`RecordScreen`: the keys of those records
(``commands/records.py``) then work on the row at the cursor.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from textual.message import Message

from crm_tui.commands.command import Scope
from crm_tui.commands.footer import footer
from crm_tui.i18n import _
from crm_tui.tui.messages import StoreChanged
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.state import Tone
from crm_tui.tui.widgets.record_list import RecordList
from crm_tui.tui.widgets.rows import ListRow

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: Writes, and returns what was done as a sentence.
Deed = Callable[["Act"], str]

_SCOPES = {
    "interaction": Scope.CONTACT,
    "good": Scope.CONTACT,  # a contact among Today's good news
    "follow-up": Scope.FOLLOW_UP,
    "case": Scope.CASE,
    "promise": Scope.PROMISE,
    "opportunity": Scope.OPPORTUNITY,
    "sale": Scope.SALE,
}
_NOTHING = ("", 0)

_WHILE_A_CASE_RUNS = ("case-wait", "case-solve", "case-learn", "case-hand-over")

#: What the footer shows for the record at the cursor; the rest is under help.
_RECORD_KEYS: Mapping[Scope, tuple[str, ...]] = MappingProxyType(
    {
        Scope.CONTACT: ("good-moment", "praise", "move", "delete"),
        Scope.FOLLOW_UP: ("done", "snooze", "reassign"),
        Scope.CASE: (*_WHILE_A_CASE_RUNS, "case-close", "case-reopen"),
        Scope.PROMISE: ("promise-keep", "promise-break", "promise-withdraw"),
        Scope.OPPORTUNITY: ("opportunity-on", "opportunity-won", "opportunity-lost", "edit"),
        Scope.SALE: (
            "sale-deliver",
            "sale-promise",
            "sale-call-ahead",
            "sale-attempt",
            "sale-hand-over",
            "sale-cancel",
            "edit",
        ),
    }
)


class Done(Message, bubble=False):
    """An act of ours is on disk; ``sentence`` says what was done."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class DeedScreen(DeskScreen):
    """A screen on which one key can write, and which shows what others write."""

    def __init__(self) -> None:
        super().__init__()
        self._was_behind = False

    def read_again(self) -> None:
        """Read what is shown once more; cursors stay on their records."""

    def on_store_changed(self, message: StoreChanged) -> None:
        """Somebody, perhaps we, wrote."""
        self.read_again()

    def on_screen_suspend(self) -> None:
        """What changes behind another screen is read when this one comes forward."""
        self._was_behind = True

    def on_screen_resume(self) -> None:
        """The screen that was in front, or others, may have changed something."""
        if self._was_behind:
            self._was_behind = False
            self.read_again()

    def write(self, topic: str, deed: Deed) -> None:
        """Do it in an act of its own; what comes of it is told in the line above the footer."""
        self.shell.work.write(self, topic, deed, Done)

    def on_done(self, message: Done) -> None:
        """It is on disk: say so."""
        self.shell.say(message.sentence, Tone.DONE, undoable=True)


class RecordScreen(DeedScreen):
    """A screen with lists whose rows are records of several kinds, with ids such as ``("case", 3)``.

    Rows of one record are told apart by what follows its number.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.LIST, Scope.CUSTOMER, Scope.DESK)

    def key_pairs(self, width: int) -> list[tuple[str, str]]:
        """What can be done with the record at the cursor stands behind the first of the screen's own keys."""
        scopes = self.scopes
        first, *others = self.FOOTER
        state = self.record_state
        own = _keys_by_state().get(scopes[0], {}).get(state) if state else None
        if own is None:
            own = _RECORD_KEYS.get(scopes[0], ())
        return footer(
            [first, *own, *(entry for entry in others if entry not in own)],
            self.shell.keyboard,
            width,
            in_form=False,
            can=lambda command: (
                not set(scopes).isdisjoint(command.scopes)
                and self.has(command)
                and self.why_not(command) is None
            ),
        )

    @property
    def at_cursor(self) -> tuple[str, int]:
        """Kind and number of the record at the cursor of the list in use; ``("", 0)`` without one."""
        row = self._row
        if row is None or not isinstance(row.id, tuple):
            return _NOTHING
        kind, number, *_rest = row.id
        return kind, number

    @property
    def record_state(self) -> str:
        """The state of that record; empty where it is not known, or none."""
        row = self._row
        return row.state if row is not None else ""

    @property
    def _row(self) -> ListRow | None:
        """The row at the cursor of the list in use."""
        focused = self.focused
        return focused.current if isinstance(focused, RecordList) else None

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The kind of record at the cursor decides which letters act."""
        scope = _SCOPES.get(self.at_cursor[0])
        return self.SCOPES if scope is None else (scope, *self.SCOPES)

    def on_record_list_highlighted(self, message: RecordList.Highlighted) -> None:
        """Another record, other keys."""
        if message.list.has_focus:
            self.refresh_frame()

    def do_edit(self) -> None:
        """Change the follow-up, opportunity or sale; other records of a row have no form of their own."""
        kind, record_id = self.at_cursor
        if kind == "follow-up":
            self.shell.open("follow-up", follow_up_id=record_id)
        elif kind == "opportunity":
            self.shell.open("opportunity", opportunity_id=record_id)
        elif kind == "sale":
            self.shell.open("sale-edit", sale_id=record_id)
        elif self.customer_id is not None:
            self.shell.open("customer-form", customer_id=self.customer_id)

    def do_delete(self) -> None:
        """Drop the follow-up, with a reason; delete the contact."""
        kind, record_id = self.at_cursor
        if kind == "follow-up":
            self.shell.open("drop", follow_up_id=record_id)
        elif kind == "interaction":
            self.write("delete", partial(_delete_interaction, interaction_id=record_id))
        elif kind == "case":
            self.shell.say(_("A case is not deleted: solve it, then close it."))
        elif kind == "promise":
            self.shell.say(_("A promise is not deleted: withdraw it, with a reason."))
        elif kind == "opportunity":
            self.shell.open("opportunity-lose", opportunity_id=record_id)
        elif kind == "sale":
            self.shell.say(_("A sale is not deleted: cancel it, with a reason, or undo it."))
        else:
            self.shell.say(_("There is nothing at the cursor to delete."))

    async def do_done(self) -> None:
        """Log what was done, or take the answer to what was to be asked; saving that closes the follow-up."""
        # Read when it is needed: the first screen does not wait for it.
        from crm_tui.queries.planned_surveys import planned_survey

        follow_up_id = self.at_cursor[1]
        asks = await self.shell.work.ask(partial(planned_survey, follow_up_id=follow_up_id))
        route = "log" if asks is None or asks.is_joined else "survey"
        self.shell.open(route, customer_id=self.customer_id, follow_up_id=follow_up_id)

    def do_snooze(self) -> None:
        """Put the follow-up off."""
        self.shell.open("snooze", follow_up_id=self.at_cursor[1])

    def do_reassign(self) -> None:
        """Hand the follow-up over."""
        self.shell.open("reassign", follow_up_id=self.at_cursor[1])

    def do_came(self) -> None:
        """They came to the appointment."""
        self.write("came", partial(_mark_appointment, follow_up_id=self.at_cursor[1], came=True))

    def do_no_show(self) -> None:
        """They did not come."""
        self.write("no-show", partial(_mark_appointment, follow_up_id=self.at_cursor[1], came=False))

    def do_case_wait(self) -> None:
        """Set the case waiting, or take it up again."""
        self.write("case-wait", partial(_wait_or_resume, case_id=self.at_cursor[1]))

    def do_case_solve(self) -> None:
        """Ask how the case was solved."""
        self.shell.open("case-solve", case_id=self.at_cursor[1])

    def do_case_learn(self) -> None:
        """Note what the case taught."""
        self.shell.open("case-learn", case_id=self.at_cursor[1])

    def do_case_tie(self) -> None:
        """Tie the cases with this one's cause."""
        self.shell.open("case-tie", case_id=self.at_cursor[1])

    def do_case_close(self) -> None:
        """Close the case."""
        self.write("case-close", partial(_close_case, case_id=self.at_cursor[1]))

    def do_case_reopen(self) -> None:
        """Ask why it is not over."""
        self.shell.open("case-reopen", case_id=self.at_cursor[1])

    def do_case_standards(self) -> None:
        """Show which standards hold for the case."""
        self.shell.open("standards-holding", case_id=self.at_cursor[1])

    def do_case_product(self) -> None:
        """Ask which product the case is about."""
        self.shell.open("case-product", case_id=self.at_cursor[1])

    def do_case_hand_over(self) -> None:
        """Ask who looks after the case from now on."""
        self.shell.open("case-hand-over", case_id=self.at_cursor[1])

    def do_case_dispute(self) -> None:
        """Ask how far the dispute has gone."""
        self.shell.open("case-dispute", case_id=self.at_cursor[1])

    def do_negotiate(self) -> None:
        """Ask for a move of a negotiation, about the case at the cursor where there is one."""
        kind, number = self.at_cursor
        case_id = number if kind == "case" else None
        self.shell.open("negotiate", customer_id=self.customer_id, case_id=case_id)

    def do_message(self) -> None:
        """Write to the customer; a message that is written from a follow-up may do it."""
        self._write_from_here("message")

    def do_menu_of_services(self) -> None:
        """Write to the customer what we offer, which may do the follow-up at the cursor."""
        self._write_from_here("menu-of-services")

    def _write_from_here(self, route: str) -> None:
        kind, record_id = self.at_cursor
        about = {"follow_up_id": record_id} if kind == "follow-up" else {}
        self.shell.open(route, customer_id=self.customer_id, **about)

    def do_survey(self) -> None:
        """Ask about the case or the sale at the cursor, or what a follow-up is to ask; else the newest."""
        kind, record_id = self.at_cursor
        about: dict[str, Any] = {}
        if kind in ("case", "sale"):
            about["matter"] = f"{kind}-{record_id}"
        elif kind == "follow-up":
            about["follow_up_id"] = record_id
        self.shell.open("survey", customer_id=self.customer_id, **about)

    def do_promise_keep(self) -> None:
        """The promise was kept."""
        self.write("promise-keep", partial(_keep_promise, promise_id=self.at_cursor[1]))

    def do_promise_break(self) -> None:
        """Ask why it was not kept."""
        self.shell.open("promise-end", promise_id=self.at_cursor[1], how="break")

    def do_promise_withdraw(self) -> None:
        """Ask why nobody expects it any more."""
        self.shell.open("promise-end", promise_id=self.at_cursor[1], how="withdraw")

    def do_opportunity_on(self) -> None:
        """It was talked about, or offered."""
        self.write("opportunity-on", partial(_move_opportunity_on, opportunity_id=self.at_cursor[1]))

    def do_opportunity_won(self) -> None:
        """Ask by which sale it was won."""
        self.shell.open("opportunity-win", opportunity_id=self.at_cursor[1])

    def do_opportunity_lost(self) -> None:
        """Ask why they do not want it."""
        self.shell.open("opportunity-lose", opportunity_id=self.at_cursor[1])

    def do_sale_deliver(self) -> None:
        """It is with the customer."""
        self.write("sale-deliver", partial(_deliver, sale_id=self.at_cursor[1]))

    def do_sale_call_ahead(self) -> None:
        """They know that it is on its way."""
        self.write("sale-call-ahead", partial(_call_ahead, sale_id=self.at_cursor[1]))

    def do_sale_promise(self) -> None:
        """Ask by when they were told it comes."""
        self.shell.open("sale-promise", sale_id=self.at_cursor[1])

    def do_sale_attempt(self) -> None:
        """Ask why it was brought in vain."""
        self.shell.open("sale-attempt", sale_id=self.at_cursor[1])

    def do_sale_cancel(self) -> None:
        """Ask why the sale is off."""
        self.shell.open("sale-cancel", sale_id=self.at_cursor[1])

    def do_sale_hand_over(self) -> None:
        """Ask who looks after the sale from now on."""
        self.shell.open("sale-hand-over", sale_id=self.at_cursor[1])

    def do_good_moment(self) -> None:
        """Mark the contact as a good moment, or unmark it."""
        self.write("good-moment", partial(_turn_good_moment, interaction_id=self.at_cursor[1]))

    def do_praise(self) -> None:
        """Praise whoever had the contact, at once; they see it on Today."""
        self.write("praise", partial(_praise, interaction_id=self.at_cursor[1]))

    def do_look(self) -> None:
        """Ask what there is to say about what a trainee logged."""
        self.shell.open("look", interaction_id=self.at_cursor[1])

    def do_move(self) -> None:
        """Ask which customer the contact was with."""
        self.shell.open("move", interaction_id=self.at_cursor[1])


@cache
def _keys_by_state() -> Mapping[Scope, Mapping[str, tuple[str, ...]]]:
    """What the footer shows where the state of the record is known; its other keys would only say so."""
    # Their classes take as long to make as half a paint, and the records of the first screen have no state.
    from crm_tui.domain.growth_words import OpportunityStage, SaleStage
    from crm_tui.domain.words import FollowUpState, PromiseState, Stage

    return {
        Scope.CASE: {
            Stage.OPEN: _WHILE_A_CASE_RUNS,
            Stage.WAITING: _WHILE_A_CASE_RUNS,
            Stage.SOLVED: ("case-close", "case-reopen", "case-learn", "case-hand-over"),
            Stage.CLOSED: ("case-reopen", "case-learn"),
        },
        Scope.FOLLOW_UP: {FollowUpState.DONE: (), FollowUpState.DROPPED: ()},
        Scope.PROMISE: {state: () for state in PromiseState if state is not PromiseState.OPEN},
        Scope.OPPORTUNITY: {OpportunityStage.WON: (), OpportunityStage.LOST: ()},
        Scope.SALE: {SaleStage.DELIVERED: ("survey", "edit"), SaleStage.CANCELLED: ()},
    }


# The actions need the ORM, which the first screen does not wait for.


def _mark_appointment(act: "Act", follow_up_id: int, *, came: bool) -> str:
    from crm_tui.actions.follow_up_ends import set_appointment

    set_appointment(act, follow_up_id, came)
    return _("They came.") if came else _("They did not come.")


def _wait_or_resume(act: "Act", case_id: int) -> str:
    from crm_tui.actions import cases
    from crm_tui.domain.words import Stage
    from crm_tui.store.tables import Case

    if act.get(Case, case_id).stage == Stage.WAITING:
        cases.resume(act, case_id)
        return _("Case {id} is taken up again.").format(id=case_id)
    cases.set_waiting(act, case_id)
    return _("Case {id} waits for the customer.").format(id=case_id)


def _close_case(act: "Act", case_id: int) -> str:
    from crm_tui.actions.cases import close

    close(act, case_id)
    return _("Case {id} is closed.").format(id=case_id)


def _keep_promise(act: "Act", promise_id: int) -> str:
    from crm_tui.actions.promises import keep_promise

    kept = keep_promise(act, promise_id)
    return _("The promise is marked: {state}.").format(state=kept.state.label)


def _move_opportunity_on(act: "Act", opportunity_id: int) -> str:
    from crm_tui.actions.opportunities import move_on

    moved = move_on(act, opportunity_id)
    return _("The opportunity is marked: {stage}.").format(stage=moved.stage.label)


def _deliver(act: "Act", sale_id: int) -> str:
    from crm_tui.actions.sale_way import deliver_sale

    deliver_sale(act, sale_id)
    return _("Sale {id} is delivered.").format(id=sale_id)


def _call_ahead(act: "Act", sale_id: int) -> str:
    from crm_tui.actions.sale_way import call_ahead

    call_ahead(act, sale_id)
    return _("Sale {id}: they know that it is on its way.").format(id=sale_id)


def _delete_interaction(act: "Act", interaction_id: int) -> str:
    from crm_tui.actions.interaction_edits import delete_interaction

    deleted = delete_interaction(act, interaction_id)
    return " ".join((_("The contact is deleted."), *(notice.text for notice in deleted.warnings)))


def _turn_good_moment(act: "Act", interaction_id: int) -> str:
    from crm_tui.actions.interaction_edits import mark_good_moment
    from crm_tui.store.tables import Interaction

    good = not act.get(Interaction, interaction_id).good_moment
    mark_good_moment(act, interaction_id, good)
    return _("Marked as a good moment.") if good else _("No longer marked as a good moment.")


def _praise(act: "Act", interaction_id: int) -> str:
    from crm_tui.actions.praise import praise_contact

    return _("Praised; they see it on Today: {name}").format(name=praise_contact(act, interaction_id).name)
