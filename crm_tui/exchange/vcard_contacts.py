"""One card as a contact."""

import re
from collections.abc import Callable, Sequence

from crm_tui.domain.words import ContactPointType, Form
from crm_tui.exchange.contact import ContactPointRecord, ContactRecord, Skipped
from crm_tui.exchange.text import address_text, clean, full_name, tags_of
from crm_tui.exchange.vcard_lines import Card, Property, components, decoded, unescaped
from crm_tui.i18n import _

#: Properties that say something about the card and nothing about the contact.
_SILENT = frozenset(
    {
        "VERSION", "PRODID", "REV", "BEGIN", "END", "SORT-STRING", "SOURCE", "CLASS", "PROFILE", "MAILER",
        "KIND", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "X-EVOLUTION-FILE-AS", "X-MOZILLA-HTML",
        "X-MS-OL-DESIGN", "X-MS-OL-DEFAULT-POSTAL-ADDRESS",
    }
)  # fmt: skip
_READ = frozenset(
    {
        "FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "ADR", "LABEL", "NOTE",
        "CATEGORIES", "UID", "LANG", "URL", "IMPP",
    }
)  # fmt: skip
#: Properties of other programs that hold a handle, and what it is called.
_HANDLES = {
    "X-AIM": "aim", "X-ICQ": "icq", "X-JABBER": "jabber", "X-MSN": "msn", "X-YAHOO": "yahoo",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype", "X-GOOGLE-TALK": "google talk", "X-QQ": "qq", "X-GADUGADU": "gadu-gadu",
    "X-TWITTER": "twitter", "X-TELEGRAM": "telegram", "X-MS-IMADDRESS": "chat", "X-GROUPWISE": "groupwise",
}  # fmt: skip
_LABELS = {"work": "work", "home": "home", "cell": "mobile", "mobile": "mobile", "iphone": "mobile"}
#: TYPE words that are no label: how mail travels, that a phone is for speaking, which one is preferred.
_NO_LABELS = frozenset(
    {
        "internet", "voice", "pref", "x400", "msg", "intl", "postal", "parcel", "dom", "text", "uri",
    }
)  # fmt: skip
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_TEL_URI = re.compile(r"tel:([^;]*)(?:;ext=(\d+))?(?:;.*)?", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?://)?(?=.)", re.IGNORECASE)


class CardReader:
    """What one card says, each property decoded once."""

    def __init__(self, card: Card, codec: str) -> None:
        self._card = card
        self._version = card.version
        # A charset that the card names for one property fits the others that name none and are no UTF-8.
        named = dict.fromkeys(item.charset for item in card.properties if item.charset not in ("", "utf-8"))
        self._fallbacks = (*named, codec, "cp1252")
        self._group_labels = {
            item.group: _APPLE_LABEL.sub(r"\1", self.text(item))
            for item in self.all("X-ABLABEL")
            if item.group
        }

    def all(self, *names: str) -> list[Property]:
        """The properties with these names, in the card's order."""
        return [item for item in self._card.properties if item.name in names]

    def raw(self, item: Property) -> str:
        """The property's text with its backslashes."""
        return decoded(item, self._fallbacks)

    def text(self, item: Property) -> str:
        """The property's text, cleaned."""
        return clean(unescaped(self.raw(item), self._version))

    def parts(self, item: Property) -> list[str]:
        """The property's components, cleaned."""
        return [clean(part) for part in components(self.raw(item), self._version)]

    def first(self, *names: str) -> str:
        """The first of these properties that says something."""
        return next((text for item in self.all(*names) if (text := self.text(item))), "")

    def label(self, item: Property) -> str:
        """What the card calls a contact point: the group's label, or its TYPE words."""
        named = self._group_labels.get(item.group, "") if item.group else ""
        words = (_LABELS.get(word, word.removeprefix("x-")) for word in item.types if word not in _NO_LABELS)
        return named or " ".join(dict.fromkeys(words))


def read_contact(card: Card, codec: str, left_aside: Callable[[str], None]) -> ContactRecord | Skipped:
    """The contact on a card; ``left_aside`` hears the name of each property that is not read.

    A card without FN is named by N, then nickname, organisation, mail, phone, handle. Skipped when there is
    nothing to call it by.
    """
    reader = CardReader(card, codec)
    names = next((parts for item in reader.all("N") if any(parts := reader.parts(item))), [])
    last, first, middle, prefix, suffix = (*names, "", "", "", "", "")[:5]
    organisations = [parts for item in reader.all("ORG") if any(parts := reader.parts(item))]
    organisation, *units = organisations[0] if organisations else [""]
    phones, sip = _phones(reader)
    emails = _points(reader, ContactPointType.EMAIL, "EMAIL")
    handles = (*sip, *_handles(reader))
    posts = _posts(reader)
    own_name = (
        reader.first("FN") or full_name(prefix, first, middle, last, suffix) or reader.first("NICKNAME")
    )
    reach = [point.value for point in (*emails, *phones, *handles)]
    name = own_name or organisation or next(iter(reach), "")
    if not name:
        return Skipped(card.line, _("The card has no name, organisation, mail address or phone number."))
    is_organisation = bool(organisation) and (name == organisation or _is_company(reader))
    titles = reader.all("TITLE") or reader.all("ROLE")
    _name_unread(card, reader, left_aside, extra_organisations=organisations[1:], extra_titles=titles[1:])
    return ContactRecord(
        line=card.line,
        name=name,
        form=Form.ORGANISATION if is_organisation or _is_company(reader) else Form.PERSON,
        organisation="" if name == organisation else organisation,
        title=", ".join(filter(None, (next((reader.text(item) for item in titles), ""), *units))),
        form_of_address=f"{prefix} {last}" if prefix and last else "",
        language=reader.first("LANG"),
        tags=tags_of(",".join(reader.text(item) for item in reader.all("CATEGORIES"))),
        phones=phones,
        emails=emails,
        posts=posts,
        handles=handles,
        note="\n".join(filter(None, map(reader.text, reader.all("NOTE")))),
        external_key=reader.first("UID"),
        warnings=tuple(card.warnings),
    )


def _is_company(reader: CardReader) -> bool:
    return reader.first("KIND").casefold() == "org" or reader.first("X-ABSHOWAS").casefold() == "company"


def _name_unread(
    card: Card,
    reader: CardReader,
    left_aside: Callable[[str], None],
    *,
    extra_organisations: Sequence[object],
    extra_titles: Sequence[object],
) -> None:
    for item in card.properties:
        known = item.name in _SILENT or item.name in _READ or item.name in _HANDLES
        if not known and item.value.strip():
            left_aside(item.name)
    for _one in extra_organisations:
        left_aside("ORG")
    for _one in extra_titles:
        left_aside("TITLE")
    if reader.all("TITLE") and reader.all("ROLE"):
        left_aside("ROLE")


def _preferred(item: Property) -> bool:
    return "pref" in item.types or "PREF" in item.params


def _points(reader: CardReader, kind: ContactPointType, *names: str) -> tuple[ContactPointRecord, ...]:
    return tuple(
        ContactPointRecord(kind, value, reader.label(item), _preferred(item))
        for item in reader.all(*names)
        if (value := reader.text(item).removeprefix("mailto:"))
    )


def _phones(reader: CardReader) -> tuple[tuple[ContactPointRecord, ...], tuple[ContactPointRecord, ...]]:
    """Phone numbers, and what stands among them but is an internet address (sip:)."""
    phones, handles = [], []
    for point in _points(reader, ContactPointType.PHONE, "TEL"):
        uri = _TEL_URI.fullmatch(point.value)
        if uri:
            number = f"{uri[1]} ext. {uri[2]}" if uri[2] else uri[1]
            phones.append(ContactPointRecord(point.type, number, point.label, point.preferred))
        elif point.value.casefold().startswith(("sip:", "sips:", "xmpp:")):
            scheme, _colon, address = point.value.partition(":")
            handles.append(ContactPointRecord(ContactPointType.HANDLE, address, scheme, point.preferred))
        else:
            phones.append(point)
    return tuple(phones), tuple(handles)


def _handles(reader: CardReader) -> tuple[ContactPointRecord, ...]:
    points = []
    for item in reader.all("IMPP", "URL", *_HANDLES):
        value = reader.text(item)
        label = "website" if item.name == "URL" else _HANDLES.get(item.name, "")
        if item.name == "IMPP":
            scheme = _SCHEME.match(value)
            service = next(iter(item.params.get("X-SERVICE-TYPE", ())), "")
            label = service or (scheme[1] if scheme else reader.label(item))
            value = value[scheme.end() :] if scheme else value
        if value:
            points.append(ContactPointRecord(ContactPointType.HANDLE, value, label, _preferred(item)))
    return tuple(points)


def _posts(reader: CardReader) -> tuple[ContactPointRecord, ...]:
    points = []
    for item in reader.all("ADR"):
        # The last component takes what sloppy cards put after it.
        parts = [*reader.parts(item), *[""] * 7]
        value = address_text(*([part] for part in parts[:7]))
        if value:
            points.append(
                ContactPointRecord(ContactPointType.POST, value, reader.label(item), _preferred(item))
            )
    # LABEL is the same address as it is printed; it is needed only where the card has no ADR.
    return tuple(points) or _points(reader, ContactPointType.POST, "LABEL")
