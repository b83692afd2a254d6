"""Contacts as vCards."""

from collections.abc import Iterable
from pathlib import Path

from crm_tui.exchange.contact import ContactRecord
from crm_tui.exchange.safe_file import whole_file
from crm_tui.exchange.vcard_own import to_card


def write_vcard(records: Iterable[ContactRecord], path: Path, *, replace: bool = False) -> int:
    """Write the records one by one and return how many; raises InvalidInput as ``whole_file`` does."""
    written = 0
    with whole_file(path, replace=replace) as stream:
        for record in records:
            stream.write(to_card(record))
            written += 1
    return written
