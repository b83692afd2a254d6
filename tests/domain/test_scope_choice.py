"""Whatever standards there are and whatever happened: the one with most scoped dimensions measures it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.events import About
from crm_tui.domain.measures.needs import DIMENSIONS
from crm_tui.domain.standards import Scope, Version, governing_version

START = datetime(2026, 11, 1, tzinfo=UTC)
AT = START + timedelta(days=30)
VALUES = {
    "tier": ["key", "standard"],
    "nature": ["complaint", "enquiry"],
    "channel": ["phone", "email"],
    "kind": ["client", "partner"],
    "product": ["3", "7", "11"],
}

narrowings = st.dictionaries(
    st.sampled_from(DIMENSIONS), st.integers(min_value=1, max_value=7), max_size=len(DIMENSIONS)
).map(
    lambda chosen: {
        dimension: frozenset(value for place, value in enumerate(VALUES[dimension]) if bits >> place & 1)
        or frozenset(VALUES[dimension][:1])
        for dimension, bits in chosen.items()
    }
)
abouts = st.builds(
    About,
    tier=st.sampled_from([None, *VALUES["tier"]]),
    nature=st.sampled_from(VALUES["nature"]),
    channel=st.sampled_from([None, *VALUES["channel"]]),
    kinds=st.frozensets(st.sampled_from(VALUES["kind"])),
    products=st.frozensets(st.sampled_from(VALUES["product"])),
)


def holds(narrowing: dict[str, frozenset[str]], about: About) -> bool:
    """Said once more in plain words: in each dimension that is named it is one of the named."""
    is_of = {
        "tier": {about.tier},
        "nature": {about.nature},
        "channel": {about.channel},
        "kind": about.kinds,
        "product": about.products,
    }
    return all(values & is_of[dimension] for dimension, values in narrowing.items())


@given(st.lists(st.tuples(narrowings, st.integers(0, 20)), max_size=8), abouts)
def test_the_most_particular_that_holds_wins_and_then_the_newer(
    written: list[tuple[dict[str, frozenset[str]], int]], about: About
) -> None:
    versions = [
        Version(number, number, START + timedelta(days=days), scope=Scope(narrowing))
        for number, (narrowing, days) in enumerate(written, 1)
    ]
    fitting = [version for version in versions if holds(dict(version.scope.values), about)]
    wanted = max(fitting, key=lambda one: (len(one.scope.values), one.valid_from, one.id), default=None)
    assert governing_version(versions, about.subject, AT) is wanted


@given(narrowings, abouts, st.sampled_from(VALUES["product"]))
def test_a_further_product_never_takes_a_standard_away(
    narrowing: dict[str, frozenset[str]], about: About, product: str
) -> None:
    """A sale of two products is a sale of each."""
    scope = Scope(narrowing)
    more = About(about.customer_id, None, about.tier, about.nature, about.channel, about.kinds,
                 about.products | {product})  # fmt: skip
    if scope.holds_for(about.subject):
        assert scope.holds_for(more.subject)
