package project

import "database/sql"

// version2 adds what a table says of a message beside who, when and what: the
// question it answers, the organisation, the score and the consent to publish.
// Few combinations of them occur, so each is kept once per source.
func version2(tx *sql.Tx) error {
	_, err := tx.Exec(`
ALTER TABLE messages ADD COLUMN labels INTEGER;
CREATE TABLE labels (
	source INTEGER NOT NULL,
	number INTEGER NOT NULL,
	text   TEXT NOT NULL, -- question, organisation, score and consent, parted by U+001F
	uses   INTEGER NOT NULL,
	PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;`)
	return err
}
