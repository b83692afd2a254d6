"""Who recommended us, as people write it when asked how they heard of us: "recommended by Mary Ofori"."""

from crm_tui.domain.folding import fold
from crm_tui.i18n import _


def recommender_in(source: str) -> tuple[str, bool]:
    """The name in ``source``, and whether words before it say that this is who recommended us.

    Without such words all of it is taken as a name, which may be that of nobody.
    """
    said = " ".join(source.split()).rstrip(".,;!")
    for words in _("recommended by; referred by; sent by; told by; on the recommendation of").split(";"):
        name = _behind(said, words.strip())
        if name:
            return name, True
    return said, False


def _behind(said: str, words: str) -> str:
    """What stands behind ``words`` at the start of ``said``, compared as folded; nothing without them."""
    count = len(words.split())
    parts = said.split(" ")
    if fold(" ".join(parts[:count])).rstrip(":") != fold(words):
        return ""
    return " ".join(parts[count:]).strip()
