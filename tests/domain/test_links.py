"""Links to a page, and what is none."""

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.links import read_link


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" https://example.org/@mary/1?x=1#y ", "https://example.org/@mary/1?x=1#y"),
        ("http://example.org", "http://example.org"),
        ("example.org/mary", "https://example.org/mary"),
        ("https://উদাহরণ.বাংলা/১", "https://উদাহরণ.বাংলা/১"),
    ],
)
def test_a_link_is_kept(typed: str, kept: str) -> None:
    assert read_link(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.c", "mary", "https://", "https://[::1",
        "a b.c", "https://example.org/\x1b[31m", "https://example.org/\nx",
        "https://example.org/\u202ex", "https://example.org/" + "x" * 2_000,
    ],
)  # fmt: skip
def test_what_no_browser_opens_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_link(typed)
    assert refused.value.field == "link"
