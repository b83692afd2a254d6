"""The sample business, generated from a seed."""
