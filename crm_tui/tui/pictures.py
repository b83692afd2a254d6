"""The screenshots: the main screens of the sample business, drawn as SVG at both sizes without a terminal."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from crm_tui.i18n import _
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.settings.request import OpenScreens
from crm_tui.store.drafts import Drafts
from crm_tui.tui.app import DeskApp
from crm_tui.tui.guard import install_guard
from crm_tui.tui.opening import sit_down
from crm_tui.tui.widgets.record_list import REST_SECONDS

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZES = ((120, 36), (80, 24))

#: So often in a row nothing is going on, with so many seconds between, before a key is over.
_QUIET_LOOKS = 3
_BETWEEN_LOOKS = 0.02
#: What follows the cursor only once it rests is there after so many.
_LOOKS_AT_REST = 2 * round(REST_SECONDS / _BETWEEN_LOOKS)

#: Whoever draws founded the sample business.
FOUNDER = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the keys that lead to it from Today."""

    name: str
    keys: tuple[str, ...]


def _typed(text: str) -> tuple[str, ...]:
    """The keys that type a text."""
    return tuple("space" if letter == " " else letter for letter in text)


PICTURES = (
    Picture("today", ()),
    Picture("customers", ("2",)),
    Picture("customer", ("slash", *_typed("quillon"), "enter")),
    Picture("find", ("slash", *_typed("ash"))),
    Picture(
        "call",
        ("c", *_typed("quillon"), "enter", *_typed("the replacement leaks as well"), "f7", "c", "p",
         *_typed("refund on the card"), "enter", *_typed("fri"), "enter", *_typed("3d")),
    ),
    Picture("log", ("slash", *_typed("mary"), "enter", "l")),
    Picture("follow-up", ("slash", *_typed("jun sato"), "enter", "f")),
    Picture("customer-form", ("2", "n")),
    Picture("cases", ("3", "w")),
    Picture("standards", ("4",)),
    Picture("standard", ("4", "enter")),
    Picture("policy", ("4", "tab", "enter")),
    Picture("review", ("4", "enter", "r")),
    Picture("team", ("5",)),
    Picture("member", ("5", "down", "down", "enter")),
    Picture("insights", ("6",)),
    Picture("calendar", ("H",)),
    Picture("playbooks", ("B",)),
    Picture("help", ("question_mark",)),
)  # fmt: skip


def draw(request: OpenScreens, tell: Callable[[str], object]) -> int:
    """Draw every picture into the folder of the request, and return the exit code.

    The clock stands at the moment that the sample was made for, so that the pictures differ only where the
    screens do. Raises what opening the desk raises.
    """
    folder = request.screenshots
    assert folder is not None, "the request names the folder"
    folder.mkdir(parents=True, exist_ok=True)
    install_guard()
    for width, height in SIZES:
        for picture in PICTURES:
            _forget_drafts(request)
            path = folder / f"{picture.name}-{width}x{height}.svg"
            path.write_text(asyncio.run(_drawn(request, picture, width, height)), encoding="utf-8")
            tell(str(path))
    return 0


def _forget_drafts(request: OpenScreens) -> None:
    """The half-typed form of one picture is not the next one's business."""
    drafts = Drafts(request.path)
    for draft in drafts.open_for(FOUNDER):
        drafts.discard(draft.id)
    drafts.close()


def desk_for_pictures(request: OpenScreens) -> DeskApp:
    """The desk that pictures are taken of: with our own keys and looks, and the request's clock."""
    state = sit_down(request)
    if request.now is not None:
        state.clock = _standing(request.now)
    return DeskApp(state, Keymap({}), Options(), start="today")


async def bring_to(pilot: "Pilot[int]", picture: Picture) -> None:
    """Press the keys of the picture, each when the one before has had its effect; what is typed is kept."""
    await _settled(pilot)
    for key in picture.keys:
        await pilot.press(key)
        await _settled(pilot)
    await _kept(pilot)


async def _drawn(request: OpenScreens, picture: Picture, width: int, height: int) -> str:
    app = desk_for_pictures(request)
    async with app.run_test(size=(width, height), notifications=True) as pilot:
        await bring_to(pilot, picture)
        drawing = app.export_screenshot(title=_("crm-tui"), simplify=True)
    # Some viewers drop the spaces with which a line begins unless they are told not to.
    return drawing.replace("<svg ", '<svg xml:space="preserve" ', 1)


async def _settled(pilot: "Pilot[int]", looks: int = _QUIET_LOOKS) -> None:
    """Wait until nothing is being read or written and every message is handled.

    An answer may ask for more once it is painted, so that nothing is over before it was quiet for a while.
    """
    app = pilot.app
    assert isinstance(app, DeskApp)
    quiet = 0
    while quiet < looks:
        await pilot.pause(_BETWEEN_LOOKS)
        is_beginning = app.state.actor is not None and not app.has_begun
        quiet = 0 if is_beginning or app.work.is_busy else quiet + 1


async def _kept(pilot: "Pilot[int]") -> None:
    """Keep the drafts now, not at the next tick: how much of it is over differs from machine to machine."""
    app = pilot.app
    assert isinstance(app, DeskApp)
    told = asyncio.Event()
    app.drafting.tick()
    app.drafting.list_waiting(lambda _drafts: told.set())
    await told.wait()
    await _settled(pilot, _LOOKS_AT_REST)


def _standing(now: datetime) -> Callable[[], datetime]:
    return lambda: now
