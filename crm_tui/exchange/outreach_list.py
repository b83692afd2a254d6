"""The list of an outreach as a table that mail programs take in."""

import csv
from pathlib import Path

from crm_tui.exchange.csv_safe import guarded
from crm_tui.exchange.exporting import Written
from crm_tui.exchange.safe_file import whole_file
from crm_tui.queries.outreach import everybody_on, outreach
from crm_tui.store.reader import Reader

#: The first row; not translated, since mail programs are set up by these names.
HEADER = ("customer", "name", "form_of_address", "language", "address", "link")


def export_outreach(reader: Reader, outreach_id: int, path: Path, *, replace: bool = False) -> Written:
    """Write those on the list to a new CSV file. Raises NoSuchRecord; InvalidInput as ``whole_file``."""
    link = outreach(reader, outreach_id).link
    written = 0
    with whole_file(path, encoding="utf-8-sig", replace=replace) as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(HEADER)
        for member in everybody_on(reader, outreach_id):
            texts = (member.name, member.address_as, member.language, member.address, link)
            writer.writerow([member.customer_id, *map(guarded, texts)])
            written += 1
    return Written(written, path)
