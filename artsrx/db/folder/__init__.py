"""where a record is: layout, new folder, locations, the opened folder, the lock, staging, atomic writing, outgoing files, each system's ways"""
