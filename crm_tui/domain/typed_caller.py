"""Who somebody new is, out of what was typed to find them: a name, a phone number, or both."""

import re
from typing import NamedTuple

#: Fewer digits than these are a house or a year, unless nothing else was typed.
_FEWEST_DIGITS_BEHIND_A_NAME = 6
_FEWEST_DIGITS_ALONE = 3
_NAME_THEN_NUMBER = re.compile(r"(?P<name>.*?)[\s,]+(?P<number>[+＋(]?\d[\d\s()./-]*)")


class TypedCaller(NamedTuple):
    """A name and a phone number as they were typed; at most one of them is empty."""

    name: str
    number: str


def read_typed_caller(text: str) -> TypedCaller:
    """``text`` as a name, a number, or a name with its number behind: "Jun Sato 01812 345678"."""
    text = text.strip()
    if not any(map(str.isalpha, text)):
        return TypedCaller("", text) if _digits(text) >= _FEWEST_DIGITS_ALONE else TypedCaller(text, "")
    both = _NAME_THEN_NUMBER.fullmatch(text)
    if both and _digits(both["number"]) >= _FEWEST_DIGITS_BEHIND_A_NAME:
        return TypedCaller(both["name"], both["number"].strip())
    return TypedCaller(text, "")


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
