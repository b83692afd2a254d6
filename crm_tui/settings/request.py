"""What the command line asks of the screens: the one thing that passes from one door to the other."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple


class OpenScreens(NamedTuple):
    """Open the screens on this database, as this login.

    ``call_number`` opens them in a call with that number; ``demo`` says that the database is a sample to play
    with; ``screenshots`` names a folder to fill with pictures instead of waiting for keys, and ``now`` the
    instant at which their clock stands.
    """

    path: Path
    login: str
    call_number: str = ""
    demo: bool = False
    screenshots: Path | None = None
    now: datetime | None = None
