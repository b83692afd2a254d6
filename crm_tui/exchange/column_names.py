"""The names that columns of contact lists go by, in English and Bengali, folded as ``columns.folded`` does.

Sources: the export headers of Google Contacts (before and since 2024), Outlook desktop, Thunderbird, the
usual lead and customer exports of other programs, and Bengali lists as businesses type them.
"""

#: Fields of which a contact has one.
SINGLE: dict[str, tuple[str, ...]] = {
    "name": (
        "name", "full name", "fullname", "display name", "contact name", "customer name", "customer",
        "contact",
        "lead name", "client name", "নাম", "পূর্ণ নাম", "পুরো নাম", "গ্রাহকের নাম", "ক্রেতার নাম",
        "যোগাযোগের নাম",
    ),
    "first_name": (
        "first name", "first", "firstname", "given name", "forename", "contact first name", "প্রথম নাম",
        "নামের প্রথম অংশ",
    ),
    "middle_name": ("middle name", "middlename", "additional name", "মধ্য নাম", "মধ্যনাম"),
    "last_name": (
        "last name", "last", "lastname", "family name", "surname", "contact last name", "শেষ নাম", "বংশনাম",
        "পারিবারিক নাম",
        "নামের শেষ অংশ",
    ),
    "prefix": ("name prefix", "prefix", "salutation", "honorific", "courtesy title", "সম্ভাষণ"),
    "suffix": ("name suffix", "suffix", "generational suffix"),
    "nickname": ("nickname", "nick name", "short name", "file as", "ডাকনাম", "ডাক নাম"),
    "form_of_address": ("form of address", "address as", "greeting", "সম্বোধন"),
    "organisation": (
        "organisation", "organization", "company", "company name", "organization name", "organisation name",
        "organization 1 name", "account name", "employer", "business name", "firm", "প্রতিষ্ঠান",
        "প্রতিষ্ঠানের নাম",
        "কোম্পানি", "কোম্পানির নাম", "সংস্থা", "দোকান", "দোকানের নাম",
    ),
    "department": ("department", "organization department", "organization 1 department", "শাখা"),
    "title": (
        "title", "job title", "position", "designation", "organization title", "organization 1 title",
        "role",
        "পদবি", "পদবী", "পদ",
    ),
    "language": ("language", "preferred language", "locale", "ভাষা"),
    "source": (
        "source", "lead source", "referred by", "referral source", "how did you hear of us", "সূত্র", "উৎস",
    ),
    "tier": ("tier", "service level", "স্তর"),
    "kinds": ("kind", "kinds", "customer kind"),
    "tags": (
        "tags", "tag", "labels", "categories", "category", "group membership", "groups", "group", "ট্যাগ",
        "শ্রেণি",
    ),
    "note": (
        "note", "notes", "comment", "comments", "remark", "remarks", "memo", "description", "মন্তব্য",
        "নোট", "টীকা",
        "বিবরণ",
    ),
    "manager": ("relationship manager", "account manager", "owner", "lead owner", "account owner"),
    "do_not_contact": ("do not contact", "opt out", "optout", "unsubscribed", "যোগাযোগ করবেন না"),
    "external_key": (
        "id", "uid", "lead id", "contact id", "customer id", "client id", "account id", "record id",
        "external id", "identifier", "customer number", "customer no", "আইডি", "গ্রাহক নম্বর",
        "ক্রমিক নম্বর",
    ),
}  # fmt: skip

#: Ways to reach a contact that carry no label in their name: (field, label).
POINTS: dict[str, tuple[str, str]] = {
    "মোবাইল": ("phone", "mobile"),
    "মোবাইল নম্বর": ("phone", "mobile"),
    "মোবাইল নাম্বার": ("phone", "mobile"),
    "মুঠোফোন": ("phone", "mobile"),
    "ফোন": ("phone", ""),
    "ফোন নম্বর": ("phone", ""),
    "ফোন নাম্বার": ("phone", ""),
    "টেলিফোন": ("phone", ""),
    "যোগাযোগ নম্বর": ("phone", ""),
    "হোয়াটসঅ্যাপ": ("phone", "whatsapp"),
    "mail": ("email", ""),
    "mail address": ("email", ""),
    "ইমেইল": ("email", ""),
    "ইমেল": ("email", ""),
    "ই মেইল": ("email", ""),
    "ই মেল": ("email", ""),
    "ইমেইল ঠিকানা": ("email", ""),
    "callback": ("phone", "callback"),
    "isdn": ("phone", "isdn"),
    "mobile": ("phone", "mobile"),
    "whatsapp": ("phone", "whatsapp"),
    "web page": ("handle", "website"),
    "website": ("handle", "website"),
    "web site": ("handle", "website"),
    "url": ("handle", "website"),
    "web page 1": ("handle", "website"),
    "web page 2": ("handle", "website"),
    "ওয়েবসাইট": ("handle", "website"),
    "screen name": ("handle", "screen name"),
    "skype": ("handle", "skype"),
    "telegram": ("handle", "telegram"),
    "facebook": ("handle", "facebook"),
    "ফেসবুক": ("handle", "facebook"),
    "instagram": ("handle", "instagram"),
    "linkedin": ("handle", "linkedin"),
    "twitter": ("handle", "twitter"),
}

#: Parts of a postal address, in the order in which they are written down.
ADDRESS_PARTS: dict[str, tuple[str, ...]] = {
    "formatted": ("formatted",),
    "po_box": ("po box", "address po box", "পোস্ট বক্স"),
    "extended": ("extended address", "address extended", "suite", "apartment"),
    "street": (
        "address", "street", "street address", "address line", "postal address", "mailing address",
        "ঠিকানা", "রাস্তা",
        "গ্রাম", "বর্তমান ঠিকানা",
    ),
    "city": ("city", "town", "locality", "শহর", "থানা", "উপজেলা"),
    "region": (
        "region", "state", "province", "county", "district", "division", "state province", "জেলা", "বিভাগ",
    ),
    "postcode": (
        "postcode", "post code", "postal code", "zip", "zip code", "zipcode", "pin code", "পোস্ট কোড",
        "পোস্টকোড",
        "পোস্টাল কোড",
    ),
    "country": ("country", "country region", "country code", "দেশ"),
}  # fmt: skip

#: Words that say which phone, mail or postal address it is; the value is the label that we show.
LABELS: dict[str, str] = {
    "work": "work", "business": "work", "office": "work", "home": "home", "private": "home",
    "personal": "home",
    "mobile": "mobile", "cell": "mobile", "other": "other", "main": "main", "primary": "", "secondary": "",
    "alternate": "", "company": "company", "car": "car", "radio": "radio", "assistant": "assistant",
    "s": "",
    "direct": "direct", "day": "day", "evening": "evening", "emergency": "emergency", "billing": "billing",
    "shipping": "shipping", "mailing": "", "contact": "", "customer": "", "client": "", "lead": "",
    "tty": "tty",
    "tdd": "", "preferred": "",
}  # fmt: skip

#: Words for a phone, and the label that some of them imply.
PHONE_WORDS: dict[str, str] = {
    "phone": "", "telephone": "", "tel": "", "mobile": "mobile", "cell": "mobile", "cellphone": "mobile",
    "fax": "fax", "pager": "pager", "whatsapp": "whatsapp", "telex": "telex",
}  # fmt: skip

#: What some programs write where a field is empty: Outlook's "no date" and "no gender".
NO_VALUES = frozenset({"0/0/00", "Unspecified"})

#: Columns that say nothing about a contact: how the other program stores or sorts it.
NOTHING = frozenset(
    {
        "photo", "initials", "priority", "private", "sensitivity", "internet free busy",
        "directory server", "mileage",
        "organizational id number", "phonetic first name", "phonetic middle name", "phonetic last name",
        "yomi name",
        "given name yomi", "additional name yomi", "family name yomi", "email display name",
        "email 2 display name",
        "email 3 display name", "subject",
    }
)  # fmt: skip
