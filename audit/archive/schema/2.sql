-- Version 2.

-- Which archived articles share something with those of a night, so that a night
-- that comes again is not looked up again.
CREATE TABLE recalled (
	question TEXT PRIMARY KEY, -- hash of all that the answer depends on
	used     TEXT NOT NULL,    -- when the last run began that asked it
	articles BLOB NOT NULL     -- keys, a JSON list
) STRICT, WITHOUT ROWID;
