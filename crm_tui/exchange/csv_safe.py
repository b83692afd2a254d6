"""Cells that no spreadsheet takes for a formula, and back.

A cell that begins like a formula gets an apostrophe in front; a cell that begins with an apostrophe gets a
second one, so that reading our own file takes exactly one away. A phone number of a plus and digits alone is
left as it is: no formula can be made of it, and other programs are to read it.
"""

import re
import unicodedata

_APOSTROPHE = "'"
#: What starts a formula, a field or a row in some spreadsheet (RELIABILITY S3), fullwidth forms included.
_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")
_PLAIN_PHONE = re.compile(r"\+[0-9][0-9 ]*")


def _is_formula(cell: str) -> bool:
    if cell[:1] in _STARTS:
        return True
    # Spreadsheets may pass over blanks and invisible marks before they look for a formula.
    visible = next((char for char in cell if not char.isspace() and unicodedata.category(char)[0] != "C"), "")
    return visible in _STARTS


def guarded(cell: str) -> str:
    """The cell as it is safe to write."""
    if cell[:1].isalnum() or _PLAIN_PHONE.fullmatch(cell):
        return cell
    return _APOSTROPHE + cell if cell.startswith(_APOSTROPHE) or _is_formula(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``; for files that we wrote."""
    return cell.removeprefix(_APOSTROPHE)


def without_guard(cell: str) -> str:
    """A cell of somebody else's file without the guard that careful exports set before a formula.

    An apostrophe before anything else is the text's own, as in 't Hooft.
    """
    return cell[1:] if cell.startswith(_APOSTROPHE) and _is_formula(cell[1:]) else cell
