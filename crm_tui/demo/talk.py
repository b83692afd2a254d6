"""What is said at the desk of the sample business, a shop for kettles and coffee machines with a workshop."""

from types import MappingProxyType
from typing import NamedTuple


class Situation(NamedTuple):
    """A kind of contact: how it comes, what it is about, what it can lead to, and how it leaves them.

    ``share`` is how often it occurs beside the others. ``after`` says what follows: "case", "follow-up",
    "call-back", "promise", "thanks", "delivery", or nothing. ``moods`` are digits from 1 upset to 5
    delighted, as often as they occur; "-" is unknown.
    """

    share: int
    channels: str
    direction: str
    nature: str
    outcome: str
    moods: str
    words: str
    after: str = ""
    obstacles: str = ""


SITUATIONS = (
    Situation(150, "phone phone visit chat", "inbound", "enquiry", "information", "33344-", "enquiry"),
    Situation(60, "phone visit", "inbound", "enquiry", "solved", "3344", "enquiry"),
    Situation(
        70,
        "phone email chat",
        "inbound",
        "enquiry",
        "follow-up",
        "3334",
        "enquiry",
        "follow-up",
        "hours price",
    ),
    Situation(110, "phone visit chat", "inbound", "support", "solved", "33445", "support"),
    Situation(
        30, "phone visit", "inbound", "support", "follow-up", "2333", "support", "follow-up", "process reach"
    ),
    Situation(12, "phone", "inbound", "support", "escalated", "223", "support", "follow-up", "process"),
    Situation(45, "phone visit", "inbound", "complaint", "solved", "2334", "complaint"),
    Situation(
        24, "phone phone email", "inbound", "complaint", "promised", "1223", "complaint", "case", "policy us"
    ),
    Situation(
        14, "phone email social", "inbound", "complaint", "follow-up", "1122", "complaint", "case", "reach us"
    ),
    Situation(16, "phone visit", "inbound", "problem", "follow-up", "223", "complaint", "case", "process"),
    Situation(
        2, "letter email", "inbound", "dispute", "escalated", "112", "complaint", "case", "policy price"
    ),
    Situation(85, "visit visit phone", "inbound", "sale", "solved", "34455", "sale", "thanks"),
    Situation(25, "phone visit", "inbound", "sale", "promised", "3344", "sale", "promise"),
    Situation(35, "phone visit email", "inbound", "feedback", "information", "4455", "thanks"),
    Situation(30, "phone email", "inbound", "request", "promised", "334", "request", "promise", "hours"),
    Situation(35, "phone chat", "inbound", "request", "solved", "334", "request"),
    Situation(50, "phone", "outbound", "delivery", "information", "334-", "arriving", "delivery"),
    Situation(5, "visit", "outbound", "delivery", "solved", "334", "delivered"),
    Situation(15, "email", "outbound", "delivery", "information", "-", "delivery"),
    Situation(30, "phone email", "outbound", "courtesy", "information", "345-", "courtesy"),
    Situation(25, "phone", "outbound", "courtesy", "no-answer", "-", "nobody", "follow-up"),
    Situation(25, "phone", "outbound", "courtesy", "left-message", "-", "nobody"),
    Situation(50, "phone", "inbound", "enquiry", "missed", "-", "", "call-back"),
    Situation(20, "phone email", "outbound", "negotiation", "follow-up", "33-", "negotiation", "follow-up"),
    Situation(20, "visit", "inbound", "appointment", "solved", "3445", "appointment"),
    Situation(5, "visit", "inbound", "appointment", "no-show", "-", "", "follow-up"),
    Situation(35, "letter", "internal", "enquiry", "information", "-", "note"),
)

PRODUCTS = (
    "kettle",
    "gooseneck kettle",
    "espresso machine",
    "coffee grinder",
    "milk frother",
    "teapot",
    "filter machine",
    "travel mug",
    "descaler",
    "water filter",
    "samovar",
    "moka pot",
    "cold brew jug",
    "toaster",
    "thermos",
    "pour-over set",
    "kitchen scale",
    "stovetop kettle",
)

#: Which of these is what on the list of products, by its code.
OFFERED = MappingProxyType(
    {
        "kettle": "K17",
        "gooseneck kettle": "K25",
        "espresso machine": "E1",
        "coffee grinder": "G5",
        "teapot": "T9",
        "water filter": "F3",
    }
)

#: What they say, by the words of a situation; {product} is put in.
ENGLISH = {
    "enquiry": (
        "asks which {product} suits a kitchen of six",
        "wants the price of the {product} in copper",
        "asks whether the {product} is in stock again",
        "how long is the guarantee on the {product}?",
        "can we post the {product} abroad?",
        "looks for a quiet {product} for the office",
        "asks when the workshop on the {product} takes place",
        "do we take an old {product} back?",
    ),
    "support": (
        "the {product} blinks twice and stops",
        "does not find the switch for the timer of the {product}",
        "how to descale the {product}",
        "lid of the {product} does not close",
        "needs a seal for the {product}",
        "the {product} trips the fuse",
        "manual of the {product} in another language",
    ),
    "complaint": (
        "the {product} leaks, second time this year",
        "waited at home all day for the {product}, nobody came",
        "the invoice for the {product} is wrong",
        "the {product} came scratched",
        "nobody picks up at noon",
        "third call about the same {product}, stays friendly but tired",
        "the repaired {product} fails again",
        "was told two different prices for the {product}",
        "the refund for the {product} has not arrived",
    ),
    "sale": (
        "buys the {product} as a present",
        "takes two {product} for the shop",
        "orders the {product} seen last week",
        "upgrades to the larger {product}",
        "adds the {product} to the standing order",
    ),
    "thanks": (
        "thanks for the quick repair of the {product} 🙏",
        "the {product} is a joy, tells everybody",
        "praises how patient we were about the {product}",
        "sends a photo of the {product} at work 😊",
        "likes the new opening hours",
    ),
    "request": (
        "please send the certificate for the {product}",
        "wants the {product} delivered on Friday",
        "needs a copy of the invoice for the {product}",
        "asks to change the address for the {product}",
        "hold the {product} until the end of the month",
    ),
    "delivery": (
        "the {product} is on its way, arrives tomorrow",
        "the {product} can be collected",
        "the {product} comes a day earlier than told",
        "part for the {product} has arrived",
    ),
    "arriving": (
        "the {product} is on its way, we bring it tomorrow",
        "told when we bring the {product}",
        "is at home tomorrow for the {product}",
    ),
    "delivered": (
        "brought the {product}, showed how it works",
        "set up the {product}, it runs",
        "brought the {product} and took the old one back",
    ),
    "thank": (
        "thanked for the order of the {product}",
        "thanked, and told where to find help with the {product}",
    ),
    "courtesy": (
        "asked how the {product} is doing",
        "said that the {product} has a free check this month",
        "asked whether the repair of the {product} holds",
    ),
    "nobody": ("rang twice", "left word with a colleague", "voice mail, asked to call back"),
    "negotiation": (
        "talked about the price of {product} by the crate",
        "asks for thirty days to pay for the {product}",
        "next year's terms for the {product}",
        "wants the {product} exclusively in town",
    ),
    "appointment": ("came to see the new {product}", "came to collect the {product}, tried it here"),
    "note": (
        "prefers the afternoon",
        "ask for the part number of the {product} next time",
        "drinks tea, no sugar",
    ),
    "answer": (
        "explained what happens next with the {product}",
        "called with the date for the {product}",
        "said sorry, and sent a label for the {product}",
    ),
    "reply": (
        "sent a picture of the {product}",
        "sent the number of the order for the {product}",
        "is at home on Thursday, asks us to come then",
    ),
    "back": (
        "the {product} does it again",
        "is not content with the {product} after all",
    ),
    "understood": (
        "wants the {product} to work, not a discount",
        "needs to know the day, more than to have the {product} soon",
        "minds that nobody told them about the {product}, not that it was late",
        "wants somebody to say sorry for the {product}",
    ),
    "solved": (
        "has the new {product}, is content",
        "refund for the {product} has arrived",
        "the {product} works again",
        "accepts the credit for the {product}",
    ),
    "done": (
        "did as agreed about the {product}",
        "rang about the {product}, all is well",
        "sent what they asked for",
    ),
}

#: The same in the languages of customers who are not spoken to in English; what is missing is in English.
OTHERS: dict[str, dict[str, tuple[str, ...]]] = {
    "bn": {
        "enquiry": ("নতুন কেটলির দাম জানতে চান", "কফি মেশিনটি আবার কবে আসবে?", "গ্যারান্টি কত দিনের, জানতে চান"),
        "support": ("কেটলির সুইচ কাজ করছে না", "ঢাকনা ঠিকমতো বন্ধ হয় না", "কীভাবে পরিষ্কার করবেন, জানতে চান"),
        "complaint": (
            "ডেলিভারি দেরি হয়েছে, কেউ ফোন করেনি",
            "মেরামতের পরেও পানি পড়ে",
            "বিলে ভুল আছে",
            "দুপুরে কেউ ফোন ধরে না",
        ),
        "sale": ("উপহারের জন্য একটি কেটলি নিলেন", "দোকানের জন্য দুটি অর্ডার দিলেন"),
        "thanks": ("দ্রুত মেরামতের জন্য ধন্যবাদ জানালেন 🙏", "নতুন কেটলি নিয়ে খুব খুশি"),
        "request": ("শুক্রবার পৌঁছে দিতে বললেন", "রসিদের কপি চান"),
        "solved": ("নতুনটি পেয়েছেন, সন্তুষ্ট", "এখন ঠিকমতো চলছে"),
    },
    "ar": {
        "enquiry": ("يسأل عن سعر الغلاية الجديدة", "متى تصل آلة القهوة؟", "كم مدة الضمان؟"),
        "complaint": ("الغلاية تسرب الماء مرة ثانية", "انتظر طوال اليوم ولم يأت أحد", "الفاتورة غير صحيحة"),
        "support": ("المفتاح لا يعمل", "كيف أنظف الآلة؟"),
        "thanks": ("شكرا على الإصلاح السريع", "سعيدة جدا بالإبريق الجديد"),
    },
    "zh": {
        "enquiry": ("想问新水壶的价格", "咖啡机什么时候到货？", "保修期是多久？"),
        "complaint": ("水壶又漏水了", "等了一整天没有人来", "发票金额不对"),
        "support": ("开关没有反应", "不知道怎么除垢"),
        "thanks": ("谢谢你们修得这么快 👍", "新茶壶很好用"),
    },
}
CAUSES = (
    "",
    "",
    "",
    "supplier late",
    "part worn out",
    "alone at the desk at noon",
    "typed wrong",
    "box too weak",
    "our price list was old",
)
#: How we keep a cause from coming back.
PREVENTIONS = {
    "supplier late": "ask the supplier on Mondays what is late",
    "part worn out": "look at that part at every service",
    "alone at the desk at noon": "two at the desk from twelve to one",
    "typed wrong": "read the order back before it is sent",
    "box too weak": "double boxes for glass",
    "our price list was old": "one price list, dated, at every desk",
}
NOT_OVER = "they came back with it"
DEEDS = (
    "",
    "",
    "explained",
    "sent by mail",
    "label by mail",
    "exchanged it",
    "credited",
    "passed to the workshop",
    "noted, will tell the team",
)
ERRANDS = (
    "is the new {product} all right?",
    "send the price list",
    "thank for the order",
    "check-in after the repair of the {product}",
    "call with the date for the {product}",
    "ask how the {product} is doing",
    "send the offer for the {product}",
)
PROMISES = (
    "replacement {product}",
    "refund on the card",
    "part for the {product} in stock",
    "offer for the {product}",
    "technician's visit",
)
DROPPED = ("they wrote themselves", "bought elsewhere", "asked us to leave it", "solved by the other call")
