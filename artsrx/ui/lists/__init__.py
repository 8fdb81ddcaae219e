"""Lists of any length: rows a page at a time, the table on screen, the box that filters it, the list on paper."""
