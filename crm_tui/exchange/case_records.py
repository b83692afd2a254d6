"""Cases of another system's service log: a row each, or a row for each change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from crm_tui.domain.words import Stage
from crm_tui.exchange.case_map import FIELDS, TIMES
from crm_tui.exchange.record_file import KeyedRows, RecordFile
from crm_tui.exchange.record_map import Odd
from crm_tui.i18n import _

_OVER = (Stage.SOLVED, Stage.CLOSED)
_NO = frozenset({"0", "n", "no", "false"})
_YES = frozenset({"1", "y", "yes", "true"})


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case as a file tells it: what it says by field, and when it came to which stage, in order.

    ``remarks`` are sentences about what was odd and how it was understood.
    """

    line: int
    key: str
    said: Mapping[str, str]
    opened_at: datetime
    answered_at: datetime | None
    agreed_at: datetime | None
    timely: bool | None
    moves: tuple[tuple[datetime, Stage], ...]
    remarks: tuple[str, ...] = ()

    @property
    def stage(self) -> Stage:
        """Where the case stands at the end."""
        return self.moves[-1][1] if self.moves else Stage.OPEN

    @property
    def reopenings(self) -> int:
        """How often it was taken up again after it was over, by the moves or as the file counts it."""
        stages = [Stage.OPEN, *(stage for _at, stage in self.moves)]
        seen = sum(before in _OVER and after not in _OVER for before, after in pairwise(stages))
        told = self.said.get("reopenings", "")
        return max(seen, int(told) if told.isdigit() else 0)


class CaseFile(RecordFile[CaseRecord]):
    """A service log that is being read."""

    FIELDS = FIELDS

    def _no_key(self) -> str:
        return _("The row has no key: nothing tells which case it is.")

    def _record(self, key: str, found: KeyedRows) -> CaseRecord:
        said = _last_words(found.rows)
        times = {name: self._time(name, said[name]) for name in TIMES}
        changes = [
            (at, _stage(row["stage"]))
            for row in found.rows
            if (at := self._time("at", row["at"])) is not None and row["stage"]
        ]
        opened_at = times["opened"] or (changes[0][0] if changes else times["at"])
        if opened_at is None:
            raise Odd(_("Case {key} has no time at which it began.").format(key=key))
        remarks: list[str] = []
        moves = _moves(opened_at, changes, said, times, remarks)
        for name in ("answered", "solved", "closed"):
            at = times[name]
            if at is not None and at < opened_at:
                remarks.append(
                    _("Case {key}: {what} before it began; it was taken as at once.").format(
                        key=key, what=name
                    )
                )
        return CaseRecord(
            line=found.line,
            key=key,
            said=said,
            opened_at=opened_at,
            answered_at=None if times["answered"] is None else max(times["answered"], opened_at),
            agreed_at=times["agreed"],
            timely=_timely(said["timely"]),
            moves=moves,
            remarks=tuple(remarks),
        )

    def _time(self, name: str, text: str) -> datetime | None:
        return self._map.read_time(name, text, self._zone)


def _last_words(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """What a case's rows say in the end: of each field the last that says something."""
    said = dict.fromkeys(FIELDS, "")
    for row in rows:
        said.update((name, text) for name, text in row.items() if text)
    return said


def _moves(
    opened_at: datetime,
    changes: Sequence[tuple[datetime, Stage]],
    said: Mapping[str, str],
    times: Mapping[str, datetime | None],
    remarks: list[str],
) -> tuple[tuple[datetime, Stage], ...]:
    """When the case came to which stage: from its changes, and from the times of its end where it has them.

    A time of its own for the end counts before the time at which a change to it was noted.
    """
    moves = list(changes)
    for name, stage in (("solved", Stage.SOLVED), ("closed", Stage.CLOSED)):
        at = times[name]
        if at is None:
            continue
        noted = [place for place, move in enumerate(moves) if move[1] is stage]
        if noted:
            moves[noted[-1]] = (at, stage)
        elif not any(move[1] is Stage.CLOSED for move in moves):
            moves.append((at, stage))
    last = _stage(said["stage"]) if said["stage"] else None
    if last is not None and not moves and last is not Stage.OPEN:
        known = [at for at in times.values() if at is not None]
        moves.append((max([opened_at, *known]) if last in _OVER else opened_at, last))
        if last in _OVER:
            remarks.append(
                _("Case {key} is over without a time; the last time known of it was taken.").format(
                    key=said["key"]
                )
            )
    ordered: list[tuple[datetime, Stage]] = []
    for at, stage in sorted(moves, key=lambda move: max(move[0], opened_at)):
        if stage is not (ordered[-1][1] if ordered else Stage.OPEN):
            ordered.append((max(at, opened_at), stage))
    return tuple(ordered)


def _stage(text: str) -> Stage:
    try:
        return Stage(text)
    except ValueError as error:
        raise Odd(
            _("“{text}” is no stage of a case; give it one under [values.stage]: {stages}.").format(
                text=text[:40], stages=", ".join(Stage)
            )
        ) from error


def _timely(text: str) -> bool | None:
    word = text.casefold()
    if not word:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    raise Odd(_("“{text}” in timely is neither yes nor no.").format(text=text[:40]))
