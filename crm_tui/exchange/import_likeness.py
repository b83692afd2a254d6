"""Who of those that come in may be here already by name: asked for a whole batch, by the index of names.

Looked at are those of the same name, and the neighbours of a name in the sorted list, as written and with its
words the other way round. Who else is alike is found in the list of duplicates, which compares everybody.
"""

import json
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crm_tui.actions.reading import reader_of
from crm_tui.domain.folding import words_of
from crm_tui.domain.likeness import features, likeness, nearly_the_same
from crm_tui.domain.words import ContactPointType
from crm_tui.exchange.import_candidate import Candidate
from crm_tui.i18n import _
from crm_tui.queries.look_alikes import names_and_points
from crm_tui.store.journal import Act

#: A name that more share says nothing about any two of them.
_MOST_NAMESAKES = 5
#: How far behind or before a name its like can stand.
_NEAR_BY = 2

# Each part is a seek in the index of names: the list is never walked.
NEIGHBOURS = """
SELECT asked.value,
       (SELECT json_group_array(json_array(id, sort_key)) FROM (SELECT id, sort_key FROM customers
         WHERE sort_key = asked.value AND deleted_at IS NULL ORDER BY id LIMIT :most)),
       (SELECT json_group_array(json_array(id, sort_key)) FROM (SELECT id, sort_key FROM customers
         WHERE sort_key > asked.value AND deleted_at IS NULL ORDER BY sort_key LIMIT :near)),
       (SELECT json_group_array(json_array(id, sort_key)) FROM (SELECT id, sort_key FROM customers
         WHERE sort_key < asked.value AND deleted_at IS NULL ORDER BY sort_key DESC LIMIT :near))
  FROM json_each(:keys) asked"""


class Alike(NamedTuple):
    """A candidate of the batch, and a customer who is alike by name, with the reason in words."""

    candidate: Candidate
    customer: int
    reason: str


def alike_by_name(act: Act, batch: Sequence[Candidate]) -> Iterator[Alike]:
    """Whom each of these is likeliest to be besides, of those who were here before them.

    ``known`` is the customer that was made of a candidate, if one was.
    """
    keys = {candidate.record.line: _keys(candidate) for candidate in batch}
    near = _near_by(act, {key for found in keys.values() for key in found})
    others = {
        candidate.record.line: _worth_comparing(candidate, keys[candidate.record.line], near)
        for candidate in batch
    }
    names, points = names_and_points(reader_of(act), {one for found in others.values() for one in found})
    for candidate in batch:
        worth_comparing = sorted(others[candidate.record.line] & names.keys())
        if not worth_comparing:
            continue
        mine = features(candidate.record.name, (reach for _point, reach in candidate.reaches))
        found = [
            (likeness(mine, features(names[other], points.get(other, ()))), other)
            for other in worth_comparing
        ]
        best, other = max(found, key=lambda one: one[0].score, default=(None, 0))
        if best is not None and best.is_likely:
            yield Alike(candidate, other, in_words(names[other], best.in_words))


def _worth_comparing(
    candidate: Candidate, keys: Iterable[str], near: Mapping[str, Mapping[int, str]]
) -> set[int]:
    """Those near by in the list whose names have nearly the same words; the rest costs more to look at."""
    if candidate.sort_key not in near:
        return set()
    words = _in_order(candidate.sort_key)
    return {
        other
        for key in keys
        for other, name in near.get(key, {}).items()
        if (candidate.known is None or other < candidate.known)
        and other not in candidate.others
        and nearly_the_same(words, _in_order(name))
    }


def in_words(name: str, reasons: str) -> str:
    """Why somebody may be the same."""
    return _("{name}: {reasons}").format(name=name, reasons=reasons)


class NamesOfFile:
    """The names that a rehearsal has met in the file, by which later ones are alike."""

    def __init__(self) -> None:
        self._names: list[tuple[str, int, str, bool]] = []

    def alike(self, candidate: Candidate) -> Iterator[tuple[int, str]]:
        """The lines of those who are alike by name and by nothing else, with the reason in words."""
        mine = features(candidate.record.name, _somehow(candidate.has_reach, "mine"))
        found: dict[int, str] = {}
        for key in _keys(candidate):
            at = bisect_left(self._names, (key,))
            namesakes = [one for one in self._names[at : at + _MOST_NAMESAKES] if one[0] == key]
            if len(namesakes) == _MOST_NAMESAKES:
                return
            after = at + len(namesakes)
            for _key, line, name, is_reachable in self._names[max(0, at - _NEAR_BY) : after + _NEAR_BY]:
                alike = likeness(mine, features(name, _somehow(is_reachable, "theirs")))
                if alike.is_likely:
                    found.setdefault(line, in_words(name, alike.in_words))
        yield from found.items()

    def learn(self, candidate: Candidate) -> None:
        """Keep a name."""
        record = candidate.record
        insort(self._names, (candidate.sort_key, record.line, record.name, candidate.has_reach))


def _somehow(is_reachable: bool, how: str) -> Iterable[tuple[str, str]]:
    """Who shares a number or an address is told by that: here it only counts that each has some."""
    return ((ContactPointType.PHONE.value, how),) if is_reachable else ()


def _keys(candidate: Candidate) -> Iterable[str]:
    words = words_of(candidate.sort_key)
    return dict.fromkeys((candidate.sort_key, " ".join(words), " ".join(reversed(words))))


def _in_order(name: str) -> str:
    return " ".join(sorted(name.split()))


def _near_by(act: Act, keys: Iterable[str]) -> dict[str, dict[int, str]]:
    """By key the customers of that name and beside it, with their folded names; none for one too common."""
    # One more than say something, and the one who asks.
    asked = {"keys": json.dumps(sorted(keys)), "most": _MOST_NAMESAKES + 2, "near": _NEAR_BY}
    near: dict[str, dict[int, str]] = {}
    for key, *parts in reader_of(act).rows(NEIGHBOURS, asked):
        namesakes, after, before = map(dict, json.loads(f"[{','.join(parts)}]"))
        if len(namesakes) <= _MOST_NAMESAKES:
            near[key] = namesakes | after | before
    return near
