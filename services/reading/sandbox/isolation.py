"""Cuts a process off from every network, where the kernel allows it.

Linux gives a process an empty network namespace: no interface but a loopback that is down. An ordinary user needs
a user namespace around it, which some systems forbid; there the parsers run with all their other limits.
"""

import ctypes
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
OWN_NETWORK = Path("/proc/self/ns/net")
PATIENCE = 10.0  # seconds for a process that only tries


def cut_off_network() -> bool:
    """Leave this process's networks for an empty one; False where the system does not allow it.

    Must be called while the process has one thread. Sockets that are open already go on working.
    """
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    wanted = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWUSER | CLONE_NEWNET
    return bool(unshare(wanted) == 0)


def network_name() -> str:
    """Which network namespace this process is in; empty where the system has none."""
    try:
        return str(OWN_NETWORK.readlink())
    except OSError:
        return ""


@cache
def can_cut_off() -> bool:
    """Whether this system allows it, tried once in a process of its own. Takes about 50 ms: not for the event loop."""
    tried = subprocess.run(  # noqa: S603 - our own file, no words from outside
        [sys.executable, "-I", "-S", __file__], timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL
    )
    return tried.returncode == 0


if __name__ == "__main__":
    sys.exit(0 if cut_off_network() else 1)
