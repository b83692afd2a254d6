"""What a tier's customers are to be spared and promised, as one line that people can write and read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_tui.domain.contact_load import Limit
from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.rhythm import read_rhythm, rhythm_text
from crm_tui.domain.words import Channel
from crm_tui.i18n import _

_LIMIT = re.compile(r"(?:([^\W\d]+) )?(\d{1,4})(?: ?/ ?| in | )(\d{1,3})(?: ?d| days?)?")
_RHYTHM = re.compile(r"(?:rhythm|every) (.+)")


@dataclass(frozen=True, slots=True)
class TierTerms:
    """The limits, that of all channels together first, and the rhythm in days, where one is agreed."""

    limits: tuple[Limit, ...]
    rhythm_days: int | None = None


def read_terms(text: str) -> TierTerms:
    """ "3 in 30 d; call 2 in 14 d; every 60 d" as terms. Raises InvalidInput for what cannot be read."""
    parts = [part for part in " ".join(plain_digits(text).casefold().split()).split(";") if part.strip()]
    limits: dict[Channel | None, Limit] = {}
    rhythm_days = None
    for part in parts:
        if (every := _RHYTHM.fullmatch(part.strip())) is not None:
            rhythm_days = read_rhythm(every[1])
            continue
        limit = _limit(part.strip(), text)
        limits[limit.channel] = limit
    if None not in limits:
        raise _no_terms(text)
    return TierTerms((limits.pop(None), *limits.values()), rhythm_days)


def terms_text(terms: TierTerms) -> str:
    """Terms as :func:`read_terms` takes them."""
    parts = [
        f"{limit.channel.value} {limit.most} in {limit.days} d"
        if limit.channel
        else f"{limit.most} in {limit.days} d"
        for limit in terms.limits
    ]
    if terms.rhythm_days is not None:
        parts.append(f"every {rhythm_text(terms.rhythm_days)}")
    return "; ".join(parts)


def terms_in_words(terms: TierTerms) -> str:
    """What the terms mean."""
    return "; ".join((*_limits_in_words(terms.limits), *_rhythm_in_words(terms.rhythm_days)))


def _limits_in_words(limits: Sequence[Limit]) -> Iterator[str]:
    for limit in limits:
        told = (
            _("at most {count} unasked contacts in {days} days")
            if limit.channel is None
            else _("{channel} at most {count} in {days} days")
        )
        channel = limit.channel.label if limit.channel else ""
        yield told.format(count=limit.most, days=limit.days, channel=channel)


def _rhythm_in_words(days: int | None) -> Iterator[str]:
    if days is not None:
        yield _("they hear from us every {days} days").format(days=days)


def _limit(part: str, text: str) -> Limit:
    match = _LIMIT.fullmatch(part)
    if match is None:
        raise _no_terms(text)
    return Limit(int(match[2]), int(match[3]), None if match[1] is None else _channel(match[1], text))


def _channel(word: str, text: str) -> Channel:
    """A channel by its code or its label."""
    for channel in Channel:
        if word in (channel.value, channel.label.casefold()):
            return channel
    raise _no_terms(text)


def _no_terms(text: str) -> InvalidInput:
    return InvalidInput(
        _("“{text}” is no limit of contacts.").format(text=text[:40]),
        _(
            "Write how many in how many days, then single channels and a rhythm: "
            "3 in 30 d; call 2 in 14 d; every 60 d."
        ),
        field="terms",
    )
