"""Years as people type them."""

import pytest

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.years import read_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2027", (2027,)),
        ("2027 2026", (2026, 2027)),
        ("2026, 2027", (2026, 2027)),
        ("2026-2028", (2026, 2027, 2028)),
        ("2026 – 2027; 2030", (2026, 2027, 2030)),
        ("২০২৭", (2027,)),
    ],
)
def test_read(text: str, years: tuple[int, ...]) -> None:
    assert read_years(text) == years


@pytest.mark.parametrize("text", ["", "next", "27", "2026 and more", "2028-2026", "2026-9999"])
def test_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="not understood as years") as refused:
        read_years(text)
    assert refused.value.field == "years"
