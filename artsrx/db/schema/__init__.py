"""what a record holds: tables, column types"""
