"""commands (verbs) and queries (nouns): functions of a transaction"""
