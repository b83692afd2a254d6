"""Triggers and full-text tables: what SQLModel does not know. Re-applied after each migration (DATA.md)."""

from collections.abc import Callable

_TOKENS = "unicode61 remove_diacritics 2 categories ''L* N* Co Mn Mc''"

#: Words of names by their first letters, any part of a name or number from three characters on, and notes.
FULL_TEXT = (
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS customer_words USING fts5(
        words, content='customer_search', content_rowid='id', tokenize='{_TOKENS}', prefix='1 2 3 4 5')""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS customer_trigrams USING fts5(
        words, digits, mails, content='customer_search', content_rowid='id', tokenize='trigram')""",
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS note_words USING fts5(
        words, content='note_search', content_rowid='id', tokenize='{_TOKENS}', prefix='1 2 3 4 5 6')""",
)

_INDEXED = {
    "customer_words": ("customer_search", ("words",)),
    "customer_trigrams": ("customer_search", ("words", "digits", "mails")),
    "note_words": ("note_search", ("words",)),
}


def _keep(index: str, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Triggers that keep a full-text table in step with the table whose text it indexes."""
    names = ", ".join(columns)
    old = ", ".join(f"old.{column}" for column in columns)
    new = ", ".join(f"new.{column}" for column in columns)
    forget = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
    learn = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    return (
        f"CREATE TRIGGER IF NOT EXISTS {index}_added AFTER INSERT ON {table} BEGIN {learn} END",
        f"CREATE TRIGGER IF NOT EXISTS {index}_removed AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER IF NOT EXISTS {index}_changed AFTER UPDATE ON {table} WHEN {changed} "
        f"BEGIN {forget} {learn} END",
    )


SEARCH_TRIGGERS = tuple(
    trigger for index, (table, columns) in _INDEXED.items() for trigger in _keep(index, table, columns)
)
SEARCH_TRIGGER_NAMES = tuple(
    f"{index}_{when}" for index in _INDEXED for when in ("added", "removed", "changed")
)
SEARCH_INDEXES = tuple(_INDEXED)

#: What is changed or taken back leaves its words in an index until the index is merged, found by nobody: with
#: secure-delete, which takes every term out of its place, forgetting a customer cost 25 times as much. Who is
#: to be erased needs a merge at the end (``optimize``): it leaves nothing, also of what was changed long ago.
_FORGET_QUICKLY = tuple(
    f"INSERT INTO {index}({index}, rank) VALUES ('secure-delete', 0)" for index in SEARCH_INDEXES
)

#: What was journalled stays as it was written: a trigger is the last to say so (RELIABILITY.md, S7).
JOURNAL_TRIGGERS = (
    """CREATE TRIGGER IF NOT EXISTS journal_entries_stay BEFORE UPDATE ON journal_entries
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS journal_entries_remain BEFORE DELETE ON journal_entries
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS journal_payloads_stay BEFORE UPDATE ON journal_payloads
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS acts_stay BEFORE UPDATE OF id, at, staff_id, session_id, door ON acts
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS acts_remain BEFORE DELETE ON acts
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)


def apply(execute: Callable[[str], object]) -> None:
    """Create every trigger and full-text table that is missing."""
    for statement in (*FULL_TEXT, *_FORGET_QUICKLY, *SEARCH_TRIGGERS, *JOURNAL_TRIGGERS):
        execute(statement)
