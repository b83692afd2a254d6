"""Find: a customer by any part of a name, organisation, number or mail address, or by words in notes.

Ranked by what is meant most often: the exact name or number, a name that begins so, words that begin so, the
middle of a name, mail, number, notes; among equals, who was in contact last.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from crm_tui.domain.folding import fold
from crm_tui.domain.instants import from_micros
from crm_tui.domain.phones import digits_for_search
from crm_tui.domain.words import Health
from crm_tui.queries import full_text
from crm_tui.queries.excerpt import excerpt
from crm_tui.queries.full_text import Candidate, Note, Terms
from crm_tui.store.reader import Reader

#: At least so many are ranked, however few are asked for.
_FEWEST_RANKED = 100

FOUND_CUSTOMERS = """
SELECT c.id, c.name, c.address_as, s.health
  FROM json_each(:ids) asked
  JOIN customers c ON c.id = asked.value AND c.deleted_at IS NULL
  LEFT JOIN customer_summaries s ON s.id = c.id"""
FOUND_ORGANISATIONS = """
SELECT m.person_id, o.name
  FROM json_each(:ids) asked
  JOIN memberships m ON m.person_id = asked.value AND m.to_on IS NULL
  JOIN customers o ON o.id = m.organisation_id AND o.deleted_at IS NULL
 ORDER BY m.id"""
FOUND_CONTACT_POINTS = """
SELECT p.customer_id, p.type, p.value, p.normal
  FROM json_each(:ids) asked
  JOIN contact_points p ON p.customer_id = asked.value
 WHERE p.type IN ('phone', 'email', 'handle')
 ORDER BY p.preferred DESC, p.position, p.id"""


class MatchedIn(StrEnum):
    """Where what was typed was found."""

    NAME = "name"
    ORGANISATION = "organisation"
    ADDRESS_AS = "address-as"
    EMAIL = "email"
    PHONE = "phone"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Match:
    """A customer who was found, and the text that matched as it was written.

    ``happened_at`` is the instant of the contact where that text is from a note, else None. ``health`` is as
    it was written last: a sign beside the name; their card has it as it is now.
    """

    id: int
    name: str
    organisation: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    matched: MatchedIn
    excerpt: str
    happened_at: datetime | None = None
    health: Health = Health.STEADY


@dataclass(frozen=True, slots=True)
class Found:
    """Matches, best first. ``more``: there are others besides."""

    query: str
    results: tuple[Match, ...]
    more: bool


class _Rank(IntEnum):
    EXACT = 0
    WHOLE_NUMBER = 1
    NAME_BEGINS = 2
    NAME_WORDS = 3
    OTHER_WORDS = 4
    PART_OF_NAME = 5
    PART_OF_OTHER = 6
    MAIL = 7
    NUMBER = 8


@dataclass(slots=True)
class _Details:
    name: str
    address_as: str
    health: Health
    organisations: list[str]
    phones: list[tuple[str, str]]
    emails: list[str]
    handles: list[str]


def find(reader: Reader, text: str, limit: int = 50, *, country: str) -> Found:
    """The customers whom ``text`` can mean, best first; ``country`` reads numbers without a code.

    Whatever is typed is data: no character is an operator, and none raises. Nothing typed finds nobody.
    """
    terms = full_text.read_terms(text, country)
    cap = max(_FEWEST_RANKED, limit + 1)
    ranked = _ranked(terms, _candidates(reader, terms, limit, cap))
    notes: dict[int, Note] = {}
    if len(ranked) <= limit:
        known = {candidate.id for _, candidate in ranked}
        for note in full_text.by_notes(reader, terms, cap):
            if note.customer_id not in known:
                notes.setdefault(note.customer_id, note)
    ids = [*(candidate.id for _, candidate in ranked), *notes]
    details = _details(reader, ids[:limit])
    matches = [
        _match(terms, rank, candidate, details[candidate.id])
        for rank, candidate in ranked
        if candidate.id in details
    ]
    matches += [_match_note(terms, note, details[key]) for key, note in notes.items() if key in details]
    return Found(text, tuple(matches), len(ids) > limit)


def _candidates(reader: Reader, terms: Terms, limit: int, cap: int) -> dict[int, Candidate]:
    """Whom the words name; those with a part of them only where better ones do not fill the list."""
    found = {
        candidate.id: candidate
        for candidate in (
            *full_text.by_name_start(reader, terms, limit + 1),
            *full_text.by_number_start(reader, terms, limit + 1),
            *full_text.by_words(reader, terms, cap),
        )
    }
    if len(found) <= limit:
        found.update((candidate.id, candidate) for candidate in full_text.by_part(reader, terms, cap))
    return found


def _ranked(terms: Terms, candidates: dict[int, Candidate]) -> list[tuple[_Rank, Candidate]]:
    ranked = [(_rank(terms, candidate), candidate) for candidate in candidates.values()]
    ranked.sort(key=lambda pair: (pair[0], -pair[1].last_contact, pair[1].sort_key, pair[1].id))
    return ranked


def _rank(terms: Terms, candidate: Candidate) -> _Rank:
    folded = terms.folded
    if candidate.sort_key == folded:
        return _Rank.EXACT
    if terms.digits and not set(terms.digits).isdisjoint(candidate.digits.split()):
        return _Rank.WHOLE_NUMBER
    if candidate.sort_key.startswith(folded):
        return _Rank.NAME_BEGINS
    if terms.begin_words_of(candidate.sort_key):
        return _Rank.NAME_WORDS
    if terms.begin_words_of(candidate.words):
        return _Rank.OTHER_WORDS
    if folded in candidate.sort_key:
        return _Rank.PART_OF_NAME
    if folded in candidate.words:
        return _Rank.PART_OF_OTHER
    if folded in candidate.mails:
        return _Rank.MAIL
    if any(part in candidate.digits for part in terms.digits):
        return _Rank.NUMBER
    # The index cut the words in another way than we do: it follows an older Unicode.
    return _Rank.OTHER_WORDS


def _details(reader: Reader, ids: list[int]) -> dict[int, _Details]:
    asked = {"ids": json.dumps(ids)}
    details = {
        customer_id: _Details(name, address_as, Health(health or Health.STEADY), [], [], [], [])
        for customer_id, name, address_as, health in reader.rows(FOUND_CUSTOMERS, asked)
    }
    for person_id, organisation in reader.rows(FOUND_ORGANISATIONS, asked):
        details[person_id].organisations.append(organisation)
    for customer_id, kind, value, normal in reader.rows(FOUND_CONTACT_POINTS, asked):
        kept = details[customer_id]
        if kind == "phone":
            kept.phones.append((value, normal))
        else:
            (kept.emails if kind == "email" else kept.handles).append(value)
    return details


def _match(terms: Terms, rank: _Rank, candidate: Candidate, details: _Details) -> Match:
    found = details.name
    organisation = details.organisations[0] if details.organisations else ""
    matched = MatchedIn.NAME
    if rank in (_Rank.OTHER_WORDS, _Rank.PART_OF_OTHER):
        named = [name for name in details.organisations if _names(terms, name)]
        if named or not details.address_as:
            matched = MatchedIn.ORGANISATION
            found = organisation = named[0] if named else organisation
        else:
            matched, found = MatchedIn.ADDRESS_AS, details.address_as
    elif rank is _Rank.MAIL:
        addresses = details.emails + details.handles
        matched = MatchedIn.EMAIL
        found = next((address for address in addresses if terms.folded in fold(address)), "")
    elif rank in (_Rank.NUMBER, _Rank.WHOLE_NUMBER):
        matched = MatchedIn.PHONE
        found = next((value for value, normal in details.phones if _dials(terms, normal or value)), "")
    return _filled(candidate.id, details, organisation, matched, found)


def _match_note(terms: Terms, note: Note, details: _Details) -> Match:
    organisation = details.organisations[0] if details.organisations else ""
    text = excerpt(note.texts, terms.words)
    at = from_micros(note.happened_at)
    return _filled(note.customer_id, details, organisation, MatchedIn.NOTE, text, at)


def _filled(
    customer_id: int,
    details: _Details,
    organisation: str,
    matched: MatchedIn,
    found: str,
    at: datetime | None = None,
) -> Match:
    phones = tuple(value for value, _ in details.phones)
    emails = tuple(details.emails)
    return Match(customer_id, details.name, organisation, phones, emails, matched, found, at, details.health)


def _names(terms: Terms, organisation: str) -> bool:
    folded = fold(organisation)
    return any(word in folded for word in terms.words) or terms.folded in folded


def _dials(terms: Terms, number: str) -> bool:
    digits = digits_for_search(number)
    return any(part in digits for part in terms.digits)
