"""A file of contacts that is being read: what it is, how far we are, and what was left aside."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Protocol

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.contact import ContactRecord, Skipped
from crm_tui.i18n import _

#: So many different names of things that were not read are kept; a hostile file could make up any number.
_NAMES_KEPT = 200


@dataclass(frozen=True, slots=True)
class MatchedColumn:
    """A column of a table and the field that it is read into; an empty field means it is not read.

    ``sample`` is the first thing that stands in it.
    """

    name: str
    field: str
    sample: str = ""


class KnownFile(Protocol):
    """What is known of a file before it is read: text, or a workbook."""

    @property
    def path(self) -> Path: ...
    @property
    def size(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def notes(self) -> Sequence[str]: ...


class ContactSource(ABC):
    """Contacts from one file, read lazily; iterating again reads the file again from its start.

    ``format`` is ``csv``, ``xlsx``, ``ods``, ``vcard`` or ``json``. ``not_read`` counts, by name, the columns
    and properties that held something and were left aside; ``notes`` are sentences about the file as a whole.
    Both are complete when the iteration has ended. ``problem`` says why nothing in it can be told to be a
    contact, if that is so.
    """

    format: str

    def __init__(self, file: KnownFile) -> None:
        self.file = file
        self.columns: Sequence[MatchedColumn] = ()
        self.problem: InvalidInput | None = None
        self.not_read: Counter[str] = Counter()
        self.notes: list[str] = list(file.notes)
        self._lasting_notes = self.notes.copy()
        self._raw: FileIO | None = None

    @property
    def sheet(self) -> str:
        """The sheet of a workbook that is read."""
        return ""

    @property
    def sheets(self) -> Sequence[str]:
        """The sheets that a workbook has."""
        return ()

    @property
    def encoding(self) -> str:
        """The encoding in words, for the report."""
        return self.file.label

    @property
    def bytes_total(self) -> int:
        """The size of the file."""
        return self.file.size

    @property
    def bytes_read(self) -> int:
        """How much of the file was read so far; may run ahead of the records by one buffer."""
        raw = self._raw
        if raw is None:
            return 0
        # The file is closed at the end of the iteration, maybe in another thread than the one asking.
        try:
            return min(raw.tell(), self.bytes_total)
        except ValueError:
            return self.bytes_total

    def __iter__(self) -> Iterator[ContactRecord | Skipped]:
        self.not_read.clear()
        self.notes[:] = self._lasting_notes
        empty = True
        try:
            for item in self._items():
                empty = False
                yield item
        except OSError as error:
            raise InvalidInput(
                _("{file} could not be read to its end: {reason}.").format(
                    file=self.file.path.name, reason=error.strerror or error
                ),
                _("Copy the file to this computer and try again."),
            ) from error
        if empty:
            self.notes.append(_("There is no contact in {file}.").format(file=self.file.path.name))

    @abstractmethod
    def _items(self) -> Iterator[ContactRecord | Skipped]: ...

    @contextmanager
    def _opened(self) -> Iterator[FileIO]:
        """The file's bytes from the start, with ``bytes_read`` following along."""
        with self.file.path.open("rb", buffering=0) as raw:
            self._raw = raw
            yield raw

    def _remark(self, sentence: str) -> None:
        """A note that holds for the file, however often it is read."""
        self._lasting_notes.append(sentence)
        self.notes.append(sentence)

    def _left_aside(self, name: str) -> None:
        if name in self.not_read or len(self.not_read) < _NAMES_KEPT:
            self.not_read[name] += 1
        else:
            self.not_read[_("others")] += 1
