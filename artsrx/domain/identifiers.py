"""Identifiers: the record's own, and those that people bring (NHS number, phone, postcode)."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A fresh UUID of version 7 (RFC 9562): ordered by the millisecond it was made, the rest random."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
