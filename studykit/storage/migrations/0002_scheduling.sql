-- When each card comes back, and the plan toward a test.
--
-- Days are counted as Python's `date.toordinal` does: they are the learner's days, which begin at an hour of their choice.


-- MORE OF THE LOG

-- From a moment on, the minutes that are added to UTC so that its date is the learner's day.
CREATE TABLE day_shifts (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  minutes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The page of a term was opened.
CREATE TABLE readings (
  id TEXT PRIMARY KEY,
  course TEXT NOT NULL,
  term TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_by_term ON readings (course, term, at);

-- A card rests until a day; the last row of a card counts. A day that has come ends it.
CREATE TABLE rests (
  id TEXT PRIMARY KEY,
  card TEXT NOT NULL,
  until INTEGER NOT NULL,              -- a day
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rests_by_card ON rests (card, at);

-- The parameters of FSRS were fitted to the learner, or taken back; the last row counts.
CREATE TABLE fits (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  parameters TEXT NOT NULL,            -- JSON; [] are those of FSRS's authors
  report TEXT NOT NULL                 -- JSON: how well they predict
) STRICT, WITHOUT ROWID;

-- An old answer was judged again, without its old marks.
CREATE TABLE second_looks (
  id TEXT PRIMARY KEY,
  attempt TEXT NOT NULL REFERENCES attempts,
  at INTEGER NOT NULL,
  verdicts TEXT NOT NULL,              -- JSON: point to verdict
  first REAL NOT NULL,                 -- points met by the first judgement
  second REAL NOT NULL,                -- by the second
  total INTEGER NOT NULL,
  words INTEGER NOT NULL               -- of the answer
) STRICT, WITHOUT ROWID;
CREATE INDEX second_looks_by_attempt ON second_looks (attempt);


-- NOT THE LOG

-- Tests in class.
CREATE TABLE tests (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  day INTEGER NOT NULL,
  time TEXT NOT NULL,                  -- 09:00, where the learner is
  scope TEXT NOT NULL,                 -- JSON
  kinds TEXT NOT NULL,                 -- JSON
  minutes INTEGER NOT NULL,            -- a day
  weekdays_off TEXT NOT NULL,          -- JSON; Monday is 0
  days_off TEXT NOT NULL               -- JSON
) STRICT, WITHOUT ROWID;

-- How each card is remembered. It follows from the log, as `recalls` does, and can be thrown away.
CREATE TABLE memories (
  card TEXT PRIMARY KEY,
  course TEXT NOT NULL,
  term TEXT NOT NULL,
  stability REAL NOT NULL,
  difficulty REAL NOT NULL,
  day INTEGER NOT NULL,
  due INTEGER NOT NULL,
  reviews INTEGER NOT NULL,
  days INTEGER NOT NULL,
  lapses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX memories_by_due ON memories (due);
CREATE INDEX memories_by_course ON memories (course);

-- Each valid review, as the scheduler took it.
CREATE TABLE recalls (
  review TEXT PRIMARY KEY,
  card TEXT NOT NULL,
  course TEXT NOT NULL,
  term TEXT NOT NULL,
  form TEXT NOT NULL,                  -- open, choice, short
  at INTEGER NOT NULL,                 -- when it was answered
  day INTEGER NOT NULL,
  rating INTEGER NOT NULL,
  counted INTEGER,                     -- the rating that counted; NULL: nothing was recalled
  elapsed INTEGER,                     -- days since the last counted review; NULL: there was none
  stability REAL,                      -- before; NULL as above
  expected REAL,                       -- the probability of recall that was expected; NULL as above
  seconds REAL NOT NULL,               -- from the question to the rating
  confidence TEXT,
  met REAL NOT NULL,
  total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- What is told of days is told from this index alone.
CREATE INDEX recalls_by_day ON recalls (day, at, course, form, elapsed, counted, seconds);
CREATE INDEX recalls_by_card ON recalls (card, at);


-- WHAT THE LOG SAYS

-- A point that was asked by itself is practice: its card has the memory, and the standing.
DROP VIEW valid_reviews;
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
JOIN attempted_cards AS asked ON asked.attempt = attempt.id
WHERE asked.kind <> 'point';

CREATE INDEX judgements_by_attempt ON judgements (attempt);

-- How each point of a reviewed answer was judged; the last judgement of a point counts.
CREATE VIEW judged_points AS
SELECT review.card, review.id AS review, review.at, judgement.point, judgement.verdict
FROM valid_reviews AS review
JOIN judgements AS judgement ON judgement.attempt = review.attempt
JOIN valid_entries AS said ON said.id = judgement.id
WHERE NOT EXISTS (
  SELECT 1 FROM judgements AS later
  JOIN valid_entries AS after ON after.id = later.id
  WHERE later.attempt = judgement.attempt AND later.point = judgement.point AND after.seq > said.seq
);

-- The valid reviews as the scheduler wants them. The time that judging took is known in practice only.
CREATE VIEW scheduled_reviews AS
SELECT
  review.id, review.card, asked.course, asked.term, answered.at, review.chosen AS rating,
  coalesce(json_extract(version.content, '$.form'), 'open') AS form,
  attempt.hinted,
  attempt.seconds + CASE quizzes.mode
    WHEN 'practice' THEN min(max(entry.at - answered.at, 0), 300000) / 1000.0 ELSE 0 END AS seconds,
  review.met, review.total,
  (
    SELECT confidence FROM confidences
    JOIN valid_entries AS said ON said.id = confidences.id
    WHERE confidences.attempt = attempt.id
    ORDER BY said.seq DESC LIMIT 1
  ) AS confidence,
  EXISTS (
    SELECT 1 FROM attempts AS other
    JOIN valid_entries AS earlier ON earlier.id = other.id
    WHERE other.quiz = attempt.quiz AND other.position = attempt.position AND earlier.seq < answered.seq
  ) AS is_repeat,
  (
    SELECT max(readings.at) FROM readings
    WHERE readings.course = asked.course AND readings.term = asked.term AND readings.at <= answered.at
  ) AS read_at
FROM reviews AS review
JOIN valid_entries AS entry ON entry.id = review.id
JOIN attempts AS attempt ON attempt.id = review.attempt
JOIN valid_entries AS answered ON answered.id = attempt.id
JOIN quizzes ON quizzes.id = attempt.quiz
JOIN attempted_cards AS asked ON asked.attempt = attempt.id
JOIN quiz_cards AS plan ON plan.quiz = attempt.quiz AND plan.position = attempt.position
JOIN card_versions AS version ON version.hash = plan.version
WHERE asked.kind <> 'point';


CREATE TRIGGER day_shifts_stay BEFORE DELETE ON day_shifts BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER day_shifts_stand BEFORE UPDATE ON day_shifts BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER readings_stay BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER readings_stand BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER rests_stay BEFORE DELETE ON rests BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER rests_stand BEFORE UPDATE ON rests BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER fits_stay BEFORE DELETE ON fits BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER fits_stand BEFORE UPDATE ON fits BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER second_looks_stay BEFORE DELETE ON second_looks BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER second_looks_stand BEFORE UPDATE ON second_looks BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
