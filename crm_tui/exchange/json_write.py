"""Contacts as one JSON document, a contact a line."""

import json
from collections.abc import Iterable
from pathlib import Path

from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.plain import to_plain
from crm_tui.exchange.safe_file import whole_file

#: The version of the document's shape; a reader refuses a newer one.
VERSION = 1


def write_json(records: Iterable[ContactRecord], path: Path, *, replace: bool = False) -> int:
    """Write the records one by one and return how many; raises InvalidInput as ``whole_file`` does."""
    written = 0
    with whole_file(path, replace=replace) as stream:
        stream.write(f'{{"format": "crm-tui contacts", "version": {VERSION}, "contacts": [')
        for record in records:
            stream.write(",\n" if written else "\n")
            stream.write(json.dumps(to_plain(record), ensure_ascii=False))
            written += 1
        stream.write("\n]}\n")
    return written
