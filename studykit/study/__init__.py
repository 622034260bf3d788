"""The desk where content, quizzes and the log meet: the one API that the app and the command line use."""
