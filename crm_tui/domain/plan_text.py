"""The steps of a touchpoint plan as plain text, one a line, as on the screen so in a file:

    2d phone thank them for their order @owner
    7d email survey:csat how satisfied were they?
    2w visit show the new range @manager

How long after the event, on which channel, what to do or say, and who; ``#`` begins a comment. Without an
``@`` it is whoever had the event.
"""

import re

from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import StepWho, SurveyKind
from crm_tui.domain.plans import Step
from crm_tui.domain.words import Channel
from crm_tui.i18n import _

#: A plan with more steps than these is a campaign; nobody wants to be its customer.
MOST_STEPS = 9
#: What is to be done stands on a line of Today beside the customer's name.
LONGEST_WORDS = 120
_LONGEST_DELAY = 730

_COMMENT = "#"
_SURVEY = "survey:"
_LINE = re.compile(
    r"(?P<count>\d{1,4}) ?(?P<unit>[dw])\s+(?P<channel>\S+)\s*(?P<words>.*?)(?:\s*@(?P<who>\S+))?"
)
_DAYS = {"d": 1, "w": 7}


def parse_steps(text: str) -> tuple[Step, ...]:
    """The steps in a text, in the order of their days. Raises InvalidInput, naming the line."""
    steps = []
    for number, line in enumerate(text.splitlines(), 1):
        written = " ".join(line.split())
        if not written or written.startswith(_COMMENT):
            continue
        try:
            steps.append(_parse_step(written))
        except InvalidInput as error:
            raise InvalidInput(
                _("Line {number}: {problem}").format(number=number, problem=error.message),
                error.hint,
                field="steps",
            ) from error
    check_steps(steps)
    return tuple(sorted(steps, key=lambda step: step.days))


def check_steps(steps: list[Step]) -> None:
    """Raise InvalidInput for no steps, or more than anybody wants to be reminded of."""
    if not steps:
        raise InvalidInput(
            _("A plan needs a step."), _("Write one a line: 2d phone thank them @owner."), field="steps"
        )
    if len(steps) > MOST_STEPS:
        raise InvalidInput(
            _("A plan has at most {count} steps.").format(count=MOST_STEPS),
            _("Nobody wants to hear from us so often; leave some out."),
            field="steps",
        )


def render_steps(steps: tuple[Step, ...]) -> str:
    """The steps as :func:`parse_steps` reads them."""
    return "\n".join(map(_render_step, steps))


def explained(name: str) -> str:
    """Comments for above the steps in an editor, which say how they are written."""
    comments = [
        name,
        _("One step a line: how long after, the channel, what to do or say, and who."),
        _("2d phone thank them @owner, 7d email survey:csat @manager, 2w visit show the range @paul"),
    ]
    return "".join(f"{_COMMENT} {comment}\n" for comment in comments) + "\n"


def step_in_words(step: Step) -> str:
    """A step for people: "after 2 d, call: thank them (owner)"."""
    who = StepWho(step.who).label if step.who in set(StepWho) else step.who
    what = step.words if step.survey is None else survey_in_words(step)
    return _("after {days} d, {channel}: {what} ({who})").format(
        days=step.days, channel=Channel(step.channel).label, what=what, who=who
    )


def survey_in_words(step: Step) -> str:
    """What a step that is a survey asks for."""
    kind = "" if step.survey is None else step.survey.label
    if not step.words:
        return _("ask: {kind}").format(kind=kind)
    return _("ask: {kind}; {words}").format(kind=kind, words=step.words)


def _parse_step(written: str) -> Step:
    match = _LINE.fullmatch(plain_digits(written))
    if match is None:
        raise InvalidInput(
            _("“{line}” is no step.").format(line=written),
            _("Write how long after, the channel, the words and who: 2d phone thank them @owner."),
        )
    channel = match["channel"].lower()
    if channel not in set(Channel):
        raise InvalidInput(
            _("“{value}” is not known here.").format(value=match["channel"]),
            _("Use one of: {codes}.").format(codes=", ".join(Channel)),
        )
    days = int(match["count"]) * _DAYS[match["unit"]]
    if days > _LONGEST_DELAY:
        raise InvalidInput(
            _("“{line}” is too long after the event.").format(line=written),
            _("Give at most {days} days.").format(days=_LONGEST_DELAY),
        )
    words, survey = match["words"], None
    if words.startswith(_SURVEY):
        kind, _space, words = words.removeprefix(_SURVEY).partition(" ")
        survey = _survey(kind)
    if not words and survey is None:
        raise InvalidInput(
            _("“{line}” does not say what is to be done.").format(line=written),
            _("Add it in a few words."),
        )
    if len(words) > LONGEST_WORDS:
        raise InvalidInput(
            _("The words of a step stand on one line."),
            _("Use at most {count} letters.").format(count=LONGEST_WORDS),
        )
    return Step(days, channel, words, match["who"] or StepWho.OWNER.value, survey)


def _survey(kind: str) -> SurveyKind:
    try:
        return SurveyKind(kind)
    except ValueError as error:
        raise InvalidInput(
            _("“{value}” is not known here.").format(value=kind),
            _("Use one of: {codes}.").format(codes=", ".join(SurveyKind)),
        ) from error


def _render_step(step: Step) -> str:
    survey = "" if step.survey is None else f"{_SURVEY}{step.survey.value}"
    parts = [f"{step.days}d", step.channel, survey, step.words, f"@{step.who}"]
    return " ".join(part for part in parts if part)
