"""A question as a value: what is asked, in which words, and who receives the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

# What a file question offers: the name of the kind and its endings, for example ("PDF", ("pdf",)).
FileKind = tuple[str, tuple[str, ...]]


class QuestionKind(StrEnum):
    """The sorts of question; a test names the one it answers."""

    CONFIRM = "confirm"
    CHOOSE = "choose"
    TELL = "tell"
    TROUBLE = "trouble"
    TEXT = "text"
    PASSWORD = "password"
    OPEN_FILE = "open file"
    SAVE_FILE = "save file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class DialogQuestion:
    """What is asked, in words; `choices` are (key, verb on the button), the last one the main button.

    `then` receives the answer: the key of a button, the text typed or the path. It is not called on Cancel. For a
    typed answer it may raise Refused, and the question stays open with the words beside the field.
    """

    kind: QuestionKind
    title: str
    words: str
    then: Callable[[str], object] | None = None
    choices: tuple[tuple[str, str], ...] = ()
    cancel: str = ""
    label: str = ""
    start: str = ""
    details: str = ""
    danger: bool = False
    kinds: tuple[FileKind, ...] = ()
