"""Playbooks: the steps for a situation, and which playbook fits one (PRODUCT.md, "playbook")."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.words import Mood, Nature, Outcome, Word
from crm_tui.i18n import _

#: A step stands on one line of an 80-column window, beside its digit and its tick.
LONGEST_STEP = 70

#: Each step has a digit. Nobody reads more than that while somebody speaks.
MOST_STEPS = 9

_LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do or say. ``code`` stays through the versions of a playbook, whatever its words."""

    code: str
    text: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What a playbook is for, or what a contact is so far; None is anything, or not known yet."""

    nature: str | None = None
    mood: str | None = None
    outcome: str | None = None

    def holds_in(self, contact: "Situation") -> bool:
        """Whether everything that this asks for is so in the contact."""
        return all(
            wanted is None or wanted == given
            for wanted, given in zip(self._values, contact._values, strict=True)
        )

    @property
    def closeness(self) -> tuple[bool | int, ...]:
        """Orders situations that hold in the same contact: the highest is told most closely.

        Of two with as many marks, how the customer feels goes before what we have to tell them, and both
        before what the contact is about.
        """
        marks = [value is not None for value in (self.mood, self.outcome, self.nature)]
        return (sum(marks), *marks)

    @property
    def _values(self) -> tuple[str | None, ...]:
        return (self.nature, self.mood, self.outcome)


@dataclass(frozen=True, slots=True)
class Playbook:
    """A playbook with the steps of one of its versions.

    ``name`` is empty where its situation names it; ``nature_label`` is the business's own word for the
    nature.
    """

    id: int
    situation: Situation
    name: str
    version_id: int
    number: int
    valid_from: datetime
    steps: tuple[Step, ...]
    retired_at: datetime | None = None
    record_version: int = 1
    nature_label: str = ""

    @property
    def title(self) -> str:
        """Its name, else its situation in words."""
        return self.name or situation_in_words(self.situation, self.nature_label)

    def missing(self, ticked: Collection[str]) -> tuple[Step, ...]:
        """The required steps that are not among these codes."""
        return tuple(step for step in self.steps if step.required and step.code not in ticked)

    def find(self, typed: str) -> Step:
        """The step with that code, that place from 1 on, or those words. Raises InvalidInput."""
        place = int(typed) if typed.isdecimal() else 0
        wanted = same_words(typed)
        for at, step in enumerate(self.steps, 1):
            if at == place or typed == step.code or wanted == same_words(step.text):
                return step
        raise InvalidInput(
            _("The playbook “{title}” has no step “{step}”.").format(title=self.title, step=typed),
            _("Its steps: {steps}.").format(steps=", ".join(step.code for step in self.steps)),
            field="ticked",
        )


def fitting(playbooks: Iterable[Playbook], contact: Situation) -> Playbook | None:
    """The playbook that is told most closely for the contact as far as it is known; None without one."""
    there = (playbook for playbook in playbooks if playbook.situation.holds_in(contact))
    return max(there, key=lambda playbook: playbook.situation.closeness, default=None)


def same_words(text: str) -> str:
    """What two steps have in common when they say the same, however they are spelled and spaced."""
    return " ".join(fold(text).split()).strip(" .")


def code_from(text: str, taken: Collection[str]) -> str:
    """A code for a new step, made of its words, that none of ``taken`` is."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_CODE].strip("-") or "step"
    code, number = words, 1
    while code in taken:
        number += 1
        code = f"{words}-{number}"
    return code


def is_code(text: str) -> bool:
    """Whether ``text`` can be a step's code: small letters, digits and hyphens."""
    return len(text) <= _LONGEST_CODE and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def situation_in_words(situation: Situation, nature_label: str = "") -> str:
    """What a playbook is for: "Complaint", "Complaint, upset", "Every contact"."""
    parts = [
        nature_label or _label(Nature, situation.nature),
        _label(Mood, situation.mood),
        _label(Outcome, situation.outcome),
    ]
    words = ", ".join(part for part in parts if part) or _("every contact")
    return words[:1].upper() + words[1:]


def _label(words: type[Word], code: str | None) -> str:
    """The label of a code; a word that the business added is its own."""
    if code is None:
        return ""
    return words(code).label if code in set(words) else code
