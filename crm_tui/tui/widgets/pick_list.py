"""The options of a pick, and the list of all of them in which typing filters. No widget."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a pick: ``key`` picks it at once, whether it is ``shown`` on the line or not."""

    code: str
    label: str
    key: str
    shown: bool = True


#: The options of a pick, or what gives them anew each time: staff come and go, natures are added.
Options = Sequence[Option] | Callable[[], Sequence[Option]]


def typed_key(character: str | None) -> str:
    """The key that a typed character stands for: small letters, and digits of any script."""
    if character is None or len(character) != 1:
        return ""
    digit = unicodedata.decimal(character, None)
    return character.lower() if digit is None else str(digit)


class PickList:
    """All options, filtered by what is typed, one of them marked."""

    def __init__(self, options: Sequence[Option], chosen: str | None) -> None:
        self._options = options
        self.typed = ""
        self.at = next((index for index, option in enumerate(options) if option.code == chosen), 0)

    @property
    def matches(self) -> list[Option]:
        """The options whose label or code has what is typed, those that begin with it first."""
        typed = self.typed.casefold()
        found = [
            option for option in self._options if typed in option.label.casefold() or typed in option.code
        ]
        return sorted(found, key=lambda option: not option.label.casefold().startswith(typed))

    @property
    def marked(self) -> Option | None:
        """The option that Enter takes."""
        matches = self.matches
        return matches[min(self.at, len(matches) - 1)] if matches else None

    def move(self, steps: int) -> None:
        """Mark another one; the ends join."""
        count = len(self.matches)
        self.at = (self.at + steps) % count if count else 0

    def type(self, character: str) -> None:
        """Filter by one character more."""
        self.typed += character
        self.at = 0

    def rub_out(self) -> None:
        """Filter by one character less."""
        self.typed = self.typed[:-1]
        self.at = 0
