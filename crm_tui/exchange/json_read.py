"""Contacts from a JSON document: ours, or a plain list of objects with our field names."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.encoding import TextFile
from crm_tui.exchange.json_write import VERSION
from crm_tui.exchange.plain import FIELDS
from crm_tui.exchange.plain_read import from_plain
from crm_tui.exchange.source import ContactSource
from crm_tui.i18n import _

_CHUNK = 1 << 16
_LONGEST = 64 << 20  # characters of one contact; more is no contact, and would have to be held in memory
_BETWEEN = " \t\r\n,"
_LIST = re.compile(r'\s*(?:\[|\{.*?"contacts"\s*:\s*\[)', re.DOTALL)
_VERSION = re.compile(r'"version"\s*:\s*(\d+)')


class JsonSource(ContactSource):
    """Contacts from JSON, parsed one object at a time. Raises InvalidInput when there is no list of them."""

    format = "json"

    def __init__(self, file: TextFile) -> None:
        super().__init__(file)
        self._text = file
        start = _LIST.match(file.head)
        if not start:
            raise InvalidInput(
                _("{file} is JSON, but holds no list of contacts.").format(file=file.path.name),
                _('Expected is a list of objects, or an object with such a list as "contacts".'),
            )
        version = _VERSION.search(file.head[: start.end()])
        if version and int(version[1]) > VERSION:
            raise InvalidInput(
                _("{file} was written by a newer version of crm-tui.").format(file=file.path.name),
                _("Update crm-tui, or export the contacts as CSV or vCard there."),
            )
        self._start = start.end()

    def _items(self) -> Iterator[ContactRecord | Skipped]:
        with self._opened() as raw, io.BufferedReader(raw) as buffered:
            stream = io.TextIOWrapper(buffered, self._text.codec, errors="replace", newline="")
            before = stream.read(self._start)
            for line, value in _values(stream, 1 + before.count("\n")):
                yield value if isinstance(value, Skipped) else self._contact(line, value)

    def _contact(self, line: int, value: Any) -> ContactRecord | Skipped:
        if not isinstance(value, dict):
            return Skipped(line, _("This is no object with a contact's fields."))
        for name in value.keys() - set(FIELDS):
            self._left_aside(name)
        try:
            return from_plain(value, line)
        except ValueError as error:
            return Skipped(line, str(error))


def _values(stream: TextIO, line: int) -> Iterator[tuple[int, Any]]:
    """Each element of the list with its line; a damaged end comes as Skipped, and nothing after it."""
    decoder = json.JSONDecoder()
    buffer = ""
    while True:
        rest = buffer.lstrip(_BETWEEN)
        line += buffer[: len(buffer) - len(rest)].count("\n")
        buffer = rest
        if buffer.startswith("]"):
            return
        try:
            value, end = decoder.raw_decode(buffer)
        except (json.JSONDecodeError, RecursionError) as error:
            # An object that is not there yet to its end looks like a damaged one: read on, twice as much.
            more = stream.read(max(_CHUNK, len(buffer))) if len(buffer) < _LONGEST else ""
            if more and not isinstance(error, RecursionError):
                buffer += more
                continue
            yield (
                line,
                Skipped(line, _("The file is damaged or cut off here; nothing after this line was read.")),
            )
            return
        yield line, value
        line += buffer[:end].count("\n")
        buffer = buffer[end:]
