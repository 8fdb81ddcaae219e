"""where a record lies: layout, new folder, locations, the lock, staging, atomic writing, outgoing files, each system's ways"""
