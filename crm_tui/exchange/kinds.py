"""What a file that is no list of contacts looks like, so that the refusal can say so."""

from crm_tui.i18n import N_, _

_SIGNATURES = (
    (b"\x89PNG\r\n", N_("a PNG picture")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"GIF8", N_("a GIF picture")),
    (b"%PDF-", N_("a PDF document")),
    (b"SQLite format 3\x00", N_("an SQLite database")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        N_("an old Excel or Word file (XLS, DOC), one with a password, or an Outlook message"),
    ),
    (b"!BDN", N_("an Outlook data file (PST)")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7-Zip archive")),
    (b"Rar!", N_("a RAR archive")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
)


def binary_kind(head: bytes) -> str:
    """What the first bytes say the file is, in words; empty when no signature is known."""
    if head.startswith(b"PK\x03\x04"):
        if b"[Content_Types].xml" in head[:200] or b"opendocument" in head[:200]:
            return _("an Office document that is no workbook")
        return _("a ZIP archive")
    return next((_(words) for signature, words in _SIGNATURES if head.startswith(signature)), "")


def foreign_text(head: str) -> str:
    """What a text file is when it is neither a table, a vCard nor JSON; empty when it may be one of them."""
    start = head.lstrip("\ufeff \t\r\n")[:400].casefold()
    first = start.split("\n", 1)[0]
    if start.startswith(("dn:", "version: 1\ndn:", "version: 1\r\ndn:", "version: 1\n\ndn:")):
        return _("an LDIF address book")
    if start.startswith(("<!doctype html", "<html")):
        return _("a web page")
    if first.startswith("<?xml"):
        return _("an XML file")
    if first.startswith("begin:vcalendar"):
        return _("a calendar (iCalendar)")
    if first.startswith("{\\rtf"):
        return _("a text document (RTF)")
    return ""
