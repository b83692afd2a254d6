"""What ``crm-tui standard`` takes to say what is measured: the target, and what a measure needs besides."""

from collections.abc import Iterable, Mapping
from typing import Any

from crm_tui.actions.standard_values import Target
from crm_tui.cli.declare import option, options
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measure_text import read_time
from crm_tui.domain.measures.basis import ALL_HOURS, OPEN_HOURS
from crm_tui.domain.measures.recorded import UNSOLVED
from crm_tui.domain.words import Mood, PromiseBy
from crm_tui.i18n import N_, _
from crm_tui.queries.product_named import product_named
from crm_tui.store.reader import Reader

_CONTACTS = "TRAIT=CODE"
#: The target and the settings, as options of a command.
measure_options = options(
    option(
        "--target",
        metavar="TARGET",
        help=N_("Minutes (also '4 h'), 'N days' for one contact and another, a mood, a number; or 'none'."),
    ),
    option(
        "--hours", metavar=f"{OPEN_HOURS}|{ALL_HOURS}", help=N_("Which hours count; open ones unless said.")
    ),
    option(
        "--a",
        metavar=_CONTACTS,
        multiple=True,
        help=N_(
            "What should be followed or preceded, such as outcome=missed, or event=sale (delivery, "
            "called-ahead) with product=ID; may be repeated."
        ),
    ),
    option(
        "--b",
        metavar=_CONTACTS,
        multiple=True,
        help=N_("What should follow or precede it, such as direction=outbound; may be repeated."),
    ),
    option("--step", metavar="CODE", help=N_("The step of a playbook; 'all' for all that are required.")),
    option("--days", type=int, metavar="N", help=N_("Over how many days contacts are counted.")),
    option("--of", metavar="standard|policy|all", help=N_("Whose reviews are measured.")),
    option("--by", metavar="|".join(PromiseBy), help=N_("Whose promises are measured; ours unless said.")),
    option(
        "--unsolved",
        metavar="|".join(UNSOLVED),
        help=N_("What a case past its agreed date counts as while it is not solved; missed unless said."),
    ),
)
#: The names of these options besides the target, which are those of the settings.
_SETTINGS = ("hours", "a", "b", "step", "days", "of", "by", "unsolved")


def read_measured(given: Mapping[str, Any]) -> tuple[bool, Target, dict[str, Any]]:
    """Whether a target was given, the target, and the settings that were given. Raises InvalidInput.

    None takes a setting away: it then means all, or what is usual.
    """
    target, unit = _target(given["target"])
    settings = {name: _setting(name, given[name]) for name in _SETTINGS if given[name] not in (None, ())}
    if isinstance(target, float):
        settings["unit"] = unit
    return given["target"] is not None, target, settings


def read_scope(reader: Reader, texts: Iterable[str]) -> dict[str, list[str]]:
    """The scope, from texts such as "tier=key"; a product may be named as people do. Raises InvalidInput."""
    found = _pairs(
        (text for text in texts if text != "all"),
        _("“{text}” does not say what the standard holds for."),
        _("Write it as in tier=key, nature=complaint, channel=phone, kind=client or product=KETTLE."),
        "scope",
    )
    if "product" in found:
        found["product"] = [str(product_named(reader, words, "scope")) for words in found["product"]]
    return found


def _target(text: str | None) -> tuple[Target, str | None]:
    """The target and its unit; what is no number and no time stays as it is, for the action to judge."""
    words = (text or "").strip()
    if words.lower() in ("", "none"):
        return None, None
    if words in set(Mood):
        return words, None
    try:
        return read_time(words)
    except InvalidInput:
        return words, None


def _setting(name: str, value: Any) -> Any:
    if name in ("a", "b"):
        return _pairs(
            value,
            _("“{text}” does not say which contacts are meant."),
            _("Write it as in nature=sale, direction=outbound, outcome=missed or channel=phone."),
            name,
        )
    return None if value == "all" and name in ("step", "of") else value


def _pairs(texts: Iterable[str], message: str, hint: str, field: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark or not value:
            raise InvalidInput(message.format(text=text), hint, field=field)
        found.setdefault(name.strip(), []).append(value.strip())
    return found
