"""How the servers of the tests are run: as nobody, on free ports, in folders of their own, dead when we are.

Some servers refuse root and some need it. What refuses it runs as `nobody` when the tests run as root, and as
ourselves otherwise.
"""

from __future__ import annotations

import grp
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# A prefix for every server: the kernel kills it when we die, however that happens.
TIED = ("setpriv", "--pdeathsig", "KILL", "--")


def needs(**programs: str) -> None:
    """Skip the test, naming the Debian packages to install, unless every program is there (program=package).

    Underscores stand for dashes; a program may be a whole path.
    """
    missing = sorted(
        {package for program, package in programs.items() if shutil.which(program.replace("_", "-"), path=PATH) is None}
    )
    if missing:
        pytest.skip(f"not installed: apt-get install {' '.join(missing)}")


def free_port() -> int:
    """A free port below the kernel's range for outgoing connections, from which any client may take one first."""
    draw = random.SystemRandom()
    while True:
        port = draw.randint(12000, 31999)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def as_nobody() -> dict[str, Any]:
    """Arguments of Popen that give up root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def owner() -> tuple[int, int]:
    """User and group that `as_nobody` servers run as."""
    given = as_nobody()
    return given.get("user", os.getuid()), given.get("group", os.getgid())


def owner_names() -> tuple[str, str]:
    user, group = owner()
    return pwd.getpwuid(user).pw_name, grp.getgrgid(group).gr_name


def give(path: Path) -> None:
    """Hand a file or a whole folder to the user that the servers run as."""
    for root, folders, files in os.walk(path):
        for name in (root, *(os.path.join(root, entry) for entry in folders + files)):
            os.chown(name, *owner(), follow_symlinks=False)
    os.chown(path, *owner())


def server_folder(prefix: str) -> Path:
    """A short temporary folder that the servers' user may enter.

    pytest's own lies below a private folder, and its long path does not fit into the name of a unix socket.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"{prefix}-", dir="/tmp"))
    give(folder)
    folder.chmod(0o755)
    return folder


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path, seconds: float = 20) -> None:
    """Until the port answers; a server that has died is reported at once, with its log."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}:\n{tail(log)}")
        try:
            socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"port {port} did not open in {seconds} s:\n{tail(log)}")


def wait_until_closed(ports: Iterable[int], seconds: float = 5) -> None:
    """Until nobody answers any more: children of a killed server may outlive it by an instant."""
    end = time.monotonic() + seconds
    for port in ports:
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port), 0.5).close()
            except OSError:
                break
            time.sleep(0.01)


def tail(log: Path) -> str:
    return log.read_text(errors="replace")[-4000:] if log.exists() else ""


def end(process: subprocess.Popen[bytes] | None, sign: int = signal.SIGTERM, seconds: float = 5) -> None:
    """End a process that we started, at last by force."""
    if process is None or process.poll() is not None:
        return
    process.send_signal(sign)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_group(process: subprocess.Popen[bytes] | None) -> None:
    """Kill a server with all its children, which it must have been started to lead (start_new_session)."""
    if process is None:
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def leash(pid: int) -> subprocess.Popen[bytes]:
    """What TIED does, for programs that change their user and so lose the kernel's promise.

    A shell waits on a pipe that only we hold, and kills the group at its end.
    """
    return subprocess.Popen(
        ["sh", "-c", f"cat >/dev/null; kill -9 -{pid}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
