from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_tui.queries.find import MatchedIn, find
from crm_tui.store.tables import Customer, Interaction, Membership

NAMES = ("Quillon Ashgrove", "Ashok Rao", "Nashwa Haddad", "Jun Sato", "রহিম উদ্দিন", "রাহেলা খাতুন", "করিম রহমান")


def names(reader, text, **options):
    return [match.name for match in find(reader, text, country="BD", **options).results]


@pytest.fixture
def people(desk):
    return {name: desk.customer(name) for name in NAMES}


def test_better_matches_come_first_and_then_who_was_in_contact_last(reader, desk, people):
    desk.customer("Ash")
    desk.customer("Ashraf Ali")
    desk.contact(people["Ashok Rao"], ago=timedelta(days=1))
    desk.customer("Mary Ofori", email="nash@example.org")
    desk.contact(desk.customer("Paul Smith"), "sweep up the ash please")
    assert names(reader, "ASH") == [
        "Ash",  # exactly
        "Ashok Rao",  # begins so, contact yesterday
        "Ashraf Ali",
        "Quillon Ashgrove",  # a word begins so
        "Nashwa Haddad",  # in the middle
        "Mary Ofori",  # mail
        "Paul Smith",  # note
    ]


def test_each_match_says_where_it_was_found(reader, desk):
    lumen = desk.customer("Café Lumen", form="organisation", phone="+880 1711 123456")
    desk.customer("Jun Sato", org=lumen, email="Jun@Sato.example", address_as="Mr Sato-san")
    contact = desk.contact(lumen, "asked for the   large\nkettle in blue")
    by_organisation = find(reader, "lumen", country="BD").results[1]
    assert (by_organisation.matched, by_organisation.excerpt) == (MatchedIn.ORGANISATION, "Café Lumen")
    assert (by_organisation.organisation, by_organisation.emails) == ("Café Lumen", ("Jun@Sato.example",))
    by_mail = find(reader, "@sato.ex", country="BD").results[0]
    assert (by_mail.matched, by_mail.excerpt) == (MatchedIn.EMAIL, "Jun@Sato.example")
    by_phone = find(reader, "1711-123", country="BD").results[0]
    assert (by_phone.matched, by_phone.excerpt) == (MatchedIn.PHONE, "+880 1711 123456")
    by_address = find(reader, "san", country="BD").results[0]
    assert (by_address.matched, by_address.excerpt) == (MatchedIn.ADDRESS_AS, "Mr Sato-san")
    by_note = find(reader, "kettle", country="BD").results[0]
    assert (by_note.matched, by_note.happened_at) == (MatchedIn.NOTE, desk.now)
    assert by_note.excerpt == "asked for the large kettle in blue"
    assert contact


@pytest.mark.parametrize(
    "typed",
    ["5550101234", "010-1234", "00 1 555 010 1234", "+1 (555) 010-1234", "৫৫৫০১০১২৩৪", "555 010", "55", "5"],
)
def test_a_phone_number_in_any_notation(reader, desk, typed):
    desk.customer("Somebody Else", phone="+880 1711 666666")
    desk.customer("Quillon Ashgrove", phone="+1 (555) 010-1234")
    assert names(reader, typed) == ["Quillon Ashgrove"]


@pytest.mark.parametrize(
    "typed", ["01711123456", "+8801711123456", "০১৭১১-১২৩৪৫৬", "1711 12 34 56", "008801711123456"]
)
def test_a_national_number(reader, desk, typed):
    desk.customer("Jun Sato", phone="01711 123456")
    assert names(reader, typed) == ["Jun Sato"]


def test_a_bengali_name_by_its_first_letters_and_no_other(reader, people):
    assert names(reader, "রহি") == ["রহিম উদ্দিন"]
    assert names(reader, "রহ") == ["রহিম উদ্দিন", "করিম রহমান"]
    assert "রাহেলা খাতুন" in names(reader, "র")


@pytest.mark.parametrize("typed", ["\u09df", "\u09af\u09bc", "আ\u09df", "আ\u09af\u09bc"])
@pytest.mark.parametrize("kept", ["আ\u09dfশা", "আ\u09af\u09bcশা"])
def test_both_spellings_of_a_bengali_letter_find_each_other(reader, desk, kept, typed):
    customer = desk.customer(f"{kept} {typed}")
    assert [match.id for match in find(reader, typed, country="BD").results] == [customer]


def test_the_middle_of_a_name_across_the_space(reader, people):
    assert names(reader, "illon Ash") == ["Quillon Ashgrove"]
    assert names(reader, "ashwa") == ["Nashwa Haddad"]


def test_words_in_any_order_and_short_ones(reader, people):
    assert names(reader, "ashg quil") == ["Quillon Ashgrove"]
    assert names(reader, "a r") == ["Ashok Rao"]
    assert names(reader, "j") == ["Jun Sato"]


def test_accents_and_capitals_do_not_matter(reader, desk):
    desk.customer("Zoë Müller")
    for typed in ("zoe muller", "ZOË", "mül"):
        assert names(reader, typed) == ["Zoë Müller"]


def test_what_was_deleted_is_not_found(reader, desk):
    ash = desk.customer("Quillon Ashgrove", form="organisation")
    member = desk.customer("Jun Sato", org=ash)
    note = desk.contact(member, "about the kettle")
    desk.change(Interaction, note, deleted_at=desk.now)
    assert names(reader, "kettle") == []
    desk.change(Customer, ash, deleted_at=desk.now)
    assert names(reader, "quillon") == []
    assert names(reader, "ashgrove") == []


def test_the_note_of_a_deleted_customer_is_not_found(reader, desk):
    customer = desk.customer("Quillon Ashgrove")
    desk.contact(customer, "about the kettle")
    desk.change(Customer, customer, deleted_at=desk.now)
    assert names(reader, "kettle") == []


def test_a_former_member_is_not_found_by_the_organisation(reader, desk):
    firm = desk.customer("Hill & Sons", form="organisation")
    person = desk.customer("Jun Sato")
    membership = desk.put(Membership(person_id=person, organisation_id=firm))
    assert names(reader, "hill") == ["Hill & Sons", "Jun Sato"]
    desk.change(Membership, membership, to_on=desk.now.date())
    assert names(reader, "hill") == ["Hill & Sons"]


def test_a_list_that_is_cut_says_so(reader, desk):
    for number in range(4):
        desk.customer(f"Ash {number}")
    cut = find(reader, "ash", 3, country="BD")
    assert (len(cut.results), cut.more) == (3, True)
    whole = find(reader, "ash", 4, country="BD")
    assert (len(whole.results), whole.more) == (4, False)


def test_an_exact_name_is_found_behind_many_newer_ones(reader, desk):
    first = desk.customer("Ash")
    desk.put(
        *(
            Customer(form="person", name=f"Ash {n}", sort_key=f"ash {n}", created_at=desk.now)
            for n in range(300)
        )
    )
    assert find(reader, "ash", country="BD").results[0].id == first


def test_a_long_word_among_many_that_begin_as_it_does(reader, desk):
    desk.contact(desk.customer("Mary Ofori"), "wants it delivered on Friday")
    for number in range(110):
        desk.contact(desk.customer(f"Somebody {number}"), "asked about the delivery")
    assert names(reader, "delivered friday") == ["Mary Ofori"]
    assert len(names(reader, "delivery")) == 50


def test_a_long_name_among_many_that_begin_as_it_does(reader, desk):
    desk.customer("Rowan Featherstone")
    for number in range(110):
        desk.customer(f"Rowan Featherby {number}")
    assert names(reader, "featherstone") == ["Rowan Featherstone"]


def test_two_digits_are_looked_for_anywhere_in_a_number(reader, desk):
    desk.customer("Jun Sato", phone="+1 555 010 1947")
    assert names(reader, "94") == ["Jun Sato"]


def test_one_match_a_customer_however_many_notes(reader, desk):
    customer = desk.customer("Jun Sato")
    desk.contact(customer, "first kettle", ago=timedelta(days=2))
    desk.contact(customer, "second kettle", ago=timedelta(days=1))
    found = find(reader, "kettle", country="BD")
    assert [match.excerpt for match in found.results] == ["second kettle"]
    assert not found.more


AWKWARD = (
    *("", " ", '"', "*", "-", "^a", "a:b", "words:x", "a AND", "NEAR(a b)", "NOT", "OR", "{a}", "a\0b", "("),
    *("'", "+", "%", "_", "\ud800", "tel:", "x" * 100_000, "1" * 5000, "\u200b", "\u0301"),
)


@pytest.mark.parametrize("typed", AWKWARD)
def test_whatever_is_typed_is_data(reader, people, typed):
    found = find(reader, typed, country="BD")
    assert found.query == typed


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12) | st.text(alphabet='"*-^:()+ANDORT aয়1\0', max_size=12))
def test_no_text_breaks_it(reader, typed):
    find(reader, typed, country="BD")


def test_every_part_of_a_name_of_three_letters_or_more_finds_it(reader, people):
    for name in NAMES:
        for start in range(len(name) - 2):
            for end in range(start + 3, len(name) + 1):
                part = name[start:end]
                if len(part.strip()) >= 3:
                    assert name in names(reader, part), part


def test_a_whole_number_comes_before_others_that_have_it_in_them(reader, desk):
    desk.customer("Longer", phone="+1 555 010 12345")
    desk.customer("Whole", phone="+1 555 010 1234")
    desk.contact(desk.customer("Also longer", phone="+1 555 010 123456"))
    assert names(reader, "+1 555 010 1234") == ["Whole", "Also longer", "Longer"]
