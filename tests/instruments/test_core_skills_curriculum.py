"""More core skill is taught in the same hours, at the expense of technical skill."""

import numpy as np
import pytest
from lived import lived

from sim.training.delivery import technical_time

WITH = "system=[core_skills_curriculum]"


def test_time_is_moved_not_made():
    assert technical_time(0.1, 0.1) == 1.0
    assert technical_time(0.25, 0.1) == pytest.approx(0.85)


def test_learners_gain_more_core_skill():
    assert np.sum(lived(WITH).series["core_taught"]) > 1.5 * np.sum(lived().series["core_taught"]) > 0
