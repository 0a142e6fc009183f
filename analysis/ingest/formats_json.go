package ingest

// jsonFormats lists the formats of JSON and what holds it, the most particular first.
func jsonFormats() []format {
	return nil
}

// jsonArchives lists the zip archives of that family.
func jsonArchives() []archiveFormat {
	return nil
}
