"""``crm-tui duplicates``: customers who may be the same, and those who were said to be two."""

from collections.abc import Iterator
from typing import Any

import click

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.i18n import N_, _
from crm_tui.queries.duplicates import Duplicate, duplicates


@command(
    "list",
    help=N_("Pairs of customers who may be one, the likeliest first, with the reasons."),
    examples=("crm-tui duplicates list", "crm-tui duplicates list --limit 200 --json"),
)
@option("--limit", type=click.IntRange(1, 10_000), default=50, help=N_("The most pairs; 50 unless given."))
def list_duplicates(desk: Desk, limit: int) -> None:
    """List likely duplicates."""
    found = duplicates(desk.read(), limit)
    if found.more:
        desk.say(_("{shown} of {count} pairs; --limit shows more.").format(shown=limit, count=found.count))
    document = {
        "duplicates": [_document(pair) for pair in found.pairs],
        "count": found.count,
        "more": found.more,
    }
    desk.answer(document, aligned(_rows(found.pairs)))


@command(
    "dismiss",
    help=N_("Say that two customers are two, so that they are not suggested again."),
    examples=("crm-tui duplicates dismiss 12 31",),
)
@argument("one", type=int, metavar="A", help=N_("The number of the one."))
@argument("other", type=int, metavar="B", help=N_("The number of the other."))
def dismiss(desk: Desk, one: int, other: int) -> None:
    """Remember that they are two. Raises NoSuchRecord, InvalidInput."""
    # The actions need the ORM, which a list does not wait for.
    from crm_tui.actions.duplicates import dismiss_duplicate

    with desk.act() as act:
        dismiss_duplicate(act, one, other)
    desk.answer(
        {"one": one, "other": other},
        [_("Customers {one} and {other} are two; that is remembered.").format(one=one, other=other)],
    )


def _document(pair: Duplicate) -> dict[str, Any]:
    return {
        "one": {"id": pair.one_id, "name": pair.one},
        "other": {"id": pair.other_id, "name": pair.other},
        "score": pair.likeness.score,
        "reasons": [reason.value for reason in pair.likeness.reasons],
    }


def _rows(pairs: tuple[Duplicate, ...]) -> Iterator[tuple[str, ...]]:
    for pair in pairs:
        yield (
            str(pair.likeness.score),
            str(pair.one_id),
            str(pair.other_id),
            pair.likeness.in_words,
            f"{pair.one} · {pair.other}",
        )
