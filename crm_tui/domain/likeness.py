"""How alike two customers are, and why: by which duplicates are suggested, never joined.

Names are compared as they are folded, in any script: the same words in another order, initials, a letter more
or less. A number or an address is the same where its normal form is (``domain/contact_points.py``).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from crm_tui.domain.folding import words_of
from crm_tui.domain.words import ContactPointType, Word
from crm_tui.i18n import N_

#: Below this, of 100, nobody is suggested.
LEAST_SCORE = 40
#: How alike two spellings must be, of 100. Below it, brothers and sisters come up.
NEARLY_THE_SAME = 92
#: Shorter names are alike by chance.
_SHORTEST_NAME = 4
#: A word at least so long stands for itself, and makes initials beside it worth something.
_WHOLE_WORD = 3


class Alike(Word):
    """What two customers have in common."""

    PHONE = "phone", N_("same number")
    MAIL = "mail", N_("same mail")
    NAME = "name", N_("same name")
    TURNED = "turned", N_("name turned round")
    NEAR = "near", N_("nearly the same name")
    INITIALS = "initials", N_("initials of the name")


_SCORES = {
    Alike.PHONE: 40,
    Alike.MAIL: 40,
    Alike.NAME: 60,
    Alike.TURNED: 55,
    Alike.NEAR: 50,
    Alike.INITIALS: 35,
}
#: Two who can be reached, and by nothing in common, are more likely two.
_NOTHING_IN_COMMON = 12
_BY_TYPE = {ContactPointType.PHONE.value: Alike.PHONE, ContactPointType.EMAIL.value: Alike.MAIL}


@dataclass(frozen=True, slots=True)
class Features:
    """What a customer is recognised by: the words of the name, and (type, normal form) of contact points."""

    words: tuple[str, ...]
    points: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two are, 0 to 100, and by what, the surest first."""

    score: int
    reasons: tuple[Alike, ...]

    @property
    def is_likely(self) -> bool:
        """Whether they are worth looking at."""
        return self.score >= LEAST_SCORE

    @property
    def in_words(self) -> str:
        """The reasons in the user's language, as a list."""
        return ", ".join(reason.label for reason in self.reasons)


def features(name: str, points: Iterable[tuple[str, str]]) -> Features:
    """What the customer of this name is recognised by; of ``points`` only phones and mail count."""
    return Features(
        tuple(words_of(name)),
        frozenset((kind, normal) for kind, normal in points if kind in _BY_TYPE and normal),
    )


def likeness(one: Features, other: Features) -> Likeness:
    """How alike the two are."""
    shared = one.points & other.points
    reasons = [reason for kind, reason in _BY_TYPE.items() if any(point[0] == kind for point in shared)]
    by_name = alike_names(one.words, other.words)
    if by_name is not None:
        reasons.append(by_name)
    score = sum(_SCORES[reason] for reason in reasons)
    if one.points and other.points and not shared:
        score -= _NOTHING_IN_COMMON
    return Likeness(max(0, min(score, 100)), tuple(reasons))


def alike_names(one: tuple[str, ...], other: tuple[str, ...]) -> Alike | None:
    """What two names, as folded words, have in common; None where they are two names."""
    if min(len(" ".join(one)), len(" ".join(other))) < _SHORTEST_NAME:
        return None
    if one == other:
        return Alike.NAME
    sorted_one, sorted_other = sorted(one), sorted(other)
    if sorted_one == sorted_other:
        return Alike.TURNED
    if _alike_but_for_initials(one, other):
        return Alike.INITIALS
    return Alike.NEAR if nearly_the_same(" ".join(sorted_one), " ".join(sorted_other)) else None


def nearly_the_same(one: str, other: str) -> bool:
    """Whether two texts differ by a letter or two."""
    from rapidfuzz import fuzz  # not at import: few commands compare names

    return fuzz.ratio(one, other, score_cutoff=NEARLY_THE_SAME) > 0


def _alike_but_for_initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """“Q. Ashgrove” or “Ashgrove, Q.” and “Quillon Ashgrove”, “Quillon J. Ashgrove” and that."""
    whole_one, whole_other = _whole(one), _whole(other)
    if len(whole_one) > 1 and whole_one == whole_other:
        return True
    if len(one) != len(other) or not any(word in whole_other for word in whole_one):
        return False
    left = list(other)
    for word in one:
        if word in left:
            left.remove(word)
    rest = [word for word in one if word not in other]
    return len(rest) == len(left) and all(map(_is_initial, sorted(rest), sorted(left)))


def _whole(words: tuple[str, ...]) -> list[str]:
    return sorted(word for word in words if len(word) >= _WHOLE_WORD)


def _is_initial(word: str, other: str) -> bool:
    return min(len(word), len(other)) == 1 and word[0] == other[0]
