"""``crm-tui promise keep``, ``break`` and ``withdraw``: how a promise ended."""

from crm_tui.actions import promises
from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.i18n import N_, _

_ID = argument("promise", type=int, metavar="ID", help=N_("The promise's number."))


@command(
    "keep",
    help=N_("It was fulfilled: kept, kept early, or so late that it counts as broken."),
    examples=("crm-tui promise keep 3", "crm-tui promise keep 3 --at 'yesterday 16:00'"),
)
@_ID
@option("--at", metavar="TIME", help=N_("When it was fulfilled; now unless given."))
@IF_VERSION
def keep(desk: Desk, promise: int, at: str | None, if_version: int | None) -> None:
    """Note that it was fulfilled. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    when = None if at is None else desk.past(at)
    with desk.act() as act:
        saved = promises.keep_promise(act, promise, at=when, if_version=if_version)
    _answer(desk, saved)


@command(
    "break",
    help=N_("It was not kept. The reason stays with it."),
    examples=("crm-tui promise break 3 --why 'the part never came'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("Why it was not kept."))
@IF_VERSION
def break_off(desk: Desk, promise: int, why: str, if_version: int | None) -> None:
    """Note that it was not kept. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = promises.break_promise(act, promise, why, if_version=if_version)
    _answer(desk, saved)


@command(
    "withdraw",
    help=N_("Nobody expects it any more. The reason stays with it."),
    examples=("crm-tui promise withdraw 3 --why 'they bought another one'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("Why nobody expects it any more."))
@IF_VERSION
def withdraw(desk: Desk, promise: int, why: str, if_version: int | None) -> None:
    """Note that nobody expects it. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = promises.withdraw_promise(act, promise, why, if_version=if_version)
    _answer(desk, saved)


def _answer(desk: Desk, saved: promises.SavedPromise) -> None:
    desk.answer(
        {"promise": saved.id, "state": saved.state.value, "version": saved.version},
        [_("Promise {id} is {state}.").format(id=saved.id, state=saved.state.label)],
    )
