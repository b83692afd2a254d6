"""The words of growing a relationship: sales, opportunities, plans, surveys, outreach, agreements.

Like those of :mod:`crm_tui.domain.words`: codes are fixed, labels go through gettext where they are shown.
"""

from crm_tui.domain.words import Word
from crm_tui.i18n import N_


class ProductKind(Word):
    """What we offer."""

    PRODUCT = "product", N_("product")
    SERVICE = "service", N_("service")


class ProductRelation(Word):
    """How another product stands to one."""

    GOES_WITH = "goes-with", N_("goes with it")
    STEP_UP = "step-up", N_("steps up from it")


class SaleStage(Word):
    """Where a sale is on its way to the customer."""

    ORDERED = "ordered", N_("ordered")
    PROMISED = "promised", N_("promised")
    CALLED_AHEAD = "called-ahead", N_("called ahead")
    DELIVERED = "delivered", N_("delivered")
    CANCELLED = "cancelled", N_("cancelled")


class SaleEventKind(Word):
    """What can happen to a sale."""

    ORDERED = "ordered", N_("ordered")
    PROMISED = "promised", N_("promised")
    CALLED_AHEAD = "called-ahead", N_("called ahead")
    ATTEMPTED = "attempted", N_("delivery attempted")
    DELIVERED = "delivered", N_("delivered")
    CANCELLED = "cancelled", N_("cancelled")
    OWNER = "owner", N_("new owner")


class OpportunityStage(Word):
    """Where an opportunity stands, from what somebody heard to its end."""

    HEARD = "heard", N_("heard")
    TALKED = "talked", N_("talked about")
    OFFERED = "offered", N_("offered")
    WON = "won", N_("won")
    LOST = "lost", N_("lost")


class PlanEvent(Word):
    """What sets a touchpoint plan off."""

    SALE = "sale", N_("a sale")
    DELIVERED = "delivered", N_("a delivery")
    SOLVED = "solved", N_("a solved case")
    SUPPORT = "support", N_("a support contact")
    FIRST_CONTACT = "first-contact", N_("a first contact")
    SILENCE = "silence", N_("a long silence")


class StepWho(Word):
    """Who does a step of a plan, where nobody is named."""

    OWNER = "owner", N_("whoever had it")
    MANAGER = "manager", N_("relationship manager")


class RunState(Word):
    """Where a plan at work for a customer stands."""

    RUNNING = "running", N_("running")
    STOPPED = "stopped", N_("stopped")
    DONE = "done", N_("done")


class TouchState(Word):
    """What became of a step of a plan."""

    WAITING = "waiting", N_("waiting")
    PLANNED = "planned", N_("planned")
    JOINED = "joined", N_("joined")
    SKIPPED = "skipped", N_("skipped")


class TemplateKind(Word):
    """A whole message, a piece to put into one, or what a survey asks."""

    MESSAGE = "message", N_("message")
    SNIPPET = "snippet", N_("snippet")
    QUESTION = "question", N_("question")


class SurveyKind(Word):
    """What is asked."""

    CSAT = "csat", N_("satisfaction, 1 to 5")
    NPS = "nps", N_("would recommend us, 0 to 10")


class SurveyState(Word):
    """What became of a question."""

    ASKED = "asked", N_("asked")
    ANSWERED = "answered", N_("answered")
    DECLINED = "declined", N_("did not answer")


class OutreachKind(Word):
    """What goes out to many."""

    ANNOUNCEMENT = "announcement", N_("announcement")
    NEWSLETTER = "newsletter", N_("newsletter")
    VIDEO = "video", N_("video")
    TUTORIAL = "tutorial", N_("tutorial")


class OutreachState(Word):
    """How far an outreach has come."""

    DRAWN = "drawn", N_("list drawn up")
    SENT = "sent", N_("sent")


class LeftOut(Word):
    """Why a customer of the segment is not on the list of an outreach."""

    NO_CONSENT = "no-consent", N_("no consent for this channel")
    DO_NOT_CONTACT = "do-not-contact", N_("does not want to be contacted")
    LOAD = "load", N_("has heard from us as often as they should")
    NO_ADDRESS = "no-address", N_("no address for this channel")
    OPEN_COMPLAINT = "open-complaint", N_("has an open complaint")
    ENDED = "ended", N_("the relationship ended")


class Renewal(Word):
    """How an agreement goes on after its end."""

    NONE = "none", N_("ends")
    BY_HAND = "by-hand", N_("renewed by hand")
    AUTOMATIC = "automatic", N_("renews itself")


class AgreementState(Word):
    """Whether an agreement holds."""

    ACTIVE = "active", N_("active")
    ENDED = "ended", N_("ended")


class AgreementEventKind(Word):
    """What becomes of an agreement."""

    SIGNED = "signed", N_("signed")
    CHANGED = "changed", N_("changed")
    RENEWED = "renewed", N_("renewed")
    NOTICE = "notice", N_("notice given")
    ENDED = "ended", N_("ended")


class NegotiationMove(Word):
    """One move of a negotiation."""

    OFFER = "offer", N_("offer")
    COUNTER_OFFER = "counter-offer", N_("counter-offer")
    CONCESSION = "concession", N_("concession")
    AGREED = "agreed", N_("agreed")


class DisputeStage(Word):
    """How far a dispute has gone."""

    TALK = "talk", N_("talk")
    WRITTEN = "written", N_("written")
    MEDIATION = "mediation", N_("mediation")
    CLOSED = "closed", N_("closed")


class HeardKind(Word):
    """What a dated note is about."""

    INTEREST = "interest", N_("interest")
    HEARD = "heard", N_("heard")


class FieldType(Word):
    """What a field of the business's own holds."""

    TEXT = "text", N_("text")
    NUMBER = "number", N_("number")
    DATE = "date", N_("date")
    CHOICE = "choice", N_("choice")
