"""what a record holds: tables, journal tables, column types"""
