"""Commands on lists and on the record at the cursor."""

from crm_tui.commands.command import Command, Scope, in_charge, with_customer
from crm_tui.i18n import N_

LISTS = (
    Command(
        "open", N_("open"), N_("Open the record at the cursor."), ("enter",), (Scope.LIST,), by_focus=True
    ),
    Command("filter", N_("filter"), N_("Narrow the list by what you type."), (".",), (Scope.LIST,)),
    Command("sort", N_("sort"), N_("Order the list by something else."), ("s",), (Scope.LIST,)),
    Command(
        "column",
        N_("column"),
        N_("Show a field of your own as a column, the next one, or none; the order can go by it."),
        ("C",),
        (Scope.LIST,),
    ),
    Command("view", N_("view"), N_("Go to the next view of what is shown."), ("w",), (Scope.LIST,)),
    Command(
        "save-view",
        N_("save view"),
        N_("Keep what the list is narrowed to and sorted by under a name, or rename the view that is shown."),
        ("V",),
        (Scope.LIST,),
        writes=True,
    ),
    Command(
        "forget-view",
        N_("forget view"),
        N_("Forget the saved view that is shown."),
        (),
        (Scope.LIST,),
        writes=True,
    ),
    Command(
        "next-list",
        N_("next list"),
        N_("Go to the next list on the screen."),
        ("tab",),
        (Scope.LIST,),
        by_focus=True,
    ),
)

CUSTOMERS = (
    Command(
        "note",
        N_("note"),
        N_("Write a note that counts as no contact."),
        ("o",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "promise",
        N_("promise"),
        N_("Write down what somebody can expect, and by when."),
        ("p",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "case",
        N_("case"),
        N_("Open a case for the customer."),
        ("k",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "speaker",
        N_("who may speak"),
        N_("Say who may speak for the customer, and what they may be told."),
        ("t",),
        (Scope.CUSTOMER,),
        possible=with_customer,
        writes=True,
    ),
    Command(
        "good-moment",
        N_("good moment"),
        N_("Mark the contact as a good moment, or unmark it."),
        ("g",),
        (Scope.CONTACT,),
        writes=True,
    ),
    Command(
        "move",
        N_("move"),
        N_("Move the contact to the customer it belongs to."),
        ("m",),
        (Scope.CONTACT,),
        writes=True,
    ),
)

FOLLOW_UPS = (
    Command(
        "done",
        N_("done"),
        N_("The follow-up is done: log the contact and close it."),
        ("space",),
        (Scope.FOLLOW_UP,),
        writes=True,
    ),
    Command(
        "snooze", N_("snooze"), N_("Put it off to another time."), ("z",), (Scope.FOLLOW_UP,), writes=True
    ),
    Command(
        "reassign", N_("hand over"), N_("Give it to a colleague."), ("a",), (Scope.FOLLOW_UP,), writes=True
    ),
    Command("came", N_("came"), N_("They came to the appointment."), ("y",), (Scope.FOLLOW_UP,), writes=True),
    Command(
        "no-show",
        N_("did not come"),
        N_("They did not come to the appointment."),
        ("x",),
        (Scope.FOLLOW_UP,),
        writes=True,
    ),
)

CASES = (
    Command(
        "case-wait",
        N_("wait or resume"),
        N_("Set the case waiting for the customer, or take it up again."),
        ("h",),
        (Scope.CASE,),
        writes=True,
    ),
    Command(
        "case-solve", N_("solve"), N_("Say how the case was solved."), ("v",), (Scope.CASE,), writes=True
    ),
    Command(
        "case-learn",
        N_("what we learnt"),
        N_("Note what was understood, the cause, the cure and what it cost."),
        ("i",),
        (Scope.CASE,),
        writes=True,
    ),
    Command(
        "case-tie",
        N_("tie"),
        N_("Tie the cases with this one's cause into one above them."),
        ("j",),
        (Scope.CASE,),
        writes=True,
    ),
    Command(
        "case-tied",
        N_("tied case"),
        N_("On a case's page: go to the case above it, or to those tied into it, one after the other."),
        ("J",),
        (Scope.CASE,),
    ),
    Command(
        "case-close", N_("close case"), N_("Close the case for good."), ("b",), (Scope.CASE,), writes=True
    ),
    Command("case-reopen", N_("reopen"), N_("Open the case again."), ("r",), (Scope.CASE,), writes=True),
    Command(
        "case-standards",
        N_("standards"),
        N_("The standards that hold for the case, and why these."),
        ("f4",),
        (Scope.CASE,),
    ),
    Command(
        "case-product",
        N_("about a product"),
        N_("Say which product the case is about; its clocks go on by the standards of that product."),
        (),
        (Scope.CASE,),
        writes=True,
    ),
    Command(
        "case-hand-over",
        N_("hand over"),
        N_("Give the case to a colleague."),
        ("a",),
        (Scope.CASE,),
        writes=True,
    ),
)

PROMISES = (
    Command(
        "promise-keep", N_("kept"), N_("The promise was kept."), ("space",), (Scope.PROMISE,), writes=True
    ),
    Command("promise-break", N_("broken"), N_("It was not kept."), ("x",), (Scope.PROMISE,), writes=True),
    Command(
        "promise-withdraw",
        N_("withdraw"),
        N_("Nobody expects it any more."),
        ("b",),
        (Scope.PROMISE,),
        writes=True,
    ),
)

#: What is kept by versions and looked at again.
_RULES = (Scope.STANDARD, Scope.POLICY)

STANDARDS = (
    Command(
        "review",
        N_("review"),
        N_("Look at the standard or policy for a period, and keep, change or retire it."),
        ("r",),
        _RULES,
        possible=in_charge,
        writes=True,
    ),
    Command(
        "versions", N_("versions"), N_("Every version of it, and of a policy its reviews."), ("v",), _RULES
    ),
    Command(
        "propose",
        N_("propose"),
        N_("Propose a change to the standard or policy; its review answers you."),
        ("p",),
        _RULES,
        writes=True,
    ),
    Command(
        "proposals", N_("proposals"), N_("What staff propose about it, with the answers."), ("o",), _RULES
    ),
    Command(
        "accept",
        N_("accept"),
        N_("Accept the proposal, with an answer; the next version credits it."),
        ("y",),
        (Scope.PROPOSAL,),
        possible=in_charge,
        writes=True,
    ),
    Command(
        "decline",
        N_("decline"),
        N_("Decline the proposal, with an answer."),
        ("x",),
        (Scope.PROPOSAL,),
        possible=in_charge,
        writes=True,
    ),
    Command(
        "acknowledge",
        N_("read it"),
        N_("Say that you have read this version."),
        ("a",),
        _RULES,
        writes=True,
    ),
    Command(
        "starter",
        N_("starter set"),
        N_("Take over the starter set: standards with their reasons, and playbooks."),
        scopes=_RULES,
        possible=in_charge,
        writes=True,
    ),
    Command(
        "say-why",
        N_("say why"),
        N_("Say in a line why it was missed at the cursor."),
        ("y",),
        (Scope.STANDARD,),
        writes=True,
    ),
    Command(
        "period-length",
        N_("month, quarter, year"),
        N_("Look at a month, a quarter or a year at a time."),
        ("m",),
        (Scope.STANDARD, Scope.INSIGHTS),
    ),
    Command("earlier-period", N_("earlier"), N_("The period before."), ("[",), (*_RULES, Scope.INSIGHTS)),
    Command("later-period", N_("later"), N_("The period after."), ("]",), (*_RULES, Scope.INSIGHTS)),
)
