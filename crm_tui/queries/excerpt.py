"""A short piece of a note around the word that was looked for."""

from collections.abc import Sequence

_BEFORE = 24
_LENGTH = 80


def excerpt(texts: Sequence[str], words: Sequence[str]) -> str:
    """About 80 characters of the first text with one of these folded words, cut between words; "…" where cut.

    A word that only folding finds (``cafe`` for "Café") shows the beginning of the first text instead.
    """
    kept = [" ".join(text.split()) for text in texts if text.strip()]
    for text in kept:
        lowered = text.casefold()
        for word in words:
            place = lowered.find(word)
            if place >= 0:
                return _around(text, place)
    return _around(kept[0], 0) if kept else ""


def _around(text: str, place: int) -> str:
    start = 0 if place <= _BEFORE else text.find(" ", place - _BEFORE, place) + 1 or place
    end = len(text)
    if end - start > _LENGTH:
        space = text.rfind(" ", start, start + _LENGTH)
        end = space if space > max(start, place) else start + _LENGTH
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
