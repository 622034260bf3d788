-- A card keeps its history when its address changes.


-- MORE OF THE LOG

-- What was asked under the address `old` belongs to the card `new`. The last row of an address counts, and the card that a
-- row names last has its own address again: one that comes back into the library gets back what was asked under it, by a
-- row that names it twice.
CREATE TABLE renames (
  id TEXT PRIMARY KEY,
  old TEXT NOT NULL,                   -- course/term/kind/id
  new TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX renames_by_old ON renames (old, at);


-- NOT THE LOG

-- The card that has the history of an address which is no card any more. It follows from `renames`, and can be thrown away.
CREATE TABLE addresses (
  card TEXT PRIMARY KEY,
  now TEXT NOT NULL,
  course TEXT NOT NULL,                -- of the card that it is now
  term TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_by_now ON addresses (now);

-- The pages of the library as they were when their cards were last compared with what was asked.
CREATE TABLE compared_pages (
  page TEXT PRIMARY KEY,               -- course/term
  mark INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The cards of these pages with an answer that was another when they were asked last; they are what the library says now.
CREATE TABLE changed_cards (
  card TEXT PRIMARY KEY,
  content TEXT NOT NULL                -- JSON
) STRICT, WITHOUT ROWID;


-- WHAT THE LOG SAYS

-- As before, but each review counts for its card of today; `was` is the address under which it was asked.
DROP VIEW scheduled_reviews;
DROP VIEW judged_points;
DROP VIEW valid_reviews;
CREATE VIEW valid_reviews AS
SELECT
  review.id, entry.quiz, entry.seq, entry.at,
  coalesce(known.now, review.card) AS card, coalesce(known.course, asked.course) AS course,
  coalesce(known.term, asked.term) AS term, asked.kind, review.card AS was,
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
LEFT JOIN addresses AS known ON known.card = review.card
WHERE asked.kind <> 'point';

CREATE VIEW judged_points AS
SELECT review.card, review.was, review.id AS review, review.at, judgement.point, judgement.verdict
FROM valid_reviews AS review
JOIN judgements AS judgement ON judgement.attempt = review.attempt
JOIN valid_entries AS said ON said.id = judgement.id
WHERE NOT EXISTS (
  SELECT 1 FROM judgements AS later
  JOIN valid_entries AS after ON after.id = later.id
  WHERE later.attempt = judgement.attempt AND later.point = judgement.point AND after.seq > said.seq
);

CREATE VIEW scheduled_reviews AS
SELECT
  review.id, coalesce(known.now, review.card) AS card, coalesce(known.course, asked.course) AS course,
  coalesce(known.term, asked.term) AS term, review.card AS was, answered.at, review.chosen AS rating,
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
LEFT JOIN addresses AS known ON known.card = review.card
WHERE asked.kind <> 'point';


CREATE TRIGGER renames_stay BEFORE DELETE ON renames BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER renames_stand BEFORE UPDATE ON renames BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
