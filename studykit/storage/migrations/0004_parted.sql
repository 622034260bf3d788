-- What was recognised after an edit is told, can be parted again, and joined by hand.


-- MORE OF THE LOG

-- Why a row of `renames` was written: `recognised` by its words, `returned` to the library, `joined` or `parted` by the
-- learner. NULL: an older studykit wrote it.
ALTER TABLE renames ADD COLUMN cause TEXT;
-- How much a card that was recognised is like what it was, between 0 and 1.
ALTER TABLE renames ADD COLUMN likeness REAL;
-- The card that one which was parted is not; so that nobody joins the two again but the learner.
ALTER TABLE renames ADD COLUMN other TEXT;


-- NOT THE LOG

-- What is covered by a part of the library that a test names, as it was when it was seen last: so that it is known again.
CREATE TABLE covered_parts (
  address TEXT PRIMARY KEY,            -- course, course/unit/, course/page
  content TEXT NOT NULL                -- JSON
) STRICT, WITHOUT ROWID;

-- What an older studykit recognised is no news any more.
INSERT INTO settings (key, value)
SELECT 'recognition-told', CAST(max(at) AS TEXT) FROM renames HAVING count(*) > 0
ON CONFLICT (key) DO NOTHING;
