package ingest

// documentFormats lists the formats of transcripts, XML, mail and other documents, the most particular first.
func documentFormats() []format {
	return []format{
		{"wxr", "WordPress export", detectWXR, readWXR},
		{"disqus", "Disqus export", detectDisqus, readDisqus},
		{"feed", "RSS or Atom feed", detectFeed, readFeed},
		{"teamsvtt", "Teams transcript (VTT)", detectTeamsVTT, readCues},
		{"vtt", "Transcript (VTT)", detectVTT, readCues},
		{"srt", "Subtitles (SRT)", detectSRT, readCues},
		{"mhtml", "Web page in a single file (MHTML)", detectMHTML, readMHTML},
		{"mbox", "Mailbox (mbox)", detectMbox, readMail},
		{"eml", "E-mail message (EML)", detectEML, readMail},
		{"zoom", "Zoom chat", detectZoom, readZoom},
		{"signal", "Signal text", detectSignal, readSignal},
		{"symplur", "Symplur transcript (HTML)", detectSymplur, readSymplur},
		{"transcript", "Transcript or chat of Teams (text)", detectTranscript, readTranscript},
	}
}

// documentArchives lists the zip archives of that family.
func documentArchives() []archiveFormat {
	return []archiveFormat{
		{"docx", "Transcript (Word)", detectDocx, readDocx},
	}
}
