"""Message templates: a text with fields in braces, filled in for one customer.

A field is ``{name}``; besides the fixed ones, the name of a snippet stands for the snippet's own text. A
brace that belongs to the text is written twice. What is put in is never looked into again: a customer whose
name has braces is called just that.
"""

import re
from collections.abc import Collection, Mapping

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Word
from crm_tui.i18n import N_, _

#: Stands where nothing is known for a field, so that whoever sends the text sees what to fill in.
GAP = "____"

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")
_PLAIN = {"{{": "{", "}}": "}"}


class TemplateField(Word):
    """What can be filled in, with what it is."""

    NAME = "name", N_("the customer's name")
    ADDRESS = "address", N_("how the customer is addressed")
    ME = "me", N_("your name")
    BUSINESS = "business", N_("the name of the business")
    DATE = "date", N_("today, in full")
    PROMISE = "promise", N_("what we promised last and have still to keep")
    TOLD = "told", N_("the day that was told for it")
    CASE = "case", N_("what their newest case is about")
    PRODUCT = "product", N_("what they bought last")
    GOES_WITH = "goes_with", N_("what goes with it, and they do not have")
    MENU = "menu", N_("what we offer, line by line")
    CSAT = "csat", N_("the question how satisfied they are")
    NPS = "nps", N_("the question whether they would recommend us")
    LINK = "link", N_("where the video or tutorial of an outreach stands")


FIELDS = tuple(field.value for field in TemplateField)
#: A question is read out, or stands in a message: it holds no question, and nothing of more than a line.
QUESTION_FIELDS = tuple(
    field.value
    for field in TemplateField
    if field not in (TemplateField.MENU, TemplateField.CSAT, TemplateField.NPS, TemplateField.LINK)
)


def fields_in(text: str) -> tuple[str, ...]:
    """The names between braces, each once, in the order of the text."""
    names = (_name(match[1]) for match in _BRACES.finditer(text) if match[1] is not None)
    return tuple(dict.fromkeys(names))


def check_fields(text: str, known: Collection[str] = FIELDS, field: str = "body") -> None:
    """Raise InvalidInput, naming those there are, for a field that nothing stands for."""
    names = set(map(_name, known))
    unknown = [name for name in fields_in(text) if name not in names]
    if unknown:
        raise InvalidInput(
            _("There is no field {field}.").format(field=f"{{{unknown[0]}}}"),
            _("Use one of: {fields}. Braces of the text itself are written twice.").format(
                fields=", ".join(f"{{{name}}}" for name in known)
            ),
            field=field,
        )


def put_in(text: str, snippets: Mapping[str, str]) -> str:
    """The text with snippets in the place of their names; all else stays as it is."""
    by_name = {_name(name): words for name, words in snippets.items()}

    def piece(match: re.Match[str]) -> str:
        return match[0] if match[1] is None else by_name.get(_name(match[1]), match[0])

    return _BRACES.sub(piece, text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The finished text; a field without a value, or with an empty one, becomes a gap to fill by hand."""

    def piece(match: re.Match[str]) -> str:
        if match[1] is None:
            return _PLAIN[match[0]]
        return values.get(_name(match[1]), "") or GAP

    return _BRACES.sub(piece, text)


def on_one_line(text: str) -> str:
    """A finished text as a subject: without breaks, and without what could be one to a mail program."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _name(written: str) -> str:
    return " ".join(written.split()).casefold()
