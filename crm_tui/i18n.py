"""The one way to a sentence in the user's language.

Nothing is loaded at import: the catalogue is found when the first sentence is asked for. Every room may
import this module; it imports none of ours.
"""

import gettext as _gettext
import os
from functools import cache
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"
DOMAIN = "crm_tui"


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, LOCALE_DIR, languages=[language] if language else None, fallback=True)


def language() -> str:
    """The language asked for by ``CRM_TUI_LANG``; empty means the one of the environment."""
    return os.environ.get("CRM_TUI_LANG", "")


def language_shown() -> str:
    """The code of the language that sentences are shown in: English where there is no catalogue."""
    return _catalogue(language()).info().get("language", "") or "en"


def _(message: str) -> str:
    """The sentence in the user's language."""
    return _catalogue(language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The sentence for ``count`` things in the user's language; format it with ``count`` afterwards."""
    return _catalogue(language()).ngettext(singular, plural, count)


def N_(message: str) -> str:
    """Mark a sentence for translation that is translated where it is shown."""
    return message
