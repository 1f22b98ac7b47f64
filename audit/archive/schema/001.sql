-- Version 1.

-- Every article ever audited or compared against, each text of it once.
CREATE TABLE article (
	key         INTEGER PRIMARY KEY, -- in the order of the runs, and of likely origin within a run
	id          TEXT NOT NULL,       -- the article's identity; a new text of it is a new row
	text_hash   TEXT NOT NULL,       -- SHA-256 of the cleaned text, hexadecimal
	role        TEXT NOT NULL,
	source      TEXT NOT NULL,
	title       TEXT NOT NULL,
	byline      TEXT NOT NULL,       -- a JSON list
	outlet      TEXT NOT NULL,
	published   TEXT NOT NULL,       -- RFC 3339 or YYYY-MM-DD, '' unknown
	words       INTEGER NOT NULL,
	originality REAL,                -- 0 to 100, NULL not assessed
	sourcing    REAL,
	first_seen  TEXT NOT NULL,       -- when the run began that had it first, RFC 3339, UTC
	last_seen   TEXT NOT NULL,
	body        BLOB NOT NULL        -- the article as the reader gave it, JSON, zstd
) STRICT;
CREATE UNIQUE INDEX article_text ON article (id, text_hash);
CREATE INDEX article_first_seen ON article (first_seen);
CREATE INDEX article_outlet ON article (outlet, first_seen, originality, sourcing) WHERE role = 'audited';

-- Who stands in the bylines of audited articles.
CREATE TABLE writer (
	name    TEXT NOT NULL,
	article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
	PRIMARY KEY (name, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX writer_article ON writer (article);

-- What is scanned to find the articles that share something with tonight's.
-- Keys are 32 bits each, little endian, ascending, one after another.
CREATE TABLE copied (
	article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
	id      TEXT NOT NULL,
	keys    BLOB NOT NULL
) STRICT;
CREATE TABLE reworded (
	article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
	id      TEXT NOT NULL,
	keys    BLOB NOT NULL
) STRICT;
CREATE TABLE claimed (
	article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
	id      TEXT NOT NULL,
	keys    BLOB NOT NULL
) STRICT;

-- What reading an input gave, so that it is not parsed again, and pages, so
-- that they are not sent again.
CREATE TABLE parsed (
	input TEXT PRIMARY KEY, -- hash of its bytes and of how it was read; or a page's address
	used  TEXT NOT NULL,    -- when the last run began that used it
	body  BLOB NOT NULL     -- zstd
) STRICT, WITHOUT ROWID;
CREATE INDEX parsed_used ON parsed (used);

CREATE TABLE finding (
	id         TEXT PRIMARY KEY,
	check_id   TEXT NOT NULL,
	severity   TEXT NOT NULL,
	article    TEXT NOT NULL, -- article.id
	source     TEXT NOT NULL,
	text       TEXT NOT NULL,
	words      TEXT NOT NULL, -- what "Allowed always" goes by
	first_seen TEXT NOT NULL, -- YYYY-MM-DD
	last_seen  TEXT NOT NULL,
	open       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_article ON finding (article) WHERE open;

-- What reviewers entered, by the workbook it stands in. A finding's verdict is
-- what all workbooks agree on.
CREATE TABLE verdict (
	finding      TEXT NOT NULL,
	workbook     TEXT NOT NULL,
	verdict      TEXT NOT NULL,
	source_found TEXT NOT NULL,
	link         TEXT NOT NULL,
	reviewer     TEXT NOT NULL,
	date         TEXT NOT NULL, -- YYYY-MM-DD, '' not given
	note         TEXT NOT NULL,
	PRIMARY KEY (finding, workbook, verdict)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_workbook ON verdict (workbook);
CREATE TABLE workbook (
	path TEXT PRIMARY KEY,
	hash TEXT NOT NULL -- SHA-256 of the file when its verdicts were taken in
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
	number     INTEGER PRIMARY KEY,
	id         TEXT NOT NULL,
	started    TEXT NOT NULL,
	finished   TEXT NOT NULL,
	articles   INTEGER NOT NULL,
	findings   INTEGER NOT NULL,
	severities TEXT NOT NULL, -- findings by severity, JSON
	incomplete TEXT NOT NULL  -- why it ended early, '' if it did not
) STRICT;

-- Files written under a temporary name that a committed run still has to give
-- their own.
CREATE TABLE pending (
	final     TEXT PRIMARY KEY,
	temporary TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
