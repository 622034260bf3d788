"""The exit codes of studykit, which are a promise. Wrong use is click's own 2."""

PROBLEMS = 1
INTERNAL = 70
INTERRUPTED = 130
BROKEN_PIPE = 141
