"""Every kind of record that the journal knows has words that a sentence can be made with."""

import pytest

from crm_tui.domain.record_kinds import kind_in_words
from crm_tui.store.tables import KINDS


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "-" in kind])
def test_a_compound_code_is_said_in_words(kind: str) -> None:
    if kind not in ("follow-up", "one-to-one"):
        assert kind_in_words(kind) != kind


def test_a_contact_is_called_so() -> None:
    assert kind_in_words("interaction") == "contact"
    assert kind_in_words("staff") == "member of staff"
