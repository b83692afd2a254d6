"""Contacts from vCards of any version."""

import io
from collections.abc import Iterable, Iterator

from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.exchange.encoding import TextFile, codec_label
from crm_tui.exchange.source import ContactSource
from crm_tui.exchange.vcard_contacts import read_contact
from crm_tui.exchange.vcard_lines import read_cards
from crm_tui.exchange.vcard_own import is_own, read_own


class VcardSource(ContactSource):
    """Contacts from vCards, a card at a time."""

    format = "vcard"

    def __init__(self, file: TextFile) -> None:
        super().__init__(file)
        self._text = file
        self._charsets: dict[str, None] = {}

    @property
    def encoding(self) -> str:
        """The file's encoding, and the charsets that properties named, as far as the file was read."""
        return ", ".join(dict.fromkeys((self.file.label, *self._charsets)))

    def _items(self) -> Iterator[ContactRecord | Skipped]:
        with self._opened() as raw, io.BufferedReader(raw) as buffered:
            for card in read_cards(self._lines(buffered)):
                named = {item.charset for item in card.properties} - {"", "utf-8", "ascii"}
                self._charsets |= dict.fromkeys(map(codec_label, named))
                if is_own(card):
                    yield read_own(card, self._left_aside)
                else:
                    yield read_contact(card, self._text.codec, self._left_aside)

    def _lines(self, stream: "io.BufferedReader[io.FileIO]") -> Iterable[bytes]:
        """The file's lines as bytes, since each property may have its own charset."""
        if self._text.codec.startswith("utf-16"):
            text = io.TextIOWrapper(stream, self._text.codec, errors="replace", newline="\n")
            return (line.encode() for line in text)
        if "\n" not in self._text.head and "\r" in self._text.head:
            # Latin-1 takes every byte to a character and back, so the lines of old Macs can be told too.
            text = io.TextIOWrapper(stream, "latin-1", newline="\r")
            return (line.encode("latin-1") for line in text)
        if self._text.codec == "utf-8-sig":
            stream.seek(3)
        return stream
