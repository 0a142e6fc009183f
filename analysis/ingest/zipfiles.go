package ingest

import (
	"archive/zip"
	"fmt"
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

func readZipFiles(a *archive) error { return a.merge("files", mayBeRead) }

// mayBeRead tells the entries that a reader may know.
func mayBeRead(f *zip.File) bool { return mayHoldMessages(f.Name) }

func mayHoldMessages(name string) bool { return !isMedia(name) && !aboutTheData(path.Base(name)) }

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

// readWhatsAppZip reads the chats, and what lies in other folders than they do.
// What lies beside a chat was sent in it.
func readWhatsAppZip(a *archive) error {
	sent := map[string]bool{}
	for _, f := range a.files() {
		if isChatFile(f) {
			sent[path.Dir(f.Name)] = true
		}
	}
	return a.merge("chats", func(f *zip.File) bool {
		return isChatFile(f) || mayBeRead(f) && !sent[path.Dir(f.Name)]
	})
}

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

func readMetaZip(a *archive) error {
	a.others(a.entries(), func(name string) bool {
		return ofExt(name, ".json", ".html", ".js") || path.Base(name) == "no-data.txt"
	})
	chats := a.metaChats()
	err := a.mergeKnown("messages and comments", func(f *zip.File) bool {
		return isMetaFile(f) && (len(a.opt.Chats) == 0 || chats[path.Dir(f.Name)])
	})
	if len(a.opt.Chats) > 0 {
		a.book.tellChats()
	}
	return err
}

// metaChats lists the chats of such a download and says, by the folder of each,
// which are to be read. A folder is named after its chat, "nightshift_12345".
func (a *archive) metaChats() map[string]bool {
	chosen := map[string]bool{}
	for _, f := range a.entries() {
		dir := path.Dir(f.Name)
		_, listed := chosen[dir]
		if listed || !strings.HasPrefix(path.Base(f.Name), "message_") || path.Ext(f.Name) != ".json" {
			continue
		}
		name := path.Base(dir)
		if i := strings.LastIndexByte(name, '_'); i > 0 {
			name = name[:i]
		}
		c := Chat{Name: valid(name)}
		if chosen[dir], _ = a.opt.chooses(name); !chosen[dir] {
			c.Left = notChosen
		}
		a.book.res.Receipt.Chats = append(a.book.res.Receipt.Chats, c)
	}
	return chosen
}

// others names the files that are no part of the export as which an archive is
// read, of which own knows the names.
func (a *archive) others(files []entry, own func(name string) bool) {
	var names []string
	for _, f := range files {
		if mayHoldMessages(f.Name) && !own(f.Name) {
			names = append(names, f.Name)
		}
	}
	if len(names) > 0 {
		a.book.warn("%d files beside the export are no part of it and were not read: %s. To read them as well, unpack the archive, if it is one, and name them.", len(names), few(names))
	}
}

func ofExt(name string, exts ...string) bool {
	return slices.Contains(exts, strings.ToLower(path.Ext(name)))
}

// few lists the first names of many.
func few(names []string) string {
	const most = 5
	short := make([]string, min(len(names), most))
	for i := range short {
		short[i] = shorten([]byte(names[i]))
	}
	if len(names) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(short, ", "), len(names)-most)
	}
	return strings.Join(short, ", ")
}
