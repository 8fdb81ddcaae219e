"""bringing a list in: what would happen, doing it, and taking it back"""
