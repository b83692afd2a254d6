"""Contacts ready to be dated: situations with their words, moods and waiting, made once and used many times.

A year of a large desk has millions of contacts; what differs between them is who, when and whom. Making the
rest once keeps generating them cheaper than writing them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

from crm_tui.demo import talk
from crm_tui.demo.talk import Situation
from crm_tui.domain import playbooks
from crm_tui.domain.playbooks import Playbook
from crm_tui.domain.words import Mood

_MOODS = dict(zip("12345", Mood, strict=True))
_LONG_WAITS = (4, 5, 6, 8, 10, 12, 14)
_SHORT_WAITS = (0, 0, 0, 0, 1, 1, 2, 3)
_SAYING_NOTHING = ("missed", "no-show")
_NOT_REACHED = ("missed", "no-show", "no-answer", "left-message")


class Steps(NamedTuple):
    """The steps of a playbook's version, as (code, whether it is required)."""

    version_id: int
    steps: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A contact without its people and time: the interaction's ``fields``, and how long it took.

    ``playbook`` is what was in view meanwhile, None where none fits.
    """

    fields: dict[str, Any]
    minutes: int
    after: str
    product: str
    playbook: Steps | None


class Phrases:
    """Draws contacts as they occur: by situation, in the customer's language, on calm and on busy days."""

    def __init__(
        self, rng: Random, size: int, books: Sequence[Playbook], products: Mapping[str, int]
    ) -> None:
        """``products`` are the ids of what is offered, by code."""
        self._rng = rng
        self._books = books
        self._offered = {word: products[code] for word, code in talk.OFFERED.items() if code in products}
        shares = [situation.share for situation in talk.SITUATIONS]
        languages = ("en", *talk.OTHERS)
        self._fresh = {
            (language, busy): [
                self._make(situation, language, busy)
                for situation in rng.choices(
                    talk.SITUATIONS, shares, k=size if language == "en" else size // 4
                )
            ]
            for language in languages
            for busy in (False, True)
        }
        plain = {key: [ready for ready in pool if not ready.after] for key, pool in self._fresh.items()}
        self._plain = plain

    def fresh(self, language: str, busy: bool, *, plain: bool = False) -> Ready:
        """A contact with which something begins; a ``plain`` one leads to nothing."""
        pool = (self._plain if plain else self._fresh)[language, busy]
        return pool[int(self._rng.random() * len(pool))]

    def words(self, topic: str, language: str, product: str) -> str:
        """A sentence on a topic in the customer's language, else in English."""
        choices = talk.OTHERS.get(language, {}).get(topic) or talk.ENGLISH[topic]
        return self._rng.choice(choices).replace("{product}", product)

    def _make(self, situation: Situation, language: str, busy: bool) -> Ready:
        rng = self._rng
        product = rng.choice(talk.PRODUCTS)
        fields: dict[str, Any] = {
            "channel": rng.choice(situation.channels.split()),
            "direction": situation.direction,
            "nature": situation.nature,
            "outcome": situation.outcome,
        }
        if situation.words:
            fields["said"] = self.words(situation.words, language, product)
            if product in self._offered and product in fields["said"]:
                fields["product_id"] = self._offered[product]
        mood = rng.choice(situation.moods)
        if mood != "-":
            # Who waited long leaves in a worse mood.
            fields["mood"] = _MOODS[
                max("1", chr(ord(mood) - 1)) if busy and rng.random() < 0.3 else mood
            ].value
        called = fields["channel"] == "phone" and situation.direction == "inbound"
        if called and situation.outcome not in _SAYING_NOTHING:
            long = rng.random() < (0.15 if busy else 0.03)
            fields["waited_minutes"] = rng.choice(_LONG_WAITS if long else _SHORT_WAITS)
        if situation.obstacles and rng.random() < 0.5:
            fields["obstacle"] = rng.choice(situation.obstacles.split())
        if situation.nature in ("complaint", "problem", "support"):
            fields |= {"cause": rng.choice(talk.CAUSES), "did": rng.choice(talk.DEEDS)}
        if situation.nature == "feedback" and mood == "5":
            fields["good_moment"] = 1
        spoken = fields["channel"] in ("phone", "visit", "chat") and situation.words
        minutes = rng.randrange(1, 12) if spoken else 0
        return Ready(fields, minutes, situation.after, product, self._steps(fields))

    def _steps(self, fields: dict[str, Any]) -> Steps | None:
        """The steps of the playbook that fits, for contacts in which somebody was reached."""
        if fields["direction"] == "internal" or fields["outcome"] in _NOT_REACHED:
            return None
        contact = playbooks.Situation(fields["nature"], fields.get("mood"), fields["outcome"])
        book = playbooks.fitting(self._books, contact)
        if book is None:
            return None
        return Steps(book.version_id, tuple((step.code, step.required) for step in book.steps))
