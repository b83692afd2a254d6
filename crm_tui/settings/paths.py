"""Where things are kept: the user's data and settings folders, and which database is meant."""

from collections.abc import Mapping
from pathlib import Path

import platformdirs

from crm_tui.domain.errors import InvalidInput, StoreUnavailable
from crm_tui.i18n import _

_NAME = "crm-tui"


def data_folder() -> Path:
    """The user's own data folder for this program; it need not exist yet."""
    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def settings_folder() -> Path:
    """The folder of the options file and the keymap file; it need not exist yet."""
    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def options_file() -> Path:
    """The options file; it need not exist."""
    return settings_folder() / "options.toml"


def keymap_file() -> Path:
    """The keymap file; it need not exist."""
    return settings_folder() / "keymap.toml"


def database_path(option: str | None, environ: Mapping[str, str]) -> Path:
    """The database that is meant: ``--db``, else CRM_TUI_DB, else the one in the user's data folder.

    Raises InvalidInput for an address of a database server: those come with a later version.
    """
    named = option or environ.get("CRM_TUI_DB") or ""
    if "://" in named:
        raise InvalidInput(
            _("{address} is not a file; other databases come with a later version.").format(address=named),
            _("Name a file with --db."),
            field="db",
        )
    return Path(named).expanduser() if named else data_folder() / "business.db"


def make_private(folder: Path) -> Path:
    """Make the folder where it is missing, readable by its owner alone, and return it.

    A folder that exists keeps its mode: a team's shared folder is shared on purpose. Raises StoreUnavailable
    when it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            _("The folder {folder} cannot be made: {why}.").format(folder=folder, why=error.strerror),
            _("Make it yourself, or name a database elsewhere with --db."),
        ) from error
    return folder
