"""The operating system's own ways, the same names on each: locking a file, syncing a folder, kinds of disk."""

import sys

if sys.platform == "win32":
    from artsrx.db.folder.system_windows import NO_GUARD, keep_private, lock_folder, sync_folder, try_lock, volume_of
elif sys.platform == "darwin":
    from artsrx.db.folder.system_macos import NO_GUARD, keep_private, lock_folder, sync_folder, try_lock, volume_of
else:
    from artsrx.db.folder.system_linux import NO_GUARD, keep_private, lock_folder, sync_folder, try_lock, volume_of

__all__ = ["NO_GUARD", "keep_private", "lock_folder", "sync_folder", "try_lock", "volume_of"]
