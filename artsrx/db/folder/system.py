"""The operating system's own ways, the same names on each: locking a file, syncing a folder, kinds of disk."""

import sys

if sys.platform == "win32":
    from artsrx.db.folder.system_windows import keep_private, sync_folder, try_lock, volume_of
elif sys.platform == "darwin":
    from artsrx.db.folder.system_macos import keep_private, sync_folder, try_lock, volume_of
else:
    from artsrx.db.folder.system_linux import keep_private, sync_folder, try_lock, volume_of

__all__ = ["keep_private", "sync_folder", "try_lock", "volume_of"]
