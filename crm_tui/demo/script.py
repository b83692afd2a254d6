"""What happens in the stories, moment by moment. Days count back from the day on which the sample is made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Next:
    """A follow-up due ``in_days`` from today (negative: overdue), at a time of day if there is a ``clock``.

    ``hours_ago`` makes it due so many hours before now instead.
    """

    why: str
    in_days: int = 0
    channel: str = "phone"
    clock: str = ""
    hours_ago: float | None = None
    appointment: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A promise told for a day from today on, and the day that is aimed at; ``broken`` so many days ago."""

    what: str
    told: int
    safe: int
    by: str = "ours"
    broken: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One contact: when, who of us (0 is the caller), with whom, how, and what came of it.

    ``how`` is channel and direction; ``then`` moves the customer's case: "wait" or "close".
    """

    days_ago: int
    clock: str
    who: int
    key: str
    how: str
    nature: str
    outcome: str
    said: str = ""
    mood: str = ""
    cause: str = ""
    did: str = ""
    obstacle: str = ""
    waited: int | None = None
    good: bool = False
    in_case: bool = False
    then: str = ""
    next: tuple[Next, ...] = ()
    promise: Word | None = None


IN_CALL = "phone inbound"
OUT_CALL = "phone outbound"

MOMENTS = (
    Moment(
        88,
        "10:05",
        0,
        "quillon",
        IN_CALL,
        "sale",
        "solved",
        "orders twelve kettles for the guest rooms",
        "pleased",
        waited=0,
    ),
    Moment(
        75,
        "11:20",
        1,
        "layla",
        "email inbound",
        "complaint",
        "promised",
        "الغلاية تسرب الماء مرة ثانية",
        "upset",
        did="label by mail",
    ),
    Moment(
        74,
        "15:10",
        1,
        "layla",
        OUT_CALL,
        "complaint",
        "solved",
        "الغلاية الجديدة وصلت",
        "pleased",
        in_case=True,
        cause="seal worn out",
        did="exchanged it",
        then="close",
    ),
    Moment(
        60,
        "10:40",
        0,
        "hill",
        IN_CALL,
        "request",
        "promised",
        "price list for mugs by the pallet",
        "neutral",
        waited=2,
        promise=Word("price list for the pallets", told=-50, safe=-52, broken=48),
    ),
    Moment(
        41,
        "12:15",
        0,
        "hill",
        IN_CALL,
        "feedback",
        "information",
        "nobody picks up at noon, wants the list by mail",
        "uneasy",
        waited=9,
        obstacle="reach",
        next=(Next("send the price list", -1, "email"),),
    ),
    Moment(
        33,
        "16:30",
        2,
        "mei",
        "visit inbound",
        "sale",
        "solved",
        "新茶壶很好用，再买一个送朋友 👍",
        "delighted",
        good=True,
    ),
    Moment(
        28,
        "09:35",
        0,
        "mary",
        IN_CALL,
        "complaint",
        "solved",
        "the kettle came in the wrong colour",
        "uneasy",
        cause="picked from the wrong shelf",
        did="exchanged the same day",
        waited=1,
    ),
    Moment(
        26,
        "14:00",
        1,
        "nashwa",
        "visit inbound",
        "sale",
        "solved",
        "two espresso machines for the office",
        "pleased",
    ),
    Moment(
        21,
        "10:15",
        0,
        "delta",
        OUT_CALL,
        "negotiation",
        "follow-up",
        "next year's terms, thirty days to pay",
        "neutral",
        next=(Next("renewal of the agreement", 2),),
        promise=Word("their new price list", told=3, safe=3, by="theirs"),
    ),
    Moment(
        20,
        "15:45",
        0,
        "jun",
        "visit inbound",
        "sale",
        "solved",
        "a gooseneck kettle, tried three",
        "delighted",
    ),
    Moment(
        17,
        "11:10",
        2,
        "mei",
        IN_CALL,
        "problem",
        "follow-up",
        "咖啡机漏水，请来修",
        "uneasy",
        waited=3,
        next=(Next("call with the date for the technician", 1),),
    ),
    Moment(
        16,
        "10:20",
        2,
        "mei",
        OUT_CALL,
        "problem",
        "information",
        "等她选一个时间",
        "neutral",
        in_case=True,
        then="wait",
    ),
    Moment(
        12,
        "13:20",
        1,
        "lumen",
        IN_CALL,
        "enquiry",
        "information",
        "which grinder for thirty cups an hour?",
        "neutral",
        waited=6,
    ),
    Moment(
        10,
        "10:50",
        0,
        "quillon",
        "email inbound",
        "delivery",
        "information",
        "twelve kettles have arrived",
        "pleased",
        next=(Next("is the new kettle all right?", -2),),
    ),
    Moment(
        9,
        "12:25",
        0,
        "mary",
        IN_CALL,
        "complaint",
        "promised",
        "the invoice is wrong, paid twice; tired of it",
        "upset",
        waited=14,
        obstacle="process",
        cause="typed wrong",
        did="refund started",
        promise=Word("refund on the card", told=-1, safe=-3),
        next=(Next("promised a date for the part", hours_ago=3.34),),
    ),
    Moment(
        8,
        "09:50",
        0,
        "rahim",
        "visit inbound",
        "support",
        "solved",
        "কেটলির সুইচ কাজ করছিল না, বদলে দেওয়া হলো",
        "pleased",
        did="new switch",
        next=(Next("check-in after the repair", 0, clock="15:00"),),
    ),
    Moment(
        7,
        "16:10",
        0,
        "ashok",
        IN_CALL,
        "enquiry",
        "follow-up",
        "a quiet kettle for the office, not above 60",
        "neutral",
        waited=0,
        next=(Next("call with two offers", 4),),
    ),
    Moment(
        6,
        "14:40",
        0,
        "lumen",
        IN_CALL,
        "enquiry",
        "follow-up",
        "would like to see the new range",
        "pleased",
        waited=1,
        next=(Next("show the new range", 0, "visit", "14:00", appointment=True),),
    ),
    Moment(
        5,
        "12:10",
        1,
        "quillon",
        IN_CALL,
        "enquiry",
        "information",
        "asked for a date",
        "uneasy",
        waited=14,
        obstacle="reach",
    ),
    Moment(
        4,
        "10:30",
        0,
        "jun",
        IN_CALL,
        "request",
        "promised",
        "needs the small seal for the kettle",
        "neutral",
        waited=1,
        promise=Word("part in stock", told=0, safe=-1),
    ),
    Moment(
        3,
        "16:20",
        0,
        "quillon",
        IN_CALL,
        "complaint",
        "promised",
        "kettle leaks, second time",
        "uneasy",
        waited=2,
        cause="seal too short",
        promise=Word("replacement", told=6, safe=4),
    ),
    Moment(
        2,
        "17:05",
        0,
        "quillon",
        "email internal",
        "complaint",
        "information",
        "ask the workshop for the long seal",
        in_case=True,
    ),
    Moment(
        2,
        "11:30",
        0,
        "jun",
        "email inbound",
        "feedback",
        "information",
        "thanks for the quick repair, the kettle sings again 🙏",
        "delighted",
        good=True,
        next=(Next("thank for the order", 0, clock="11:30"), Next("survey (joined to the call)", 0, "email")),
    ),
    Moment(
        1,
        "15:25",
        0,
        "rahim",
        IN_CALL,
        "complaint",
        "follow-up",
        "ডেলিভারি দেরি হয়েছে, কেউ ফোন করেনি",
        "upset",
        waited=5,
        cause="supplier late",
        next=(Next("call with the new date", 1),),
    ),
    Moment(
        1,
        "16:00",
        1,
        "nashwa",
        "email inbound",
        "request",
        "promised",
        "certificate for the machines",
        "neutral",
        promise=Word("certificate by mail", told=4, safe=2),
    ),
    Moment(0, "09:12", 0, "quillon", IN_CALL, "enquiry", "missed"),
)
