"""Proposing a change to a standard or a policy, and answering a proposal."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.widget import Widget

from crm_tui.i18n import N_, _
from crm_tui.queries.policies import policy_page
from crm_tui.queries.proposals import Proposal, proposal
from crm_tui.queries.standard_versions import written_standards
from crm_tui.store.drafts import Draft
from crm_tui.store.reader import Reader
from crm_tui.tui.deeds import Deed
from crm_tui.tui.form_screen import FormScreen
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.widgets.field import FieldSpec
from crm_tui.tui.widgets.text_fields import TextSpec
from crm_tui.tui.widgets.text_lines import Line, TextLines

if TYPE_CHECKING:
    from crm_tui.store.journal import Act

_MOST_LINES = 4


class SaidRead(Message, bubble=False):
    """What the form is about, in the words of whoever wrote it."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self.texts = texts


class _AboutForm(FormScreen):
    """A form below words that are read when it opens."""

    FOOTER = ("save", "next-field", "close")
    DEFAULT_CSS = "#said { height: auto; padding: 0 1; margin-bottom: 1; }"

    def read(self, reader: Reader) -> Sequence[str]:
        """The words, the first of them what the form is about."""
        raise NotImplementedError

    def above(self) -> Iterable[Widget]:
        """What it is about."""
        yield TextLines(id="said")

    def on_mount(self) -> None:
        """Read it."""
        self.shell.work.read(self, "said", self.read, SaidRead)

    def on_said_read(self, message: SaidRead) -> None:
        """Show it."""
        width = self.size.width - 2
        lines: list[Line] = [
            ((line, "strong" if place == 0 else "dim"),)
            for place, text in enumerate(message.texts)
            for line in wrapped(text, width, _MOST_LINES)
        ]
        said = self.query_one("#said", TextLines)
        said.styles.height = len(lines)
        said.show_lines(lines)


class ProposeForm(_AboutForm):
    """Two fields: how it should be, and what that is good for."""

    HEADING = N_("Propose a change")
    ROUTE = "propose-change"

    def __init__(
        self, standard_id: int | None = None, policy_id: int | None = None, draft: Draft | None = None
    ) -> None:
        super().__init__(draft=draft, standard_id=standard_id, policy_id=policy_id)

    def read(self, reader: Reader) -> Sequence[str]:
        """The words in force."""
        policy_id, standard_id = self.about["policy_id"], self.about["standard_id"]
        if policy_id is not None:
            policy = policy_page(reader, policy_id).policy
            return (policy.name, policy.newest.wording)
        return [one.newest.statement for one in written_standards(reader) if one.id == standard_id]

    def specs(self) -> Sequence[FieldSpec]:
        """Words and reason."""
        return (
            TextSpec(name="words", label=_("Propose"), required=True, hint=_("how it should be")),
            TextSpec(name="why", label=_("Because"), required=True, hint=_("what that is good for")),
        )

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Keep the proposal."""
        return partial(_propose, words=values["words"], why=values["why"], **self.about)


class AnswerForm(_AboutForm):
    """One field: what whoever made the proposal is told; ``accept`` says which way it goes."""

    HEADING = N_("Answer a proposal")
    ROUTE = "answer-proposal"

    def __init__(
        self, proposal_id: int | None = None, accept: bool = True, draft: Draft | None = None
    ) -> None:
        super().__init__(draft=draft, proposal_id=proposal_id, accept=accept)

    def read(self, reader: Reader) -> Sequence[str]:
        """The proposal."""
        return proposal_texts(proposal(reader, self.about["proposal_id"]))

    def top_left(self) -> str:
        """Which of the two it is."""
        return _("Accept a proposal") if self.about["accept"] else _("Decline a proposal")

    def specs(self) -> Sequence[FieldSpec]:
        """The answer."""
        hint = _("what is done, and when") if self.about["accept"] else _("why not")
        return [TextSpec(name="answer", label=_("Answer"), required=True, hint=hint)]

    def deed(self, values: Mapping[str, Any]) -> Deed:
        """Answer it."""
        return partial(_answer, answer=values["answer"], **self.about)


def proposal_texts(found: Proposal) -> tuple[str, ...]:
    """A proposal in whole sentences: words, reason, and the answer where there is one."""
    said = (
        _("{name} proposes: {words}").format(name=found.staff, words=found.words),
        _("Because {why}").format(why=found.why),
    )
    if found.is_open:
        return said
    answer = _("{name}, {state}: {answer}").format(
        name=found.answered_by, state=found.state.label, answer=found.answer
    )
    return (*said, answer)


# The actions need the ORM, which the first screen does not wait for.


def _propose(act: "Act", words: str, why: str, standard_id: int | None, policy_id: int | None) -> str:
    from crm_tui.actions.proposals import propose

    saved = propose(act, words=words, why=why, standard_id=standard_id, policy_id=policy_id)
    return _("Proposal {id} is kept; the answer will stand on Today.").format(id=saved.id)


def _answer(act: "Act", proposal_id: int, accept: bool, answer: str) -> str:
    from crm_tui.actions.proposals import answer_proposal

    saved = answer_proposal(act, proposal_id, accept=accept, answer=answer)
    return _("Proposal {id} is {state}.").format(id=saved.id, state=saved.state.label)
