"""Survey: what a customer answers by one digit, or that they are asked by mail."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.surveys import SCORES, is_low, question
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.survey_facts import NOTHING, SurveySubject, read_subject, score_options
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from crm_tui.actions.surveys import About
    from crm_tui.store.journal import Act

_NO_ANSWER, _BY_MAIL = "declined", "ask"


class SurveyScreen(DeskForm):
    """``matter`` is what the customer is asked about, such as ``case-3``; else the newest that is over."""

    HEADING = N_("Survey")
    ROUTE = "survey"
    SUBJECT_LINES = 3
    FOOTER = ("save", "next-field", "close")

    _facts: SurveySubject | None = None
    _against: tuple[str, ...] = ()
    _to_send = ""

    @property
    def is_waiting(self) -> bool:
        """What they can be asked about is read first."""
        return self._facts is None

    @property
    def start_field(self) -> str | None:
        """The answer; what it is about is mostly right."""
        return "answer"

    def subject_query(self) -> Callable[[Reader], Subject | None]:
        """The customer, and what they can be asked about."""
        return partial(
            read_subject,
            customer_id=self.its_customer,
            matter=self.about.get("matter"),
            business=self.business,
            telling=self.telling,
        )

    def subject_read(self, subject: Subject | None) -> None:
        """Show the form, with the question to be read out above it."""
        if isinstance(subject, SurveySubject) and self._facts is None:
            self._facts, self._against = subject, subject.against
            self.show_form()
            self._show_question(self._kind)

    def specs(self) -> Sequence[FieldSpec]:
        """What it is about, the question, the answer."""
        kinds = [
            Option(SurveyKind.CSAT.value, SurveyKind.CSAT.label, "s"),
            Option(SurveyKind.NPS.value, SurveyKind.NPS.label, "r"),
        ]
        return [
            PickSpec(name="matter", label=_("About"), options=self._subject.matters, passed_over=True),
            PickSpec(name="kind", label=_("Question"), options=kinds, passed_over=True),
            PickSpec(name="answer", label=_("Answer"), options=self._answers),
            NotesSpec(name="words", label=_("They said"), hint=_("why, in their words"), quiet=True),
            PickSpec(name="channel", label=_("By"), options=facts.channel_options(), passed_over=True),
            TextSpec(
                name="override",
                label=_("Because"),
                hint=_("why they are asked all the same"),
                visible_when=lambda values: bool(self._against) and values.get("answer") == _BY_MAIL,
            ),
        ]

    def start_values(self) -> Mapping[str, Any]:
        """The question that waits, else how satisfied they are."""
        waiting = self._subject.waiting
        return {
            "matter": self._subject.matter,
            "kind": waiting[0].kind.value if waiting else SurveyKind.CSAT.value,
            "channel": Channel.PHONE.value,
        }

    def on_form_changed(self, message: Form.Changed) -> None:
        """Another question has other answers."""
        if message.name == "kind":
            message.form.set_value("answer", None)
            self._show_question(self._kind)

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Ask, take the answer, or note that there is none. Raises InvalidInput where nothing was picked."""
        answer, words = values.get("answer"), values.get("words") or ""
        about = values.get("matter") or NOTHING
        self._to_send = question(self._kind, self.business.name) if answer == _BY_MAIL else ""
        if answer == _NO_ANSWER:
            return partial(_decline, survey_id=self._waiting_id())
        if answer == _BY_MAIL:
            return partial(
                _ask,
                customer_id=self.its_customer,
                kind=self._kind.value,
                matter=about,
                override=values.get("override") or "",
            )
        if answer is None and not words:
            raise InvalidInput(
                _("There is no answer."), _("One digit gives it; m asks them by mail."), field="answer"
            )
        return partial(
            _answer,
            customer_id=self.its_customer,
            kind=self._kind,
            score=None if answer is None else int(answer),
            words=words,
            channel=values.get("channel") or Channel.PHONE.value,
            matter=about,
        )

    def after_saving(self) -> None:
        """Who is asked by mail gets the question from the clipboard."""
        if self._to_send:
            self.app.copy_to_clipboard(self._to_send)

    def refuse(self, error: Exception) -> None:
        """What stands against asking takes a reason."""
        if isinstance(error, NotAllowed) and error.reasons:
            self._against = error.reasons
            self._show_question(self._kind)
            self.form.look_again()
            self.form.show_problem("override", error.hint)
        else:
            super().refuse(error)

    @property
    def _subject(self) -> SurveySubject:
        assert self._facts is not None, "the form is shown once they are read"
        return self._facts

    @property
    def _kind(self) -> SurveyKind:
        values = self.form.values() if self._form is not None else {}
        return SurveyKind(values.get("kind") or self.start_values()["kind"])

    def _answers(self) -> Sequence[Option]:
        more = [Option(_BY_MAIL, _("ask by mail"), "m")]
        if self._subject.waiting:
            more.append(Option(_NO_ANSWER, _("did not want to"), "n"))
        return [*score_options(SCORES[self._kind]), *more]

    def _waiting_id(self) -> int:
        return self._subject.waiting[0].id

    def _show_question(self, kind: SurveyKind) -> None:
        against = f"▲ {' '.join(self._against)}" if self._against else ""
        self.query_one("#subject", TextLines).show_lines(
            [
                ((self._subject.customer, "strong"),),
                ((question(kind, self.business.name), ""),),
                ((against, "risk"),) if against else ((self._subject.words, "dim"),),
            ]
        )


def _about(matter: str) -> "About":
    from crm_tui.actions.surveys import About

    kind, _dash, number = matter.partition("-")
    return About(
        int(number) if kind == "case" else None,
        int(number) if kind == "sale" else None,
    )


# The actions need the ORM, which the first screen does not wait for.


def _ask(act: "Act", customer_id: int, kind: str, matter: str, override: str) -> str:
    from crm_tui.actions.surveys import NewQuestion, ask_survey

    ask_survey(act, customer_id, NewQuestion(kind, about=_about(matter), override_why=override))
    return _("Asked: the question is on the clipboard, to be sent.")


def _answer(
    act: "Act",
    customer_id: int,
    kind: SurveyKind,
    score: int | None,
    words: str,
    channel: str,
    matter: str,
) -> str:
    from crm_tui.actions.surveys import NewAnswer, answer_survey
    from crm_tui.store.tables import Case, Staff

    saved = answer_survey(act, customer_id, NewAnswer(score, words, kind.value, channel, _about(matter)))
    if saved.case is None:
        told = _("The answer is written down.")
        if score is not None and is_low(kind, score):
            told = _("The answer is written down, with the case that runs.")
        return told
    owner = act.get(Staff, act.get(Case, saved.case).owner_id).name
    return _("The answer is written down. Case {id} is opened for {name}.").format(id=saved.case, name=owner)


def _decline(act: "Act", survey_id: int) -> str:
    from crm_tui.actions.surveys import decline_survey

    decline_survey(act, survey_id)
    return _("Noted: they did not want to answer.")
