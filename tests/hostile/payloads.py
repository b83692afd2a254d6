"""Text that attacks a terminal, or the program that draws on it."""

import json
from functools import cache
from pathlib import Path

_HAZARDS = Path(__file__).parents[3] / "shared" / "data" / "hazards"

#: Recognised in the output when they get through: no program of ours sends these bytes.
INLINE = (
    "\x1b]0;pwned\x07",
    "\x1b]2;pwned\x1b\\",
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x1b]8;;http://example.invalid/\x1b\\click\x1b]8;;\x1b\\",
    "\x1b[2J\x1b[H gone",
    "\x1b[?1049l\x1bc reset",
    "\x1b[31;5;7mred that blinks",
    "\x1b[6n\x1b[c\x1bP$qm\x1b\\ answer me",
    "\x1b[99;1H\x1b[99C\x1b7\x1b8 elsewhere",
    "\x9b31mred\x9b6n",
    "\x90$qm\x9c \x9d0;pwned\x9c",
    "bell\x07 back\x08\x08\x08 delete\x7f null\x01 shift\x0e\x0f",
    "one\ntwo\r\nthree\rfour\x85five\u2028six\u2029seven\x0beight\x0cnine",
    "tab\ttab\t\ttab",
    "\u202egnp.exe\u202c \u2066isolate\u2069 \u200emark\u200f \u061c",
    "zero\u200bwidth\ufeff \u2060joiner \u00adsoft",
    "z" + "\u0301\u0310\u0337" * 40 + "algo",
    "[bold red]x[/]",
    "[/]", "[/nope]", "[", "x[/]y[b", "[[]]", "\\[x]", "[/[/]",
    "[@click=app.quit]quit[/]",
    "[@click='app.bell']x[/@click]",
    "[link=http://example.invalid]x[/link]",
    "[$error on $surface]x", "[true, false]", "[12:30] [a=b] [#fff]",
    "%s %(name)s {name} {0.__class__} $HOME `id`",
    "রহিম \x1b[31m উদ্দিন", "مرحبا \u202e بالعالم", "漢字" * 60, "👩‍👩‍👧‍👦" * 30, "क्षि" * 40,
    "x" * 10_000,
    "\u3000", "\u00a0",
)  # fmt: skip


@cache
def payloads() -> tuple[str, ...]:
    """The inline ones, and those of the shared files where these are."""
    return (*INLINE, *_shared())


def _shared() -> list[str]:
    if not _HAZARDS.is_dir():
        return []
    cases = json.loads((_HAZARDS / "terminal_payloads.json").read_text(encoding="utf-8"))
    texts = [case["text"] for case in cases]
    naughty = (_HAZARDS / "blns.txt").read_text(encoding="utf-8", errors="replace").splitlines()
    texts += [line for line in naughty if line.strip() and not line.startswith("#")]
    emoji = (_HAZARDS / "emoji_zwj_300.txt").read_text(encoding="utf-8").splitlines()
    codes = [line.split(";")[0].split() for line in emoji if line and not line.startswith("#")]
    return texts + ["".join(chr(int(code, 16)) for code in sequence) for sequence in codes]
