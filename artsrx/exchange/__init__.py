"""what comes in and goes out: spreadsheets, data-rights exports, venue packs"""
