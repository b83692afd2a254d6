"""What customers answer when they are asked: scores, what they say of the mood, and their figures.

Satisfaction (CSAT) goes from 1 to 5; who gives 4 or 5 is satisfied. Recommending (NPS) goes from 0 to 10:
9 and 10 speak for us, 0 to 6 against, and the figure is the share of the first less that of the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.percent import FEWEST_FOR_PERCENT
from crm_tui.domain.words import Mood
from crm_tui.i18n import _, ngettext

SCORES: Mapping[SurveyKind, range] = MappingProxyType(
    {SurveyKind.CSAT: range(1, 6), SurveyKind.NPS: range(11)}
)
#: Up to this score somebody is to look after it: it opens a case.
LOW: Mapping[SurveyKind, int] = MappingProxyType({SurveyKind.CSAT: 2, SurveyKind.NPS: 6})
_HIGH: Mapping[SurveyKind, int] = MappingProxyType({SurveyKind.CSAT: 4, SurveyKind.NPS: 9})
#: The best mood that a score up to this one speaks of.
_MOODS: Mapping[SurveyKind, tuple[int, ...]] = MappingProxyType(
    {SurveyKind.CSAT: (1, 2, 3, 4), SurveyKind.NPS: (3, 6, 8, 9)}
)


def check_score(kind: SurveyKind, score: int) -> int:
    """The score. Raises InvalidInput for one that the question does not have."""
    if score not in SCORES[kind]:
        raise InvalidInput(
            _("{score} is no answer to this.").format(score=score),
            _("Give a number from {lowest} to {highest}.").format(
                lowest=SCORES[kind][0], highest=SCORES[kind][-1]
            ),
            field="score",
        )
    return score


def is_low(kind: SurveyKind, score: int) -> bool:
    """Whether somebody is to look after this answer."""
    return score <= LOW[kind]


def mood_of(kind: SurveyKind, score: int) -> Mood:
    """How a score says that they were left."""
    return tuple(Mood)[sum(score > bound for bound in _MOODS[kind])]


def score_in_words(kind: SurveyKind, score: int) -> str:
    """The score with what it is out of: "satisfaction 2 of 5"."""
    told = _("satisfaction {score} of {highest}")
    if kind is SurveyKind.NPS:
        told = _("recommends us {score} of {highest}")
    return told.format(score=score, highest=SCORES[kind][-1])


def question(kind: SurveyKind, business: str) -> str:
    """What is asked, to be read out or sent, where nobody has worded it in the customer's language."""
    if kind is SurveyKind.NPS:
        return _("Would you recommend {business}? 0 not at all, 10 by all means").format(business=business)
    return _("How satisfied were you with {business}? 1 not at all, 5 very").format(business=business)


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """The answers of a period: how often each score was given, and what became of the other questions.

    ``answered`` counts those in words alone too; ``asked`` are the questions put in the period.
    """

    kind: SurveyKind
    scores: Mapping[int, int]
    asked: int = 0
    answered: int = 0
    declined: int = 0

    @property
    def count(self) -> int:
        """How many scores there are."""
        return sum(self.scores.values())

    @property
    def mean(self) -> float | None:
        """The mean score; None without any."""
        return sum(score * many for score, many in self.scores.items()) / self.count if self.count else None

    @property
    def high(self) -> int:
        """How many are satisfied, or speak for us."""
        return sum(many for score, many in self.scores.items() if score >= _HIGH[self.kind])

    @property
    def low(self) -> int:
        """How many are not, or speak against us."""
        return sum(many for score, many in self.scores.items() if is_low(self.kind, score))

    @property
    def net(self) -> float | None:
        """The share that speaks for us less the share against, from -1 to 1; None without any score."""
        return (self.high - self.low) / self.count if self.count else None


def figures_in_words(figures: SurveyFigures) -> str:
    """The answers in a line: "4.2 of 5 · satisfied 83 % (10 of 12)"; empty where there are none."""
    count, mean, net = figures.count, figures.mean, figures.net
    if mean is None or net is None:
        return ""
    if figures.kind is SurveyKind.CSAT:
        told = _("{mean} of 5 · satisfied {high} of {count}")
        if count >= FEWEST_FOR_PERCENT:
            told = _("{mean} of 5 · satisfied {percent} % ({high} of {count})")
        return told.format(
            mean=f"{mean:.1f}", percent=round(100 * figures.high / count), high=figures.high, count=count
        )
    answers = ngettext("{count} answer", "{count} answers", count).format(count=count)
    told = _("{high} for us, {low} against, of {answers}")
    if count >= FEWEST_FOR_PERCENT:
        told = _("{net} · {high} for us, {low} against, of {answers}")
    return told.format(net=f"{round(100 * net):+d}", high=figures.high, low=figures.low, answers=answers)
