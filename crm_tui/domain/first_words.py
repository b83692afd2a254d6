"""The words that Today's first rows are told with. Everybody else takes them from ``words.py``.

Making a class of codes takes as long as importing a small module, and a start needs few of the four dozen.
"""

from enum import StrEnum
from typing import Self

from crm_tui.i18n import N_, _


class Word(StrEnum):
    """A code with a label in the user's language."""

    _value_: str
    _label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """A word whose value is the code."""
        word = str.__new__(cls, code)
        word._value_ = code
        word._label = label
        return word

    @property
    def label(self) -> str:
        """The label in the user's language."""
        return _(self._label)


class Channel(Word):
    """How a contact took place."""

    PHONE = "phone", N_("call")
    EMAIL = "email", N_("mail")
    VISIT = "visit", N_("visit")
    CHAT = "chat", N_("chat")
    LETTER = "letter", N_("letter")
    SOCIAL = "social", N_("social")


class FollowUpState(Word):
    """Where a follow-up stands."""

    OPEN = "open", N_("open")
    DONE = "done", N_("done")
    DROPPED = "dropped", N_("dropped")


class Role(Word):
    """What a member of staff may do, least first."""

    TRAINEE = "trainee", N_("trainee")
    AGENT = "agent", N_("agent")
    MANAGER = "manager", N_("manager")
    ADMIN = "admin", N_("admin")

    @property
    def is_in_charge(self) -> bool:
        """Whether they answer for the team: they set standards, and see what concerns single colleagues."""
        return self in (Role.MANAGER, Role.ADMIN)


class Door(Word):
    """Through which door an act came in."""

    SCREENS = "screens", N_("screens")
    COMMAND_LINE = "command-line", N_("command line")
