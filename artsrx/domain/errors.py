"""The two kinds of failure that a user can understand; anything else is a bug."""


class Refused(Exception):
    """A rule said no, in words for the person at the screen.

    `words` is one or two plain sentences; `field` names the input they belong beside, when there is one.
    """

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.field = field


class StoreError(Exception):
    """The world failed (disk, lock, damaged or newer file): what happened, what is safe, what to do."""

    def __init__(self, happened: str, safe: str, todo: str) -> None:
        super().__init__(happened)
        self.happened = happened
        self.safe = safe
        self.todo = todo

    @property
    def words(self) -> str:
        """The three sentences as one paragraph."""
        return f"{self.happened} {self.safe} {self.todo}"
