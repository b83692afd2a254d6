"""Who holds the database while somebody else waits to write (RELIABILITY.md, R7)."""

from datetime import UTC, datetime
from pathlib import Path

from crm_tui.domain.errors import Busy, CrmError
from crm_tui.i18n import _
from crm_tui.store.drafts import Drafts
from crm_tui.store.driver import open_reader
from crm_tui.store.files import status_of

#: Where Linux lists who has locked which bytes of which file. Elsewhere it cannot be told.
_LOCKS = Path("/proc/locks")
#: The byte that SQLite locks to write: in the -shm file with a write-ahead log, else in the database itself.
_WRITE_BYTES = {"-shm": "120", "": str(0x40000001)}

_EVER = datetime.fromtimestamp(0, UTC)


def held_by(path: Path, busy: Busy) -> Busy:
    """``busy``, with the process that writes to ``path`` and, where presence knows it, whose it is."""
    process = _writer(path)
    if process is None:
        return busy
    name = _name_of(path, process)
    what = (
        _("{name} is writing to {path} and did not finish in time.").format(name=name, path=path)
        if name
        else busy.message
    )
    return Busy(
        what,
        _("Nothing was saved. Try again in a moment; should it last, process {process} holds it.").format(
            process=process
        ),
    )


def _writer(path: Path) -> int | None:
    files = {path.with_name(path.name + end): byte for end, byte in _WRITE_BYTES.items()}
    wanted = {(found.st_ino, byte) for file, byte in files.items() if (found := status_of(file)) is not None}
    try:
        lines = _LOCKS.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        # 7: POSIX  ADVISORY  WRITE 4711 fd:01:393229 120 120; one who waits has "->" behind the number.
        _number, *words = line.split()
        if words[0] == "POSIX" and words[2] == "WRITE":
            process, file, first = words[3:6]
            if (int(file.rpartition(":")[2]), first) in wanted:
                return int(process)
    return None


def _name_of(path: Path, process: int) -> str:
    drafts = Drafts(path)
    try:
        sessions = [seen for seen in drafts.who_is_here(_EVER) if seen.process == process]
        if not sessions:
            return ""
        newest = max(sessions, key=lambda seen: seen.seen_at)
        reader = open_reader(path)
        try:
            return str(reader.value("SELECT name FROM staff WHERE id = :id", {"id": newest.staff_id}) or "")
        finally:
            reader.close()
    except CrmError:
        return ""  # naming them is a courtesy: that it is busy is what has to be told
    finally:
        drafts.close()
