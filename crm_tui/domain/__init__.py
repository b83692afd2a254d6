"""The rules of the desk, pure: no database, no terminal, no file; the time is passed in."""
