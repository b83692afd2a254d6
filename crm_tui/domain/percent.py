"""From how many on a share says something (SCREENS.md, "Numbers say what they count")."""

#: Below it a percentage says more than is known.
FEWEST_FOR_PERCENT = 10
