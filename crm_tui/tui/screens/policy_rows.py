"""Policies as lists and pages show them."""

from collections.abc import Iterable
from datetime import date

from crm_tui.domain.words import PolicyQuestion
from crm_tui.i18n import _, ngettext
from crm_tui.queries.policies import PastPolicyReview, PolicyPage, WrittenPolicy, WrittenPolicyVersion
from crm_tui.queries.proposals import credited
from crm_tui.tui.screens.proposal_rows import credit_lines
from crm_tui.tui.screens.standard_head import labelled, part_lines
from crm_tui.tui.screens.standard_rows import wrapped
from crm_tui.tui.telling import Telling
from crm_tui.tui.text import pad
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity
from crm_tui.tui.widgets.text_lines import Line

COLUMNS = (
    Column("state", width=15),
    Column("review", width=16),
    Column("owner", width=16, from_width=100),
    Column("name"),
)
_QUESTION_WIDTH = 38
_PURPOSE_LINES = 2

HISTORY_COLUMNS = (Column("what", width=9), Column("day", width=11), Column("words"))


def policy_rows(found: Iterable[WrittenPolicy], telling: Telling) -> list[ListRow]:
    """Each policy with what it asks for."""
    return [
        ListRow(
            ("policy", policy.id),
            (
                Cell(_state(policy, telling.today), "late" if _is_late(policy, telling.today) else "dim"),
                Cell(_review(policy, telling), "dim"),
                Cell(policy.owner, "dim"),
                Cell(policy.name, "strong" if policy.unread else ""),
            ),
            severity=Severity.LATE if _is_late(policy, telling.today) else Severity.NORMAL,
        )
        for policy in found
    ]


def policies_title(found: Iterable[WrittenPolicy], today: date) -> str:
    """How many policies there are, and what they ask for."""
    in_force = [policy for policy in found if policy.retired_at is None]
    overdue = sum(policy.review_is_overdue(today) for policy in in_force)
    said = _("Policies   {count}").format(count=len(in_force))
    late = ngettext("{count} review overdue", "{count} reviews overdue", overdue).format(count=overdue)
    unread = sum(policy.unread for policy in in_force)
    parts = [said, late if overdue else "", _("{count} to read").format(count=unread) if unread else ""]
    return " · ".join(part for part in parts if part)


def words_lines(policy: WrittenPolicy, version: WrittenPolicyVersion, width: int, most: int) -> list[Line]:
    """What a version says and what it is for, in ``most`` lines of the wording."""
    lines: list[Line] = [((policy.name, "strong"),)]
    lines += [((text, ""),) for text in wrapped(" ".join(version.wording.split()), width, most)]
    if version.purpose:
        lines += part_lines(_("for"), version.purpose, width=width, most=_PURPOSE_LINES)
    return lines


def facts_lines(page: PolicyPage, version: WrittenPolicyVersion, telling: Telling) -> list[Line]:
    """Whose proposals it took up, how the last review ended, and who has read the version in force."""
    lines = credit_lines(page.proposals, version.number)
    if page.reviews:
        last = page.reviews[-1]
        said = _("{day}: {decision}, {why}").format(
            day=telling.past(last.at), decision=last.decision.label, why=last.why
        )
        lines.append([(labelled(_("last review")), "dim"), (said, "")])
    if version is page.policy.newest and page.policy.retired_at is None:
        lines.append([(labelled(_("read by")), "dim"), (_readings(page), "")])
    return lines


def history_rows(page: PolicyPage, telling: Telling) -> list[ListRow]:
    """Versions and reviews as they came, the newest first."""
    rows = [
        *((version.valid_from, 0, _version_row(page, version, telling)) for version in page.policy.versions),
        *((review.at, 1, _review_row(review, telling)) for review in page.reviews),
    ]
    return [row for _at, _kind, row in sorted(rows, key=lambda each: each[:2], reverse=True)]


def review_lines(policy: WrittenPolicy, review: PastPolicyReview) -> list[Line]:
    """What a review answered, a question on each line."""
    heading = _("{name}   {decision} by {staff}").format(
        name=policy.name, decision=review.decision.label, staff=review.staff
    )
    answers: list[Line] = [
        [(pad(question.label, _QUESTION_WIDTH), "dim"), (_answer(review, question), "")]
        for question in PolicyQuestion
        if question in review.answers
    ]
    return [((heading, "strong"),), *answers]


def _version_row(page: PolicyPage, version: WrittenPolicyVersion, telling: Telling) -> ListRow:
    names = credited(page.proposals, version.number)
    words = " ".join(version.wording.split())
    if names:
        words = _("{words} (from a proposal of {names})").format(words=words, names=", ".join(names))
    return ListRow(
        ("version", version.id),
        (
            _("v{number}").format(number=version.number),
            telling.long_day(telling.day_of(version.valid_from)),
            words,
        ),
    )


def _review_row(review: PastPolicyReview, telling: Telling) -> ListRow:
    told = _("{name}: {why}").format(name=review.staff, why=review.why)
    return ListRow(
        ("review", review.id),
        (review.decision.label, telling.long_day(telling.day_of(review.at)), Cell(told, "dim")),
    )


def _answer(review: PastPolicyReview, question: PolicyQuestion) -> str:
    answer = review.answers[question]
    return {"yes": _("yes"), "no": _("no")}.get(answer, answer)


def _readings(page: PolicyPage) -> str:
    names = [reader.name for reader in page.waiting]
    read = _("{count} of {all}").format(count=len(page.acknowledged), all=len(page.readers))
    if page.policy.unread:
        read = _("{read}, not by you yet").format(read=read)
    if not names:
        return _("{read}, everybody").format(read=read)
    return _("{read}   waiting: {names}").format(read=read, names=", ".join(names))


def _is_late(policy: WrittenPolicy, today: date) -> bool:
    return policy.retired_at is None and policy.review_is_overdue(today)


def _state(policy: WrittenPolicy, today: date) -> str:
    if policy.retired_at is not None:
        return _("retired")
    if policy.review_is_overdue(today):
        return _("review overdue")
    return _("to read") if policy.unread else ""


def _review(policy: WrittenPolicy, telling: Telling) -> str:
    return telling.long_day(policy.next_review_on) if policy.next_review_on else _("no review set")
