"""Choosing one of many by typing some of its letters: countries, time zones, colleagues."""

from collections.abc import Sequence

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.i18n import _
from crm_tui.tui.text import cut

#: So many others that fit are named beside the one that is taken.
_OTHERS_NAMED = 3
#: No label that is shown is wider.
_ROOM = 40


class TypedChoice:
    """The choices, each a code and its label; a code need not be shown where labels tell them apart."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        self._choices = [(code, cut(label, _ROOM), fold(code), fold(label)) for code, label in choices]

    def matches(self, typed: str) -> list[tuple[str, str]]:
        """The choices that fit: of exactly that name, then by first letters, of a word, and anywhere."""
        wanted = fold(typed)
        ranked = []
        for place, (code, label, folded_code, folded) in enumerate(self._choices):
            if typed == code or wanted == folded:
                rank = 0
            elif folded.startswith(wanted):
                rank = 1
            elif wanted == folded_code or any(
                word.startswith(wanted) for word in folded.replace("/", " ").replace("_", " ").split()
            ):
                rank = 2
            elif wanted in folded:
                rank = 3
            else:
                continue
            ranked.append((rank, place, code, label))
        return [(code, label) for _rank, _place, code, label in sorted(ranked)]

    def read(self, typed: str) -> str:
        """The code of the best match. Raises InvalidInput when nothing fits."""
        found = self.matches(typed)
        if not found:
            raise InvalidInput(
                _("Nothing has “{text}” in its name.").format(text=typed),
                _("Type some of its letters: what fits is shown here."),
            )
        return found[0][0]

    def told(self, typed: str) -> str:
        """The label of the best match, and the next that would fit."""
        found = [label for _code, label in self.matches(typed)]
        if not found:
            return ""
        others = found[1 : 1 + _OTHERS_NAMED]
        if not others or fold(typed) == fold(found[0]):
            return _("→ {label}").format(label=found[0])
        return _("→ {label}   or {others}").format(label=found[0], others=", ".join(others))
