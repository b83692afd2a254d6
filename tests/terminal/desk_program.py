"""Runs the sample desk in a real terminal: ``python desk_program.py DATABASE``."""

import os
import sys
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"
sys.path.insert(0, str(Path(__file__).parents[1] / "tui"))

from shell_sample import SampleDesk

from crm_tui.settings.request import OpenScreens
from crm_tui.tui.opening import open_screens

sys.exit(open_screens(OpenScreens(Path(sys.argv[1]), "nadia"), SampleDesk))
