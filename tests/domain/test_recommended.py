"""Who recommended us, read from what was said of how they heard of us."""

import pytest

from crm_tui.domain.recommended import recommender_in


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("recommended by Mary Ofori", ("Mary Ofori", True)),
        ("  Recommended  by: Mary   Ofori. ", ("Mary Ofori", True)),
        ("REFERRED BY mary", ("mary", True)),
        ("on the recommendation of মেরি", ("মেরি", True)),
        ("Mary Ofori", ("Mary Ofori", False)),
        ("recommended by", ("recommended by", False)),
        ("sent by", ("sent by", False)),
        ("trade fair", ("trade fair", False)),
        ("", ("", False)),
    ],
)
def test_the_name_stands_behind_the_words_for_it(source: str, found: tuple[str, bool]) -> None:
    assert recommender_in(source) == found
