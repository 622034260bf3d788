"""When it comes back: how each card stands with the learner."""
