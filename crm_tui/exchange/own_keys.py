"""The keys by which our own exports are known again, in the database that they come from and in others.

A customer that came from elsewhere keeps the key that it came with. Any other is named by its id and the
instant at which it was made: the instant tells it from another customer with that id, in another database or
in one that was restored from an older backup.
"""

#: The source that stands beside such a key.
OWN_SOURCE = "crm-tui"


def own_key(customer_id: int, created_micros: int) -> str:
    """The key of a customer of ours; ``created_micros`` is ``created_at`` as it is kept."""
    return f"{customer_id}-{created_micros}"


def read_own_key(key: str) -> tuple[int, int] | None:
    """The id and the instant in a key of :func:`own_key`; None for any other text."""
    customer_id, _dash, created = key.partition("-")
    # More digits than these are no 64-bit integer, and SQLite would refuse them.
    if not (customer_id.isascii() and created.isascii() and len(key) <= 37):
        return None
    if not (customer_id.isdecimal() and created.isdecimal()) or max(len(customer_id), len(created)) > 18:
        return None
    return int(customer_id), int(created)
