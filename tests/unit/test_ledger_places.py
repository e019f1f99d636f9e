"""What is said of the place where a ledger lies."""

from __future__ import annotations

import ctypes
import sys
import tempfile
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from govtui.ledger import places
from govtui.ledger.places import Computer, PlaceKind, place_warning, this_computer

MOUNTS = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:21 / /proc rw - proc proc rw
30 22 0:40 / /mnt/share rw shared:2 - nfs4 server:/export rw
31 22 0:41 / /mnt/\\345\\205\\261\\344\\272\\253\\040\\347\\233\\230 rw - cifs //server/x rw
32 22 0:42 / /data/li/ssh rw - fuse.sshfs li@host: rw
33 22 0:43 / /srv/host rw - 9p host rw
34 22 8:17 / /run/media/li/STICK rw - vfat /dev/sdb1 rw
35 22 8:33 / /data/disk rw - ext4 /dev/sdc1 rw
36 22 8:49 / /srv/windows rw - ntfs3 /dev/sda1 rw
37 22 8:50 / /mnt/share/local rw - ext4 /dev/sdd1 rw
38 22 0:50 / /twice rw - nfs server:/a rw
39 38 8:51 / /twice rw - ext4 /dev/sde1 rw
nonsense
40 22 0:60 - cut
"""

LINUX = Computer(
    mounts=MOUNTS,
    removable=lambda device: device == "8:33",
    temporary=(PurePosixPath("/tmp"), PurePosixPath("/var/tmp")),
)


def kind_on_linux(path: str) -> PlaceKind:
    return place_warning(PurePosixPath(path), LINUX).kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/li/台账", PlaceKind.ORDINARY),
        ("/", PlaceKind.ORDINARY),
        ("/mnt/share/台账", PlaceKind.NETWORK),
        ("/mnt/share", PlaceKind.NETWORK),
        ("/mnt/shared/台账", PlaceKind.ORDINARY),
        ("/mnt/共享 盘/台账", PlaceKind.NETWORK),
        ("/data/li/ssh/a", PlaceKind.NETWORK),
        ("/srv/host/a", PlaceKind.NETWORK),
        ("/mnt/share/local/a", PlaceKind.ORDINARY),
        ("/twice/a", PlaceKind.ORDINARY),
        ("/run/media/li/STICK/a", PlaceKind.REMOVABLE),
        ("/data/disk/a", PlaceKind.REMOVABLE),
        ("/srv/windows/a", PlaceKind.ORDINARY),
        ("/tmp/a", PlaceKind.TEMPORARY),
        ("/var/tmp/a", PlaceKind.TEMPORARY),
        ("/data/li/tmp/a", PlaceKind.ORDINARY),
        ("/run/media/li/STICK/OneDrive/a", PlaceKind.SYNCHRONISED),
        ("/mnt/share/OneDrive/a", PlaceKind.NETWORK),
    ],
)
def test_linux_knows_its_disks(path: str, kind: PlaceKind) -> None:
    assert kind_on_linux(path) is kind


@pytest.mark.parametrize(
    "system", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.gvfsd-fuse", "davfs", "vboxsf", "ceph"]
)
def test_file_systems_of_the_network(system: str) -> None:
    computer = Computer(mounts=f"30 22 0:40 / /data rw shared:2 master:1 - {system} x rw\n")
    assert place_warning(PurePosixPath("/data/a"), computer).kind is PlaceKind.NETWORK


@pytest.mark.parametrize("system", ["ext4", "btrfs", "xfs", "fuse.bindfs", "overlay", "tmpfs", "zfs", "fuseblk"])
def test_file_systems_of_the_computer(system: str) -> None:
    computer = Computer(mounts=f"30 22 8:1 / /data rw - {system} x rw\n")
    assert place_warning(PurePosixPath("/data/a"), computer).kind is PlaceKind.ORDINARY


WINDOWS = Computer(
    windows=True,
    drive_type=lambda root: {"E:\\": 2, "C:\\": 3, "Z:\\": 4}[root],
    temporary=(PureWindowsPath("C:\\li\\AppData\\Local\\Temp"),),
)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("C:\\台账", PlaceKind.ORDINARY),
        ("E:\\台账", PlaceKind.REMOVABLE),
        ("Z:\\台账", PlaceKind.NETWORK),
        ("\\\\server\\share\\台账", PlaceKind.NETWORK),
        ("\\\\?\\UNC\\server\\share\\台账", PlaceKind.NETWORK),
        ("\\\\?\\C:\\台账", PlaceKind.ORDINARY),
        ("C:\\li\\AppData\\Local\\TEMP\\x", PlaceKind.TEMPORARY),
        ("E:\\BaiduSyncdisk\\台账", PlaceKind.SYNCHRONISED),
    ],
)
def test_windows_knows_its_drives(path: str, kind: PlaceKind) -> None:
    assert place_warning(PureWindowsPath(path), WINDOWS).kind is kind


@pytest.mark.parametrize(
    ("part", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 青禾县政府", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("我的坚果云", "坚果云"),
        ("坚果云", "坚果云"),
        ("Nutstore", "坚果云"),
        ("Nutstore Files", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("百度网盘同步空间", "百度网盘"),
        ("iCloudDrive", "iCloud"),
        ("Mobile Documents", "iCloud"),
        ("WPS云盘", "WPS云盘"),
        ("WPSDrive", "WPS云盘"),
        ("WPS Cloud Files", "WPS云盘"),
        ("腾讯微云", "腾讯微云"),
        ("微云同步助手", "腾讯微云"),
    ],
)
def test_folders_of_cloud_programs_are_known_by_name(part: str, program: str) -> None:
    place = place_warning(PurePosixPath("/data/li", part, "办公", "台账"), LINUX)
    assert place.kind is PlaceKind.SYNCHRONISED
    assert f"“{program}”" in place.text


@pytest.mark.parametrize(
    "part", ["百度网盘下载", "BaiduNetdiskDownload", "onedrives", "dropbox2", "坚果云资料", "微云计算"]
)
def test_names_that_only_resemble_them_are_ordinary(part: str) -> None:
    assert kind_on_linux(f"/data/li/{part}/台账") is PlaceKind.ORDINARY


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/mnt/share/a", ("网络", "不一定可靠", "请")),
        ("/data/li/Dropbox/a", ("Dropbox", "两个版本", "备份存到这里")),
        ("/data/disk/a", ("U盘", "退出程序", "备份")),
        ("/tmp/a", ("临时文件夹", "删除", "请")),
    ],
)
def test_it_is_said_what_to_do(path: str, words: tuple[str, ...]) -> None:
    text = place_warning(PurePosixPath(path), LINUX).text
    assert all(word in text for word in words)
    assert not text.endswith("。")


def test_an_ordinary_place_has_no_words() -> None:
    assert place_warning(PurePosixPath("/data/li/台账"), LINUX) == (PlaceKind.ORDINARY, "")


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "OneDrive" / "台账").mkdir(parents=True)
    (tmp_path / "台账").symlink_to(tmp_path / "OneDrive" / "台账")
    assert place_warning(tmp_path / "台账", Computer()).kind is PlaceKind.SYNCHRONISED


def test_this_computer_has_places_for_what_nobody_keeps() -> None:
    computer = this_computer()
    assert place_warning(Path(tempfile.gettempdir(), "没有的文件夹"), computer).kind is PlaceKind.TEMPORARY
    assert PurePath(Path("/tmp").resolve()) in computer.temporary
    if sys.platform == "linux":
        assert " - " in computer.mounts


def test_a_disk_that_is_not_there_is_not_removable() -> None:
    assert not this_computer().removable("999:999")


def test_windows_is_asked_for_a_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Function:
        def __call__(self, root: str) -> int:
            asked.append(root)
            return 4

    class Kernel:
        GetDriveTypeW = Function()

    monkeypatch.setattr(ctypes, "WinDLL", lambda name: Kernel, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(places, "_whole", lambda folder: PureWindowsPath(folder))
    assert place_warning(PureWindowsPath("Y:\\台账")).kind is PlaceKind.NETWORK
    assert asked == ["Y:\\"]
