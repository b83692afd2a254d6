"""A table without a row of names: columns told by what stands in them."""

import re
from collections.abc import Callable, Sequence

from crm_tui.exchange.columns import Target

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_PHONE = re.compile(r"\+?[\d\s()./–-]{6,24}(?:(?:x|ext\.?)\s?\d{1,6})?")
_DECIMAL = re.compile(r"-?\d+[.,]\d+")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_MOST = 0.6  # the share of a column's cells that must look alike


def looks_like_email(cell: str) -> bool:
    """Whether a cell holds one mail address and nothing else."""
    return _EMAIL.fullmatch(cell.strip()) is not None


def looks_like_phone(cell: str) -> bool:
    """Whether a cell can be a phone number: digits of any script, at least six, no date and no fraction."""
    text = cell.strip()
    if not _PHONE.fullmatch(text) or _DECIMAL.fullmatch(text) or _DATE.fullmatch(text):
        return False
    return sum(char.isdecimal() for char in text) >= 6


def is_data(row: Sequence[str]) -> bool:
    """Whether a first row holds a contact rather than names of columns."""
    return any(looks_like_email(cell) or looks_like_phone(cell) for cell in row)


def guess_columns(rows: Sequence[Sequence[str]]) -> list[Target | None]:
    """Targets by content: mail addresses, phone numbers, and the first column of words as the name.

    All None when there is no way to reach anybody in the table: then it is no list of contacts.
    """
    width = max(map(len, rows), default=0)
    columns = [
        [row[index].strip() for row in rows if index < len(row) and row[index].strip()]
        for index in range(width)
    ]
    targets: list[Target | None] = [None] * width
    for index, cells in enumerate(columns):
        if _share(cells, looks_like_email) >= _MOST:
            targets[index] = Target("email", "value", str(index))
        elif _share(cells, looks_like_phone) >= _MOST:
            targets[index] = Target("phone", "value", str(index))
    if not any(targets):
        return targets
    worded = [
        index
        for index, cells in enumerate(columns)
        if targets[index] is None and _share(cells, _is_words) >= _MOST
    ]
    if worded:
        targets[worded[0]] = Target("name")
    return targets


def _is_words(cell: str) -> bool:
    return any(char.isalpha() for char in cell) and not any(char.isdecimal() for char in cell)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells) if cells else 0.0
