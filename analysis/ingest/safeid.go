package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// hashedID stands for an id that holds an address, such as the id of an e-mail:
// equal ids stay equal, and the address cannot be read from it.
func hashedID(id string) string {
	if id = strings.TrimSpace(id); id == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(id))
	return "#" + hex.EncodeToString(sum[:8])
}

// safeID is an id as it stands, or hashed where it may hold an address.
func safeID(id string) string {
	id = withoutNUL(valid(strings.TrimSpace(id)))
	if strings.ContainsRune(id, '@') || strings.Contains(id, "%40") || isIP(id) || len(id) > 1000 {
		return hashedID(id)
	}
	return id
}
