"""A record lives on this computer's own disk; what syncs, shares or can be pulled out is for backups."""

import sys
from pathlib import Path

import pytest

from artsrx.db.folder import locations, system_linux, volumes
from artsrx.db.folder.home import default_home
from artsrx.db.folder.locations import LocationKind, classify, require_home
from artsrx.db.folder.system_linux import mounts
from artsrx.db.folder.volumes import Mount, Volume, volume_in
from artsrx.domain.errors import Refused

TABLE = r"""
overlay / overlay rw,relatime 0 0
/dev/nvme0n1p2 /home ext4 rw,relatime 0 0
//nas/arts /home/ada/office\040share cifs rw 0 0
nas:/export /srv/nfs nfs4 rw 0 0
ada@host: /home/ada/far fuse.sshfs rw 0 0
/dev/sdb1 /media/ada/STICK vfat rw 0 0
/dev/sdc1 /run/media/ada/DISK ext4 rw 0 0
tmpfs /home/ada/over tmpfs rw 0 0
nas:/over /home/ada/over nfs rw 0 0
odd
"""


@pytest.mark.parametrize(
    ("folder", "volume"),
    [
        ("/home/ada/.local/share/ArtsRx", Volume.LOCAL),
        ("/home/ada/office share/ArtsRx", Volume.NETWORK),
        ("/srv/nfs", Volume.NETWORK),
        ("/home/ada/far/deep/down", Volume.NETWORK),
        ("/media/ada/STICK/backups", Volume.REMOVABLE),
        ("/run/media/ada/DISK", Volume.REMOVABLE),
        ("/home/ada/over/x", Volume.NETWORK),
        ("/home/ada/farther", Volume.LOCAL),
        ("/srv", Volume.LOCAL),
    ],
)
def test_linux_mounts(folder, volume):
    assert volume_in(Path(folder), mounts(TABLE)) is volume


MOUNTED = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//ada@nas/arts on /Volumes/office share (smbfs, nodev, nosuid, mounted by ada)
/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
odd
"""


@pytest.mark.skipif(sys.platform == "win32", reason="macOS and Linux share their locks")
def test_what_macos_prints():
    from artsrx.db.folder import system_macos

    assert system_macos.mounts(MOUNTED)[1] == Mount(Path("/Volumes/office share"), "smbfs")
    table = system_macos.mounts(MOUNTED)
    assert len(table) == 4
    assert volume_in(Path("/Volumes/office share/x"), table) is Volume.NETWORK
    assert volume_in(Path("/Volumes/STICK"), table) is Volume.REMOVABLE
    assert volume_in(Path("/System/Volumes/Data/home/ada"), table) is Volume.LOCAL


def test_macos_volumes():
    table = [Mount(Path("/"), "apfs"), Mount(Path("/Volumes/share"), "smbfs"), Mount(Path("/Volumes/Stick"), "msdos")]
    assert volume_in(Path("/Users/ada/Library"), table) is Volume.LOCAL
    assert volume_in(Path("/Volumes/share/x"), table) is Volume.NETWORK
    assert volume_in(Path("/Volumes/Stick/x"), table) is Volume.REMOVABLE
    assert volume_in(Path("/x"), []) is Volume.LOCAL
    assert volumes.unescaped(r"a\040b\134c") == "a b\\c"


def test_without_a_table_of_mounts_a_folder_is_local(monkeypatch, tmp_path):
    monkeypatch.setattr(system_linux, "MOUNTS", tmp_path / "none")
    assert system_linux.volume_of(tmp_path) is Volume.LOCAL


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Riverside Arts", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Riverside)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-ada@example.org", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("iCloud Drive", "iCloud"),
        ("Mobile Documents", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2", "Nextcloud"),
        ("Box", "Box"),
        ("Box Sync", "Box"),
        ("pCloudDrive", "pCloud"),
        ("CloudStorage", "A sync program"),
    ],
)
def test_names_of_synced_folders(tmp_path, name, service):
    location = classify(tmp_path / name / "Work" / "Arts.artsrx", environ={})
    assert (location.kind, location.service, location.may_be_home) == (LocationKind.SYNCED, service, False)
    with pytest.raises(Refused, match="use this folder for backups") as refused:
        require_home(tmp_path / name / "Work", environ={})
    assert refused.value.field == "folder"


@pytest.mark.parametrize("name", ["Boxes", "OneDriver", "My Driveway", "Dropbox-old things", "Sync"])
def test_names_that_only_look_alike(tmp_path, name):
    assert require_home(tmp_path / name, environ={}) is None


def test_a_variable_names_the_synced_folder(tmp_path):
    told = {"OneDriveCommercial": str(tmp_path / "Cloud"), "OneDrive": ""}
    assert classify(tmp_path / "Cloud" / "Arts", environ=told).service == "OneDrive"
    assert classify(tmp_path / "Cloudy" / "Arts", environ=told).kind is LocationKind.LOCAL


@pytest.mark.parametrize(
    ("marker", "service"), [(".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing"), (".sync_ab12.db", "Nextcloud")]
)
def test_markers_that_sync_programs_leave(tmp_path, marker, service):
    (tmp_path / "Shared").mkdir()
    (tmp_path / "Shared" / marker).touch()
    assert classify(tmp_path / "Shared" / "deep" / "Arts", environ={}).service == service


def test_a_link_to_a_synced_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "Mine").symlink_to(tmp_path / "Dropbox")
    assert classify(tmp_path / "Mine", environ={}).service == "Dropbox"


def test_a_folder_that_cannot_be_looked_into_is_judged_by_its_name(monkeypatch, tmp_path):
    def refuse(self):
        raise PermissionError

    monkeypatch.setattr(Path, "exists", refuse)
    assert classify(tmp_path / "x", environ={}).kind is LocationKind.LOCAL


@pytest.mark.parametrize(
    ("volume", "said"), [(Volume.NETWORK, "on a server"), (Volume.REMOVABLE, "can be pulled out"), (Volume.LOCAL, "")]
)
def test_the_words(monkeypatch, tmp_path, volume, said):
    monkeypatch.setattr(locations, "volume_of", lambda folder: volume)
    location = classify(tmp_path)
    assert said in location.words
    assert location.may_be_home == (location.words == "")


def test_the_default_home_is_not_in_documents(monkeypatch, tmp_path):
    monkeypatch.delenv("ARTSRX_HOME", raising=False)
    assert default_home().name == "ArtsRx" and "Documents" not in default_home().parts
    monkeypatch.setenv("ARTSRX_HOME", str(tmp_path))
    assert default_home() == tmp_path
