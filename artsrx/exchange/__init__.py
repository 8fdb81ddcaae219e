"""what comes in and goes out: spreadsheets"""
