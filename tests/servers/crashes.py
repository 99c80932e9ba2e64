"""Programs that die, or meet a full disk, at a chosen and repeatable instant."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence

from tests.servers.processes import needs

KILL = "signal=SIGKILL"
DISK_FULL = "error=ENOSPC"
DISK_BROKEN = "error=EIO"


def at_system_call(
    command: Sequence[str], call: str, nth: int, *, what: str = KILL, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program until its n-th call of, say, `pwrite64`, `sendto`, `fsync` or `rename`; then this happens to it.

    Return code -9 or 137: it was killed. Otherwise it ended before its n-th call (counted per thread). Give the real
    interpreter (sys.executable of a virtual environment is fine, a shim of a version manager is not).
    """
    needs(strace="strace")
    inject = f"inject={call}:{what}:when={nth}"
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject, *command],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
        check=False,
    )
