"""Opens the desk, and on each SIGUSR1 what stands in a file: ``python route_program.py DATABASE LOGIN FILE``.

The file holds a route and its arguments as JSON, and is taken away once the screen is painted.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from crm_tui.settings.request import OpenScreens
from crm_tui.tui.app import DeskApp
from crm_tui.tui.opening import open_screens

database, login, wanted = sys.argv[1:]


class RouteDesk(DeskApp):
    """The desk, which can be sent to any screen."""

    def on_mount(self) -> None:
        """Beside the desk's own, which Textual calls as well."""
        # An error in a handler of the loop would only be told: as a message it ends the desk.
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self.call_later, self.go)

    def go(self) -> None:
        """Leave all pages and calls, and open the screen."""
        file = Path(wanted)
        route, about = json.loads(file.read_text(encoding="utf-8"))
        while not self.pages.is_at_top:
            self.open("today")
        self.open(route, **about)
        self.call_after_refresh(file.unlink)


sys.exit(open_screens(OpenScreens(Path(database), login), RouteDesk))
