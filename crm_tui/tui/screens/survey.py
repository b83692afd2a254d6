"""Survey: what a customer answers by one digit, or that they are asked by mail."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from crm_tui.domain.errors import InvalidInput, NotAllowed
from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.surveys import SCORES
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.queries.surveys import Survey
from crm_tui.queries.template_values import Writer
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.screens import contact_facts as facts
from crm_tui.tui.screens.desk_form import DeskForm, Subject
from crm_tui.tui.screens.survey_facts import (
    NOTHING,
    Begun,
    SurveySubject,
    matter_of,
    read_subject,
    score_options,
)
from crm_tui.tui.screens.survey_saving import answer_deed, ask_deed, decline_deed
from crm_tui.tui.text import in_lines
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.form import Form
from crm_tui.tui.widgets.notes_field import NotesSpec
from crm_tui.tui.widgets.pick_field import PickSpec
from crm_tui.tui.widgets.pick_list import Option
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import TextLines

_NO_ANSWER, _BY_MAIL = "declined", "ask"


class SurveyScreen(DeskForm):
    """``matter`` is what the customer is asked about, such as ``case-3``; else the newest that is over.

    ``kind`` is what is asked; ``follow_up_id`` is to be done, which asking or answering does where a plan
    planned it for that.
    """

    HEADING = N_("Survey")
    ROUTE = "survey"
    SUBJECT_LINES = 4
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
            begun=Begun(self.about.get("matter"), self.about.get("kind"), self.about.get("follow_up_id")),
            writer=Writer(self.business, self.actor, self.shell.state.now()),
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
        """What is to be asked, the question that waits, else how satisfied they are."""
        return {
            "matter": self._subject.matter,
            "kind": self._subject.kind.value,
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
        matter = values.get("matter") or NOTHING
        self._to_send = ""
        if answer == _NO_ANSWER:
            waiting = self._waiting(matter)
            assert waiting is not None, "it is offered for a question that waits"
            return partial(decline_deed, survey_id=waiting.id)
        if answer == _BY_MAIL:
            mail = self._subject.mails[self._kind]
            self._to_send = mail.body
            return partial(
                ask_deed,
                customer_id=self.its_customer,
                kind=self._kind,
                matter=matter,
                mail=mail,
                override=values.get("override") or "",
                follow_up_id=self._subject.does,
            )
        if answer is None and not words:
            raise InvalidInput(
                _("There is no answer."), _("One digit gives it; m asks them by mail."), field="answer"
            )
        return partial(
            answer_deed,
            customer_id=self.its_customer,
            kind=self._kind,
            score=None if answer is None else int(answer),
            words=words,
            channel=values.get("channel") or Channel.PHONE.value,
            matter=matter,
            follow_up_id=self._subject.does,
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
        return SurveyKind(values.get("kind") or self._subject.kind)

    def _answers(self) -> Sequence[Option]:
        more = [Option(_BY_MAIL, _("ask by mail"), "m")]
        if self._waiting() is not None:
            more.append(Option(_NO_ANSWER, _("did not want to"), "n"))
        return [*score_options(SCORES[self._kind]), *more]

    def _waiting(self, matter: str = NOTHING) -> Survey | None:
        """The question of this kind that waits for an answer, the one about the matter before others."""
        of_kind = [one for one in self._subject.waiting if one.kind is self._kind]
        of_kind.sort(key=lambda one: matter_of(one.case_id, one.sale_id) != matter)
        return next(iter(of_kind), None)

    def _show_question(self, kind: SurveyKind) -> None:
        subject, asked = self._subject, self._subject.questions[kind]
        first, *rest = in_lines(asked.words, self.size.width - 2) or [""]
        against = f"▲ {' '.join(self._against)}" if self._against else ""
        self.query_one("#subject", TextLines).show_lines(
            [
                ((f"{subject.languages[kind]}   ", "dim"), (subject.customer, "strong")),
                ((first, ""),),
                ((" ".join(rest), ""),),
                ((against, "risk"),) if against else ((subject.words, "dim"),),
            ]
        )
