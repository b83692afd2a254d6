"""What the business's own fields say."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from crm_tui.domain.growth_words import FieldType
from crm_tui.tui.own_words import own_in_words
from crm_tui.tui.telling import Telling

HERE = Telling(datetime(2026, 11, 21, 6, tzinfo=UTC), ZoneInfo("Asia/Dhaka"), "en")


def test_a_day_is_told_in_the_readers_terms_and_the_rest_as_it_is_kept() -> None:
    assert own_in_words(FieldType.DATE, "2026-11-24", HERE) == "Tue 24 Nov"
    assert own_in_words(FieldType.NUMBER, "2026", HERE) == "2026"
    assert own_in_words(FieldType.DATE, "", HERE) == ""


def test_what_is_no_day_after_all_is_shown_and_ends_nothing() -> None:
    assert own_in_words(FieldType.DATE, "24 nov[/]", HERE) == "24 nov[/]"
