"""everything before a record is open: the four doors, unlocking, a new record, the recovery sheet, restoring"""
