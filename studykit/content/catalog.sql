-- The compiled library: what the files of the courses say, ready to be read. Made from the files, and made again
-- from them whenever it is lost.

CREATE TABLE IF NOT EXISTS course (
    id INTEGER PRIMARY KEY,
    home TEXT NOT NULL UNIQUE,                  -- its folder, or the file of a single-file course
    library INTEGER NOT NULL,                   -- position of its root among the roots
    alone INTEGER NOT NULL,                     -- 1: it is a root itself
    head TEXT NOT NULL,                         -- path of the file that names it
    slug TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    about TEXT NOT NULL DEFAULT '',
    shown INTEGER NOT NULL DEFAULT 0,           -- 1: its head is in order, or it has pages; and no course before it has its slug
    apart TEXT NOT NULL DEFAULT ''              -- its slug, where another course that is shown has its title
) STRICT;

CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY,
    course INTEGER NOT NULL REFERENCES course ON DELETE CASCADE,
    path TEXT NOT NULL,
    mtime_ns INTEGER NOT NULL,
    size INTEGER NOT NULL,
    trouble TEXT NOT NULL,                      -- why it could not be read
    hash BLOB NOT NULL,
    held INTEGER NOT NULL DEFAULT 0,            -- 1: it has errors now, and what it says here is its last good version
    UNIQUE (course, path)
) STRICT;

CREATE TABLE IF NOT EXISTS header (             -- what a head says, as far as it can be read
    file INTEGER PRIMARY KEY REFERENCES file ON DELETE CASCADE,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    units TEXT NOT NULL,                        -- JSON: [[title, [slug, ...]], ...]; null: they cannot be read
    sound INTEGER NOT NULL                      -- 1: it has no error
) STRICT;

CREATE TABLE IF NOT EXISTS guide (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
    course INTEGER NOT NULL,
    position INTEGER NOT NULL,                  -- within its file
    path TEXT NOT NULL,                         -- JSON: the way to it within its file
    slug TEXT NOT NULL,
    term TEXT NOT NULL,
    questions INTEGER NOT NULL,                 -- its own
    facts INTEGER NOT NULL,                     -- those with words to blank
    cards TEXT NOT NULL,                        -- its own questions and those facts: kind/id, a space between two
    worth TEXT NOT NULL,                        -- of its definition and of each of those cards: form and points, o4; - if it is not asked
    unit INTEGER,                               -- position of its unit
    rank INTEGER                                -- position in the course as taught; NULL: not shown
) STRICT;
CREATE INDEX IF NOT EXISTS guide_file ON guide (file);
CREATE INDEX IF NOT EXISTS guide_course ON guide (course, slug);

CREATE TABLE IF NOT EXISTS page (               -- apart from guide, which is read more often
    guide INTEGER PRIMARY KEY REFERENCES guide ON DELETE CASCADE,
    node TEXT NOT NULL                          -- JSON: the nodes of the guide
) STRICT;

CREATE TABLE IF NOT EXISTS name (
    name TEXT NOT NULL,                         -- normalised
    guide INTEGER NOT NULL REFERENCES guide ON DELETE CASCADE,
    kind INTEGER NOT NULL,                      -- 0 slug, 1 term, 2 alias
    PRIMARY KEY (name, guide, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_guide ON name (guide);

CREATE TABLE IF NOT EXISTS link (
    guide INTEGER NOT NULL REFERENCES guide ON DELETE CASCADE,
    kind TEXT NOT NULL,                         -- related, contrast
    position INTEGER NOT NULL,
    target TEXT NOT NULL,                       -- as the author wrote it
    name TEXT NOT NULL,                         -- normalised
    PRIMARY KEY (guide, kind, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS refused (            -- guides that have errors: links to them are not called wrong
    file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
    name TEXT NOT NULL                          -- normalised: slug, term, aliases
) STRICT;
CREATE INDEX IF NOT EXISTS refused_file ON refused (file);

CREATE TABLE IF NOT EXISTS refused_link (       -- where those guides lead, and the terms in question sets that have errors
    file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
    path TEXT NOT NULL,                         -- JSON: the way to it within its file
    target TEXT NOT NULL,                       -- as the author wrote it
    is_own INTEGER NOT NULL                     -- 1: a name of the guide itself
) STRICT;
CREATE INDEX IF NOT EXISTS refused_link_file ON refused_link (file);

CREATE TABLE IF NOT EXISTS question_set (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
    course INTEGER NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    node TEXT NOT NULL                          -- JSON: the nodes of its questions
) STRICT;
CREATE INDEX IF NOT EXISTS question_set_file ON question_set (file);
CREATE INDEX IF NOT EXISTS question_set_course ON question_set (course);

CREATE TABLE IF NOT EXISTS set_question (
    question_set INTEGER NOT NULL REFERENCES question_set ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    term TEXT NOT NULL,                         -- as the author wrote it; may be empty
    worth TEXT NOT NULL,                        -- form and points: o4
    guide INTEGER,                              -- the guide that it belongs to; NULL: to the set
    shown INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (question_set, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS set_question_guide ON set_question (guide) WHERE guide IS NOT NULL;

CREATE TABLE IF NOT EXISTS problem (
    id INTEGER PRIMARY KEY,
    file INTEGER REFERENCES file ON DELETE CASCADE,     -- found in reading it; or
    course INTEGER REFERENCES course ON DELETE CASCADE, -- found in joining its files; or neither: found in looking around
    path TEXT NOT NULL,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    hint TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    severity TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS problem_file ON problem (file);
CREATE INDEX IF NOT EXISTS problem_course ON problem (course);

CREATE TABLE IF NOT EXISTS advised (            -- files on which `check` has advised
    file INTEGER PRIMARY KEY REFERENCES file ON DELETE CASCADE,
    hash BLOB NOT NULL                          -- of what the file said then
) STRICT;

CREATE TABLE IF NOT EXISTS advice (             -- warnings about what would teach badly
    file INTEGER NOT NULL REFERENCES advised ON DELETE CASCADE,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    hint TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    unasked TEXT NOT NULL,                      -- slug of a guide: only while no question of a set asks about it
    picture TEXT NOT NULL                       -- the way to a picture within its course: only while it is not there
) STRICT;
CREATE INDEX IF NOT EXISTS advice_file ON advice (file);

-- Words of terms and aliases, by guide; and of all texts, numbered by search.py. Without the texts themselves.
CREATE VIRTUAL TABLE IF NOT EXISTS names USING fts5 (text, content = '', tokenize = 'unicode61', prefix = '1 2');
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, content = '', tokenize = 'porter unicode61');
INSERT INTO words (words, rank) VALUES ('hashsize', 8000000); -- gather more before it is put on disk: a third as many merges
