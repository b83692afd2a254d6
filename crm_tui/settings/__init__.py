"""Paths, the options file, the keymap and its validation."""
