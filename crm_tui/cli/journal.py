"""``crm-tui journal``: who changed what and when, and whether the record is whole."""

from collections.abc import Iterator
from typing import Any

import click

from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.commands.sentences import act_in_words
from crm_tui.domain.acts import why_not_undone
from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import InvalidInput, NoSuchRecord, StoreUnavailable
from crm_tui.i18n import N_, _
from crm_tui.queries import journal as queries
from crm_tui.queries.journal import ActLine

_PAGE = 500


@command(
    "journal",
    help=N_("Who did what and when, newest first; with `verify`, whether nobody altered the record since."),
    examples=(
        "crm-tui journal --since yesterday",
        "crm-tui journal --record customer:12",
        "crm-tui journal verify",
    ),
)
@argument("action", type=choice(("verify",)), required=False, metavar="[verify]", help=N_("Check the chain."))
@option(
    "--record", metavar="KIND:ID", help=N_("Only what touched this record, such as customer:12 or case:4.")
)
@option("--since", metavar="TIME", help=N_("Only from then on: yesterday, 10:15, 2026-11-01."))
@option("--limit", type=click.IntRange(1), help=N_("The most to list; all unless given."))
def journal(desk: Desk, action: str | None, record: str | None, since: str | None, limit: int | None) -> None:
    """List acts, or verify the chain. Raises StoreUnavailable for a record that was altered."""
    desk.read()
    if action == "verify":
        _verify(desk)
        return
    wanted = None if record is None else _read_record(record)
    acts = list(_acts(desk, wanted, since, limit))
    if wanted is not None and not acts:
        _refuse_unknown_kind(desk, wanted[0])
    desk.answer([_document(desk, act) for act in acts], aligned(_row(desk, act) for act in acts))


def _acts(
    desk: Desk, record: tuple[str, int] | None, since: str | None, limit: int | None
) -> Iterator[ActLine]:
    from_then = None if since is None else desk.past(since)
    before, left = queries.NEWEST, limit
    while left is None or left > 0:
        size = _PAGE if left is None else min(left, _PAGE)
        page = queries.acts(desk.reader, since=from_then, record=record, before=before, limit=size)
        yield from page
        if len(page) < size:
            return
        before = page[-1].id
        left = None if left is None else left - size


def _read_record(text: str) -> tuple[str, int]:
    kind, _colon, number = text.partition(":")
    if not kind.strip() or not number.strip().isdecimal():
        raise InvalidInput(
            _("“{text}” names no record.").format(text=text),
            _("Write its kind and number, such as customer:12, case:4 or follow-up:7."),
            field="record",
        )
    return kind.strip(), int(number)


def _refuse_unknown_kind(desk: Desk, kind: str) -> None:
    known = queries.kinds(desk.reader)
    if kind not in known:
        raise NoSuchRecord(
            _("The journal tells of no {kind}.").format(kind=kind),
            _("It tells of these: {kinds}.").format(kinds=", ".join(known)),
        )


def _verify(desk: Desk) -> None:
    entries = 0

    def counted() -> Iterator[tuple[dict[str, Any], str | None]]:
        nonlocal entries
        for entry in queries.chain(desk.reader):
            entries += 1
            yield entry

    broken = first_broken(counted())
    if broken is not None:
        raise StoreUnavailable(
            _("Entry {id} of the journal was altered after it was written.").format(id=broken),
            _("Somebody changed the file by hand. Compare it with a backup."),
        )
    desk.answer(
        {"entries": entries, "broken": None},
        [_("The journal is whole: {count} entries.").format(count=entries)],
    )


def _document(desk: Desk, act: ActLine) -> dict[str, Any]:
    return {
        "act": act.id,
        "what": _what(act),
        "refused": _why_no_undo(act),
        "at": desk.iso(act.at),
        "staff": act.staff,
        "door": act.door,
        "verb": act.verb,
        "record": f"{act.record_kind}:{act.record_id}" if act.record_id is not None else None,
        "customer": act.customer_id,
        "changes": act.changes,
        "undoes": act.undoes,
        "undone_by": act.undone_by,
    }


def _what(act: ActLine) -> str:
    if act.undone_verb is None:
        return act_in_words(act.verb, act.customer)
    return _("{what}: {act}").format(
        what=act_in_words(act.verb), act=act_in_words(act.undone_verb, act.customer)
    )


def _why_no_undo(act: ActLine) -> str | None:
    refused = why_not_undone(act.verb, act.undone_by, act.undoes)
    return None if refused is None else refused.message


def _row(desk: Desk, act: ActLine) -> tuple[str, ...]:
    at = act.at.astimezone(desk.zone)
    what = _what(act)
    if act.undone_by is not None:
        what = _("(taken back) {what}").format(what=what)
    return str(act.id), f"{at:%Y-%m-%d %H:%M}", f"{act.staff} · {what}"
