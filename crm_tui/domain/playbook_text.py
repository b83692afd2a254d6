"""A playbook as plain text, as people edit it: one step a line, as on the screen so in a file.

``!`` in front marks a required step, ``#`` begins a comment. ``{code}`` at the end keeps a step the same
step, with its ticks and figures, when its words are changed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.playbooks import LONGEST_STEP, MOST_STEPS, Step, is_code, same_words
from crm_tui.i18n import _

REQUIRED = "!"
COMMENT = "#"

_CODE_AT_END = re.compile(r"\s*\{([^{}]*)\}$")


@dataclass(frozen=True, slots=True)
class TypedStep:
    """A step as somebody wrote it; ``code`` is None where they left it to us."""

    text: str
    required: bool = False
    code: str | None = None


def parse_steps(text: str) -> tuple[TypedStep, ...]:
    """The steps in a text. Raises InvalidInput, naming the line, for one that cannot be used."""
    steps: list[TypedStep] = []
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip()
        if not written or written.startswith(COMMENT):
            continue
        try:
            steps.append(_parse_step(written))
            check_steps(steps)
        except InvalidInput as error:
            raise InvalidInput(
                _("Line {number}: {problem}").format(number=number, problem=error.message),
                error.hint,
                field="steps",
            ) from error
    check_steps(steps, whole=True)
    return tuple(steps)


def check_steps(steps: Iterable[TypedStep], *, whole: bool = False) -> None:
    """Raise InvalidInput for a step that cannot be used; with ``whole`` also where there is none."""
    words: set[str] = set()
    codes: set[str | None] = set()
    for count, step in enumerate(steps, 1):
        _check_step(step)
        if same_words(step.text) in words:
            raise _refused(
                _("“{step}” stands there twice.").format(step=step.text),
                _("Say in the second what is different, or take it out."),
            )
        if step.code is not None and step.code in codes:
            raise _refused(
                _("Two steps have the code {code}.").format(code=step.code),
                _("Take {{{code}}} away from the one that is new.").format(code=step.code),
            )
        if count > MOST_STEPS:
            raise _refused(
                _("These are more than {most} steps.").format(most=MOST_STEPS),
                _("Nobody reads more while somebody speaks: say two of them in one."),
            )
        words.add(same_words(step.text))
        codes.add(step.code)
    if whole and not words:
        raise _refused(_("A playbook needs a step."), _("Write one step a line, such as: listen to the end."))


def render_steps(steps: Iterable[Step]) -> str:
    """The steps as :func:`parse_steps` reads them, codes included."""
    return "".join(
        f"{REQUIRED} {step.text} {{{step.code}}}\n" if step.required else f"{step.text} {{{step.code}}}\n"
        for step in steps
    )


def explained(title: str, text: str) -> str:
    """The text of a playbook with comments above it that say how it is written."""
    comments = [
        title,
        _("One step a line; with an exclamation mark in front it is required."),
        _("The {code} behind a step keeps its ticks when you change its words."),
    ]
    return "".join(f"{COMMENT} {comment}\n" for comment in comments) + "\n" + text


def _parse_step(written: str) -> TypedStep:
    required = written.startswith(REQUIRED)
    text = written.removeprefix(REQUIRED).strip()
    code = None
    if found := _CODE_AT_END.search(text):
        text, code = text[: found.start()].strip(), found.group(1).strip()
    return TypedStep(" ".join(text.split()), required, code)


def _check_step(step: TypedStep) -> None:
    if not step.text.strip():
        raise _refused(_("There is a step without words."), _("Say in a few words what to do."))
    if len(step.text) > LONGEST_STEP:
        raise _refused(
            _("“{step} …” is too long for a line: {length} of {most} characters.").format(
                step=step.text[:30], length=len(step.text), most=LONGEST_STEP
            ),
            _("Say it in fewer words, or in two steps."),
        )
    if step.code is not None and not is_code(step.code):
        raise _refused(
            _("“{code}” cannot be a step's code.").format(code=step.code),
            _("Use small letters, digits and hyphens, or leave the code out."),
        )


def _refused(message: str, hint: str) -> InvalidInput:
    return InvalidInput(message, hint, field="steps")
