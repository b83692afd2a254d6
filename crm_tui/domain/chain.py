"""The hash chain of the journal: pure, so that verifying needs no ORM.

Each entry's hash runs over the one before and over its own fields; the payload stands in it by a salted
digest, so that a payload can be erased and the chain still holds (DATA.md, "journal").
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

#: The hash before the first entry.
FIRST_HASH = "0" * 64

#: The fields of an entry that its hash covers; ``at`` in microseconds UTC.
HASHED = (
    "act_id",
    "at",
    "staff_id",
    "session_id",
    "door",
    "verb",
    "record_kind",
    "record_id",
    "version_before",
    "version_after",
    "payload_digest",
)

# One for all: ``json.dumps`` makes an encoder for each call that asks for anything but its defaults.
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(value: Any) -> str:
    """JSON that is the same text for the same value, so that it can be digested."""
    return _ENCODER.encode(value)


def digest(body: str) -> str:
    """The digest of a payload, which carries its own salt."""
    return hashlib.sha256(body.encode()).hexdigest()


def entry_hash(prev_hash: str, entry: Mapping[str, Any]) -> str:
    """The hash of an entry that follows one with ``prev_hash``."""
    body = canonical_json({name: entry[name] for name in HASHED})
    return hashlib.sha256((prev_hash + body).encode()).hexdigest()


def first_broken(entries: Iterable[tuple[Mapping[str, Any], str | None]]) -> int | None:
    """The id of the first entry that was tampered with, or None; an erased payload (None) is no tampering."""
    prev_hash = FIRST_HASH
    for entry, body in entries:
        altered = body is not None and digest(body) != entry["payload_digest"]
        if altered or entry["prev_hash"] != prev_hash or entry["hash"] != entry_hash(prev_hash, entry):
            return int(entry["id"])
        prev_hash = entry["hash"]
    return None
