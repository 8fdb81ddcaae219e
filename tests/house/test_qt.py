"""The version of Qt that is pinned does not harm Python."""

from __future__ import annotations

import subprocess
import sys

import pytest

COUNT = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel
class Bell(QObject):
    rung = Signal()
app = QApplication([])
label, bell = QLabel(), Bell()
before = sys.getrefcount(None), sys.getrefcount(True)
for _ in range(400):
    label.setText("x")
for _ in range(100):
    bell.rung.emit()
after = sys.getrefcount(None), sys.getrefcount(True)
print(after[0] - before[0], after[1] - before[1], flush=True)
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")
def test_calls_into_qt_keep_the_count_of_none() -> None:
    """PySide6 6.12.0 drops one reference to None at each call on Python 3.11 and aborts after some hundred."""
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lost = [int(number) for number in done.stdout.split()]
    assert all(abs(number) < 20 for number in lost), f"references lost: {lost}"
