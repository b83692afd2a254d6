"""The write side: one verb per function; each takes an act and plain values."""
