"""The words of the business: natures, outcomes, channels and tiers, with their keys and labels."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from crm_tui.domain.contact_load import Limit
from crm_tui.domain.tier_terms import TierTerms
from crm_tui.domain.words import Channel, Nature, Outcome, Word
from crm_tui.store.reader import Reader

NATURES = "SELECT id, code, label, key, opens_case FROM natures ORDER BY position, id"
OUTCOMES = "SELECT code, label, key, solves, reached, is_response FROM outcomes ORDER BY position, id"
CHANNELS = "SELECT code, label, written FROM channels ORDER BY position, id"
TIERS = """
SELECT id, code, label, contact_limit, contact_window_days, rhythm_days
  FROM tiers ORDER BY position, id"""
CHANNEL_LIMITS = """
SELECT tier_id, channel, contact_limit, contact_window_days FROM tier_limits ORDER BY channel, id"""


@dataclass(frozen=True, slots=True)
class NatureChoice:
    """What a contact can be about. ``key`` picks it in a pick list."""

    id: int
    code: str
    label: str
    key: str
    opens_case: bool


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """What a contact can lead to (DATA.md says what the three marks mean)."""

    code: str
    label: str
    key: str
    solves: bool
    reached: bool
    is_response: bool


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """How a contact can take place. ``written``: sending is reaching."""

    code: str
    label: str
    written: bool


@dataclass(frozen=True, slots=True)
class TierChoice:
    """A level of service, and the most unasked contacts in so many days that its customers should bear.

    ``terms`` has the limits of single channels and the rhythm besides.
    """

    id: int
    code: str
    label: str
    contact_limit: int
    contact_window_days: int
    terms: TierTerms


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of the business in their order, and the label of each code."""

    natures: tuple[NatureChoice, ...]
    outcomes: tuple[OutcomeChoice, ...]
    channels: tuple[ChannelChoice, ...]
    tiers: tuple[TierChoice, ...]
    nature_labels: Mapping[str, str]
    outcome_labels: Mapping[str, str]
    channel_labels: Mapping[str, str]
    tier_labels: Mapping[str, str]


def vocabulary(reader: Reader) -> Vocabulary:
    """All words of the business; a label that it did not change is the built-in one, translated."""
    chosen_natures = natures(reader)
    chosen_outcomes = outcomes(reader)
    chosen_channels = channels(reader)
    chosen_tiers = tiers(reader)
    return Vocabulary(
        chosen_natures,
        chosen_outcomes,
        chosen_channels,
        chosen_tiers,
        MappingProxyType({choice.code: choice.label for choice in chosen_natures}),
        MappingProxyType({choice.code: choice.label for choice in chosen_outcomes}),
        MappingProxyType({choice.code: choice.label for choice in chosen_channels}),
        MappingProxyType({choice.code: choice.label for choice in chosen_tiers}),
    )


def natures(reader: Reader) -> tuple[NatureChoice, ...]:
    """What a contact can be about, in the order of the pick list."""
    return tuple(
        NatureChoice(nature_id, code, _label(Nature, code, label), key, bool(opens_case))
        for nature_id, code, label, key, opens_case in reader.rows(NATURES)
    )


def outcomes(reader: Reader) -> tuple[OutcomeChoice, ...]:
    """What a contact can lead to, in the order of the pick list."""
    return tuple(
        OutcomeChoice(code, _label(Outcome, code, label), key, bool(solves), bool(reached), bool(is_response))
        for code, label, key, solves, reached, is_response in reader.rows(OUTCOMES)
    )


def channels(reader: Reader) -> tuple[ChannelChoice, ...]:
    """How a contact can take place, in the order of the pick list."""
    return tuple(
        ChannelChoice(code, _label(Channel, code, label), bool(written))
        for code, label, written in reader.rows(CHANNELS)
    )


def tiers(reader: Reader) -> tuple[TierChoice, ...]:
    """The levels of service, lowest first."""
    of_channels: defaultdict[int, list[Limit]] = defaultdict(list)
    for tier_id, channel, most, days in reader.rows(CHANNEL_LIMITS):
        of_channels[tier_id].append(Limit(most, days, Channel(channel)))
    return tuple(
        TierChoice(
            tier_id,
            code,
            label or code,
            limit,
            window,
            TierTerms((Limit(limit, window), *of_channels[tier_id]), rhythm_days),
        )
        for tier_id, code, label, limit, window, rhythm_days in reader.rows(TIERS)
    )


def _label(words: type[Word], code: str, label: str) -> str:
    if label:
        return label
    try:
        return words(code).label
    except ValueError:  # a word that the business added
        return code
