"""How alike two customers are, in every script, and why."""

import pytest

from crm_tui.domain.likeness import Alike, features, likeness

PHONE = ("phone", "+15550101234")
MAIL = ("email", "ash@example.org")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Quillon Ashgrove", "quillon  ASHGROVE", Alike.NAME),
        ("Quillon Ashgrove", "Ashgrove, Quillon", Alike.TURNED),
        ("Quillon Ashgrove", "Quilon Ashgrove", Alike.NEAR),
        ("José Núñez", "Jose Nunez", Alike.NAME),
        ("Quillon Ashgrove", "Q. Ashgrove", Alike.INITIALS),
        ("Quillon Ashgrove", "Ashgrove Q.", Alike.INITIALS),
        ("Quillon J. Ashgrove", "Quillon Ashgrove", Alike.INITIALS),
        ("রহিম উদ্দিন", "উদ্দিন রহিম", Alike.TURNED),
        ("সায়মা ড়", "সায়মা ড়", Alike.NAME),  # two spellings of one letter
        ("محمد علي", "علي محمد", Alike.TURNED),
        ("Каллина Ορφανός", "каллина ορφανος", Alike.NAME),
        ("山田太郎", "山田太郎", Alike.NAME),
    ],
)
def test_names_are_alike_by(one: str, other: str, why: Alike) -> None:
    for pair in ((one, other), (other, one)):
        assert likeness(*(features(name, ()) for name in pair)).reasons == (why,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quillon Ashgrove", "Quinn Ashmore"),
        ("Anna Ashgrove", "Quillon Ashgrove"),
        ("P. Ashgrove", "Quillon Ashgrove"),
        ("Jo", "Jo"),  # alike by chance
        ("রহিম উদ্দিন", "করিম উদ্দিন"),
    ],
)
def test_names_are_two(one: str, other: str) -> None:
    assert not likeness(features(one, ()), features(other, ())).reasons


def test_a_number_or_address_makes_it_likelier_and_is_named_first() -> None:
    named = likeness(features("Quillon Ashgrove", []), features("Quillon Ashgrove", [PHONE]))
    both = likeness(features("Quillon Ashgrove", [PHONE]), features("Q Ashgrove", [PHONE, MAIL]))
    assert both.reasons == (Alike.PHONE, Alike.INITIALS)
    assert both.score > named.score
    assert both.in_words == "same number, initials of the name"


def test_initials_alone_are_not_enough() -> None:
    assert not likeness(features("Quillon Ashgrove", ()), features("Q Ashgrove", ())).is_likely


def test_two_who_are_reached_by_different_numbers_are_less_likely_one() -> None:
    one, other = (features("Quilon Ashgrove", [PHONE]), features("Quillon Ashgrove", [MAIL]))
    assert not likeness(one, other).is_likely
    assert likeness(one, features("Quillon Ashgrove", ())).is_likely
    assert likeness(features("Quillon Ashgrove", [PHONE]), other).is_likely


def test_a_postal_address_is_shared_by_a_whole_house() -> None:
    at_home = ("post", "1 Mill Lane")
    assert not likeness(features("Ada", [at_home]), features("Quillon", [at_home])).reasons
