"""The fields of a customer as options, and from what was given to what the actions take."""

from collections.abc import Iterable, Mapping
from typing import Any

import click

from crm_tui.actions.customer_values import ConsentValue, MembershipValue, PointValue
from crm_tui.cli.declare import choice, option, options
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.quiet_hours import read_quiet_hours
from crm_tui.domain.rhythm import read_rhythm
from crm_tui.domain.words import ContactPointType, Form, Kind
from crm_tui.i18n import N_, _
from crm_tui.queries.recommended import recommender
from crm_tui.store.reader import Reader

#: Which option holds contact points of which type.
_POINT_OPTIONS = {
    "phone": ContactPointType.PHONE,
    "email": ContactPointType.EMAIL,
    "post": ContactPointType.POST,
    "handle": ContactPointType.HANDLE,
}
#: What takes a wish away again.
_NONE = "none"
_PLAIN = ("name", "form", "tier", "manager", "address_as", "language", "source", "note", "do_not_contact")

#: Every field of a customer but the name, as options of a command.
customer_options = options(
    option("--form", type=choice(Form), help=N_("What they are; a person unless given.")),
    option(
        "--kind",
        "kinds",
        type=choice(Kind),
        multiple=True,
        help=N_("What they are to us; repeat it for several."),
    ),
    option("--tier", metavar="CODE", help=N_("The level of service that they are entitled to.")),
    option(
        "--phone",
        metavar="NUMBER",
        multiple=True,
        help=N_("A phone number in any notation; may be repeated."),
    ),
    option("--email", metavar="MAIL", multiple=True, help=N_("A mail address; may be repeated.")),
    option("--post", metavar="ADDRESS", multiple=True, help=N_("A postal address; may be repeated.")),
    option(
        "--handle",
        metavar="HANDLE",
        multiple=True,
        help=N_("A name on a chat or social network; may be repeated."),
    ),
    option("--org", metavar="NAME", help=N_("The organisation that they belong to; an unknown one is made.")),
    option("--title", metavar="TITLE", help=N_("What they are in that organisation.")),
    option(
        "--tag",
        "tags",
        metavar="TAG",
        multiple=True,
        help=N_("A word to group customers by; may be repeated."),
    ),
    option("--manager", metavar="LOGIN", help=N_("Who looks after them.")),
    option("--address-as", metavar="TEXT", help=N_("How to address them, such as “Ms Ashgrove”.")),
    option("--language", metavar="CODE", help=N_("The language to speak with them.")),
    option("--source", metavar="TEXT", help=N_("How they heard of us.")),
    option("--note", metavar="TEXT", help=N_("What everybody should know about them.")),
    option(
        "--do-not-contact/--may-contact", default=None, help=N_("Whether to leave them in peace altogether.")
    ),
    option(
        "--consent",
        "consents",
        metavar="CHANNEL=STATE",
        multiple=True,
        help=N_("What they said about a channel: phone=refused, email=given; may be repeated."),
    ),
    option(
        "--quiet",
        metavar="FROM-UNTIL",
        help=N_("When not to call, such as 20:00-08:00; 'none' for no such hours."),
    ),
    option(
        "--rhythm",
        metavar="DAYS",
        help=N_("How often they should hear from us: 30 d, 6 weeks; 'none' for as often as their tier."),
    ),
    option(
        "--field",
        "own_fields",
        metavar="CODE=VALUE",
        multiple=True,
        help=N_("What a field of the business's own says; empty takes it away. May be repeated."),
    ),
)


#: Who recommended us to a new customer.
referred_by_option = option(
    "--referred-by",
    type=int,
    metavar="ID",
    help=N_("The customer who recommended us to the new one."),
)


def recommended_by(reader: Reader, given: int | None, source: str | None) -> int | None:
    """The customer who recommended us: the one that was given, else the one whom the source names."""
    if given is not None or not source:
        return given
    found = recommender(reader, source)
    return None if found is None else found.id


def given_fields(options: Mapping[str, Any], stored_points: Iterable[PointValue] = ()) -> dict[str, Any]:
    """The fields that were given, named and shaped as the actions take them.

    Contact points of a type that was given replace the stored ones of that type; an empty one removes them.
    Raises InvalidInput for what cannot be read.
    """
    fields: dict[str, Any] = {name: options[name] for name in _PLAIN if options.get(name) is not None}
    if options["kinds"]:
        fields["kinds"] = frozenset(options["kinds"])
    if options["tags"]:
        fields["tags"] = frozenset(options["tags"])
    if any(options[name] for name in _POINT_OPTIONS):
        fields["points"] = _points(options, list(stored_points))
    if options["org"] is not None:
        places = (MembershipValue(options["org"], options["title"] or ""),) if options["org"].strip() else ()
        fields["memberships"] = places
    elif options["title"] is not None:
        raise click.UsageError(_("--title needs --org."), click.get_current_context())
    if options["consents"]:
        fields["consents"] = tuple(_consent(text) for text in options["consents"])
    if options["quiet"] is not None:
        fields["quiet_from"], fields["quiet_until"] = _quiet(options["quiet"])
    if options["rhythm"] is not None:
        fields["rhythm"] = (
            None if options["rhythm"].strip() in ("", _NONE) else read_rhythm(options["rhythm"])
        )
    if options["own_fields"]:
        fields["own_fields"] = dict(map(_own_field, options["own_fields"]))
    return fields


def _own_field(text: str) -> tuple[str, str]:
    code, mark, value = text.partition("=")
    if not mark:
        raise InvalidInput(
            _("“{text}” does not say what the field holds.").format(text=text),
            _("Write the code and the value, as in size=large."),
            field="own_fields",
        )
    return code.strip(), value.strip()


def _points(options: Mapping[str, Any], stored: list[PointValue]) -> tuple[PointValue, ...]:
    points: list[PointValue] = []
    for name, kind in _POINT_OPTIONS.items():
        kept = [point for point in stored if point.type == kind]
        if not options[name]:
            points += kept
            continue
        as_stored = {point.value: point for point in kept}
        wanted = options[name] if options[name] != ("",) else ()
        points += [as_stored.get(value.strip(), PointValue(kind.value, value)) for value in wanted]
    return tuple(points)


def _consent(text: str) -> ConsentValue:
    channel, mark, state = text.partition("=")
    if not mark:
        raise InvalidInput(
            _("“{text}” does not say what they said.").format(text=text),
            _("Write the channel and given or refused, as in phone=refused."),
            field="consents",
        )
    return ConsentValue(channel.strip(), state.strip())


def _quiet(text: str) -> tuple[int | None, int | None]:
    if text.strip().lower() in ("", _NONE):
        return None, None
    return read_quiet_hours(text)
