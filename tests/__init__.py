"""The tests, as sentences about the learner and the author."""
