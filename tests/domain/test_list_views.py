"""What a list is narrowed by: the words of a filter in any script, built-in views by name or code."""

import pytest

from crm_tui.domain.folding import says
from crm_tui.domain.list_views import (
    CUSTOMERS,
    LISTS,
    OPPORTUNITIES,
    Narrowing,
    built_in_views,
    view_called,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ()),
        ("kettle", ("Kettle 1.7 l",)),
        ("LUMEN caf", ("Café Lumen", None)),
        ("রহিম", ("রহিম উদ্দিন",)),
        ("০১৭", ("01711-010123",)),
        ("mary  beans", ("Mary Ofori", "", "Coffee beans")),
        ("ofo", ("Mary Ofori",)),
    ],
)
def test_each_word_is_said_somewhere_however_it_is_spelled(text: str, said: tuple[str | None, ...]) -> None:
    assert says(text, *said)


@pytest.mark.parametrize(("text", "said"), [("kettle", ()), ("mary rao", ("Mary Ofori",)), ("৫", ("6",))])
def test_a_word_that_nothing_says_is_missed(text: str, said: tuple[str, ...]) -> None:
    assert not says(text, *said)


@pytest.mark.parametrize("list_name", LISTS)
def test_every_list_shows_something_of_itself_and_has_a_view_of_all(list_name: str) -> None:
    views = built_in_views(list_name)
    assert "all" in [view.narrowing.among for view in views]
    assert all(view.name and not view.narrowing.text for view in views)


def test_a_view_is_called_by_its_name_or_code() -> None:
    views = built_in_views(OPPORTUNITIES)
    assert view_called(views, "WON") == view_called(views, "won") == views[2]
    assert view_called(views, "all, the newest first") == view_called(views, "all")
    assert view_called(views, "nobody's") is None
    assert view_called(built_in_views(CUSTOMERS), "") is None


def test_what_narrows_nothing_is_not_kept() -> None:
    assert Narrowing().as_plain() == {"among": "all"}
    narrowing = Narrowing("mine", 3).with_text("  tall   kettle ")
    assert narrowing.as_plain() == {"among": "mine", "value": 3, "text": "tall kettle"}
    assert Narrowing.from_plain(narrowing.as_plain()) == narrowing
