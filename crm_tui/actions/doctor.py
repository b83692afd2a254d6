"""Is the database well? Each check says what it found and what to do about it."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from crm_tui.domain.chain import first_broken
from crm_tui.domain.errors import CrmError
from crm_tui.domain.folding import FOLD_RULES_VERSION
from crm_tui.i18n import _
from crm_tui.queries import journal
from crm_tui.store import drift, driver
from crm_tui.store.drafts import sidecar_of

#: Rows that the derived tables keep and the truth does not, or the other way round.
DERIVED_DRIFT = """
SELECT count(*) FROM customers c LEFT JOIN customer_summaries s ON s.id = c.id
 WHERE c.deleted_at IS NULL AND (
       s.id IS NULL
    OR s.open_promises <> (SELECT count(*) FROM promises p WHERE p.customer_id = c.id AND p.state = 'open')
    OR s.next_due_at IS NOT
       (SELECT min(f.due_at) FROM follow_ups f WHERE f.customer_id = c.id AND f.state = 'open'))"""

MISSING_FROM_SEARCH = """
SELECT count(*) FROM customers c LEFT JOIN customer_search s ON s.id = c.id
 WHERE c.deleted_at IS NULL AND s.id IS NULL"""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``fix`` is empty where all is well."""

    name: str
    ok: bool
    detail: str
    fix: str


def examine(path: Path, now: datetime) -> Iterator[Check]:
    """Look at the database at ``path``, cheapest first, as of ``now``. Never writes.

    An unreadable file ends the list. Of clocks and health a sample is worked out anew.
    """
    yield _module()
    yield _holidays()
    try:
        reader = driver.open_reader(path)
    except CrmError as error:
        yield Check("database", ok=False, detail=error.message, fix=error.hint)
        return
    try:
        yield Check("schema", ok=True, detail=_("schema {number}").format(number=driver.SCHEMA), fix="")
        yield _modes(path)
        yield _integrity(reader)
        yield _journal(reader)
        yield _derived(reader)
        yield _search(reader)
        yield _sampled("case clocks", drift.clocks_out_of_step(reader))
        yield _sampled("health", drift.health_out_of_step(reader, now))
    except CrmError as error:
        yield Check("database", ok=False, detail=error.message, fix=error.hint)
    finally:
        reader.close()


def _module() -> Check:
    safe = driver.wal_is_safe()
    return Check(
        "sqlite",
        ok=safe,
        detail=_("{module}, journal mode {mode}").format(
            module=driver.module_name(), mode=driver.journal_mode()
        ),
        fix=""
        if safe
        else _("This SQLite has the WAL-reset bug, so the slower safe mode is used. Update it."),
    )


def _holidays() -> Check:
    there = find_spec("holidays") is not None
    return Check(
        "holidays",
        ok=there,
        detail=_("public holidays are known") if there else _("the package “holidays” is not installed"),
        fix="" if there else _("Install it with `pip install holidays`; all else works without it."),
    )


def _modes(path: Path) -> Check:
    open_to_all = [
        found.name
        for found in (path, sidecar_of(path))
        if found.exists() and stat.S_IMODE(found.stat().st_mode) & stat.S_IRWXO
    ]
    return Check(
        "file modes",
        ok=not open_to_all,
        detail=_("readable by others: {files}").format(files=", ".join(open_to_all))
        if open_to_all
        else _("private"),
        fix=_("Take the right away: chmod o-rwx {path}").format(path=path) if open_to_all else "",
    )


def _integrity(reader: driver.SqliteReader) -> Check:
    problems = [row[0] for row in reader.rows("PRAGMA quick_check")]
    orphans = reader.rows("PRAGMA foreign_key_check")
    ok = problems == ["ok"] and not orphans
    return Check(
        "integrity",
        ok=ok,
        detail=_("sound") if ok else "; ".join([*problems[:3], *(str(row[0]) for row in orphans[:3])]),
        fix="" if ok else _("Put the newest backup in its place."),
    )


def _journal(reader: driver.SqliteReader) -> Check:
    broken = first_broken(journal.chain(reader))
    return Check(
        "journal",
        ok=broken is None,
        detail=_("the chain holds") if broken is None else _("entry {id} was altered").format(id=broken),
        fix="" if broken is None else _("Somebody changed the file by hand. Compare with a backup."),
    )


def _derived(reader: driver.SqliteReader) -> Check:
    drift = int(reader.value(DERIVED_DRIFT))
    return Check(
        "derived rows",
        ok=drift == 0,
        detail=_("in step") if drift == 0 else _("{count} customers are out of step").format(count=drift),
        fix="" if drift == 0 else _("Run `crm-tui doctor --rebuild`."),
    )


def _sampled(name: str, drifted: int) -> Check:
    return Check(
        name,
        ok=drifted == 0,
        detail=_("in step, by a sample")
        if drifted == 0
        else _("{count} of a sample are out of step").format(count=drifted),
        fix="" if drifted == 0 else _("Run `crm-tui doctor --rebuild`."),
    )


def _search(reader: driver.SqliteReader) -> Check:
    missing = int(reader.value(MISSING_FROM_SEARCH))
    return Check(
        "search",
        ok=missing == 0,
        detail=_("complete, rules {number}").format(number=FOLD_RULES_VERSION)
        if missing == 0
        else _("{count} customers cannot be found").format(count=missing),
        fix="" if missing == 0 else _("Run `crm-tui doctor --rebuild`."),
    )
