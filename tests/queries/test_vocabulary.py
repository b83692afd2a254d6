from crm_tui.domain.words import CASE_NATURES, NATURE_KEYS, OUTCOME_KEYS
from crm_tui.queries.business import business
from crm_tui.queries.vocabulary import vocabulary
from crm_tui.store.tables import NatureWord


def test_the_business(reader):
    found = business(reader)
    assert (found.name, found.country, found.zone.key) == ("Ashgrove Repairs", "BD", "Asia/Dhaka")


def test_words_have_the_keys_and_marks_of_the_specification(reader):
    words = vocabulary(reader)
    assert {nature.code: nature.key for nature in words.natures} == dict(NATURE_KEYS)
    assert {outcome.code: outcome.key for outcome in words.outcomes} == dict(OUTCOME_KEYS)
    assert {nature.code for nature in words.natures if nature.opens_case} == set(CASE_NATURES)
    assert [outcome.code for outcome in words.outcomes if outcome.solves] == ["solved"]
    assert words.outcome_labels["no-show"] == "did not come"
    assert words.channel_labels["phone"] == "call"
    assert [tier.label for tier in words.tiers] == ["standard"]


def test_a_word_of_the_business_keeps_its_own_label(reader, desk):
    desk.put(NatureWord(code="warranty", label="Garantie", key="w", position=99))
    desk.put(NatureWord(code="bare", label="", key="b", position=100))
    desk.change(NatureWord, 1, label="moan")
    labels = vocabulary(reader).nature_labels
    assert (labels["warranty"], labels["bare"], labels["complaint"]) == ("Garantie", "bare", "moan")
