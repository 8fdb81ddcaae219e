"""Lets the shared checks explain what differs."""

import pytest

pytest.register_assert_rewrite("tests.reports.pdf.treecheck")
