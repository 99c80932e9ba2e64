"""A terminal without a screen, for mail programs that want one."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]|\r")


def run_in_terminal(command: Sequence[str], environment: Mapping[str, str], seconds: float = 20) -> None:
    """Run a full-screen program to its end; an AssertionError shows the last screen when it fails or waits for keys."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], list(command), dict(environment))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 140, 0, 0))
    drawn, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.05)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the program has gone
            break
        if not data:
            break
        drawn += data
    else:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    code = os.waitstatus_to_exitcode(status)
    assert code == 0, f"{command[0]} ended with {code}, its screen with:\n{_screen(drawn)}"


def _screen(drawn: bytes) -> str:
    text = _CONTROL.sub("\n", drawn.decode(errors="replace"))
    return re.sub(r"\n{2,}", "\n", text)[-1500:]
