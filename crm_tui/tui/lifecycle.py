"""How the program ends when it is told to from outside: a signal, a dropped line, a terminal that went away.

The event loop cannot be trusted with it: a terminal that has stopped reading blocks it for good, and with it
asyncio's own signal handlers (BAR.md). So a plain signal handler notes what is typed, and a thread sees to it
that the drafts are on disk, the terminal is given back and the process is gone within two seconds
(RELIABILITY.md, R3).
"""

import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

#: What the orderly way may take of the 2 seconds that are promised; a busy machine needs some of the rest.
_ORDERLY_SECONDS = 0.9
#: What Python may take to end once the screens are closed: its threads may wait for a lock or an import.
_LAST_SECONDS = 0.3
_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)

# What the screens switched on, switched off: synchronised output, pasting, mouse, focus and size reports, the
# extended keys; then wrapping, colours and cursor as usual, and the ordinary screen.
_GIVE_BACK = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l\x1b[?1004l\x1b[?2048l"
    b"\x1b[<u\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
)


class Ending:
    """Ends the program in time, whatever state it is in.

    ``note`` is called in the main thread and notes what is typed; ``keep`` writes that down in a thread;
    ``leave`` asks the screens to close with an exit code, from any thread. ``failed`` is told of an error
    in a thread that nobody waits for.
    """

    def __init__(
        self,
        *,
        note: Callable[[], None],
        keep: Callable[[], None],
        leave: Callable[[int], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._note = note
        self._keep = keep
        self._leave = leave
        self._failed = failed
        self._terminal: tuple[int, list[Any]] | None = None
        self._begun = False
        self._noted = threading.Event()
        self._closed = threading.Event()

    def install(self) -> None:
        """Take the signals and watch the terminal; called in the main thread before the screens open."""
        for number in _SIGNALS:
            signal.signal(number, self._told)
        threading.excepthook = self._thread_failed
        with suppress(OSError, ValueError, termios.error):
            fd = sys.stdin.fileno()
            self._terminal = (fd, termios.tcgetattr(fd))
            threading.Thread(target=_wait_for_hang_up, args=(fd,), name="terminal-watch", daemon=True).start()

    def closed(self) -> None:
        """The screens are closed and the terminal is given back; what is left is the process's own end."""
        self._closed.set()
        if self._begun:
            # Python flushes its streams at the end, and answers with another exit code when nobody is there.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    os.dup2(nowhere, stream.fileno())

    def _told(self, number: int, frame: FrameType | None) -> None:
        if self._begun:
            return
        self._begun = True
        # First the thread: whatever happens in the next line, the process ends in time.
        threading.Thread(target=self._end, args=(128 + number,), name="ending", daemon=True).start()
        self._note()
        self._noted.set()

    def _end(self, code: int) -> None:
        self._noted.wait(_ORDERLY_SECONDS / 4)
        self._keep()
        self._leave(code)
        if not self._closed.wait(_ORDERLY_SECONDS):
            self._give_terminal_back()
        time.sleep(_LAST_SECONDS)
        os._exit(code)

    def _give_terminal_back(self) -> None:
        if self._terminal is None:
            return
        fd, attributes = self._terminal
        with suppress(OSError, termios.error):
            # What the terminal did not read would stand before what it has to read now.
            termios.tcflush(fd, termios.TCOFLUSH)
            termios.tcsetattr(fd, termios.TCSANOW, attributes)
        with suppress(OSError):
            # Opened anew, so that not waiting is ours alone and not the shell's that comes after us.
            own = os.open(os.ttyname(fd), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            os.write(own, _GIVE_BACK)

    def _thread_failed(self, failure: threading.ExceptHookArgs) -> None:
        if isinstance(failure.exc_value, OSError):
            # Textual's thread that writes to the terminal: the terminal is gone.
            os.kill(os.getpid(), signal.SIGHUP)
        elif failure.exc_value is not None:
            self._failed(failure.exc_value)


def _wait_for_hang_up(fd: int) -> None:
    """Tell ourselves of a hang-up that no signal announced: reading would give nothing, again and again."""
    poll = select.poll()
    poll.register(fd, 0)
    while not any(event & (select.POLLHUP | select.POLLERR | select.POLLNVAL) for _fd, event in poll.poll()):
        pass
    os.kill(os.getpid(), signal.SIGHUP)
