"""Links to what stands on the web."""

from urllib.parse import urlsplit

from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import _

_LONGEST = 2_000


def read_link(text: str, field: str = "link") -> str:
    """The link as it is kept; empty for none. One without its beginning is taken for https.

    Raises InvalidInput for what no browser would open as a page.
    """
    link = text.strip()
    if not link:
        return ""
    if "://" not in link and ":" not in link.partition("/")[0]:
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        is_page = parts.scheme in ("http", "https") and "." in (parts.hostname or "").strip(".")
    except ValueError:  # such as an address in brackets that is none
        is_page = False
    if not is_page or len(link) > _LONGEST or not link.isprintable() or " " in link:
        raise InvalidInput(
            _("“{link}” is no link to a page.").format(link=text.strip()[:40]),
            _("Copy it from the address line of a browser: https://example.org/…"),
            field=field,
        )
    return link
