"""The application: it holds the parts together and moves between screens; everything else is elsewhere."""

import gc
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding
from textual.geometry import Region
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.screen import Screen
from textual.theme import Theme
from textual.timer import Timer

from crm_tui.commands.keyboard import Keyboard
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import CrmError
from crm_tui.i18n import _
from crm_tui.queries.business import Business
from crm_tui.settings import crash_report
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.drafts import Draft, Drafts
from crm_tui.tui import case_warnings, routes, sessions
from crm_tui.tui.case_warnings import CaseWarnings, WarningsRead
from crm_tui.tui.drafting import EVERY_SECONDS, Drafting
from crm_tui.tui.messages import (
    Crashed,
    DraftsListed,
    Failed,
    LastActRead,
    Resting,
    StoreChanged,
    StoreLost,
    TakenBack,
    Woken,
)
from crm_tui.tui.navigation import Navigation
from crm_tui.tui.pace import PATIENCE_SECONDS
from crm_tui.tui.painted import Changes, Painted
from crm_tui.tui.presence import OthersRead, Presence
from crm_tui.tui.resting import Rest
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.state import DeskState, Happening, Tone
from crm_tui.tui.theme import THEMES
from crm_tui.tui.undoing import Undoing
from crm_tui.tui.upkeep import Upkeep
from crm_tui.tui.watch import StoreWatch
from crm_tui.tui.wellbeing import PromiseWorded, Wellbeing
from crm_tui.tui.workers import Workers

#: How long after the first screen it is seen whether it has all its rows.
BREATH_SECONDS = 0.1


class DeskApp(App[int], inherit_bindings=False):
    """The desk in the terminal. ``start`` is the route to begin with."""

    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = "first"
    BINDINGS: ClassVar = [
        Binding("ctrl+c", "say_how_to_leave", show=False, system=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-too-narrow"), (40, "-narrow"), (100, "-wide")]  # noqa: RUF012 - typed so
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (10, "-low"), (30, "-tall")]  # noqa: RUF012 - in Textual itself
    ROUTES: ClassVar[dict[str, str]] = routes.ROUTES

    def __init__(self, state: DeskState, keymap: Keymap, options: Options, *, start: str) -> None:
        super().__init__()
        self.state = state
        self.keyboard = Keyboard(keymap.changes)
        self.options = options
        self.call_number = ""
        self._is_painted = False
        self.has_begun = False  # whether also what nobody waits for has begun
        self._terminal = Painted()
        self._patience: Timer | None = None  # with a terminal that is behind
        self._problems = (*options.problems, *keymap.problems)
        self.pages = Navigation(self, self.ROUTES, start)
        self.undoing = Undoing(self, self)
        self.wellbeing = Wellbeing(self, self, self.copy_to_clipboard)
        self._connect(state.path)
        if state.actor is not None:
            self.store_watch.begin()
        self.rest = Rest(self.set_timer, self.rested)
        self._wear(THEMES[options.theme])

    @property
    def is_resting(self) -> bool:
        """Whether nobody has pressed a key for 30 seconds."""
        return self.rest.is_resting

    @property
    def open_calls(self) -> int:
        """How many calls are open besides what is in front."""
        return self.pages.calls.others

    def get_default_screen(self) -> Screen[Any]:
        """The screen that the desk begins with."""
        return self.pages.first()

    def on_mount(self) -> None:
        """Begin what runs beside the screens, once the first of them is painted."""
        self.call_after_refresh(self._painted)
        # An editor that had the terminal left nothing of ours in it.
        self.app_resume_signal.subscribe(self, lambda _app: self.do_repaint())

    def on_unmount(self) -> None:
        """Let the threads finish what they are writing."""
        self._disconnect()

    def open(self, route: str, **about: Any) -> None:
        """Open a screen by its route: a main screen takes the place of what is open, a page goes on top."""
        self.pages.open(route, about)
        self.call_later(self.look_around)

    def can_open(self, route: str) -> bool:
        """Whether there is such a screen."""
        return route in self.ROUTES

    def refresh_css(self, animate: bool = True) -> None:
        """Apply every style anew. Textual asks for it before the first screen too, which has just done so."""
        if self._is_painted:
            super().refresh_css(animate)

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Leave the program; what is typed is handed over while its form is still there."""
        self._keep_drafts()
        super().exit(*arguments, **options)

    def close_page(self) -> None:
        """Close the page in front; on a main screen nothing happens."""
        self.pages.close_page()

    def say(self, sentence: str, tone: Tone = Tone.NOTE, *, undoable: bool = False) -> None:
        """Tell what just happened, on the screen in front and on the one that follows it."""
        self.state.happened = Happening(sentence, tone, undoable)
        if isinstance(self.screen, DeskScreen):
            self.screen.refresh_frame()

    def hush(self) -> None:
        """Take away what was told: the user has gone on."""
        if self.state.happened is not None:
            self.state.happened = None
            if isinstance(self.screen, DeskScreen):
                self.screen.refresh_frame()

    def list_drafts(self) -> None:
        """Read again which drafts wait."""
        if self.state.actor is not None:
            self.drafting.list_waiting(self._drafts_listed)

    def enter_desk(self, actor: Actor, business: Business, path: Path) -> None:
        """The first start is over: sit down at the desk that was made, or at the sample business's."""
        if path != self.state.path:
            self._disconnect()
            self._connect(path)
        self.store_watch.begin()
        self.state.path, self.state.actor, self.state.business = path, actor, business
        self._sit_down()
        self.open(self.options.start)

    def leave(self, code: int) -> None:
        """Close the screens with this exit code; called from any thread."""
        self.call_later(self.exit, code, code)

    def fail(self, error: BaseException) -> None:
        """Fail with a report; called from any thread."""
        self.post_message(Crashed(error))

    def do_close(self) -> None:
        """``escape``: the innermost thing; forms, filters and fields answer before this."""
        self.close_page()

    def do_leave(self) -> None:
        """``q``: leave the page; on a main screen, the program."""
        if self.pages.is_at_top:
            self.exit(0)
        else:
            self.close_page()

    def do_help(self) -> None:
        """The keys that work on the screen in front."""
        self.open("help", below=self.screen)

    def do_palette(self) -> None:
        """Everything that can be done on the screen in front."""
        self.open("palette", below=self.screen)

    def do_undo(self) -> None:
        """Take back my last act."""
        self.undoing.undo()

    def do_redo(self) -> None:
        """Do again what I took back."""
        self.undoing.redo()

    def do_ask_reference(self) -> None:
        """Plan to ask the customer in view for a reference."""
        self.wellbeing.ask_for_reference(self.screen)

    def do_copy_promise(self) -> None:
        """Put a promise on the clipboard, as a sentence to send."""
        self.wellbeing.copy_promise(self.screen)

    def do_next_call(self) -> None:
        """The next open call."""
        self.pages.calls.next()

    def action_say_how_to_leave(self) -> None:
        """``ctrl+c`` ends other programs; here it says what does: no letter where one types."""
        focused = self.focused
        typing = focused is not None and focused.check_consume_key("q", "q")
        command = "close" if typing or not isinstance(self.screen, DeskScreen) else "leave"
        self.say(_("{key} leaves.").format(key=self.keyboard.key_shown(command)))

    def do_repaint(self) -> None:
        """``ctrl+l``, as in other programs: another one has written over the screen."""
        self._terminal.forget()
        self.screen.refresh()

    async def on_event(self, event: events.Event) -> None:
        """A key is the desk's first, then the widgets'; the next one waits until its screen is there."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self.rest.key()
        screen = self.screen
        if not isinstance(screen, DeskScreen) or not await screen.take_key(event):
            await super().on_event(event)
        elif self.screen is not screen:
            await self.pages.settle()

    def on_terminal_supports_synchronized_output(self, _answer: TerminalSupportsSynchronizedOutput) -> None:
        """The terminal has taken what was sent before it was asked: what waited for that follows."""
        self._terminal.pace.answered()
        self._send_rest()

    def on_failed(self, message: Failed) -> None:
        """What failed for a screen that is closed meanwhile, or for the desk itself."""
        self.screen.post_message(message)

    def on_crashed(self, message: Crashed) -> None:
        """Fail here, where it is reported."""
        raise message.error

    def on_store_lost(self, message: StoreLost) -> None:
        """Say that nothing is saved, until the database is back."""
        error = message.error
        self.state.cannot_write = "" if error is None else error.message
        if error is not None:
            self.say(f"{error.message} {error.hint}", Tone.WRONG)

    def on_last_act_read(self, message: LastActRead) -> None:
        """Undo goes on."""
        self.undoing.last_act_read(message.line)

    def on_taken_back(self, message: TakenBack) -> None:
        """Undo or redo is done."""
        self.undoing.taken_back(message)

    def on_promise_worded(self, message: PromiseWorded) -> None:
        """The sentence is there: copying goes on."""
        self.wellbeing.promise_worded(message)

    def rested(self, is_resting: bool) -> None:
        """Tell the screen in front that the desk rests, or is woken."""
        self.screen.post_message(Resting() if is_resting else Woken())
        self.warnings.look()

    def _painted(self) -> None:
        # What lives now lives until the end; the collector need not walk it again.
        gc.freeze()
        gc.enable()
        self._is_painted = True
        self.rest.begin()
        if self.state.actor is not None:
            self._sit_down()
        if self.call_number:
            self.open("call", number=self.call_number)
        if len(self._problems) > 1:
            told = _("{count} entries of your settings cannot be used; `crm-tui doctor` names them. {first}")
            self.say(told.format(count=len(self._problems), first=self._problems[0]), Tone.WRONG)
        elif self._problems:
            self.say(self._problems[0], Tone.WRONG)

    def _connect(self, path: Path) -> None:
        self.store_watch = StoreWatch(path, self._store_changed, self._store_lost)
        self.work = Workers(path, self._actor, self.store_watch.look_now, self, self.state.now)
        self.drafting = Drafting(Drafts(path), self._actor, self.fail, self.state.now)
        sidecar = Drafts(path)
        self.presence = Presence(self, self, sidecar, self._place)
        self.warnings = CaseWarnings(self, self, sidecar)

    def _disconnect(self) -> None:
        self.drafting.close()
        self.presence.close()
        self.store_watch.stop()
        self.work.close()

    def _wear(self, theme: Theme) -> None:
        """Begin in this theme. Assigning it would read every style again before the first paint."""
        self.register_theme(theme)
        self.set_reactive(App.theme, theme.name)
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def _sit_down(self) -> None:
        self.store_watch.start()
        ticker = self.set_interval(EVERY_SECONDS, self._keep_drafts, pause=not self.drafting.has_forms)

        def tick_while(any_open: bool) -> None:
            if any_open and self.is_running:
                ticker.resume()
                self.look_around()
            else:
                ticker.pause()

        self.drafting.when_forms(tick_while)
        self.set_interval(sessions.EVERY_SECONDS, self.look_around)
        Upkeep(self, self.work, self.state.now, lambda: self.state.actor).begin()
        self.set_interval(case_warnings.EVERY_SECONDS, self.warnings.look)
        self.set_timer(BREATH_SECONDS, self._look_after)

    def _look_after(self) -> None:
        """Begin what nobody waits for; it would share the processor with what somebody does."""
        if not self.is_running:  # the desk is being closed, and takes no more work
            return
        if self.work.is_busy or self.state.cannot_write:
            self.set_timer(BREATH_SECONDS, self._look_after)
            return
        self.work.warm_up()
        self.list_drafts()
        self.warnings.look()
        self.has_begun = True

    def look_around(self) -> None:
        """See who else is at the customer of the screen in front."""
        self.presence.look()

    def on_others_read(self, message: OthersRead) -> None:
        """Tell it where it is another answer than before."""
        if message.names != self.state.others_here:
            self.state.others_here = message.names
            if isinstance(self.screen, DeskScreen):
                self.screen.refresh_frame()

    def on_warnings_read(self, message: WarningsRead) -> None:
        """Tell what became pressing."""
        self.warnings.tell(message.warnings)

    def _place(self) -> str:
        front = self.screen_stack[-1] if self.screen_stack else None
        return front.place if isinstance(front, DeskScreen) else ""

    def _keep_drafts(self) -> None:
        # While the screens are being closed their forms are empty already, and were kept before.
        if self.is_running:
            self.drafting.tick()

    def _actor(self) -> Actor:
        actor = self.state.actor
        assert actor is not None, "nothing is written before the first start is over"
        return actor

    def _drafts_listed(self, drafts: list[Draft]) -> None:
        self.state.drafts = drafts
        if self.screen_stack:  # A form that was open when the program ended asks when no screen is left.
            self.screen.post_message(DraftsListed())

    def _store_changed(self) -> None:
        # Called in the watch's thread. Screens behind the one in front read again when they come forward.
        self.call_later(lambda: self.screen.post_message(StoreChanged()))

    def _store_lost(self, error: CrmError | None) -> None:
        self.post_message(StoreLost(error))

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        # Textual has no public place between what is painted and what is written.
        if isinstance(renderable, CompositorUpdate):
            renderable = Changes(renderable, self._terminal, (self.size.width, self.size.height))
        super()._display(screen, renderable)
        if self._terminal.is_owing and self._patience is None:
            self._patience = self.set_timer(PATIENCE_SECONDS, self._send_rest)

    def _send_rest(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        if self._terminal.is_owing:
            self.screen.refresh(Region(0, 0, 1, 1))

    def _fatal_error(self) -> None:
        # Textual's own report prints local variables, which hold customers' words, and has no public switch.
        error = sys.exc_info()[1]
        if error is not None:
            self.panic(Text(crash_report.report(error, datetime.now(UTC))))
