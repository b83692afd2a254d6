"""Questions, which are asked only where somebody sits at a terminal (CONTRACT.md)."""

import sys

import click


def somebody_is_there() -> bool:
    """Whether stdin is a terminal, so that a question can be answered."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask(question: str, proposed: str) -> str:
    """The answer, or what is proposed when nobody is there to ask. The question goes to stderr."""
    if not somebody_is_there():
        return proposed
    return str(click.prompt(question, default=proposed or None, err=True))


def confirm(question: str) -> bool:
    """Yes or no. Only to be asked when somebody is there."""
    return click.confirm(question, err=True)
