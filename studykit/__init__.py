"""studykit: study guides, quizzes and point-by-point self-grading in the terminal."""

__version__ = "0.1.0"
