"""Opens the desk on one route: ``python route_program.py DATABASE LOGIN ROUTE ARGUMENTS-AS-JSON``."""

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from crm_tui.settings.request import OpenScreens
from crm_tui.tui.app import DeskApp
from crm_tui.tui.opening import open_screens

database, login, route, about = sys.argv[1:]


class RouteDesk(DeskApp):
    """The desk, with one more screen opened once the first is painted."""

    def on_mount(self) -> None:
        """Beside the desk's own, which Textual calls as well."""
        arguments: dict[str, Any] = json.loads(about)
        self.call_after_refresh(lambda: self.open(route, **arguments))


sys.exit(open_screens(OpenScreens(Path(database), login), RouteDesk))
