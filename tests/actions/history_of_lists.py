"""What is kept of many: fields of one's own, saved views, outreach, duplicates and merging."""

from history import DHAKA, MOVES, NOBODY, History, move

from crm_tui.actions import custom_fields, outreach, saved_views
from crm_tui.actions.customers import edit_customer
from crm_tui.actions.duplicates import dismiss_duplicate
from crm_tui.actions.merge import merge_customers
from crm_tui.actions.unmerge import unmerge_customers
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.growth_words import FieldType, OutreachKind
from crm_tui.domain.list_views import CASES, CUSTOMERS, Narrowing
from crm_tui.domain.merge_sides import Side
from crm_tui.domain.words import Channel, Kind
from crm_tui.queries.outreach import weigh_segment
from crm_tui.store.journal import Act

_SIDES = (Side.KEPT.value, Side.GONE.value)


@move
def _own_field(it: History, act: Act) -> object:
    kind = it.pick(*FieldType)
    choices = ("kettle", "কেটলি") if kind is FieldType.CHOICE else ()
    code = _own_code(it)
    return it.pick(
        lambda: custom_fields.add_field(
            act,
            label=it.pick("Machine", "Seat", "যন্ত্র"),
            type=kind.value,
            kind=it.pick(None, Kind.CLIENT.value),
            choices=choices,
        ),
        lambda: custom_fields.change_field(act, code, label=it.pick("Machines", "মেশিন")),
        lambda: custom_fields.retire_field(act, code if it.chance.random() < 0.3 else "nothing"),
    )()


@move
def _fill_own_field(it: History, act: Act) -> object:
    text = it.pick("7", "2026-12-24", "kettle", "কেটলি", None)
    return edit_customer(act, it.customer(), {PREFIX + _own_code(it): text})


def _own_code(it: History) -> str:
    codes = [code for (code,) in it.reader.rows("SELECT code FROM custom_fields WHERE retired_at IS NULL")]
    return str(it.pick(*codes)) if codes else "nothing"


@move
def _view(it: History, act: Act) -> object:
    view = it.one("saved_views", "deleted_at IS NULL")
    name = it.pick("regulars", "চা", "mine")
    narrowing = Narrowing(text=it.pick("tea", "রহি"))
    return it.pick(
        lambda: saved_views.save_view(
            act, it.pick(CUSTOMERS, CASES), name, narrowing, shared=it.pick(True, False)
        ),
        lambda: saved_views.rename_view(act, view, name),
        lambda: saved_views.delete_view(act, view),
    )()


@move
def _outreach(it: History, act: Act) -> object:
    channel = it.pick(Channel.EMAIL, Channel.PHONE)
    everybody = Narrowing()
    weighed = list(
        weigh_segment(it.reader, everybody, channel, now=it.now, zone=DHAKA, country=act.business.country)
    )
    new = outreach.NewOutreach(
        it.pick("Opening", "উদ্বোধন"), it.pick(*OutreachKind).value, channel.value, "all", everybody,
        link="https://example.org",
    )  # fmt: skip
    found = it.one("outreaches")
    member = it.reader.value(
        "SELECT customer_id FROM outreach_members WHERE outreach_id = :id AND left_out IS NULL", {"id": found}
    )
    return it.pick(
        lambda: outreach.draw_up(act, new, weighed),
        lambda: outreach.mark_sent(act, found),
        lambda: outreach.note_answer(act, found, member or NOBODY, it.pick("", "wants to come")),
    )()


@move
def _not_the_same(it: History, act: Act) -> object:
    return dismiss_duplicate(act, it.customer(), it.customer())


@move
def _merge(it: History, act: Act) -> object:
    merged = it.reader.rows("SELECT act_id FROM merges ORDER BY id")
    one, other = it.customer(), it.customer()
    return it.pick(
        lambda: merge_customers(act, one, other),
        lambda: merge_customers(act, one, other, {"name": it.pick(*_SIDES)}),
        lambda: unmerge_customers(act, it.pick(*merged)[0] if merged else NOBODY),
    )()


MOVES += [_own_field, _outreach, _merge] + [_fill_own_field] * 2
