package ingest

import (
	"archive/zip"
	"path"
	"slices"
	"strings"
)

// An archive of plain files is read as one source: every entry that a reader
// knows is read by it, with dates of its own, and the receipts are added up.
// Rows count on from entry to entry, so that each is one of its own.

// detectZipFiles accepts any archive that is no document of an office suite.
func detectZipFiles(a *archive) float64 {
	for _, f := range a.zip.File {
		switch f.Name {
		case "[Content_Types].xml", "mimetype", "word/document.xml", "xl/workbook.xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml":
			return 0
		}
	}
	return sure
}

func readZipFiles(a *archive) error {
	return a.merge("files", func(f *zip.File) bool { return !isMedia(f.Name) })
}

// detectWhatsAppZip tells the archive that a phone makes of one chat.
func detectWhatsAppZip(a *archive) float64 {
	if len(a.zip.File) > 0 && slices.ContainsFunc(a.files(), isChatFile) {
		return 0.95
	}
	return 0
}

func isChatFile(f *zip.File) bool {
	name := path.Base(f.Name)
	return strings.HasSuffix(strings.ToLower(name), ".txt") && (name == "_chat.txt" || strings.HasPrefix(name, "WhatsApp Chat"))
}

func readWhatsAppZip(a *archive) error { return a.merge("chats", isChatFile) }

// detectMetaZip tells what Facebook and Instagram give for download.
func detectMetaZip(a *archive) float64 {
	if slices.ContainsFunc(a.files(), isMetaFile) && slices.ContainsFunc(a.zip.File, func(f *zip.File) bool {
		return strings.Contains(f.Name, "your_facebook_activity/") || strings.Contains(f.Name, "your_instagram_activity/") || strings.Contains(f.Name, "your_activity_across_facebook/") ||
			strings.Contains(f.Name, "messages/inbox/") || strings.Contains(f.Name, "comments_and_reactions/")
	}) {
		return 0.95
	}
	return 0
}

func isMetaFile(f *zip.File) bool {
	name := path.Base(f.Name)
	return path.Ext(name) == ".json" && (strings.HasPrefix(name, "message_") || strings.Contains(name, "comments"))
}

func readMetaZip(a *archive) error { return a.merge("messages and comments", isMetaFile) }
