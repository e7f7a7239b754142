"""Whether a folder lies on another computer, where a database file needs more care."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

_NETWORK = frozenset(
    {"9p", "afs", "afpfs", "ceph", "cifs", "davfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb2"}
    | {"smb3", "smbfs", "webdav", "fuse.davfs2", "fuse.glusterfs", "fuse.sshfs", "fuse.smbnetfs"}
)


def is_on_network(folder: Path) -> bool:
    """Say whether a folder, which need not be there yet, lies in a network folder.

    A place of which the system tells nothing counts as this computer's.
    """
    import psutil

    names = [str(folder.absolute())]
    try:
        names.append(str(folder.resolve()))  # of a mapped drive, its server
        mounted = psutil.disk_partitions(all=True)
    except (OSError, psutil.Error):
        mounted = []
    if os.name == "nt" and any(is_servers_path(name) for name in names):
        return True
    holding = [one for one in mounted if _is_below(names[-1], one.mountpoint)]
    if not holding:
        return False
    place = max(holding, key=lambda one: len(one.mountpoint))
    return place.fstype.lower() in _NETWORK or "remote" in place.opts.split(",")


def is_servers_path(whole: str) -> bool:
    """Say whether a whole path of Windows begins with a server (two backslashes and its name)."""
    drive = PureWindowsPath(whole).drive
    return drive.startswith("\\\\") and drive[2:4] not in ("?\\", ".\\")


def _is_below(whole: str, mountpoint: str) -> bool:
    try:
        return Path(whole).is_relative_to(mountpoint)
    except ValueError:
        return False
