package project

import (
	"database/sql"
	"fmt"
)

// version1 is the first layout.
//
// A message's id is its source's id times 2^32 plus its place in the source, so
// that the messages of a source lie side by side in the order in which they were
// read, and need no index. Names and channels are kept once per source: kept
// once for all sources, a name would outlive the removal of its source.
func version1(tx *sql.Tx) error {
	_, err := tx.Exec(fmt.Sprintf("PRAGMA application_id = %d;", applicationID) + `
CREATE TABLE sources (
	id          INTEGER PRIMARY KEY AUTOINCREMENT, -- in order of import, never used again
	path        TEXT NOT NULL,
	name        TEXT NOT NULL,
	format      TEXT NOT NULL,
	sitting     INTEGER NOT NULL,
	fingerprint TEXT NOT NULL, -- SHA-256 of the file
	digest      TEXT NOT NULL, -- SHA-256 of what was read from it
	imported    TEXT NOT NULL,
	messages    INTEGER NOT NULL,
	receipt     TEXT NOT NULL
) STRICT;
CREATE TABLE authors (
	source INTEGER NOT NULL,
	number INTEGER NOT NULL,
	text   TEXT NOT NULL,
	uses   INTEGER NOT NULL,
	PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE channels (
	source INTEGER NOT NULL,
	number INTEGER NOT NULL,
	text   TEXT NOT NULL,
	uses   INTEGER NOT NULL,
	PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE messages (
	id          INTEGER PRIMARY KEY,
	source      INTEGER GENERATED ALWAYS AS (id >> 32) VIRTUAL,
	row         INTEGER NOT NULL, -- line or row of the file
	platform_id TEXT,
	reply_to    TEXT,
	time        INTEGER, -- milliseconds since 1970 in UTC, NULL where unknown
	author      INTEGER NOT NULL,
	channel     INTEGER NOT NULL,
	marks       INTEGER NOT NULL,
	text        TEXT NOT NULL
) STRICT;
CREATE TABLE decisions (
	kind  TEXT NOT NULL,
	key   TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE changes (
	seq    INTEGER PRIMARY KEY AUTOINCREMENT,
	what   TEXT NOT NULL,
	edits  TEXT NOT NULL, -- each decision before and after
	undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE audit (
	seq     INTEGER PRIMARY KEY AUTOINCREMENT,
	at      TEXT NOT NULL,
	who     TEXT NOT NULL,
	what    TEXT NOT NULL,
	details TEXT
) STRICT;`)
	return err
}
