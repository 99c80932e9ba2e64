"""Names of workers: `machine/process/start of the machine`, as they stand in claims."""

from __future__ import annotations


def named(machine: str, process: int, start: str) -> str:
    """The name of a process. `start` tells one start of the machine from the next."""
    return f"{machine}/{process}/{start}"


def parts(worker: str) -> tuple[str, str, str]:
    """Machine, process and start of the machine; what an older name lacks is empty."""
    machine, process, start = (*worker.split("/", 2), "", "")[:3]
    return machine, process, start


def same_start(one: str, other: str) -> bool:
    """Has the machine been up since, so that whatever a process wrote before it died is still there?"""
    return parts(one)[2] == parts(other)[2]
