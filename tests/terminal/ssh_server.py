"""A real sshd on loopback, with keys of its own, run by whoever runs the tests."""

import getpass
import os
import shlex
import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from terminals import until

#: How often sshd asks a silent client whether it is there, and how often in vain before it hangs up.
ALIVE_SECONDS = 1
ALIVE_TIMES = 2

#: OpenSSH's own place; a server that is not root does not need it.
_PRIVILEGE_FOLDER = Path("/run/sshd")


class SshServer:
    """An sshd; ``command`` says how to reach it."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
        if program is None or shutil.which("ssh") is None:
            pytest.skip("OpenSSH's server is not installed")
        if os.geteuid() == 0:
            _PRIVILEGE_FOLDER.mkdir(mode=0o755, exist_ok=True)
        self._folder = folder
        for key in ("host", "user"):
            subprocess.run(
                ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)), check=True
            )
        self._port = _free_port()
        (folder / "sshd_config").write_text(
            f"Port {self._port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\n"
            f"AuthorizedKeysFile {folder / 'user.pub'}\nPidFile none\nUsePAM no\nStrictModes no\n"
            "PermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
            f"PrintMotd no\nClientAliveInterval {ALIVE_SECONDS}\nClientAliveCountMax {ALIVE_TIMES}\n"
        )
        self._log = (folder / "log").open("wb")
        self._process = subprocess.Popen(
            (program, "-D", "-e", "-f", str(folder / "sshd_config")), stderr=self._log
        )
        until(self._listens, "sshd listens")

    def command(self, remote: tuple[str, ...], env: dict[str, str], *, terminal: bool) -> tuple[str, ...]:
        """The ssh command that runs ``remote`` there, with or without a terminal."""
        settings = [f"{name}={value}" for name, value in env.items() if name != "TERM"]
        return (
            *("ssh", "-F", "none", "-p", str(self._port), "-i", str(self._folder / "user")),
            *("-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR"),
            *("-o", f"UserKnownHostsFile={self._folder / 'known'}", "-tt" if terminal else "-T"),
            *(f"{getpass.getuser()}@127.0.0.1", shlex.join(("env", *settings, *remote))),
        )

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()
        self._log.close()

    def _listens(self) -> bool:
        assert self._process.poll() is None, (self._folder / "log").read_text()
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 1):
            return True
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
