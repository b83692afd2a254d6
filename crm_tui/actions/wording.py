"""The words that stand for a contact where nobody wrote any: a case's title, a follow-up's why."""

from crm_tui.domain.words import Nature
from crm_tui.i18n import _

#: What fits into a line of Today beside the customer's name.
_LONGEST = 48


def first_words(text: str) -> str:
    """The beginning of a note on one line, cut after a word."""
    line = " ".join(text[: 4 * _LONGEST].split())
    if len(line) <= _LONGEST:
        return line
    cut = line[:_LONGEST].rpartition(" ")[0] or line[:_LONGEST]
    return _("{words} …").format(words=cut)


def nature_label(code: str, label: str = "") -> str:
    """A nature as a person reads it: the business's label, else the built-in one, translated."""
    if label:
        return label
    return Nature(code).label if code in set(Nature) else code


def default_why(nature: str, note: str) -> str:
    """What a follow-up is for unless somebody says so: the nature and the first words of the note."""
    words = first_words(note)
    return _("{nature}: {words}").format(nature=nature, words=words) if words else nature
