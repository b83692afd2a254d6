"""The two looks of the desk: one accent, and signs that carry the meaning without colour (SCREENS.md)."""

from textual.theme import Theme

DARK = Theme(
    name="desk-dark",
    primary="#5fafd7",
    accent="#5fafd7",
    warning="#d7af5f",
    error="#d75f5f",
    success="#5faf87",
    foreground="#d0d0d0",
    background="#121212",
    surface="#121212",
    panel="#262626",
    dark=True,
)

LIGHT = Theme(
    name="desk-light",
    primary="#005f87",
    accent="#005f87",
    warning="#875f00",
    error="#af0000",
    success="#005f5f",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#ffffff",
    panel="#e4e4e4",
    dark=False,
)

THEMES = {"dark": DARK, "light": LIGHT}
