"""Opens the screens: checks what can be known before the terminal is touched, then runs the application."""

import os

from crm_tui.domain.first_words import Door
from crm_tui.queries.business import business
from crm_tui.queries.desk import find_actor
from crm_tui.settings import paths
from crm_tui.settings.keymap import read_keymap
from crm_tui.settings.options import read_options
from crm_tui.settings.request import OpenScreens
from crm_tui.store.driver import open_reader
from crm_tui.store.files import status_of
from crm_tui.tui import routes
from crm_tui.tui.app import DeskApp
from crm_tui.tui.closed_widgets import install_forgetting
from crm_tui.tui.guard import install_guard
from crm_tui.tui.lifecycle import Ending
from crm_tui.tui.pasting import install_pasting
from crm_tui.tui.state import DeskState


def open_screens(request: OpenScreens, app_class: type[DeskApp] = DeskApp) -> int:
    """Open the screens and return the exit code.

    Raises NotAllowed when the login is not staff, StoreUnavailable when the database cannot be opened; both
    before anything is written to the terminal.
    """
    options = read_options(paths.options_file())
    state = sit_down(request)
    start = options.start if state.actor is not None else routes.FIRST_START
    app = app_class(state, read_keymap(paths.keymap_file()), options, start=start)
    app.call_number = request.call_number
    install_guard()
    install_pasting()
    install_forgetting()
    ending = Ending(
        # The first start may go on at another desk: whose drafts they are is asked when it comes to it.
        note=lambda: app.drafting.take_last(),
        keep=lambda: app.drafting.keep_last(),
        leave=app.leave,
        failed=app.fail,
    )
    ending.install()
    try:
        app.run(mouse=options.mouse)
    finally:
        ending.closed()
    return app.return_code or 0


def sit_down(request: OpenScreens) -> DeskState:
    """Who sits at which desk; without a database there is nobody yet, and the first start asks."""
    if status_of(request.path) is None:
        return DeskState(request.path, login=request.login)
    reader = open_reader(request.path)
    try:
        actor = find_actor(reader, request.login, door=Door.SCREENS, session_id=os.urandom(8).hex())
        return DeskState(request.path, actor, business(reader))
    finally:
        reader.close()
