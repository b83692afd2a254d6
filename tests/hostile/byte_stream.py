"""What a program sent to its terminal, read byte by byte: sequences that may be there, and text."""

import re
import unicodedata

#: What Textual sends on its own account, and our guard around a run of complex script.
ALLOWED = re.compile(
    r"""\r\n                                                  # between the lines of a whole screen
    | \x1b(?:
        [78]                                                # save and restore the cursor: the guard
      | \[\d+[XC]                                           # erase cells, step forward: the guard
      | \[[\d;]*m                                           # colours
      | \[\d+;\d+H                                          # go to a cell
      | \[\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl]   # modes
      | \[\?(?:2026|2048)\$p                                # which modes does the terminal know
      | \]22;default\x07                                     # the pointer's shape
      | \[>\d+u | \[<u | \[=\d+;\d+u | \[\?u                # the extended keys
    )""",
    re.VERBOSE,
)

#: Formats that draw something, or that join letters and emoji: they are part of writing.
_WRITING = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")


def texts_of(output: bytes) -> list[str]:
    """The texts between the sequences."""
    return ALLOWED.split(output.decode("utf-8"))


def harm_in(output: bytes) -> list[str]:
    """Every place in which something could act on the terminal, with what stands around it."""
    found = []
    for text in texts_of(output):
        for at, character in enumerate(text):
            if _acts(character):
                found.append(repr(text[max(0, at - 20) : at + 20]))
    return found


def _acts(character: str) -> bool:
    return character not in _WRITING and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
