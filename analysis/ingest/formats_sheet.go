package ingest

// sheetFormats lists the formats of workbooks and tables of a known layout, the most particular first.
func sheetFormats() []format {
	return nil
}

// sheetArchives lists the zip archives of that family.
func sheetArchives() []archiveFormat {
	return []archiveFormat{
		{"xlsx", titleXLSX, detectXLSX, readXLSX},
		{"ods", titleODS, detectODS, readODS},
	}
}
