package ingest

// documentFormats lists the formats of transcripts, XML, mail and other documents, the most particular first.
func documentFormats() []format {
	return nil
}

// documentArchives lists the zip archives of that family.
func documentArchives() []archiveFormat {
	return nil
}
