"""where a record lies: finding records, where they may lie, the lock, atomic writing, each system's ways"""
