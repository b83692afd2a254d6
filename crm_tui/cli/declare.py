"""How a command is declared: with help and an example, and with the options that hold everywhere.

Help is written as message ids and translated when it is shown, because nothing is translated at import.
"""

import gc
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

import click

from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import N_, _

C = TypeVar("C", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option as written, and what it is for."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        sentence = _(self.help or "")
        return record[0], _("{help} Required.").format(help=sentence) if self.required else sentence


class Argument(click.Argument):
    """An argument with help; Click has none for them before 8.4."""

    def __init__(self, names: Sequence[str], help: str = "", **attributes: Any) -> None:  # noqa: A002
        super().__init__(names, **attributes)
        self.help: str = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The argument's name, and what it is."""
        return self.make_metavar(ctx), _(self.help)


#: The options that hold everywhere, by names that no command's own parameter has, and what they set.
_ON_THE_DESK = {"everywhere_db": "db", "everywhere_as": "login", "everywhere_json": "as_json"}


def _remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value:
        setattr(ctx.ensure_object(Desk), _ON_THE_DESK[parameter.name or ""], value)


@cache
def _everywhere() -> tuple[Option, ...]:
    """The options that may stand before or after any command."""
    shared: dict[str, Any] = {"expose_value": False, "callback": _remember, "is_eager": True}
    return (
        Option(
            ["--db", "everywhere_db"],
            metavar="FILE",
            help=N_("The database; else CRM_TUI_DB, else the one in your data folder."),
            **shared,
        ),
        Option(
            ["--as", "everywhere_as"],
            metavar="LOGIN",
            help=N_("Who you are; else CRM_TUI_USER, else your login on this computer."),
            **shared,
        ),
        Option(
            ["--json", "everywhere_json"],
            is_flag=True,
            default=False,
            help=N_("Print one JSON document and nothing else."),
            **shared,
        ),
    )


class _Documented(click.Command):
    """What commands and groups share: examples, translated help, the options that hold everywhere."""

    examples: tuple[str, ...] = ()

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters, and those of every command that it does not take for itself."""
        own = super().get_params(ctx)
        taken = {name for parameter in own for name in parameter.opts}
        return [*own, *(option for option in _everywhere() if not taken & set(option.opts))]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, in the user's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def get_short_help_str(self, limit: int = 80) -> str:
        """The first sentence of the help."""
        return _(self.help or "").partition("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, and examples of it."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help or ""))
        if self.examples:
            formatter.write_paragraph()
            with formatter.indentation():
                for example in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{example}\n")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: newer Clicks list the arguments here, :meth:`format_options` does so for all of them."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments, own options, and those that hold everywhere, each under its heading."""
        arguments, own, shared = [], [], []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None:
                continue
            if isinstance(parameter, click.Argument):
                arguments.append(record)
            elif parameter in _everywhere():
                shared.append(record)
            else:
                own.append(record)
        for heading, records in (
            (_("Arguments"), arguments),
            (_("Options"), own),
            (_("Everywhere"), shared),
        ):
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


class DeskCommand(_Documented):
    """A command of ours."""


class Entry(NamedTuple):
    """Where a command is (``file:attribute`` within this package), and what it is for."""

    place: str
    summary: str


class Family(NamedTuple):
    """Commands that belong to one kind of record, and what they are for."""

    summary: str
    examples: tuple[str, ...]
    entries: Mapping[str, Entry]


class LazyGroup(_Documented, click.Group):
    """Commands by name; a command's file is imported when it is called, not to list it."""

    def __init__(
        self,
        name: str,
        entries: Mapping[str, "Entry | Family"],
        later: Collection[str] = (),
        **attributes: Any,
    ) -> None:
        super().__init__(name, no_args_is_help=False, **attributes)
        self.entries = entries
        self.later = later

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the listing."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, its file imported now."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        if isinstance(entry, Family):
            family = LazyGroup(cmd_name, entry.entries, help=entry.summary)
            family.examples = entry.examples
            return family
        module, _colon, attribute = entry.place.partition(":")
        found = getattr(import_module(f"crm_tui.cli.{module}"), attribute)
        gc.freeze()  # what was imported stays; the collector, off since the start, need not walk it
        gc.enable()
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. Raises InvalidInput where there is none, or none yet."""
        if args[0] in self.later:
            raise comes_later(args[0])
        if args[0] not in self.entries and not args[0].startswith("-"):
            raise _no_such_command(args[0], list(self.entries), ctx.command_path)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands first: they are what somebody looks for."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(entry.summary)) for name, entry in self.entries.items()])
        super().format_options(ctx, formatter)


def _no_such_command(name: str, known: list[str], path: str) -> InvalidInput:
    from difflib import get_close_matches

    hint = _("`{command} --help` lists them.").format(command=path)
    if near := get_close_matches(name, known):
        hint = _("Did you mean {commands}?").format(commands=", ".join(near))
    return InvalidInput(_("There is no command “{name}”.").format(name=name), hint)


def comes_later(what: str) -> InvalidInput:
    """The error for what CONTRACT.md names and this release does not have."""
    return InvalidInput(
        _("“{what}” comes with a later release.").format(what=what),
        _("`crm-tui --help` lists what there is now."),
    )


def option(*names: str, help: str, **attributes: Any) -> Callable[[C], C]:  # noqa: A002
    """An option; its help is a message id."""
    return click.option(*names, cls=Option, help=help, **attributes)


def options(*several: Callable[[Any], Any]) -> Callable[[C], C]:
    """What several commands have in common, in the order of their help."""

    def add_all(function: C) -> C:
        for add_one in reversed(several):
            function = add_one(function)
        return function

    return add_all


#: For commands that change a record: a script says which version it read.
IF_VERSION = option(
    "--if-version", type=int, metavar="N", help=N_("Refuse when somebody changed it since version N.")
)


def argument(*names: str, help: str, **attributes: Any) -> Callable[[C], C]:  # noqa: A002
    """An argument; its help is a message id."""
    return click.argument(*names, cls=Argument, help=help, **attributes)


def command(
    name: str,
    *,
    help: str,  # noqa: A002
    examples: Sequence[str],
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command that takes the :class:`Desk` first."""

    def declare(function: Callable[..., Any]) -> click.Command:
        made = click.command(name, cls=DeskCommand, help=help)(click.make_pass_decorator(Desk)(function))
        made.examples = tuple(examples)
        return made

    return declare


def choice(codes: Iterable[str]) -> click.Choice[str]:
    """One of these codes; a whole enum of words can be given."""
    return click.Choice([str(code) for code in codes])
