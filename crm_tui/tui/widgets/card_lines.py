"""What the card of a customer says, line by line, the most urgent first: who, how to reach, what is open."""

from collections.abc import Iterable, Iterator, Sequence

from crm_tui.domain.add_on import Suggestion, evidence_in_words
from crm_tui.domain.contact_load import Wishes
from crm_tui.domain.health import Assessment
from crm_tui.domain.words import ContactPointType, Direction, Kind, PromiseBy
from crm_tui.i18n import _
from crm_tui.queries.customer_glance import Glance
from crm_tui.queries.customer_page import Customer
from crm_tui.queries.interactions import Interaction
from crm_tui.tui.own_words import own_in_words
from crm_tui.tui.telling import (
    Telling,
    bought_in_words,
    channels_in_words,
    health_in_words,
    load_in_words,
    point_in_words,
    quiet_in_words,
    way_in_words,
)
from crm_tui.tui.text import cells, clean, is_plain_script, pad
from crm_tui.tui.widgets.case_signs import case_line
from crm_tui.tui.widgets.rows import Severity, Tone
from crm_tui.tui.widgets.text_lines import Line

#: So many of each kind of open work; the customer's page has all.
_MOST_OPEN = 2

_APART = "   "
_WHEN_WIDTH = 8
_WAY_WIDTH = 9
_ABOUT_WIDTH = 24
#: From here on a contact and what they said fit into one line.
_WIDE = 60


def card_lines(glance: Glance, telling: Telling, width: int) -> list[Line]:
    """The lines of a card that is ``width`` cells wide."""
    card = glance.card
    customer = card.customer
    present = [place for place in card.places if place.to_on is None]
    where = [f"{place.title}, {place.name}" if place.title else place.name for place in present]
    name, bought = " · ".join([customer.name, *where]), _bought(glance, telling)
    # Beside the name where there is room: in a call only the first lines are in sight.
    has_room = is_plain_script(clean(name)) and cells(clean(f"{name}{bought}")) <= width
    lines: list[Line] = [((name, "strong"), (bought if has_room else "", "dim"))]
    if customer.do_not_contact:
        lines.append((do_not_contact(),))
    lines += health_lines(glance.health, telling, width)
    if not has_room:
        lines.append(((bought.strip(), "dim"),))
    is_full = glance.load.left <= 0
    if is_full:
        # Before anybody contacts them once more: in a call only the first lines are in sight.
        lines.append((load_in_words(glance.load),))
    lines += [((line, "dim"),) for line in filled(who_they_are(customer, card.kinds), width)]
    points = [
        point_in_words(point) for point in card.contact_points if point.type is not ContactPointType.POST
    ]
    reach = [quiet_in_words(wishes_of(customer)), channels_in_words(glance.consents)]
    lines += [
        ((line, ""),) for line in filled([*reach, *(points or [_("no number, no mail address")])], width)
    ]
    own = (_("{field}: {value}").format(field=one.label, value=own_in_words(one.type, one.value, telling))
           for one in glance.own)  # fmt: skip
    lines += [((line, "dim"),) for line in filled(own, width)]
    lines += _load_and_promises(glance, telling, with_load=not is_full)
    lines += _open_work(glance, telling)
    lines += [((line, "dim"),) for line in suggestion_in_words(glance.suggestions, telling)]
    for contact in card.interactions:
        lines += _contact(contact, glance, telling, width)
    return lines


def health_lines(found: Assessment, telling: Telling, width: int) -> list[Line]:
    """How they are doing and why, in the lines that it needs; none for a steady customer."""
    reasons, tone = health_in_words(found, telling)
    return [((line, tone),) for line in filled(reasons, width)]


def do_not_contact() -> tuple[str, Tone]:
    """The strongest wish, in sign and word."""
    return f"{Severity.LATE.value} {_('asked not to be contacted')}", "late"


def wishes_of(customer: Customer) -> Wishes:
    """The wishes that stand on the customer itself."""
    return Wishes(customer.do_not_contact, {}, customer.quiet_from, customer.quiet_until)


def who_they_are(customer: Customer, kinds: Iterable[Kind]) -> list[str]:
    """What the customer is to us; the form of address, which may be anything, stands last."""
    words = [", ".join(word for word in [*(kind.label for kind in kinds), customer.tier_label] if word)]
    if customer.ended_on is not None:
        words.append(_("no longer with us"))
    if customer.manager:
        words.append(_("looked after by {colleague}").format(colleague=customer.manager))
    if customer.address_as:
        words.append(_("say “{name}”").format(name=customer.address_as))
    return words


def suggestion_in_words(found: Sequence[Suggestion], telling: Telling, key: str = "") -> list[str]:
    """The first thing that they may need, with its evidence; nothing where nothing is suggested.

    ``key`` is the one that writes it down, where there is one.
    """
    if not found:
        return []
    first = found[0]
    evidence = evidence_in_words(first, telling.long_day(first.because.on))
    told = _("may need {product} ({key}): {evidence}") if key else _("may need {product}: {evidence}")
    return [told.format(product=first.product, key=key, evidence=evidence)]


def _bought(glance: Glance, telling: Telling) -> str:
    """What they bought last, and when, as it stands behind their name."""
    if glance.bought is None:
        return ""
    return _APART + _("bought {what}").format(what=bought_in_words(glance.bought, telling))


def _load_and_promises(glance: Glance, telling: Telling, *, with_load: bool) -> Iterator[Line]:
    """The load, and what was promised last on the same line: both say whether to contact them."""
    load: Line = (load_in_words(glance.load), (_APART, "")) if with_load else ()
    if with_load and not glance.card.promises:
        yield load
    for number, promise in enumerate(glance.card.promises[:_MOST_OPEN]):
        late = promise.told_at <= telling.now
        words = _("promised {when}: ") if promise.by is PromiseBy.OURS else _("they promised {when}: ")
        sign = Severity.LATE.value if late else Severity.NORMAL.value
        tone: Tone = "late" if late else ""
        told: Line = ((f"{sign} {words.format(when=telling.promise(promise))}", tone), (promise.what, ""))
        yield (*load, *told) if number == 0 else told


def _open_work(glance: Glance, telling: Telling) -> Iterator[Line]:
    card = glance.card
    for case in glance.queued[:_MOST_OPEN]:
        yield case_line(case, telling)
    for row in card.follow_ups[:_MOST_OPEN]:
        late = row.due_at <= telling.now
        sign = Severity.LATE.value if late else Severity.NORMAL.value
        when = telling.due(row.due_at, row.all_day, row.due_on)
        yield (
            (_("{sign} due {when}: ").format(sign=sign, when=when), "late" if late else ""),
            (row.what, ""),
        )


def _contact(contact: Interaction, glance: Glance, telling: Telling, width: int) -> Iterator[Line]:
    """When and how, what it was about and led to, then what they said: below it where there is no room."""
    when = pad(telling.past(contact.happened_at), _WHEN_WIDTH)
    way = pad(way_in_words(contact.channel, contact.direction), _WAY_WIDTH)
    about = ""
    if contact.direction is not Direction.INTERNAL:
        about = _("{nature} → {outcome}").format(
            nature=glance.natures.get(contact.nature, contact.nature),
            outcome=glance.outcomes.get(contact.outcome, contact.outcome),
        )
    if width < _WIDE:
        yield ((f"{when} {way} {about}", "dim"),)
        if contact.said:
            yield ((f"  {contact.said}", ""),)
    else:
        yield ((f"{when} {way} {pad(about, _ABOUT_WIDTH)} ", "dim"), (contact.said, ""))


def filled(words: Iterable[str], width: int) -> list[str]:
    """The words, set apart by dots, in as few lines of ``width`` cells as they need."""
    lines: list[str] = []
    for word in filter(None, words):
        longer = f"{lines[-1]} · {word}" if lines else word
        if lines and cells(clean(longer)) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
