"""What is done again and again behind the learner's back, such as keeping a draft: a failure is told, but not every second."""

from collections.abc import Callable

from studykit.errors import StudykitError


class Quietly:
    """Takes steps; of failures in a row the first is told."""

    def __init__(self, tell: Callable[[StudykitError], None]) -> None:
        self._tell = tell
        self._has_failed = False

    def __call__(self, step: Callable[[], object]) -> bool:
        """Take a step; whether it could be taken."""
        try:
            step()
        except StudykitError as error:
            if not self._has_failed:
                self._tell(error)
            self._has_failed = True
            return False
        self._has_failed = False
        return True
