"""An edit of the files never costs a learner their history."""

from pathlib import Path

import pytest

from studykit.scheduling.memory import Memory
from studykit.study.study import Study
from tests.study.conftest import ASKING, OpenStudy
from tests.study.steps import finish_card, practise
from tests.support import TickingClock

DAY = 86_400
DIFFER = "asking/informational-interview/question/f08fc84f"
