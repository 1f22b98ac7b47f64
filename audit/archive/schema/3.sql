-- Version 3: what reviewers entered is a history from which nothing is taken away.

ALTER TABLE verdict RENAME TO verdict_before;
ALTER TABLE workbook RENAME TO workbook_before;
DROP INDEX verdict_workbook;

-- The workbooks that runs wrote, and what each showed its readers.
CREATE TABLE workbook (
	identity TEXT PRIMARY KEY, -- as the workbook carries it
	knew     INTEGER NOT NULL  -- the last verdict taken in before it was written
) STRICT, WITHOUT ROWID;

-- The states of workbooks that were read. A workbook that is read again is
-- compared with its state before: what differs is what somebody entered.
CREATE TABLE reading (
	number   INTEGER PRIMARY KEY, -- in the order in which they were read
	workbook TEXT NOT NULL,    -- identity; '' of workbooks that carry none
	path     TEXT NOT NULL,
	hash     TEXT NOT NULL,    -- SHA-256 of the file
	content  TEXT NOT NULL,    -- SHA-256 of what reviewers had entered in it
	saved    TEXT NOT NULL,    -- when somebody saved it, RFC 3339, UTC
	taken    TEXT NOT NULL,    -- when it was read
	whole    INTEGER NOT NULL, -- everything that was entered in it was understood
	undone   TEXT NOT NULL     -- when what it brought was taken back, '' it was not
) STRICT;
CREATE INDEX reading_path ON reading (path);
CREATE INDEX reading_workbook ON reading (workbook, content);

-- What reviewers entered about findings, each entry once.
CREATE TABLE verdict (
	number       INTEGER PRIMARY KEY, -- in the order in which they were taken in
	reading      INTEGER NOT NULL REFERENCES reading, -- that brought it
	finding      TEXT NOT NULL,
	verdict      TEXT NOT NULL,    -- '' of a note, source or link alone
	source_found TEXT NOT NULL,
	link         TEXT NOT NULL,
	reviewer     TEXT NOT NULL,
	date         TEXT NOT NULL,    -- as the reviewer gave it, YYYY-MM-DD, '' not given
	note         TEXT NOT NULL,
	entered      TEXT NOT NULL,    -- when it was saved, but never before what its reviewer had before them
	knew         INTEGER NOT NULL, -- its reviewer had before them the verdicts up to this one,
	replaces     INTEGER NOT NULL, -- and this one, in the same row; 0 none
	revises      INTEGER NOT NULL, -- it was entered where the decision so far is shown, to take its place
	check_id     TEXT NOT NULL,    -- of the finding, as is the next
	words        TEXT NOT NULL     -- what "Allowed always" goes by
) STRICT;
CREATE INDEX verdict_finding ON verdict (finding);

-- Which verdicts stood in a state, and which it no longer had, because somebody
-- emptied their cells.
CREATE TABLE stood (
	reading INTEGER NOT NULL REFERENCES reading,
	verdict INTEGER NOT NULL REFERENCES verdict,
	PRIMARY KEY (reading, verdict)
) STRICT, WITHOUT ROWID;
CREATE TABLE emptied (
	verdict INTEGER NOT NULL REFERENCES verdict,
	reading INTEGER NOT NULL REFERENCES reading,
	PRIMARY KEY (verdict, reading)
) STRICT, WITHOUT ROWID;

-- Verdicts that were neither taken back nor emptied.
CREATE VIEW entered AS
	SELECT v.* FROM verdict v JOIN reading r ON r.number = v.reading
	WHERE r.undone = '' AND NOT EXISTS (
		SELECT 1 FROM emptied e JOIN reading er ON er.number = e.reading
		WHERE e.verdict = v.number AND er.undone = '');

-- What was remembered before, as one state of each workbook. They are read once
-- more, for their notes were not remembered then.
INSERT INTO reading (workbook, path, hash, content, saved, taken, whole, undone)
	SELECT '', path, hash, 'of version 2', taken, taken, 0, '' FROM (
		SELECT path, hash FROM workbook_before
		UNION SELECT workbook, '' FROM verdict_before WHERE workbook NOT IN (SELECT path FROM workbook_before)),
		(SELECT coalesce(max(started), '') AS taken FROM run)
	ORDER BY path;
INSERT INTO setting (name, value) SELECT 'read', coalesce(max(number), 0) FROM reading; -- the last that a night knew of
INSERT INTO verdict (finding, reading, verdict, source_found, link, reviewer, date, note, entered, knew, replaces, revises, check_id, words)
	SELECT b.finding, r.number, b.verdict, b.source_found, b.link, b.reviewer, b.date, b.note,
		CASE b.date WHEN '' THEN r.taken ELSE b.date || 'T00:00:00Z' END, 0, 0, 0, coalesce(f.check_id, ''), coalesce(f.words, '')
	FROM verdict_before b JOIN reading r ON r.path = b.workbook LEFT JOIN finding f ON f.id = b.finding
	ORDER BY b.workbook, b.finding, b.verdict;
INSERT INTO stood (reading, verdict) SELECT reading, number FROM verdict;

DROP TABLE verdict_before;
DROP TABLE workbook_before;

-- The checksum of a row; see sum.go.
ALTER TABLE article ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE writer ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workbook ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reading ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE verdict ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stood ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE emptied ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE setting ADD COLUMN sum INTEGER NOT NULL DEFAULT 0;
