"""``crm-tui standard add``, ``change``, ``acknowledge`` and ``review``."""

from typing import Any

from crm_tui.actions import standards
from crm_tui.actions.ownership import KEEP
from crm_tui.actions.reviews import review_standard
from crm_tui.actions.standards import StandardChanges, StandardSaved
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option, options
from crm_tui.cli.desk import Desk
from crm_tui.cli.period import read_period
from crm_tui.cli.standard_measures import measure_options, read_measured, read_scope
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.instants import start_of_day
from crm_tui.domain.standard_text import share_in_words
from crm_tui.domain.when import read_day
from crm_tui.domain.words import Decision, Measure
from crm_tui.i18n import N_, _
from crm_tui.store.reader import Reader

_ID = argument("standard", type=int, metavar="ID", help=N_("The standard's number."))
_STATEMENT = N_("The sentence, such that a customer could read it.")
_wording = options(
    option("--objective", type=float, metavar="SHARE", help=N_("How often it should be met, from 0 to 1.")),
    option(
        "--scope",
        "scopes",
        metavar="DIMENSION=CODE",
        multiple=True,
        help=N_(
            "What it holds for, such as tier=key, nature=complaint or product=KETTLE; may be repeated; "
            "'all' for everything."
        ),
    ),
    option("--owner", metavar="LOGIN", help=N_("Who answers for it.")),
    option("--question", metavar="TEXT", help=N_("The check question that whoever reads it answers.")),
    measure_options,
)


@command(
    "add",
    help=N_("Set a standard, which holds from now on; everybody is asked to read it."),
    examples=(
        "crm-tui standard add --statement 'Nobody waits longer than 3 minutes.' \\",
        "    --measure waiting-time --target 3 --objective 0.9 --next-review '6 months'",
        "crm-tui standard add --statement 'A missed call is called back the same day.' \\",
        "    --measure followed-by --a outcome=missed --b direction=outbound --target '0 days' \\",
        "    --objective 0.9",
    ),
)
@option("--statement", metavar="TEXT", required=True, help=_STATEMENT)
@option("--measure", type=choice(Measure), required=True, help=N_("What is measured."))
@option("--why", metavar="TEXT", default="", help=N_("Why we hold it."))
@_wording
@option("--next-review", metavar="DAY", help=N_("When it is looked at again."))
@option("--since", metavar="DAY", help=N_("Measure from that day on, such as a log that was imported."))
def add(
    desk: Desk,
    statement: str,
    measure: str,
    why: str,
    objective: float | None,
    scopes: tuple[str, ...],
    owner: str | None,
    question: str | None,
    next_review: str | None,
    since: str | None,
    **measured: Any,
) -> None:
    """Set a standard. Raises NotAllowed, InvalidInput."""
    if objective is None:
        raise InvalidInput(
            _("--objective is missing."), _("0.95 means 95 of 100 events should meet it."), field="objective"
        )
    desk.read()
    next_day = None if next_review is None else read_day(next_review, desk.now, desk.zone)
    since_day = None if since is None else read_day(since, desk.now, desk.zone, past=True)
    _given, target, settings = read_measured(measured)
    with desk.act() as act:
        saved = standards.add_standard(
            act,
            statement=statement,
            measure=measure,
            objective=objective,
            target=target,
            why=why,
            scope=read_scope(desk.reader, scopes),
            owner=owner,
            next_review=next_day,
            question=question or "",
            settings=settings,
            valid_from=None if since_day is None else start_of_day(since_day, desk.zone),
        )
    _answer(desk, saved, _("Set standard {id}."))


@command(
    "change",
    help=N_(
        "Change what is given. New words or figures make a new version, which everybody is asked to read."
    ),
    examples=("crm-tui standard change 1 --target 5 --why 'two lines now'",),
)
@_ID
@option("--statement", metavar="TEXT", help=_STATEMENT)
@option("--why", metavar="TEXT", help=N_("Why we hold it."))
@_wording
@option("--next-review", metavar="DAY", help=N_("When it is looked at again."))
@IF_VERSION
def change(
    desk: Desk, standard: int, next_review: str | None, if_version: int | None, **wording: Any
) -> None:
    """Change a standard. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    next_day = KEEP if next_review is None else read_day(next_review, desk.now, desk.zone)
    changes = StandardChanges(**_changes(desk.reader, wording), next_review=next_day)
    if changes == StandardChanges():
        raise InvalidInput(
            _("Nothing to change was given."),
            _("`crm-tui standard change --help` lists what can be changed."),
        )
    with desk.act() as act:
        saved = standards.change_standard(act, standard, changes, version=if_version)
    _answer(desk, saved, _("Standard {id} is at version {number}."))


@command(
    "acknowledge",
    help=N_("Say that you have read the version in force."),
    examples=(
        "crm-tui standard acknowledge 1",
        "crm-tui standard acknowledge 1 --answer 'within 4 opening hours'",
    ),
)
@_ID
@option("--answer", metavar="TEXT", default="", help=N_("To its check question, where it has one."))
def acknowledge(desk: Desk, standard: int, answer: str) -> None:
    """Note that the caller has read it. Raises NoSuchRecord, InvalidInput."""
    with desk.act() as act:
        saved = standards.acknowledge(act, standard, answer=answer)
    _answer(desk, saved, _("You have read version {number} of standard {id}."))


@command(
    "review",
    help=N_("End a review: keep, change or retire the standard, with the reason and the next date."),
    examples=(
        "crm-tui standard review 1 --decision keep --why 'it is what they need' --next '1 mar'",
        "crm-tui standard review 1 --decision change --target 5 --why 'one desk at noon' --next '6 months'",
    ),
)
@_ID
@option("--decision", type=choice(Decision), required=True, help=N_("How it ends."))
@option("--why", "reason", metavar="TEXT", required=True, help=N_("The reason."))
@option("--next", "next_review", metavar="DAY", help=N_("When it is looked at again; not for retire."))
@option("--from", "from_day", metavar="DAY", help=N_("The first day looked at; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day looked at; else this quarter's."))
@option("--statement", metavar="TEXT", help=_STATEMENT)
@option("--new-why", "why", metavar="TEXT", help=N_("With change: the new reason why we hold it."))
@_wording
@IF_VERSION
def review(
    desk: Desk,
    standard: int,
    decision: str,
    reason: str,
    next_review: str | None,
    from_day: str | None,
    to_day: str | None,
    if_version: int | None,
    **wording: Any,
) -> None:
    """End a review. Raises NotAllowed, NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    period = read_period(desk, from_day, to_day)
    next_day = None if next_review is None else read_day(next_review, desk.now, desk.zone)
    changes = StandardChanges(**_changes(desk.reader, wording))
    with desk.act() as act:
        saved = review_standard(
            act,
            standard,
            from_on=period.from_on,
            to_on=period.to_on,
            decision=decision,
            why=reason,
            next_on=next_day,
            changes=None if changes == StandardChanges() else changes,
            version=if_version,
        )
    found = saved.attainment
    desk.answer(
        {
            "id": saved.standard_id,
            "review": saved.id,
            "version": saved.number,
            "decision": decision,
            "measured": found.measured,
            "met": found.met,
            "attainment": found.ratio,
        },
        [
            _("Reviewed standard {id}: {share}; version {number} holds.").format(
                id=saved.standard_id, share=share_in_words(found), number=saved.number
            )
        ],
    )


def _changes(reader: Reader, wording: dict[str, Any]) -> dict[str, Any]:
    """The options that were given, as StandardChanges takes them."""
    given = ("statement", "why", "objective", "question")
    changes = {name: wording[name] for name in given if wording[name] is not None}
    has_target, target, settings = read_measured(wording)
    if has_target:
        changes["target"] = target
    if settings:
        changes["settings"] = settings
    if wording["scopes"]:
        changes["scope"] = read_scope(reader, wording["scopes"])
    if wording["owner"] is not None:
        changes["owner"] = wording["owner"] or None
    return changes


def _answer(desk: Desk, saved: StandardSaved, sentence: str) -> None:
    desk.answer(
        {"id": saved.id, "version": saved.number, "record_version": saved.version},
        [sentence.format(id=saved.id, number=saved.number)],
    )
