"""Candidates for a search: the one place of the read side that asks SQLite's full text (BAR.md, "search").

Each question is answered newest first and cut at a cap: ranked by the index, or joined before the cut, it
took a hundred times longer at a million customers. Callers rank the few that come back by rules of their own.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from crm_tui.domain.folding import fold, words_in, words_of
from crm_tui.domain.phones import digit_queries
from crm_tui.store.reader import Reader

R = TypeVar("R")

#: Longer texts are pasted pages, not searches; more words only cost time.
_LONGEST_QUERY = 200
_MOST_WORDS = 8
#: A trigram index knows nothing shorter.
SHORTEST_PART = 3
#: Up to this length a part is asked for as a phrase; beyond, so many pieces stand for a text, and as many
#: digits at its end for a number.
_WHOLE_PHRASE = 6
_PIECES_OF_TEXT = 4
#: Beginnings of words up to these lengths are indexed (:mod:`crm_tui.store.ddl`). Of a longer one SQLite
#: first collects everything that begins so, which took 17 ms for a word in many notes.
_INDEXED_OF_NAMES = 5
_INDEXED_OF_NOTES = 6
#: How many of the newest customers one or two digits are looked for in.
_NEWEST_FOR_DIGITS = 20_000
#: Above every character, so that it ends the range of texts with one beginning.
_LAST = "\U0010ffff"

_CANDIDATE = """
SELECT c.id, c.sort_key, w.words, w.digits, w.mails, coalesce(s.last_contact_at, 0)
  FROM {source}
  JOIN customers c ON c.id = hit.id AND c.deleted_at IS NULL
  JOIN customer_search w ON w.id = c.id
  LEFT JOIN customer_summaries s ON s.id = c.id"""
BY_WORDS = _CANDIDATE.format(
    source="""(SELECT rowid AS id FROM customer_words WHERE customer_words MATCH :match
                ORDER BY rowid DESC LIMIT :cap) hit"""
)
BY_PART = _CANDIDATE.format(
    source="""(SELECT rowid AS id FROM customer_trigrams WHERE customer_trigrams MATCH :match
                ORDER BY rowid DESC LIMIT :cap) hit"""
)
BY_NAME_START = _CANDIDATE.format(
    source="""(SELECT id FROM customers
                WHERE sort_key >= :start AND sort_key < :after AND deleted_at IS NULL
                ORDER BY sort_key, id LIMIT :cap) hit"""
)
BY_NUMBER_START = _CANDIDATE.format(
    source="""(SELECT customer_id AS id FROM contact_points
                WHERE normal >= :start AND normal < :after AND type = 'phone'
                ORDER BY normal, customer_id LIMIT :cap) hit"""
)
BY_FEW_DIGITS = _CANDIDATE.format(
    source="""(SELECT id FROM customer_search
                WHERE id > (SELECT max(id) FROM customer_search) - :newest AND digits LIKE :part
                ORDER BY id DESC LIMIT :cap) hit"""
)
IDS_BY_WORDS = """
SELECT rowid FROM customer_words WHERE customer_words MATCH :match ORDER BY rowid DESC LIMIT :cap"""
IDS_BY_PART = """
SELECT rowid FROM customer_trigrams WHERE customer_trigrams MATCH :match ORDER BY rowid DESC LIMIT :cap"""
KEPT_TEXTS = """
SELECT w.id, w.words, w.digits, w.mails
  FROM json_each(:ids) asked JOIN customer_search w ON w.id = asked.value"""
BY_NOTES = """
SELECT i.id, i.customer_id, i.happened_at, i.said, i.cause, i.did
  FROM (SELECT rowid AS id FROM note_words WHERE note_words MATCH :match
         ORDER BY rowid DESC LIMIT :cap) hit
  JOIN interactions i ON i.id = hit.id AND i.deleted_at IS NULL
  JOIN customers c ON c.id = i.customer_id AND c.deleted_at IS NULL
 ORDER BY i.happened_at DESC, i.id DESC"""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was typed, as the index keeps it; ``digits`` are readings of a phone number, likeliest first."""

    folded: str
    words: tuple[str, ...]
    digits: tuple[str, ...]

    def found_in(self, words: str, digits: str, mails: str) -> bool:
        """Whether these kept texts hold what was typed, by the rules of the indexes."""
        return (
            (len(self.folded) >= SHORTEST_PART and (self.folded in words or self.folded in mails))
            or any(part in digits for part in self.digits)
            or self.begin_words_of(words)
        )

    def begin_words_of(self, folded: str) -> bool:
        """Whether every word typed begins a word of this folded text."""
        kept = words_in(folded)
        return bool(self.words) and all(any(word.startswith(typed) for word in kept) for typed in self.words)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer whom the search may mean, with the folded texts they are found by."""

    id: int
    sort_key: str
    words: str
    digits: str
    mails: str
    last_contact: int


@dataclass(frozen=True, slots=True)
class Note:
    """An interaction whose words may be meant; its texts as they were written."""

    id: int
    customer_id: int
    happened_at: int
    texts: tuple[str, ...]


def read_terms(text: str, country: str) -> Terms:
    """What was typed; it is a phone number when it has digits and no letters. Never raises."""
    typed = text[:_LONGEST_QUERY]
    folded = fold(typed)
    number = typed.strip().lower().removeprefix("tel:")
    is_number = any(map(str.isdecimal, number)) and not any(map(str.isalpha, number))
    return Terms(
        folded,
        tuple(dict.fromkeys(words_of(typed)))[:_MOST_WORDS],
        digit_queries(number, country) if is_number else (),
    )


def by_name_start(reader: Reader, terms: Terms, cap: int) -> list[Candidate]:
    """Whose whole name begins so, in the order of names: an exact name is never beyond the cap."""
    bounds = {"start": terms.folded, "after": terms.folded + _LAST, "cap": cap}
    return _candidates(reader, BY_NAME_START, bounds) if terms.folded else []


def by_number_start(reader: Reader, terms: Terms, cap: int) -> list[Candidate]:
    """Whose number begins so, its code included; a whole number is never beyond the cap."""
    found = []
    for reading in terms.digits:
        if len(reading) >= SHORTEST_PART:
            bounds = {"start": f"+{reading}", "after": f"+{reading}{_LAST}", "cap": cap}
            found += _candidates(reader, BY_NUMBER_START, bounds)
    return found


def by_words(reader: Reader, terms: Terms, cap: int) -> list[Candidate]:
    """Who has, for every word typed, a word of name, organisation or form of address that begins so."""
    if not terms.words:
        return []

    def asked(match: str) -> list[Candidate]:
        return _candidates(reader, BY_WORDS, {"match": match, "cap": cap})

    return _beginning_so(terms, _INDEXED_OF_NAMES, cap, asked, lambda one: one.words)


def by_part(reader: Reader, terms: Terms, cap: int) -> list[Candidate]:
    """Who has what was typed anywhere in their names, numbers, mail addresses or handles."""
    if match := _part(terms):
        found = _candidates(reader, BY_PART, {"match": match, "cap": cap})
        return [one for one in found if terms.found_in(one.words, one.digits, one.mails)]
    return _candidates(reader, BY_FEW_DIGITS, _few_digits(terms, cap)) if terms.digits else []


def newest_ids(reader: Reader, terms: Terms, cap: int) -> list[int]:
    """The newest customers whom :func:`by_words` and :func:`by_part` name, by id alone: filters take many."""
    found: set[int] = set()
    # Whoever has a word that begins so has it as a part as well.
    is_part = terms.words == (terms.folded,) and SHORTEST_PART <= len(terms.folded) <= _WHOLE_PHRASE
    if terms.words and not is_part:
        asked = {"match": _beginnings(terms), "cap": cap}
        found.update(row[0] for row in reader.rows(IDS_BY_WORDS, asked))
    if match := _part(terms):
        others = {row[0] for row in reader.rows(IDS_BY_PART, {"match": match, "cap": cap})} - found
        # Only what was asked for in pieces can be another; whom the words name as well need not be looked at.
        found.update(holding(reader, terms, others) if len(terms.folded) > _WHOLE_PHRASE else others)
    elif terms.digits:
        found.update(one.id for one in by_part(reader, terms, cap))
    return sorted(found, reverse=True)[:cap]


def holding(reader: Reader, terms: Terms, ids: Iterable[int]) -> list[int]:
    """Those of these customers who are found by what was typed."""
    rows = reader.rows(KEPT_TEXTS, {"ids": json.dumps(list(ids))})
    return [customer_id for customer_id, *texts in rows if terms.found_in(*texts)]


def by_notes(reader: Reader, terms: Terms, cap: int) -> list[Note]:
    """Interactions with, for every word typed, a word that begins so; newest first."""
    if not terms.words:
        return []

    def asked(match: str) -> list[Note]:
        rows = reader.rows(BY_NOTES, {"match": match, "cap": cap})
        return [Note(note_id, customer_id, at, tuple(texts)) for note_id, customer_id, at, *texts in rows]

    return _beginning_so(terms, _INDEXED_OF_NOTES, cap, asked, lambda note: fold(" ".join(note.texts)))


def _beginning_so(
    terms: Terms, indexed: int, cap: int, ask: Callable[[str], list[R]], text_of: Callable[[R], str]
) -> list[R]:
    """What has, for every word typed, a word that begins so: asked for by what the index holds of the words.

    Only where others with the same beginnings take most of the room are the whole words asked for.
    """
    found = ask(_beginnings(terms, indexed))
    if all(len(word) <= indexed for word in terms.words):
        return found
    meant = [one for one in found if terms.begin_words_of(text_of(one))]
    return meant if len(found) < cap or len(meant) > cap // 2 else ask(_beginnings(terms))


def _beginnings(terms: Terms, longest: int | None = None) -> str:
    return " ".join(_quoted(word[:longest]) + "*" for word in terms.words)


def _part(terms: Terms) -> str:
    """The question for what was typed as a part of something; empty where that is too short.

    A reading that holds another finds nobody besides, and costs most: everybody's number has the same code.
    """
    readings = [
        part
        for part in terms.digits
        if len(part) >= SHORTEST_PART and not any(other in part for other in terms.digits if other != part)
    ]
    asked = {_ending("digits", part) for part in readings if part != terms.folded}
    if terms.folded in readings:
        asked.add(_ending("words digits mails", terms.folded))
    elif len(terms.folded) >= SHORTEST_PART:
        asked.add(_ending("words mails", terms.folded) if terms.digits else _text_with(terms.folded))
    return " OR ".join(sorted(asked))


def _ending(columns: str, number: str) -> str:
    """A number tells most at its end."""
    return f"({{{columns}}} : {_quoted(number[-_WHOLE_PHRASE:])})"


def _text_with(part: str) -> str:
    """A phrase where it is short; of a longer text some pieces side by side, from its end.

    As a phrase a name of twelve letters took 15 ms at a million customers, its pieces take 3. The few that
    have the pieces elsewhere are left out by :meth:`Terms.found_in`.
    """
    if len(part) <= _WHOLE_PHRASE:
        return f"({{words mails}} : {_quoted(part)})"
    ends = range(len(part), SHORTEST_PART - 1, -SHORTEST_PART)[:_PIECES_OF_TEXT]
    pieces = dict.fromkeys(_quoted(part[end - SHORTEST_PART : end]) for end in ends)
    return f"({' AND '.join(pieces)})"


def _few_digits(terms: Terms, cap: int) -> dict[str, Any]:
    return {"part": f"%{terms.digits[0]}%", "newest": _NEWEST_FOR_DIGITS, "cap": cap}


def _quoted(text: str) -> str:
    """A string of the full-text language, in which nothing is an operator; folding took NUL away."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _candidates(reader: Reader, sql: str, parameters: dict[str, Any]) -> list[Candidate]:
    return [Candidate(*row) for row in reader.rows(sql, parameters)]
