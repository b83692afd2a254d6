"""``crm-tui heard``: interests and things heard, with their day."""

from crm_tui.actions.heard import drop_heard, note_heard
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of
from crm_tui.cli.period import read_period
from crm_tui.cli.tables import aligned
from crm_tui.domain.growth_words import HeardKind
from crm_tui.domain.list_views import ALL, HEARD
from crm_tui.domain.when import read_day
from crm_tui.i18n import N_, _
from crm_tui.queries.heard import heard_in
from crm_tui.queries.narrowing import that_say


@command(
    "add",
    help=N_("Note what a customer is interested in, or what you heard; it stands on the plots of Insights."),
    examples=(
        "crm-tui heard add 'asks for tea in tins' --customer 12 --kind interest",
        "crm-tui heard add 'a rival opened across the street' --on 'last monday'",
    ),
)
@argument("words", help=N_("What it was, in a few words."))
@option("--kind", type=choice(HeardKind), default=HeardKind.HEARD.value, help=N_("What the note is about."))
@option("--on", "on_day", metavar="DAY", help=N_("The day on which it was heard; else today."))
@option("--customer", type=int, metavar="ID", help=N_("Of which customer."))
def add(desk: Desk, words: str, kind: str, on_day: str | None, customer: int | None) -> None:
    """Write a note. Raises NoSuchRecord, InvalidInput."""
    desk.read()
    day = None if on_day is None else read_day(on_day, desk.now, desk.zone, past=True)
    with desk.act() as act:
        saved = note_heard(act, words, kind=HeardKind(kind), on_day=day, customer_id=customer)
    desk.answer({"heard": saved.id, "version": saved.version}, [_("Noted: {id}").format(id=saved.id)])


@command(
    "list",
    help=N_("What was heard in a period, the oldest first."),
    examples=("crm-tui heard list", "crm-tui heard list --from '1 sep' --to '30 sep' --json"),
)
@option("--from", "from_day", metavar="DAY", help=N_("The first day of the period; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day of the period; else this quarter's."))
@NARROWED
def list_heard(desk: Desk, from_day: str | None, to_day: str | None, text: str, view: str | None) -> None:
    """List the notes. Raises InvalidInput."""
    asked = asked_of(desk, HEARD, text, view, otherwise=ALL)
    found = that_say(
        heard_in(desk.reader, read_period(desk, from_day, to_day)),
        asked.text,
        lambda note: (note.words, note.customer, note.kind.label, note.staff),
    )
    document = [
        {
            "id": note.id,
            "kind": note.kind.value,
            "on": note.on_day.isoformat(),
            "words": note.words,
            "customer": note.customer_id,
            "name": note.customer or None,
            "staff": note.staff,
            "version": note.version,
        }
        for note in found
    ]
    rows = (
        (
            str(note.id),
            note.on_day.isoformat(),
            note.kind.label,
            " · ".join(filter(None, (note.words, note.customer))),
        )
        for note in found
    )
    desk.answer(document, aligned(rows))
    if not found:
        desk.say(_("Nothing was noted in this period. `crm-tui heard add` notes what you hear."))


@command("drop", help=N_("Take a note off the plots."), examples=("crm-tui heard drop 4",))
@argument("note", type=int, metavar="ID", help=N_("The note's number."))
@IF_VERSION
def drop(desk: Desk, note: int, if_version: int | None) -> None:
    """Drop a note. Raises NoSuchRecord, ChangedSince."""
    with desk.act() as act:
        saved = drop_heard(act, note, version=if_version)
    desk.answer(
        {"heard": saved.id, "version": saved.version}, [_("Note {id} is taken off.").format(id=saved.id)]
    )
