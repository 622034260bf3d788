-- What studykit remembers.
--
-- The log is append-only: a row of it is never changed and never removed, and triggers see to that. What was undone stays,
-- with a row in `undone`. Rows have ids that no other machine gives (UUIDs), so that two logs can be joined.
-- The drafts, the standings and the settings are not part of the log and do change.
--
-- Times are UTC, in milliseconds since 1970. `WITHOUT ROWID` keeps a table of small rows in one tree instead of two.

PRAGMA application_id = 1937076597;

-- When this file got its present shape.
CREATE TABLE migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT;


-- THE LOG

-- A quiz as it was begun.
CREATE TABLE quizzes (
  id TEXT PRIMARY KEY,
  mode TEXT NOT NULL,                  -- practice, mock
  title TEXT NOT NULL,
  options TEXT NOT NULL,               -- JSON
  started_at INTEGER NOT NULL,
  cards INTEGER NOT NULL               -- how many its plan has
) STRICT;
CREATE INDEX quizzes_by_start ON quizzes (started_at);

-- A card as it was when it was asked; once for each wording, however often it is asked.
CREATE TABLE card_versions (
  hash TEXT PRIMARY KEY,               -- of card and content
  card TEXT NOT NULL,                  -- course/term/kind/id
  course TEXT NOT NULL,
  term TEXT NOT NULL,
  kind TEXT NOT NULL,                  -- question, definition, term, fact
  content TEXT NOT NULL                -- JSON
) STRICT;

-- The plan of a quiz: which card stands at which position, from 0.
CREATE TABLE quiz_cards (
  quiz TEXT NOT NULL REFERENCES quizzes,
  position INTEGER NOT NULL,
  version TEXT NOT NULL REFERENCES card_versions,
  PRIMARY KEY (quiz, position)
) STRICT, WITHOUT ROWID;

-- The courses that the cards of a quiz belong to; it follows from the plan, and saves reading it.
CREATE TABLE quiz_courses (
  course TEXT NOT NULL,
  quiz TEXT NOT NULL REFERENCES quizzes,
  PRIMARY KEY (course, quiz)
) STRICT, WITHOUT ROWID;

-- Everything that happened in a quiz, numbered from 0. A kind that has a table below has its particulars there.
CREATE TABLE entries (
  id TEXT PRIMARY KEY,
  quiz TEXT NOT NULL REFERENCES quizzes,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,                  -- answered, rated, skipped, …
  detail TEXT,                         -- the particulars of the other kinds, as JSON
  UNIQUE (quiz, seq)
) STRICT;

-- An answer was locked.
CREATE TABLE attempts (
  id TEXT PRIMARY KEY REFERENCES entries,
  quiz TEXT NOT NULL,
  position INTEGER NOT NULL,           -- of the card in the quiz
  text TEXT NOT NULL,                  -- as typed
  choices TEXT NOT NULL,               -- positions of what was ticked, as JSON
  dont_know INTEGER NOT NULL,
  hinted INTEGER NOT NULL,
  seconds REAL NOT NULL,
  overtime INTEGER NOT NULL,
  correct INTEGER,                     -- the program's verdict, where it can give one
  FOREIGN KEY (quiz, position) REFERENCES quiz_cards
) STRICT;
CREATE INDEX attempts_by_card ON attempts (quiz, position);

-- How sure the learner was of an attempt; nothing if they did not say. The last one counts.
CREATE TABLE confidences (
  id TEXT PRIMARY KEY REFERENCES entries,
  attempt TEXT NOT NULL REFERENCES attempts,
  confidence TEXT CHECK (confidence IN ('guess', 'unsure', 'sure'))
) STRICT, WITHOUT ROWID;
CREATE INDEX confidences_by_attempt ON confidences (attempt);

-- One point of an attempt was judged. The last judgement of a point counts.
CREATE TABLE judgements (
  id TEXT PRIMARY KEY REFERENCES entries,
  attempt TEXT NOT NULL REFERENCES attempts,
  point TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('met', 'partly', 'missed'))
) STRICT, WITHOUT ROWID;

-- The learner overruled the program's verdict on an attempt.
CREATE TABLE overrules (
  id TEXT PRIMARY KEY REFERENCES entries,
  attempt TEXT NOT NULL REFERENCES attempts,
  correct INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An attempt got its rating: again 1, hard 2, good 3, easy 4.
CREATE TABLE reviews (
  id TEXT PRIMARY KEY REFERENCES entries,
  attempt TEXT NOT NULL REFERENCES attempts,
  card TEXT NOT NULL,                  -- course/term/kind/id
  derived INTEGER NOT NULL CHECK (derived BETWEEN 1 AND 4),
  chosen INTEGER NOT NULL CHECK (chosen BETWEEN 1 AND 4),
  reason TEXT NOT NULL,
  met REAL NOT NULL,
  total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_by_attempt ON reviews (attempt);
CREATE INDEX reviews_by_card ON reviews (card);

-- A quiz came to its end.
CREATE TABLE endings (
  id TEXT PRIMARY KEY REFERENCES entries,
  quiz TEXT NOT NULL REFERENCES quizzes,
  at INTEGER NOT NULL,
  how TEXT NOT NULL,
  met REAL NOT NULL,
  total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX endings_by_quiz ON endings (quiz);
CREATE INDEX endings_by_time ON endings (at);

-- An entry that counts no more, and the entry that took it back. What was undone stays undone.
CREATE TABLE undone (
  entry TEXT NOT NULL REFERENCES entries,
  by TEXT NOT NULL REFERENCES entries,
  PRIMARY KEY (entry, by)
) STRICT, WITHOUT ROWID;
CREATE INDEX undone_by ON undone (by);


-- WHAT IS NOT THE LOG

-- Answers that are not locked yet.
CREATE TABLE drafts (
  quiz TEXT NOT NULL,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  choices TEXT NOT NULL,               -- JSON
  confidence TEXT,
  hinted INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (quiz, position),
  FOREIGN KEY (quiz, position) REFERENCES quiz_cards
) STRICT;

-- What the last valid review of each card said. It follows from the log and can be thrown away.
CREATE TABLE standings (
  course TEXT NOT NULL,
  term TEXT NOT NULL,
  card TEXT NOT NULL,
  kind TEXT NOT NULL,
  reviews INTEGER NOT NULL,
  rating INTEGER NOT NULL,
  met REAL NOT NULL,
  total INTEGER NOT NULL,
  confidence TEXT,
  at INTEGER NOT NULL,
  has_missed INTEGER GENERATED ALWAYS AS (rating = 1 OR met < total) STORED,
  is_solid INTEGER GENERATED ALWAYS AS (rating >= 3 AND met >= total) STORED,
  PRIMARY KEY (course, term, card)
) STRICT, WITHOUT ROWID;

-- What the learner chose.
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL                  -- JSON
) STRICT, WITHOUT ROWID;


-- WHAT THE LOG SAYS

CREATE VIEW valid_entries AS
SELECT * FROM entries
WHERE NOT EXISTS (SELECT 1 FROM undone WHERE undone.entry = entries.id);

-- An attempt with the card that was asked.
CREATE VIEW attempted_cards AS
SELECT attempts.id AS attempt, attempts.quiz, attempts.position, version.card, version.course, version.term, version.kind
FROM attempts
JOIN quiz_cards AS plan ON plan.quiz = attempts.quiz AND plan.position = attempts.position
JOIN card_versions AS version ON version.hash = plan.version;

CREATE VIEW valid_reviews AS
SELECT
  review.id, entry.quiz, entry.seq, entry.at,
  review.card, asked.course, asked.term, asked.kind,
  review.derived, review.chosen AS rating, review.met, review.total,
  attempt.id AS attempt, attempt.seconds,
  (
    SELECT confidence FROM confidences
    JOIN valid_entries AS said ON said.id = confidences.id
    WHERE confidences.attempt = attempt.id
    ORDER BY said.seq DESC LIMIT 1
  ) AS confidence,
  NOT EXISTS (
    SELECT 1 FROM attempts AS other
    JOIN valid_entries AS earlier ON earlier.id = other.id
    WHERE other.quiz = attempt.quiz AND other.position = attempt.position AND earlier.seq < answered.seq
  ) AS is_first_attempt
FROM reviews AS review
JOIN valid_entries AS entry ON entry.id = review.id
JOIN attempts AS attempt ON attempt.id = review.attempt
JOIN valid_entries AS answered ON answered.id = attempt.id
JOIN attempted_cards AS asked ON asked.attempt = attempt.id;

CREATE VIEW valid_endings AS
SELECT * FROM endings
WHERE NOT EXISTS (SELECT 1 FROM undone WHERE undone.entry = endings.id);


-- THE LOG IS APPEND-ONLY

CREATE TRIGGER quizzes_stay BEFORE DELETE ON quizzes BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER quizzes_stand BEFORE UPDATE ON quizzes BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER card_versions_stay BEFORE DELETE ON card_versions BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER card_versions_stand BEFORE UPDATE ON card_versions BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER quiz_cards_stay BEFORE DELETE ON quiz_cards BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER quiz_cards_stand BEFORE UPDATE ON quiz_cards BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER quiz_courses_stay BEFORE DELETE ON quiz_courses BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER quiz_courses_stand BEFORE UPDATE ON quiz_courses BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER entries_stand BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER attempts_stand BEFORE UPDATE ON attempts BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER confidences_stay BEFORE DELETE ON confidences BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER confidences_stand BEFORE UPDATE ON confidences BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER judgements_stand BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER overrules_stay BEFORE DELETE ON overrules BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER overrules_stand BEFORE UPDATE ON overrules BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER reviews_stay BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER reviews_stand BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER endings_stay BEFORE DELETE ON endings BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER endings_stand BEFORE UPDATE ON endings BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER undone_stay BEFORE DELETE ON undone BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER undone_stand BEFORE UPDATE ON undone BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
