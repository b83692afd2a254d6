"""The properties of vCards, read leniently: 2.1, 3.0 and 4.0 as programs write them, not as they should be.

vobject reads a whole file at once, refuses cards that phones write (a soft line break before an empty line in
2.1), and passes over CHARSET; so the lines are parsed here, and vobject checks in the tests what we write.
"""

import codecs
import quopri
import re
from binascii import Error as Base64Error
from binascii import a2b_base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crm_tui.i18n import _

_PARAMS = rb'(?:;(?:[^:;"]|"[^"]*")*)*'
_PROPERTY = re.compile(rb"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z][A-Za-z0-9-]*)(" + _PARAMS + rb"):(.*)", re.DOTALL)
#: A property whose parameters have a quotation mark too many.
_SLOPPY = re.compile(rb"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z][A-Za-z0-9-]*)(;[^:]*):(.*)", re.DOTALL)
_BARE_NAME = re.compile(rb"[A-Z][A-Z-]*")
_PARAM = re.compile(r';((?:[^;"]|"[^"]*"|")*)')
_QUOTED_PRINTABLE = re.compile(rb"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_SEMICOLON_21 = re.compile(r"(?<!\\);")
_COMPONENT = re.compile(r"(?:^|;)((?:[^\\;]|\\.|\\$)*)", re.DOTALL)
#: Python knows codecs that are no charsets (rot13, idna, unicode_escape); a file must not reach those.
_CHARSET = re.compile(
    r"utf|ascii|iso8859|iso2022|cp\d|koi8|shift_jis|euc|big5|gb|mac|tis|hz|johab", re.IGNORECASE
)
#: Words that 2.1 may write without their parameter's name and that are no TYPE.
_BARE_CHARSET = re.compile(r"(?:utf|iso|windows|us|shift|euc|koi8)[-_]\w[\w-]*", re.IGNORECASE)
_BARE_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_NO_TYPES = frozenset({"INLINE", "VCARD", "URL", "CID", "X-UNKNOWN"})
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})


@dataclass(slots=True)
class Property:
    """One property as it stands in the file; ``value`` is still in the file's bytes."""

    name: str
    params: dict[str, list[str]]
    value: bytes
    group: str = ""

    @property
    def types(self) -> list[str]:
        """The TYPE words, in lower case, wherever the version puts them."""
        return [word for value in self.params.get("TYPE", ()) for word in value.casefold().split(",") if word]

    @property
    def charset(self) -> str:
        """The charset that the property names and that we know; else empty."""
        for name in self.params.get("CHARSET", ()):
            try:
                codec = codecs.lookup(name).name
            except (LookupError, ValueError):  # unknown, or no name at all (a NUL in it)
                continue
            if _CHARSET.match(codec):
                return codec
        return ""


@dataclass(slots=True)
class Card:
    """One card: the line of its BEGIN, its properties in order, and what was odd about it, in sentences."""

    line: int
    properties: list[Property] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def version(self) -> str:
        """The version it names; without one it is read as 2.1, the only version that had none in practice."""
        named = (item.value for item in self.properties if item.name == "VERSION")
        return next(named, b"2.1").decode("ascii", "replace").strip()


def read_cards(lines: Iterable[bytes]) -> Iterator[Card]:
    """The cards in the lines of a file; text outside cards is passed over."""
    card: Card | None = None
    nested = 0
    for line, text in _unfolded(lines):
        mark = text[:12].strip().upper()
        if mark == b"BEGIN:VCARD":
            if card and (nested or _holds_agent(card)):
                # The inner card is passed over; with a value, AGENT is named among what was not read.
                card.properties[-1].value = text
                nested += 1
                continue
            if card:
                card.warnings.append(_("The card has no end; it was read up to the next one."))
                yield card
            card = Card(line)
        elif card and mark == b"END:VCARD":
            if nested:
                nested -= 1
                continue
            yield card
            card = None
        elif card and not nested:
            _add(card, text)
    if card:
        card.warnings.append(_("The card has no end: the file may be cut off here."))
        yield card


def _holds_agent(card: Card) -> bool:
    """Whether the last property is an AGENT, whose value is a card within the card (2.1)."""
    last = card.properties[-1] if card.properties else None
    return last is not None and last.name == "AGENT" and not last.value.strip()


def _unfolded(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Logical lines with the number of their first; folding and soft line breaks are undone."""
    start, pieces, soft = 0, [b""], False
    for number, raw in enumerate(lines, 1):
        text = raw.rstrip(b"\r\n")
        if soft:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(text)
        elif text[:1] in (b" ", b"\t") and start:
            pieces.append(text[1:])
        else:
            if start and any(pieces):
                yield start, b"".join(pieces)
            start, pieces = number, [text]
        soft = text.endswith(b"=") and _QUOTED_PRINTABLE.match(pieces[0]) is not None
    if start and any(pieces):
        yield start, b"".join(pieces)


def _add(card: Card, text: bytes) -> None:
    found = _PROPERTY.match(text) or _SLOPPY.match(text)
    if found:
        group, name, params, value = found.groups()
        read = _params(params.decode("latin-1"))
        card.properties.append(Property(name.decode().upper(), read, value, (group or b"").decode().upper()))
    elif card.properties and not _BARE_NAME.fullmatch(text.strip()):
        # A line that is no property goes on with the one before: 2.1 files break addresses so.
        card.properties[-1].value += b"\n" + text


def _params(text: str) -> dict[str, list[str]]:
    params: dict[str, list[str]] = {}
    for piece in _PARAM.findall(text):
        name, equals, value = piece.partition("=")
        if not equals:
            name, value = _bare_name(piece.strip()), piece
        params.setdefault(name.strip().upper(), []).append(value.replace('"', "").strip())
    return params


def _bare_name(word: str) -> str:
    """The parameter that a word belongs to where 2.1 leaves out the name."""
    if word.upper() in _ENCODINGS:
        return "ENCODING"
    if _BARE_CHARSET.fullmatch(word):
        return "CHARSET"
    return "" if word.upper() in _NO_TYPES or _BARE_LANGUAGE.fullmatch(word) else "TYPE"


def decoded(item: Property, fallbacks: Iterable[str]) -> str:
    """The property's text, its backslashes not yet undone.

    Its own charset is tried first, then UTF-8, then ``fallbacks``.
    """
    encoding = next(iter(item.params.get("ENCODING", ())), "").upper()
    data = item.value
    if encoding == "QUOTED-PRINTABLE":
        data = quopri.decodestring(data)
    elif encoding in ("B", "BASE64"):
        try:
            data = a2b_base64(data)
        except Base64Error:
            return ""
    codec = ""
    for codec in filter(None, (item.charset, "utf-8", *fallbacks)):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    # Nothing fits: a text cut within a letter, mostly. The declared charset loses the least.
    return data.decode(item.charset or "utf-8", "replace")


def components(text: str, version: str) -> list[str]:
    """The parts of a value such as N, ADR or ORG, with backslashes undone."""
    # 2.1 knows the backslash only before a semicolon; later versions escape the backslash itself.
    pieces = _SEMICOLON_21.split(text) if version == "2.1" else _COMPONENT.findall(text)
    return [unescaped(piece, version) for piece in pieces]


def unescaped(text: str, version: str) -> str:
    """Text with its backslashes undone."""
    if "\\" not in text:
        return text
    if version == "2.1":
        return re.sub(r"\\([\\;:,])", r"\1", text)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text, flags=re.DOTALL)
