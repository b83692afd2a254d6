"""Taking back of an act what nobody has changed since, field by field; what was changed stays.

Undo refuses where a later change stands (``store/revert.py``). Here the later changes are the reason to ask:
a merge of weeks ago, with all that was done for the customer since.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from crm_tui.store.columns import to_plain
from crm_tui.store.entries import last_writer
from crm_tui.store.journal import Act
from crm_tui.store.revert import record_values, records_by_id, what_it_did
from crm_tui.store.tables import KINDS, Record


@dataclass(frozen=True, slots=True)
class Stayed:
    """Fields of a record that stay as they are, all of one that was taken away, and who changed it last."""

    kind: str
    id: int
    fields: frozenset[str]
    who: str


def take_back_unchanged(act: Act, target_id: int, but: Collection[str]) -> tuple[int, list[Stayed]]:
    """Take back what the act did to records of other kinds than ``but``, where it still stands.

    Returns how many records went back, and those that stay. Raises ChangedSince where what they were before
    has been erased.
    """
    count, stayed = 0, []
    entries = (entry for entry in what_it_did(act, target_id) if entry[1] not in but)
    for kind, alike in groupby(entries, key=lambda entry: entry[1]):
        model, done = KINDS[kind], list(alike)
        records = records_by_id(act, model, [record_id for _verb, _kind, record_id, _body in done])
        with act.all_at_once():
            for verb, _kind, record_id, body in done:
                record = records.get(record_id)
                if verb == "add" and record is not None and record.version == 1:
                    act.remove(records.pop(record_id))
                    count += 1
                    continue
                before = {
                    name: value
                    for name, value in (body["before"] or body["after"]).items()
                    if name != "version"
                }
                stands: dict[str, Any] = {}
                if verb == "change" and record is not None:
                    stands = _as_it_left_them(record, before, body["after"])
                    count += act.change(record, **record_values(model, stands))
                if stays := frozenset(before.keys() - stands.keys()):
                    who = last_writer(act.session.connection(), kind, record_id)
                    stayed.append(Stayed(kind, record_id, stays, who))
    return count, stayed


def _as_it_left_them(record: Record, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Of what the fields were before, that of the fields which are as the act left them."""
    return {name: value for name, value in before.items() if to_plain(getattr(record, name)) == after[name]}
