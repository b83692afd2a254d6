"""The words of the desk: codes that are the same in code, command line and files, and their labels.

The codes are settled in PRODUCT.md. Labels go through gettext where they are shown.
"""

from enum import StrEnum
from types import MappingProxyType

from crm_tui.i18n import N_, _


class Word(StrEnum):
    """A code with a label in the user's language."""

    @property
    def label(self) -> str:
        """The label in the user's language."""
        return _(_LABELS.get((type(self).__name__, self.value), self.value))


class Form(Word):
    """What a customer is."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Kind(Word):
    """What a customer is to us; a customer can be several."""

    PROSPECT = "prospect"
    CLIENT = "client"
    SUPPLIER = "supplier"
    PARTNER = "partner"
    INTERNAL = "internal"


class ContactPointType(Word):
    """A way to reach a customer."""

    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    HANDLE = "handle"


class Channel(Word):
    """How a contact took place."""

    PHONE = "phone"
    EMAIL = "email"
    VISIT = "visit"
    CHAT = "chat"
    LETTER = "letter"
    SOCIAL = "social"


class Direction(Word):
    """Who made the contact. Internal counts as no contact."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    INTERNAL = "internal"


class Nature(Word):
    """What a contact was about; a business may add its own."""

    COMPLAINT = "complaint"
    ENQUIRY = "enquiry"
    SUPPORT = "support"
    SALE = "sale"
    FEEDBACK = "feedback"
    PROBLEM = "problem"
    REQUEST = "request"
    DELIVERY = "delivery"
    COURTESY = "courtesy"
    NEGOTIATION = "negotiation"
    DISPUTE = "dispute"
    APPOINTMENT = "appointment"


class Outcome(Word):
    """What a contact led to."""

    SOLVED = "solved"
    PROMISED = "promised"
    FOLLOW_UP = "follow-up"
    ESCALATED = "escalated"
    DECLINED = "declined"
    NO_ANSWER = "no-answer"
    LEFT_MESSAGE = "left-message"
    MISSED = "missed"
    NO_SHOW = "no-show"
    INFORMATION = "information"


class Mood(Word):
    """How a contact left the customer, worst first."""

    UPSET = "upset"
    UNEASY = "uneasy"
    NEUTRAL = "neutral"
    PLEASED = "pleased"
    DELIGHTED = "delighted"


class Obstacle(Word):
    """Something of ours that stood in the customer's way."""

    POLICY = "policy"
    REACH = "reach"
    HOURS = "hours"
    PROCESS = "process"
    PRICE = "price"
    US = "us"


class Stage(Word):
    """Where a case stands."""

    OPEN = "open"
    WAITING = "waiting"
    SOLVED = "solved"
    CLOSED = "closed"


class FollowUpState(Word):
    """Where a follow-up stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class PromiseState(Word):
    """Where a promise stands."""

    OPEN = "open"
    KEPT = "kept"
    KEPT_EARLY = "kept-early"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class PromiseBy(Word):
    """Whose promise it is."""

    OURS = "ours"
    THEIRS = "theirs"


class Health(Word):
    """How a relationship is doing."""

    HAPPY = "happy"
    STEADY = "steady"
    WATCH = "watch"
    AT_RISK = "at-risk"


class Role(Word):
    """What a member of staff may do, least first."""

    TRAINEE = "trainee"
    AGENT = "agent"
    MANAGER = "manager"
    ADMIN = "admin"

    @property
    def is_in_charge(self) -> bool:
        """Whether they answer for the team: they set standards, and see what concerns single colleagues."""
        return self in (Role.MANAGER, Role.ADMIN)


class Decision(Word):
    """How a review ends."""

    KEEP = "keep"
    CHANGE = "change"
    RETIRE = "retire"


class Consent(Word):
    """Whether a customer wants to hear from us on a channel, where they said so."""

    GIVEN = "given"
    REFUSED = "refused"


class Measure(Word):
    """What a standard measures."""

    FOLLOW_UP_IN_TIME = "follow-up-in-time"
    SOLVED_AT_FIRST_CONTACT = "solved-at-first-contact"
    ANSWERED_WITHIN = "answered-within"
    MOOD = "mood"
    WAITING_TIME = "waiting-time"
    REVIEW_ON_TIME = "review-on-time"
    NEXT_ANSWER_WITHIN = "next-answer-within"
    RESOLVED_WITHIN = "resolved-within"
    PROMISE_KEPT = "promise-kept"
    SAME_PERSON = "same-person"
    CONTACT_LOAD = "contact-load"
    READ_BY_ALL = "read-by-all"
    FOLLOWED_BY = "followed-by"
    PRECEDED_BY = "preceded-by"
    STEP_TICKED = "step-ticked"
    BY_AGREED_DATE = "by-agreed-date"
    TIMELY_AS_RECORDED = "timely-as-recorded"


class ClockName(Word):
    """What is waited for on a case."""

    FIRST_RESPONSE = "first-response"
    NEXT_RESPONSE = "next-response"
    RESOLUTION = "resolution"


class ClockState(Word):
    """Where a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"


class ProposalState(Word):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class PolicyQuestion(Word):
    """What the review of a policy asks."""

    PURPOSE = "purpose"
    NEEDED = "needed"
    OUTDATED = "outdated"
    HARD = "hard"
    TALK = "talk"
    HOURS = "hours"


class ChecklistKind(Word):
    """What stands on a newcomer's list."""

    READ = "read"
    ACCOMPANIED = "accompanied"
    OTHER = "other"


class Appointment(Word):
    """Whether somebody came to an appointment."""

    CAME = "came"
    DID_NOT_COME = "did-not-come"


class Door(Word):
    """Through which door an act came in."""

    SCREENS = "screens"
    COMMAND_LINE = "command-line"


NATURE_KEYS = MappingProxyType(
    {
        Nature.COMPLAINT: "c",
        Nature.ENQUIRY: "e",
        Nature.SUPPORT: "s",
        Nature.SALE: "a",
        Nature.FEEDBACK: "f",
        Nature.PROBLEM: "p",
        Nature.REQUEST: "r",
        Nature.DELIVERY: "d",
        Nature.COURTESY: "o",
        Nature.NEGOTIATION: "n",
        Nature.DISPUTE: "i",
        Nature.APPOINTMENT: "t",
    }
)

OUTCOME_KEYS = MappingProxyType(
    {
        Outcome.SOLVED: "s",
        Outcome.PROMISED: "p",
        Outcome.FOLLOW_UP: "f",
        Outcome.ESCALATED: "x",
        Outcome.DECLINED: "d",
        Outcome.NO_ANSWER: "n",
        Outcome.LEFT_MESSAGE: "l",
        Outcome.MISSED: "m",
        Outcome.NO_SHOW: "w",
        Outcome.INFORMATION: "i",
    }
)

#: Natures whose contact opens a case unless it was solved at first contact. A request opens one only when
#: the customer is internal (PRODUCT.md, "nature").
CASE_NATURES = frozenset({Nature.COMPLAINT, Nature.PROBLEM, Nature.DISPUTE})

#: Outcomes that mean nobody was spoken to (DATA.md, "reached").
UNREACHED = frozenset({Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.MISSED, Outcome.NO_SHOW})

#: Outcomes that can answer a customer (DATA.md, "is_response").
RESPONSES = frozenset(
    {Outcome.SOLVED, Outcome.PROMISED, Outcome.FOLLOW_UP, Outcome.DECLINED, Outcome.INFORMATION}
)

#: Channels on which sending is reaching: nobody has to pick up.
WRITTEN = frozenset({Channel.EMAIL, Channel.CHAT, Channel.LETTER, Channel.SOCIAL})

_LABELS: dict[tuple[str, str], str] = {
    ("Form", "person"): N_("person"),
    ("Form", "organisation"): N_("organisation"),
    ("Kind", "prospect"): N_("prospect"),
    ("Kind", "client"): N_("client"),
    ("Kind", "supplier"): N_("supplier"),
    ("Kind", "partner"): N_("partner"),
    ("Kind", "internal"): N_("internal"),
    ("ContactPointType", "phone"): N_("phone"),
    ("ContactPointType", "email"): N_("mail"),
    ("ContactPointType", "post"): N_("address"),
    ("ContactPointType", "handle"): N_("handle"),
    ("Channel", "phone"): N_("call"),
    ("Channel", "email"): N_("mail"),
    ("Channel", "visit"): N_("visit"),
    ("Channel", "chat"): N_("chat"),
    ("Channel", "letter"): N_("letter"),
    ("Channel", "social"): N_("social"),
    ("Direction", "inbound"): N_("in"),
    ("Direction", "outbound"): N_("out"),
    ("Direction", "internal"): N_("note"),
    ("Nature", "complaint"): N_("complaint"),
    ("Nature", "enquiry"): N_("enquiry"),
    ("Nature", "support"): N_("support"),
    ("Nature", "sale"): N_("sale"),
    ("Nature", "feedback"): N_("feedback"),
    ("Nature", "problem"): N_("problem"),
    ("Nature", "request"): N_("request"),
    ("Nature", "delivery"): N_("delivery"),
    ("Nature", "courtesy"): N_("courtesy"),
    ("Nature", "negotiation"): N_("negotiation"),
    ("Nature", "dispute"): N_("dispute"),
    ("Nature", "appointment"): N_("appointment"),
    ("Outcome", "solved"): N_("solved"),
    ("Outcome", "promised"): N_("promised"),
    ("Outcome", "follow-up"): N_("follow-up"),
    ("Outcome", "escalated"): N_("escalated"),
    ("Outcome", "declined"): N_("declined"),
    ("Outcome", "no-answer"): N_("no answer"),
    ("Outcome", "left-message"): N_("left a message"),
    ("Outcome", "missed"): N_("missed"),
    ("Outcome", "no-show"): N_("did not come"),
    ("Outcome", "information"): N_("information"),
    ("Mood", "upset"): N_("upset"),
    ("Mood", "uneasy"): N_("uneasy"),
    ("Mood", "neutral"): N_("neutral"),
    ("Mood", "pleased"): N_("pleased"),
    ("Mood", "delighted"): N_("delighted"),
    ("Obstacle", "policy"): N_("policy"),
    ("Obstacle", "reach"): N_("reaching us"),
    ("Obstacle", "hours"): N_("hours"),
    ("Obstacle", "process"): N_("process"),
    ("Obstacle", "price"): N_("price"),
    ("Obstacle", "us"): N_("us"),
    ("Stage", "open"): N_("open"),
    ("Stage", "waiting"): N_("waiting"),
    ("Stage", "solved"): N_("solved"),
    ("Stage", "closed"): N_("closed"),
    ("FollowUpState", "open"): N_("open"),
    ("FollowUpState", "done"): N_("done"),
    ("FollowUpState", "dropped"): N_("dropped"),
    ("PromiseState", "open"): N_("open"),
    ("PromiseState", "kept"): N_("kept"),
    ("PromiseState", "kept-early"): N_("kept early"),
    ("PromiseState", "broken"): N_("broken"),
    ("PromiseState", "withdrawn"): N_("withdrawn"),
    ("PromiseBy", "ours"): N_("ours"),
    ("PromiseBy", "theirs"): N_("theirs"),
    ("Health", "happy"): N_("happy"),
    ("Health", "steady"): N_("steady"),
    ("Health", "watch"): N_("watch"),
    ("Health", "at-risk"): N_("at risk"),
    ("Role", "trainee"): N_("trainee"),
    ("Role", "agent"): N_("agent"),
    ("Role", "manager"): N_("manager"),
    ("Role", "admin"): N_("admin"),
    ("Decision", "keep"): N_("keep"),
    ("Decision", "change"): N_("change"),
    ("Decision", "retire"): N_("retire"),
    ("Consent", "given"): N_("yes"),
    ("Consent", "refused"): N_("no"),
    ("Measure", "follow-up-in-time"): N_("follow-ups done in time"),
    ("Measure", "solved-at-first-contact"): N_("solved at first contact"),
    ("Measure", "answered-within"): N_("first answer within a time"),
    ("Measure", "mood"): N_("how contacts leave them"),
    ("Measure", "waiting-time"): N_("waiting time"),
    ("Measure", "review-on-time"): N_("reviews on time"),
    ("Measure", "next-answer-within"): N_("next answer within a time"),
    ("Measure", "resolved-within"): N_("resolved within a time"),
    ("Measure", "promise-kept"): N_("promises kept"),
    ("Measure", "same-person"): N_("the same person to the end"),
    ("Measure", "contact-load"): N_("contact load respected"),
    ("Measure", "read-by-all"): N_("read by all"),
    ("Measure", "followed-by"): N_("one contact followed by another"),
    ("Measure", "preceded-by"): N_("one contact preceded by another"),
    ("Measure", "step-ticked"): N_("a required step ticked"),
    ("Measure", "by-agreed-date"): N_("resolved by the agreed date"),
    ("Measure", "timely-as-recorded"): N_("timely, as another system recorded it"),
    ("ClockName", "first-response"): N_("first answer"),
    ("ClockName", "next-response"): N_("next answer"),
    ("ClockName", "resolution"): N_("resolution"),
    ("ClockState", "running"): N_("running"),
    ("ClockState", "paused"): N_("paused"),
    ("ClockState", "met"): N_("met"),
    ("ClockState", "missed"): N_("missed"),
    ("ProposalState", "open"): N_("open"),
    ("ProposalState", "accepted"): N_("accepted"),
    ("ProposalState", "declined"): N_("declined"),
    ("PolicyQuestion", "purpose"): N_("What is it for?"),
    ("PolicyQuestion", "needed"): N_("Is it still needed?"),
    ("PolicyQuestion", "outdated"): N_("Is it outdated?"),
    ("PolicyQuestion", "hard"): N_("Is it hard to understand?"),
    ("PolicyQuestion", "talk"): N_("Does it make it hard to talk to us?"),
    ("PolicyQuestion", "hours"): N_("Do our hours serve them?"),
    ("ChecklistKind", "read"): N_("to read"),
    ("ChecklistKind", "accompanied"): N_("accompanied call"),
    ("ChecklistKind", "other"): N_("other"),
    ("Appointment", "came"): N_("came"),
    ("Appointment", "did-not-come"): N_("did not come"),
    ("Door", "screens"): N_("screens"),
    ("Door", "command-line"): N_("command line"),
}
