"""Who may speak for a customer, and what they may be told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.i18n import N_, _
from crm_tui.queries.customer_page import customer
from crm_tui.queries.customer_parts import speakers
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.search_field import Match, SearchSpec
from crm_tui.tui.widgets.text_fields import TextSpec

if TYPE_CHECKING:
    from crm_tui.store.journal import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerSubject(Subject):
    """A customer and who speaks for them already, with what that person may be told."""

    speaker_id: int
    may_be_told: str


class SpeakerScreen(DeskForm):
    """Lets somebody speak for ``customer_id``; ``speaker_id`` changes what that person may be told."""

    HEADING = N_("May speak for them")
    ROUTE = "speaker"
    SUBJECT_LINES = 2

    def __init__(self, **about: Any) -> None:
        super().__init__(**about)
        self._subject: SpeakerSubject | None = None

    @property
    def is_waiting(self) -> bool:
        """What is edited has to be read first."""
        return self._speaker_id is not None and self._subject is None

    def above(self) -> Iterable[Widget]:
        """The customer, and below them who speaks, where that is known."""
        for lines in super().above():
            if self._speaker_id is None:
                lines.styles.height = 1
            yield lines

    def specs(self) -> Sequence[FieldSpec]:
        """Who, unless that is known, and what they may be told."""
        may_be_told = TextSpec(
            name="may_be_told", label=_("May hear"), hint=_("what they may be told: everything but prices")
        )
        if self._speaker_id is not None:
            return [may_be_told]
        search = partial(
            facts.search_customers,
            country=self.business.country,
            in_view=None,
        )
        who = SearchSpec(
            name="speaker",
            label=_("Who"),
            required=True,
            hint=_("one of the customers"),
            search=search,
            lane=self.shell.work.read,
        )
        return [who, may_be_told]

    def start_values(self) -> Mapping[str, Any]:
        """What they may be told now."""
        return {"may_be_told": self._subject.may_be_told} if self._subject else {}

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The customer, and who speaks for them."""
        if self._speaker_id is None:
            return super().subject_query()
        return partial(_read_speaker, customer_id=self.its_customer, speaker_id=self._speaker_id)

    def subject_read(self, subject: Subject | None) -> None:
        """Show what may be told now, unless a draft goes on from there."""
        if isinstance(subject, SpeakerSubject) and self._subject is None:
            self._subject = subject
            self.show_form()

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Note it."""
        found: Match | None = values.get("speaker")
        if found is None:
            assert self._subject is not None, "the field is only missing where it is known who"
            found = Match(self._subject.speaker_id, self._subject.text)
        may_be_told = values.get("may_be_told") or ""
        return partial(_allow, customer_id=self.its_customer, speaker=found, may_be_told=may_be_told)

    @property
    def _speaker_id(self) -> int | None:
        return self.about.get("speaker_id")


def forbid(act: "Act", customer_id: int, speaker_id: int) -> str:
    """Take back that somebody speaks for a customer. Raises NoSuchRecord."""
    from crm_tui.actions.memberships import forbid_to_speak

    forbid_to_speak(act, customer_id, speaker_id)
    return _("They may no longer speak for the customer.")


def _read_speaker(reader: Reader, customer_id: int, speaker_id: int) -> SpeakerSubject:
    found = next((one for one in speakers(reader, customer_id) if one.customer_id == speaker_id), None)
    if found is None:
        raise NoSuchRecord(
            _("Customer {speaker} does not speak for customer {customer}.").format(
                speaker=speaker_id, customer=customer_id
            ),
            _("The customer's page shows who does."),
        )
    return SpeakerSubject(
        customer_id=customer_id,
        customer=customer(reader, customer_id).name,
        words=_("may be spoken for by: "),
        text=found.name,
        speaker_id=speaker_id,
        may_be_told=found.may_be_told,
    )


def _allow(act: "Act", customer_id: int, speaker: Match, may_be_told: str) -> str:
    # The actions need the ORM, which the first screen does not wait for.
    from crm_tui.actions.memberships import allow_to_speak

    allow_to_speak(act, customer_id, speaker.id, may_be_told)
    return _("May speak for the customer: {name}").format(name=speaker.label)
