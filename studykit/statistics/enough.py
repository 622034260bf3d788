"""How much has to be there before a figure is told: less than that is chance, and nothing is said."""

RECALLS = 20
"""Recalls, for the share of them that succeeded: it is then within 15 points of the truth, nine times of ten."""
RECALLS_A_DAY = 5
"""Recalls on one day, to be drawn beside other days; the eye sees through the noise of a row of them."""
ANSWERS = 10
"""Answers at one confidence, for how right they were."""
FORESEEN = 20
"""Recalls that were expected to be about as likely, for how many of them succeeded."""
MOCK_TESTS = 3
"""Mock tests with a prediction, for how far off the predictions are."""
LOOKS = 5
"""Answers that were judged a second time, for how the two judgements differ."""
