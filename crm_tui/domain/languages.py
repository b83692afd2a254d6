"""Languages as short codes ("en", "pt-BR"), and which of several texts somebody reads best."""

from collections.abc import Collection

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _


def read_language(text: str) -> str:
    """The code of a language; empty for none. Raises InvalidInput for one that nobody speaks."""
    code = text.strip().replace("_", "-")
    if not code:
        return ""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(code, sep="-")).replace("_", "-")
    except (ValueError, UnknownLocaleError) as error:
        raise InvalidInput(
            _("“{language}” is no code of a language.").format(language=text),
            _("Use a short code such as en, bn or pt-BR."),
            field="language",
        ) from error


def language_in_words(code: str, reader: str) -> str:
    """What a language is called by somebody who reads ``reader``; the code where nobody knows its name."""
    from babel import Locale, UnknownLocaleError

    try:
        called = Locale.parse(code, sep="-").get_display_name(Locale.parse(reader or "en", sep="-"))
    except (ValueError, UnknownLocaleError):
        called = None
    return called or code


def best_language(there: Collection[str], *wanted: str) -> str | None:
    """Which of the codes ``there`` serves somebody who reads ``wanted``, best first.

    A language without its country serves those of every country; the empty code, a text for everybody,
    serves when no other does. None where nothing serves.
    """
    known = {code.casefold(): code for code in there}
    for language in wanted:
        code = language.strip().replace("_", "-").casefold()
        for candidate in (code, code.partition("-")[0]):
            if candidate and candidate in known:
                return known[candidate]
    return known.get("")
