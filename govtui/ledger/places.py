"""What is known of the place where a ledger lies: network shares, sticks, folders that others synchronise or clean.

Nothing is refused here: many offices have no other place. But what can go wrong there is said before it does.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any, Final, NamedTuple

from govtui.text import fold, one_line


class PlaceKind(Enum):
    """What a folder lies on or in."""

    ORDINARY = "ordinary"
    """Nothing is known against it."""
    NETWORK = "network"
    """A disk of another computer, or one that a virtual machine shares."""
    SYNCHRONISED = "synchronised"
    """A folder that a cloud program keeps the same on several computers."""
    REMOVABLE = "removable"
    """A stick or a disk that can be unplugged."""
    TEMPORARY = "temporary"
    """A folder that the system or a person cleans without asking."""


class Place(NamedTuple):
    """What is to be said of a place."""

    kind: PlaceKind
    text: str = ""
    """What is unsafe there and what to do, in Chinese without a full stop; empty for an ordinary place."""


class Computer(NamedTuple):
    """What a computer says of its disks."""

    windows: bool = False
    mounts: str = ""
    """Linux: what `/proc/self/mountinfo` holds."""
    removable: Callable[[str], bool] = lambda _: False
    """Linux: says of a device (`8:1`) whether it can be unplugged."""
    drive_type: Callable[[str], int] = lambda _: 0
    """Windows: what GetDriveTypeW says of a drive (`E:\\`)."""
    temporary: tuple[PurePath, ...] = ()
    """The folders for what nobody keeps."""


_DRIVE_REMOVABLE: Final = 2
_DRIVE_REMOTE: Final = 4

_NETWORK_SYSTEMS: Final = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|ncpfs?|afs|coda|9p|ceph|lustre|gpfs|beegfs|glusterfs|davfs|vboxsf|vmhgfs|virtiofs|prl_fs"
    r"|fuse\.(?:sshfs|glusterfs|davfs2?|rclone|gvfsd-fuse|s3fs|smbnetfs|curlftpfs|vmhgfs-fuse|ceph-fuse|kio-fuse)"
)
"""Kinds of file systems of which several computers hold one at a time."""
_STICK_SYSTEMS: Final = re.compile("vfat|msdos|exfat|ntfs3?|fuseblk|fuse.exfat")
_STICK_PLACES: Final = ("/media/", "/run/media/", "/mnt/")

_CLOUDS: Final = {
    "OneDrive": r"onedrive",
    "Dropbox": r"dropbox",
    "坚果云": r"(?:我的)?坚果云|nutstore(?: files)?",
    "百度网盘": r"百度(?:网盘|云)同步(?:空间|盘)|百度网盘|baidusyncdisk|baidunetdiskworkspace",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "WPS云盘": r"wps ?云(?:盘|文档)|wpsdrive|wps cloud files",
    "腾讯微云": r"(?:腾讯)?微云(?:同步(?:助手|盘))?|weiyun(?:disk)?",
    "Google 云端硬盘": r"google ?drive|我的云端硬盘",
    "阿里云盘": r"阿里云盘|aliyundrive|adrive",
    "天翼云盘": r"天翼云盘(?:同步盘)?",
}
"""What the programs call the folders that they synchronise, in half-width form and small letters."""
_BEHIND: Final = r"(?:\s*[-(（_].*|文件夹)?"
"""What a program puts behind that: OneDrive - 青禾县, Dropbox (Personal)."""
_CLOUD_FOLDERS: Final = {program: re.compile(f"(?:{names}){_BEHIND}") for program, names in _CLOUDS.items()}


def place_warning(folder: Path | PurePath, computer: Computer | None = None) -> Place:
    """Return what is known of the place of a ledger's folder, which need not exist; the worst if there are several.

    `computer` is this one unless another is given.
    """
    computer = computer or this_computer()
    place = _whole(folder)
    kind = _disk_on_windows(place, computer) if computer.windows else _disk_on_linux(place, computer)
    if kind is PlaceKind.NETWORK:
        return Place(kind, _NETWORK)
    if program := _cloud_of(place):
        return Place(PlaceKind.SYNCHRONISED, _SYNCHRONISED.format(program))
    if any(place.is_relative_to(temporary) for temporary in computer.temporary):
        return Place(PlaceKind.TEMPORARY, _TEMPORARY)
    return Place(kind, _REMOVABLE if kind is PlaceKind.REMOVABLE else "")


_NETWORK: Final = (
    "台账在网络共享或虚拟机共享的文件夹中：几台计算机之间的占用登记不一定可靠，网络中断时也存不进去；"
    "请一次只在一台计算机上打开，最好把台账放在本机磁盘上，只把备份存到共享文件夹"
)
_SYNCHRONISED: Final = (
    "台账在“{}”同步的文件夹中：同步程序会在写入中途复制或替换文件，两台计算机先后修改时会分成两个版本；"
    "请把台账放在不同步的文件夹中，只把备份存到这里"
)
_REMOVABLE: Final = (
    "台账在U盘或移动硬盘上：没有退出程序就拔出，最后的修改可能丢失，U盘本身也容易损坏和遗失；"
    "请先退出程序、再安全弹出，并经常备份到另一块磁盘"
)
_TEMPORARY: Final = "台账在临时文件夹中：系统重启或清理磁盘时可能被整个删除；请把台账放到自己的文件夹中"


def this_computer() -> Computer:
    """Return what this computer says of its disks; what it does not say counts as nothing known."""
    windows = sys.platform == "win32"
    folders = [tempfile.gettempdir()] + ([] if windows else ["/tmp", "/var/tmp"])
    temporary = tuple({_whole(Path(folder)): None for folder in folders})
    return Computer(windows, "" if windows else _mounts(), _is_removable, _drive_type, temporary)


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:  # no Linux
        return ""


def _is_removable(device: str) -> bool:
    """Say whether Linux knows a device as one that can be unplugged; a partition is looked up at its disk."""
    link = Path("/sys/dev/block", device)
    try:
        disk = link.resolve(strict=True)
        flags = [place / "removable" for place in (disk, disk.parent)]
        # Disks on a cable do not say it of themselves, but hang on a bus whose name does.
        return any(part.startswith("usb") for part in disk.parts) or any(
            flag.read_text(encoding="ascii").strip() == "1" for flag in flags if flag.is_file()
        )
    except OSError:
        return False


def _drive_type(root: str) -> int:
    import ctypes

    load: Any = getattr(ctypes, "WinDLL")  # noqa: B009 - it is there on Windows only
    ask = load("kernel32").GetDriveTypeW
    ask.argtypes, ask.restype = [ctypes.c_wchar_p], ctypes.c_uint
    return int(ask(root))


def _whole(folder: Path | PurePath) -> PurePath:
    """Return the path in full, through links where it is one of this computer."""
    if not isinstance(folder, Path):
        return folder
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder.absolute()


def _disk_on_windows(place: PurePath, computer: Computer) -> PlaceKind:
    drive = PureWindowsPath(place).drive.removeprefix("\\\\?\\")
    if drive.startswith(("\\\\", "UNC\\")):
        return PlaceKind.NETWORK
    kinds = {_DRIVE_REMOTE: PlaceKind.NETWORK, _DRIVE_REMOVABLE: PlaceKind.REMOVABLE}
    return kinds.get(computer.drive_type(f"{drive}\\"), PlaceKind.ORDINARY) if drive else PlaceKind.ORDINARY


class _Mount(NamedTuple):
    """A line of mountinfo."""

    device: str
    """`8:1`."""
    point: str
    system: str
    source: str


def _disk_on_linux(place: PurePath, computer: Computer) -> PlaceKind:
    within = f"{place}/"
    holding = [
        mount for mount in _read_mounts(computer.mounts) if within.startswith(f"{mount.point.removesuffix('/')}/")
    ]
    if not holding:
        return PlaceKind.ORDINARY
    # Of two at one point the later one lies above.
    mount = max(enumerate(holding), key=lambda found: (len(found[1].point), found[0]))[1]
    if _NETWORK_SYSTEMS.fullmatch(mount.system):
        return PlaceKind.NETWORK
    plugged_in = _STICK_SYSTEMS.fullmatch(mount.system) and f"{mount.point}/".startswith(_STICK_PLACES)
    return PlaceKind.REMOVABLE if plugged_in or computer.removable(mount.device) else PlaceKind.ORDINARY


def _read_mounts(text: str) -> Iterator[_Mount]:
    """Yield the mounts of mountinfo: `36 35 98:0 / /mnt rw,noatime master:1 - ext3 /dev/root rw`."""
    for line in text.splitlines():
        before, _, behind = line.partition(" - ")
        own, system = before.split(" "), behind.split(" ")
        if len(own) >= 6 and len(system) >= 2:
            yield _Mount(own[2], _unescaped(own[4]), system[0], _unescaped(system[1]))


def _unescaped(text: str) -> str:
    """Return a name as it is: blanks and the like stand there as the octal number of a byte."""
    if "\\" not in text:
        return text
    parts = re.split(r"\\([0-7]{3})", text)
    data = b"".join(bytes([int(part, 8) & 255]) if odd % 2 else os.fsencode(part) for odd, part in enumerate(parts))
    return os.fsdecode(data)


def _cloud_of(place: PurePath) -> str:
    """Return the program that synchronises a folder, as far as the names of the path tell; empty if none is known."""
    for part in map(fold, map(one_line, place.parts)):
        for program, names in _CLOUD_FOLDERS.items():
            if names.fullmatch(part):
                return program
    return ""
