"""Which encoding a file of contacts is written in, and whether it is text at all.

UTF-8 and UTF-16 prove themselves. Anything else is a guess: Windows-1252 for Western text, which is what
spreadsheets write, and charset-normalizer's answer for the others.
"""

import codecs
import errno
import stat
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.kinds import binary_kind
from crm_tui.i18n import _

_HEAD = 65_536  # bytes looked at for BOM, kind of file, delimiter, header
_CHUNK = 1 << 20
#: Bytes that no text has but by accident, whatever its encoding; ISO-2022 needs the escape.
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))
_MOST_CONTROLS = 0.05
_SAMPLE = 32_768  # bytes of text in an unknown encoding that are enough to guess from

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE"),
)

#: Encodings worth telling apart; without the list, short texts are taken for EBCDIC and the like.
_CANDIDATES = (
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "cp866",
    "shift_jis", "euc_jp", "euc_kr", "big5", "gb18030",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file: the codec to read it with, the name of its encoding for people, and how it begins."""

    path: Path
    size: int
    codec: str
    label: str
    head: str
    notes: tuple[str, ...] = ()

    @property
    def head_is_cut(self) -> bool:
        """Whether the file goes on after ``head``."""
        return self.size > _HEAD


def inspect(path: Path) -> TextFile:
    """Look at a file that somebody wants to import.

    Raises InvalidInput when it is missing, a folder, unreadable, or no text, saying what it looks like.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        if not stat.S_ISREG(status.st_mode):
            raise InvalidInput(
                _("{file} is no ordinary file.").format(file=path),
                _("Save the contacts as a CSV or vCard file first."),
            )
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        return _text_file(path, status.st_size, head)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> InvalidInput:
    """The error for a file that the system does not let us read, in words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InvalidInput(
            _("There is no file {file}.").format(file=path),
            _("Check the name and the folder; in a shell, a name with spaces needs quotation marks."),
        )
    if isinstance(error, IsADirectoryError):
        return InvalidInput(_("{file} is a folder.").format(file=path), _("Name one file inside it."))
    if isinstance(error, PermissionError):
        return InvalidInput(
            _("{file} may not be read by you.").format(file=path),
            _("Ask its owner for permission to read it, or for a copy."),
        )
    return InvalidInput(
        _("{file} cannot be read: {reason}.").format(file=path, reason=error.strerror or error),
        _("Copy the file to this computer and try again."),
    )


def _text_file(path: Path, size: int, head: bytes) -> TextFile:
    kind = binary_kind(head)
    if kind:
        raise InvalidInput(
            _("{file} cannot be read: it looks like {kind}.").format(file=path.name, kind=kind),
            _("Export what is in it as a table (CSV, XLSX, ODS), or contacts as vCard (.vcf)."),
        )
    for bom, codec, label in _BOMS:
        if head.startswith(bom):
            return TextFile(path, size, codec, label, _decoded_head(head, codec))
    wide = _utf16_without_bom(head)
    if wide:
        codec, label = wide
        return TextFile(path, size, codec, label, _decoded_head(head, codec))
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) * _MOST_CONTROLS:
        raise InvalidInput(
            _("{file} is no text file.").format(file=path.name),
            _("Export what is in it as a table (CSV, XLSX, ODS), or contacts as vCard (.vcf)."),
        )
    codec, label, notes = ("utf-8", "UTF-8", ()) if _is_utf8(path) else _legacy(path)
    return TextFile(path, size, codec, label, _decoded_head(head, codec), notes)


def _decoded_head(head: bytes, codec: str) -> str:
    # The head may end inside a character: that is no fault of the file, so the decoder is not told it ended.
    return codecs.getincrementaldecoder(codec)("replace").decode(head)


def _utf16_without_bom(head: bytes) -> tuple[str, str] | None:
    """In UTF-16, every second byte of plain letters, digits and delimiters is zero."""
    pairs = len(head) // 2
    if pairs == 0:
        return None
    high, low = head[1::2].count(0), head[0::2].count(0)
    if high * 3 > pairs and low * 20 <= high:
        return "utf-16-le", "UTF-16 LE"
    if low * 3 > pairs and high * 20 <= low:
        return "utf-16-be", "UTF-16 BE"
    return None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _legacy(path: Path) -> tuple[str, str, tuple[str, ...]]:
    """Codec, label and notes of a file that is not clean UTF-8."""
    sample = bytearray()
    good = bad = 0
    with path.open("rb") as stream:
        while line := stream.readline(_HEAD):
            # A vCard property that names its charset says nothing about the rest of the file.
            if line.isascii() or b"CHARSET=" in line[:200].upper():
                continue
            if _decodes(line, "utf-8"):
                good += 1
                continue
            bad += 1
            if len(sample) < _SAMPLE:
                sample += line[:_SAMPLE]
    if bad == 0:
        return "utf-8", "UTF-8", ()
    # Text in another encoding is hardly ever valid UTF-8 by chance: some damaged lines do not outweigh it.
    if good > bad:
        note = _("Some bytes are no UTF-8 and are shown as \N{REPLACEMENT CHARACTER}: look at those names.")
        return "utf-8", "UTF-8", (note,)
    codec = guessed(bytes(sample))
    return codec, codec_label(codec), ()


def guessed(sample: bytes) -> str:
    """The most likely codec of text that is not UTF-8."""
    high = [byte > 0x7F for byte in sample]
    beside = sum(1 for one, two in pairwise(high) if one and two)
    # In Western text an accented letter stands between plain ones; elsewhere most letters are high bytes.
    if beside * 2 < sum(high) and _decodes(sample, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes  # imported late: it costs 30 ms that most imports never need

    best = from_bytes(sample, cp_isolation=list(_CANDIDATES)).best()
    return best.encoding if best else "cp1252"


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def codec_label(codec: str) -> str:
    """The name of an encoding for people."""
    name = codecs.lookup(codec).name
    return f"Windows-{name[2:]}" if name.startswith("cp125") else name
