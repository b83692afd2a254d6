"""The names by which columns of sales, cases and contacts that took place are known, the surest first.

Names are compared without case, blanks and punctuation: ``ORDERNUMBER`` is ``Order number``.
"""

from collections.abc import Mapping

from crm_tui.domain.growth_words import SaleStage
from crm_tui.domain.words import Channel, Direction, Mood, Nature, Obstacle, Outcome, Stage

Names = Mapping[str, tuple[str, ...]]
Words = Mapping[str, str]

_WHO: Names = {
    "customer": (
        "customer name", "client name", "contact name", "name", "full name", "customer", "client", "buyer",
        "caller", "caller id", "requester", "contact", "গ্রাহকের নাম", "নাম", "গ্রাহক",
    ),
    "customer_key": ("customer id", "customer number", "customer no", "client id", "account id", "গ্রাহক নম্বর"),
    "organisation": ("organisation", "organization", "company", "company name", "account name", "প্রতিষ্ঠান"),
    "phone": ("phone", "phone number", "telephone", "tel", "mobile", "mobile number", "ফোন", "মোবাইল"),
    "email": ("email", "email address", "mail", "ইমেইল"),
}  # fmt: skip
_PRODUCT: Names = {
    "product": ("product name", "product", "item name", "item", "article", "track", "পণ্য"),
    "product_code": ("product code", "product id", "sku", "item code", "stock code", "পণ্য কোড"),
}
_NOTE = ("note", "notes", "comment", "comments", "remarks", "মন্তব্য", "নোট")

SALES: Names = {
    **_WHO,
    **_PRODUCT,
    "key": (
        "sale", "sale id", "sale number", "order id", "order number", "order no", "order", "invoice id",
        "invoice number", "invoice no", "invoice", "receipt number", "receipt no", "receipt", "number", "no",
        "id", "অর্ডার নম্বর", "চালান নম্বর", "ক্রমিক নম্বর",
    ),
    "sold": (
        "sold", "sold on", "sale date", "order date", "invoice date", "purchase date", "date", "তারিখ",
    ),
    "promised": ("promised", "promised date", "required date", "due date"),
    "delivered": ("delivered", "delivered on", "delivery date", "ship date", "shipped date", "shipped"),
    "category": ("sub category", "product category", "product line", "category", "genre", "ধরন"),
    "quantity": ("quantity", "qty", "quantity ordered", "units", "pieces", "পরিমাণ"),
    "price": ("price", "unit price", "price each", "দর"),
    "value": ("value", "line total", "amount", "sales", "total", "sum", "revenue", "মূল্য", "মোট"),
    "currency": ("currency", "currency code", "মুদ্রা"),
    "rate": ("exchange rate",),
    "owner": ("sales rep", "support rep", "rep", "salesperson", "sold by", "owner", "staff", "বিক্রেতা"),
    "stage": ("stage", "status", "অবস্থা"),
    "note": _NOTE,
}  # fmt: skip

CASES: Names = {
    **{name: _WHO[name] for name in ("customer",)},
    **{name: _PRODUCT[name] for name in ("product",)},
    "key": (
        "case id", "case number", "case", "ticket id", "ticket number", "ticket", "complaint id", "incident",
        "incident id", "request id", "unique key", "number", "no", "id", "টিকেট নম্বর", "ক্রমিক নম্বর",
    ),
    "title": ("title", "subject", "summary", "issue", "complaint type", "topic", "বিষয়"),
    "nature": ("nature", "ticket type"),
    "channel": ("channel", "contact type", "submitted via"),
    "note": (*_NOTE, "description", "descriptor", "details", "complaint", "বিবরণ"),
    "owner": ("owner", "assigned to", "assignee", "agent", "handled by"),
    "cause": ("cause", "root cause"),
    "resolution": ("resolution", "resolution description", "solution", "সমাধান"),
    "reopenings": ("reopenings", "reopen count"),
    "stage": ("stage", "status", "state", "incident state", "অবস্থা"),
    "timely": ("timely", "timely response", "made sla"),
    "opened": (
        "opened", "opened at", "created", "created at", "created date", "date received", "received",
        "reported", "open date", "date", "তারিখ",
    ),
    "at": ("updated at", "complete timestamp", "timestamp"),
    "answered": ("answered", "answered at", "first response", "first response at"),
    "solved": ("solved", "solved at", "resolved", "resolved at", "resolved date"),
    "closed": ("closed", "closed at", "closed date", "close date"),
    "agreed": ("agreed", "due date", "due"),
}  # fmt: skip

INTERACTIONS: Names = {
    **_WHO,
    **_PRODUCT,
    "customer_key": ("crm-tui customer key", *_WHO["customer_key"]),
    "customer_source": ("crm-tui customer source",),
    "key": (
        "crm-tui key", "contact id", "call id", "interaction id", "interaction", "id", "number", "no",
        "ক্রমিক নম্বর",
    ),
    "at": ("at", "date and time", "date", "time", "happened", "when", "started", "timestamp", "তারিখ"),
    "until": ("until", "ended", "end"),
    "minutes": ("minutes", "duration in minutes"),
    "channel": ("channel", "contact type", "medium"),
    "direction": ("direction", "in or out"),
    "nature": ("nature", "reason", "type", "category"),
    "outcome": ("outcome", "result", "disposition"),
    "mood": ("mood",),
    "obstacle": ("obstacle",),
    "waited": ("waited", "waiting time", "wait"),
    "note": (*_NOTE, "said", "summary", "subject", "description", "বিবরণ"),
    "cause": ("cause", "root cause"),
    "did": ("did", "what we did", "action", "resolution"),
    "owner": ("staff", "owner", "agent", "handled by", "assigned to"),
    "good_moment": ("good moment",),
    "link": ("link", "url"),
    "case": ("case", "case id", "case number", "ticket", "ticket id", "ticket number"),
}  # fmt: skip

#: What other programs call ours, in small letters: where no mapping says what their words mean.
SALE_STAGES: Words = {
    **{stage.value: stage.value for stage in SaleStage},
    **dict.fromkeys(("shipped", "completed", "complete", "paid", "closed", "resolved", "disputed"),
                    SaleStage.DELIVERED.value),
    **dict.fromkeys(("pending", "open", "processing", "in process", "on hold", "new"),
                    SaleStage.ORDERED.value),
    **dict.fromkeys(("canceled", "refunded", "returned"), SaleStage.CANCELLED.value),
}  # fmt: skip
CASE_STAGES: Words = {
    **{stage.value: stage.value for stage in Stage},
    **dict.fromkeys(("new", "active", "in progress", "assigned"), Stage.OPEN.value),
    **dict.fromkeys(("pending", "on hold", "awaiting user info"), Stage.WAITING.value),
    **dict.fromkeys(("resolved", "done"), Stage.SOLVED.value),
}
CHANNELS: Words = {
    **{channel.value: channel.value for channel in Channel},
    **dict.fromkeys(("call", "telephone", "phone call", "ivr"), Channel.PHONE.value),
    **dict.fromkeys(("mail", "e-mail"), Channel.EMAIL.value),
    **dict.fromkeys(("web", "online", "portal", "self service", "message"), Channel.CHAT.value),
    **dict.fromkeys(("post", "postal mail", "fax"), Channel.LETTER.value),
    **dict.fromkeys(("in person", "walk in", "walk-in", "meeting"), Channel.VISIT.value),
}
NATURES: Words = {nature.value: nature.value for nature in Nature}
DIRECTIONS: Words = {
    **{direction.value: direction.value for direction in Direction},
    **dict.fromkeys(("in", "incoming", "received"), Direction.INBOUND.value),
    **dict.fromkeys(("out", "outgoing", "sent", "made"), Direction.OUTBOUND.value),
    **dict.fromkeys(("note", "internal note"), Direction.INTERNAL.value),
}
OUTCOMES: Words = {
    **{outcome.value: outcome.value for outcome in Outcome},
    **dict.fromkeys(("resolved", "done"), Outcome.SOLVED.value),
    **dict.fromkeys(("no answer", "not answered", "unanswered", "busy"), Outcome.NO_ANSWER.value),
    **dict.fromkeys(("voicemail", "left message", "left a message"), Outcome.LEFT_MESSAGE.value),
    **dict.fromkeys(("missed call", "abandoned"), Outcome.MISSED.value),
}
MOODS: Words = {mood.value: mood.value for mood in Mood}
OBSTACLES: Words = {obstacle.value: obstacle.value for obstacle in Obstacle}
