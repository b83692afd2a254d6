"""What is said of a survey when it is asked or answered, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime

from crm_tui.actions.notices import Notice
from crm_tui.domain.growth_words import SurveyKind, SurveyState
from crm_tui.domain.words import Channel


@dataclass(frozen=True, slots=True)
class About:
    """What a customer is asked about: a case, a sale, or neither."""

    case_id: int | None = None
    sale_id: int | None = None


NOTHING_SPECIAL = About()


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question put now. ``closes_follow_up_id`` is what it does; else that of a plan, where one waits.

    ``body`` and ``subject`` are the message in which it was sent; without, it was put in its own words.
    """

    kind: str = SurveyKind.CSAT.value
    channel: str = Channel.EMAIL.value
    about: About = NOTHING_SPECIAL
    override_why: str = ""
    closes_follow_up_id: int | None = None
    body: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """An answer: a score, words, or both. ``answered_at`` is now unless given.

    ``closes_follow_up_id`` is as for :class:`NewQuestion`; ``external`` is where an answer that was imported
    comes from: a source and its key there.
    """

    score: int | None = None
    words: str = ""
    kind: str = SurveyKind.CSAT.value
    channel: str = Channel.PHONE.value
    about: About = NOTHING_SPECIAL
    answered_at: datetime | None = None
    external: tuple[str, str] | None = None
    opens_case: bool = True
    closes_follow_up_id: int | None = None


@dataclass(frozen=True, slots=True)
class SavedSurvey:
    """A survey as it is after the act: the contact that it was logged as, and the case that it opened."""

    id: int
    customer_id: int
    version: int
    state: SurveyState
    interaction: int | None = None
    case: int | None = None
    warnings: tuple[Notice, ...] = ()
