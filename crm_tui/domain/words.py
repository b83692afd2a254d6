"""The words of the desk: codes that are the same in code, command line and files, and their labels.

The codes are settled in PRODUCT.md. Labels go through gettext where they are shown.
"""

from types import MappingProxyType

from crm_tui.domain.first_words import Channel as Channel
from crm_tui.domain.first_words import Door as Door
from crm_tui.domain.first_words import FollowUpState as FollowUpState
from crm_tui.domain.first_words import Role as Role
from crm_tui.domain.first_words import Word as Word
from crm_tui.i18n import N_


class Form(Word):
    """What a customer is."""

    PERSON = "person", N_("person")
    ORGANISATION = "organisation", N_("organisation")


class Kind(Word):
    """What a customer is to us; a customer can be several."""

    PROSPECT = "prospect", N_("prospect")
    CLIENT = "client", N_("client")
    SUPPLIER = "supplier", N_("supplier")
    PARTNER = "partner", N_("partner")
    INTERNAL = "internal", N_("internal")


class ContactPointType(Word):
    """A way to reach a customer."""

    PHONE = "phone", N_("phone")
    EMAIL = "email", N_("mail")
    POST = "post", N_("address")
    HANDLE = "handle", N_("handle")


class Direction(Word):
    """Who made the contact. Internal counts as no contact."""

    INBOUND = "inbound", N_("in")
    OUTBOUND = "outbound", N_("out")
    INTERNAL = "internal", N_("note")


class Nature(Word):
    """What a contact was about; a business may add its own."""

    COMPLAINT = "complaint", N_("complaint")
    ENQUIRY = "enquiry", N_("enquiry")
    SUPPORT = "support", N_("support")
    SALE = "sale", N_("sale")
    FEEDBACK = "feedback", N_("feedback")
    PROBLEM = "problem", N_("problem")
    REQUEST = "request", N_("request")
    DELIVERY = "delivery", N_("delivery")
    COURTESY = "courtesy", N_("courtesy")
    NEGOTIATION = "negotiation", N_("negotiation")
    DISPUTE = "dispute", N_("dispute")
    APPOINTMENT = "appointment", N_("appointment")


class Outcome(Word):
    """What a contact led to."""

    SOLVED = "solved", N_("solved")
    PROMISED = "promised", N_("promised")
    FOLLOW_UP = "follow-up", N_("follow-up")
    ESCALATED = "escalated", N_("escalated")
    DECLINED = "declined", N_("declined")
    NO_ANSWER = "no-answer", N_("no answer")
    LEFT_MESSAGE = "left-message", N_("left a message")
    MISSED = "missed", N_("missed")
    NO_SHOW = "no-show", N_("did not come")
    INFORMATION = "information", N_("information")


class Mood(Word):
    """How a contact left the customer, worst first."""

    UPSET = "upset", N_("upset")
    UNEASY = "uneasy", N_("uneasy")
    NEUTRAL = "neutral", N_("neutral")
    PLEASED = "pleased", N_("pleased")
    DELIGHTED = "delighted", N_("delighted")


class Obstacle(Word):
    """Something of ours that stood in the customer's way."""

    POLICY = "policy", N_("policy")
    REACH = "reach", N_("reaching us")
    HOURS = "hours", N_("hours")
    PROCESS = "process", N_("process")
    PRICE = "price", N_("price")
    US = "us", N_("us")


class Stage(Word):
    """Where a case stands."""

    OPEN = "open", N_("open")
    WAITING = "waiting", N_("waiting")
    SOLVED = "solved", N_("solved")
    CLOSED = "closed", N_("closed")


class PromiseState(Word):
    """Where a promise stands."""

    OPEN = "open", N_("open")
    KEPT = "kept", N_("kept")
    KEPT_EARLY = "kept-early", N_("kept early")
    BROKEN = "broken", N_("broken")
    WITHDRAWN = "withdrawn", N_("withdrawn")


class PromiseBy(Word):
    """Whose promise it is."""

    OURS = "ours", N_("ours")
    THEIRS = "theirs", N_("theirs")


class Health(Word):
    """How a relationship is doing."""

    HAPPY = "happy", N_("happy")
    STEADY = "steady", N_("steady")
    WATCH = "watch", N_("watch")
    AT_RISK = "at-risk", N_("at risk")


class Decision(Word):
    """How a review ends."""

    KEEP = "keep", N_("keep")
    CHANGE = "change", N_("change")
    RETIRE = "retire", N_("retire")


class Consent(Word):
    """Whether a customer wants to hear from us on a channel, where they said so."""

    GIVEN = "given", N_("yes")
    REFUSED = "refused", N_("no")


class Measure(Word):
    """What a standard measures."""

    FOLLOW_UP_IN_TIME = "follow-up-in-time", N_("follow-ups done in time")
    SOLVED_AT_FIRST_CONTACT = "solved-at-first-contact", N_("solved at first contact")
    ANSWERED_WITHIN = "answered-within", N_("first answer within a time")
    MOOD = "mood", N_("how contacts leave them")
    WAITING_TIME = "waiting-time", N_("waiting time")
    REVIEW_ON_TIME = "review-on-time", N_("reviews on time")
    NEXT_ANSWER_WITHIN = "next-answer-within", N_("next answer within a time")
    RESOLVED_WITHIN = "resolved-within", N_("resolved within a time")
    PROMISE_KEPT = "promise-kept", N_("promises kept")
    SAME_PERSON = "same-person", N_("the same person to the end")
    CONTACT_LOAD = "contact-load", N_("contact load respected")
    READ_BY_ALL = "read-by-all", N_("read by all")
    FOLLOWED_BY = "followed-by", N_("one contact followed by another")
    PRECEDED_BY = "preceded-by", N_("one contact preceded by another")
    STEP_TICKED = "step-ticked", N_("a required step ticked")
    BY_AGREED_DATE = "by-agreed-date", N_("resolved by the agreed date")
    TIMELY_AS_RECORDED = "timely-as-recorded", N_("timely, as another system recorded it")
    DELIVERED_BY_PROMISED_DAY = "delivered-by-promised-day", N_("delivered by the promised day")
    DELIVERED_AT_FIRST_ATTEMPT = "delivered-at-first-attempt", N_("delivered at the first attempt")


class ClockName(Word):
    """What is waited for on a case."""

    FIRST_RESPONSE = "first-response", N_("first answer")
    NEXT_RESPONSE = "next-response", N_("next answer")
    RESOLUTION = "resolution", N_("resolution")


class ClockState(Word):
    """Where a clock stands."""

    RUNNING = "running", N_("running")
    PAUSED = "paused", N_("paused")
    MET = "met", N_("met")
    MISSED = "missed", N_("missed")


class ProposalState(Word):
    """What became of a proposal."""

    OPEN = "open", N_("open")
    ACCEPTED = "accepted", N_("accepted")
    DECLINED = "declined", N_("declined")


class PolicyQuestion(Word):
    """What the review of a policy asks."""

    PURPOSE = "purpose", N_("What is it for?")
    NEEDED = "needed", N_("Is it still needed?")
    OUTDATED = "outdated", N_("Is it outdated?")
    HARD = "hard", N_("Is it hard to understand?")
    TALK = "talk", N_("Does it make it hard to talk to us?")
    HOURS = "hours", N_("Do our hours serve them?")


class ChecklistKind(Word):
    """What stands on a newcomer's list."""

    READ = "read", N_("to read")
    ACCOMPANIED = "accompanied", N_("accompanied call")
    OTHER = "other", N_("other")


class Appointment(Word):
    """Whether somebody came to an appointment."""

    CAME = "came", N_("came")
    DID_NOT_COME = "did-not-come", N_("did not come")


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
