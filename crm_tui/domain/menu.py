"""What we offer as a text to send, and which of it answers a need in the customer's own words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import words_of
from crm_tui.domain.money import money_in_words
from crm_tui.i18n import _

#: What a word of the need is worth where it is found: in the name, in what it is for, in what else is said.
_IN_NAME, _IN_NEEDS, _ELSEWHERE = 4, 2, 1


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One product in the customer's language; ``price`` in 1/10,000 of the unit of ``currency``."""

    name: str
    words: str
    category: str
    price: int | None
    currency: str


def menu_text(entries: Iterable[MenuEntry]) -> str:
    """The menu, one product a line under its category; empty where nothing is offered."""
    by_category = sorted(entries, key=lambda entry: entry.category)
    return "\n\n".join(
        "\n".join(_category_lines(category, list(together)))
        for category, together in groupby(by_category, key=lambda entry: entry.category)
    )


def read_product_text(typed: str) -> tuple[str, str, str]:
    """Language, name and words of a text such as "de=Wasserkocher: kocht 1,7 Liter".

    Raises InvalidInput, with the field ``texts``, where it does not say in which language it is.
    """
    language, mark, rest = typed.partition("=")
    if not mark:
        raise InvalidInput(
            _("“{text}” does not say in which language.").format(text=typed),
            _("Write it as de=Wasserkocher: kocht 1,7 Liter."),
            field="texts",
        )
    name, _mark, words = rest.partition(":")
    return language.strip(), name.strip(), words.strip()


def product_text(language: str, name: str, words: str) -> str:
    """The text as :func:`read_product_text` reads it."""
    return f"{language}={name}: {words}" if words else f"{language}={name}"


def fit(need: Sequence[str], name: str, needs: str, elsewhere: str) -> int:
    """How well a product answers the words of a need, folded; 0 when one of them is found nowhere.

    A word is found where a word of the product begins with it.
    """
    places = [(words_of(name), _IN_NAME), (words_of(needs), _IN_NEEDS), (words_of(elsewhere), _ELSEWHERE)]
    found = [max((worth for words, worth in places if _begins(word, words)), default=0) for word in need]
    return sum(found) if all(found) else 0


def _begins(word: str, words: Iterable[str]) -> bool:
    return any(one.startswith(word) for one in words)


def _category_lines(category: str, entries: Sequence[MenuEntry]) -> Iterator[str]:
    if category:
        yield category
    for entry in entries:
        said = entry.name
        if entry.words:
            said = _("{name}: {words}").format(name=entry.name, words=entry.words)
        if entry.price is not None:
            price = money_in_words(entry.price, entry.currency)
            said = _("{what}, {price}").format(what=said.rstrip(" ."), price=price)
        yield f"- {said}"
