"""figures → document → renderer; REPORTS = (…)"""
