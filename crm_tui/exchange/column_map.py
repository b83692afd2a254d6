"""The file of ``--map``: which column is read into which field, where the names do not say it."""

import json
import tomllib
from pathlib import Path

from crm_tui.domain.errors import InvalidInput
from crm_tui.exchange.encoding import inspect
from crm_tui.i18n import _


def read_column_map(path: Path) -> dict[str, str]:
    """The map in a JSON object or TOML table of column = field, such as ``{"Kundennr": "external_key"}``.

    Raises InvalidInput when the file is missing, unreadable, or no such map.
    """
    file = inspect(path)
    text = path.read_text(encoding=file.codec, errors="replace")
    try:
        data = tomllib.loads(text) if path.suffix.casefold() == ".toml" else json.loads(text)
    except ValueError as error:  # JSONDecodeError and TOMLDecodeError are both ValueErrors
        raise _no_map(path) from error
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise _no_map(path)
    return {str(column): field for column, field in data.items()}


def _no_map(path: Path) -> InvalidInput:
    return InvalidInput(
        _("{file} is no map of columns.").format(file=path.name),
        _('Write it as JSON, such as {"Kundennr": "external_key", "Tel": "phone:work"}, or as TOML.'),
        field="map",
    )
