"""The three steps, always in sight: which are done, which is now, which can be gone to."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from artsrx.domain.i18n import _
from artsrx.ui.flow_layout import FlowBox
from artsrx.ui.page_parts import row


def step_words() -> tuple[str, str, str]:
    """The names of the steps."""
    return _("Check columns"), _("Check rows"), _("Bring in")


class StepBar(QWidget):
    """`wanted(str)` with "0", "1" or "2" when a step is pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        for number, words in enumerate(step_words()):
            made = QPushButton(f"{number + 1}  {words}")
            made.setObjectName(f"step_{number + 1}")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("number", number)
            made.clicked.connect(self._emit_step)
            self.buttons.append(made)
        self.setLayout(row(FlowBox(*self.buttons), gap=0))

    def show_state(self, now: int | None, open_steps: tuple[bool, bool, bool]) -> None:
        """Light step `now` (None: none yet) and allow those that can be gone to."""
        for number, (made, words) in enumerate(zip(self.buttons, step_words(), strict=True)):
            made.setChecked(number == now)
            made.setEnabled(open_steps[number] or number == now)
            state = _("this step") if number == now else ""
            made.setAccessibleName(
                _("Step {n} of 3: {words} {state}").format(n=number + 1, words=words, state=state).strip()
            )

    @Slot()
    def _emit_step(self) -> None:
        number = self.sender().property("number")
        for made in self.buttons:
            made.setChecked(made.property("number") == number)
        self.wanted.emit(str(number))
