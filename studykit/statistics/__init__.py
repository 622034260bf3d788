"""From the log to figures that a learner can trust. Pure: what is counted in the database comes in as counts."""
