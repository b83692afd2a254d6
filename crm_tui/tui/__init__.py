"""The screens: one of the two doors."""
