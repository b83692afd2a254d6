"""Writing a one-to-one: the figures and what stands out above, what was said below."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.domain.actor import Actor
from crm_tui.i18n import N_, _
from crm_tui.queries.one_to_ones import Figures, OneToOne, Remarkable, figures, one_to_ones, remarkable
from crm_tui.queries.people import StaffMember, staff_by_id
from crm_tui.queries.periods import Period, quarter_of
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens.member_rows import figures_lines
from crm_tui.tui.screens.past_specs import past_day
from crm_tui.tui.telling import Telling, telling_of
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

#: A screen of so many lines has room for all that stands out.
_TALL = 30
_WORDS = ("went_well", "was_hard", "goals", "training")


@dataclass
class GroundRead(Message, bubble=False):
    """What the talk is about."""

    member: StaffMember | None
    period: Period
    talk: OneToOne | None
    figures: Figures
    stands_out: tuple[Remarkable, ...]


class OneToOneForm(FormScreen):
    """The days from the last talk on, or this quarter's; with ``one_to_one_id`` one that was written."""

    HEADING = N_("One-to-one")
    ROUTE = "one-to-one-form"
    DEFAULT_CSS = "OneToOneForm #ground { height: auto; padding: 0 1; margin-bottom: 1; }"

    def __init__(
        self, staff_id: int | None = None, one_to_one_id: int | None = None, draft: Draft | None = None
    ) -> None:
        super().__init__(draft=draft, staff_id=staff_id, one_to_one_id=one_to_one_id)
        self._ground: GroundRead | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the figures are not read yet."""
        return self._ground is None

    def above(self) -> Iterable[Widget]:
        """The figures, and what stands out."""
        yield TextLines(id="ground")

    def on_mount(self) -> None:
        """Read what the talk is about."""
        state = self.shell.state
        business, actor = state.business, state.actor
        if business is None or actor is None:
            return
        now, telling = state.now(), telling_of(state)

        def read(reader: Reader) -> GroundRead:
            member = staff_by_id(reader, self.about["staff_id"], telling.today)
            talk, period = _talk_and_period(
                reader, self.about["staff_id"], self.about["one_to_one_id"], actor, telling.today
            )
            staff_id = self.about["staff_id"]
            zone = business.zone
            shown = (
                talk.figures
                if talk is not None
                else figures(reader, staff_id, period, now=now, zone=zone, viewer=actor)
            )
            found = remarkable(reader, staff_id, period, zone=zone, viewer=actor)
            return GroundRead(member, period, talk, shown, found)

        self.shell.work.read(self, "ground", read, lambda found: found)

    def on_ground_read(self, message: GroundRead) -> None:
        """Show figures and form."""
        if message.member is None:
            self.shell.close_page()
            return
        self._ground = message
        lines = list(self._lines(message, telling_of(self.shell.state)))
        ground = self.query_one("#ground", TextLines)
        ground.styles.height = len(lines)
        ground.show_lines(lines)
        self.show_form()
        self.refresh_frame()

    def top_left(self) -> str:
        """With whom."""
        found = self._ground
        name = found.member.name if found is not None and found.member is not None else ""
        return f"{_(self.HEADING)}   {name}".rstrip()

    def specs(self) -> Sequence[FieldSpec]:
        """The days, which stay once it is written, and what was said."""
        words = (
            TextSpec(name="went_well", label=_("Went well"), hint=_("good cases, and what made them good")),
            TextSpec(name="was_hard", label=_("Was hard"), hint=_("hard cases, and what would have helped")),
            TextSpec(name="goals", label=_("Goals"), hint=_("what is agreed until next time")),
            TextSpec(name="training", label=_("Training"), hint=_("what they want or need to learn")),
        )
        if self.about["one_to_one_id"] is not None:
            return words
        state = self.shell.state
        return (*words, past_day(state, "from_on", _("From")), past_day(state, "to_on", _("To")))

    def start_values(self) -> Mapping[str, Any]:
        """The days that come next, or what was written."""
        assert self._ground is not None, "the form waits for it"
        talk, period = self._ground.talk, self._ground.period
        if talk is not None:
            return {name: getattr(talk, name) for name in _WORDS}
        return {"from_on": period.from_on, "to_on": period.to_on}

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Keep it."""
        assert self._ground is not None and self._ground.member is not None, "the form waits for them"
        words = {name: values[name] or "" for name in _WORDS}
        if self._ground.talk is not None:
            return partial(_change, talk=self._ground.talk, words=words)
        return partial(
            _hold,
            login=self._ground.member.login,
            from_on=values["from_on"] or self._ground.period.from_on,
            to_on=values["to_on"] or self._ground.period.to_on,
            words=words,
        )

    def _lines(self, ground: GroundRead, telling: Telling) -> Iterable[Line]:
        is_tall = self.size.height >= _TALL
        yield [(_("Only they and managers read this page."), "dim")]
        yield from figures_lines(ground.figures, most=3 if is_tall else 1)
        shown = ground.stands_out if is_tall else ground.stands_out[:2]
        for one in shown:
            label = _("good     ") if one.kind == "interaction" else _("hard     ")
            what = _("{day}  {what}   {customer}").format(
                day=telling.past(one.at), what=one.what, customer=one.customer
            )
            yield [(f"{label} ", "met" if one.kind == "interaction" else "risk"), (what, "")]


def _talk_and_period(
    reader: Reader, staff_id: int, one_to_one_id: int | None, viewer: Actor, today: date
) -> tuple[OneToOne | None, Period]:
    """The talk that is changed, if any, and the days that it is about; else those since the last one."""
    held = one_to_ones(reader, staff_id, viewer=viewer)
    for talk in held:
        if talk.id == one_to_one_id:
            return talk, talk.period
    first = quarter_of(today).from_on
    if held:
        first = min(held[0].period.to_on + timedelta(days=1), today)
    return None, Period(first, today)


# The actions need the ORM, which the first screen does not wait for.


def _hold(act: "Act", login: str, from_on: date, to_on: date, words: Mapping[str, str]) -> str:
    from crm_tui.actions.one_to_ones import hold_one_to_one

    hold_one_to_one(act, login, from_on=from_on, to_on=to_on, words=words)
    return _("Kept, with the figures as they stand today.")


def _change(act: "Act", talk: OneToOne, words: Mapping[str, str]) -> str:
    from crm_tui.actions.one_to_ones import change_one_to_one

    change_one_to_one(act, talk.id, words, version=talk.version)
    return _("The one-to-one is changed.")
