package ingest

// jsonFormats lists the formats of JSON and what holds it, the most particular first.
func jsonFormats() []format {
	return []format{
		{"tweetarchive", "Twitter archive", detectTweetArchive, readTweetArchive},
		{"tweets", "Tweets (JSON)", detectTweets, readTweets},
		{"slack", "Slack channel", detectSlack, readSlack},
		{"slacklist", "Slack list", detectSlackList, readSlackList},
		{"discord", "Discord chat", detectDiscord, readDiscord},
		{"telegram", "Telegram chat", detectTelegram, readTelegram},
		{"meta", "Facebook or Instagram download", detectMeta, readMeta},
		{"rocketchat", "Rocket.Chat", detectRocketChat, readRocketChat},
		{"teamsgraph", "Teams messages (Graph)", detectTeamsGraph, readTeamsGraph},
		{"mattermost", "Mattermost", detectMattermost, readMattermost},
		{"mastodon", "Mastodon posts", detectMastodon, readMastodon},
		{"bluesky", "Bluesky posts", detectBluesky, readBluesky},
		{"reddit", "Reddit posts and comments", detectReddit, readReddit},
		{"youtube", "YouTube comments", detectYouTube, readYouTube},
		{"ytdlp", "YouTube comments (yt-dlp)", detectYTDLP, readYTDLP},
		{"jsonrecords", "Records (JSON)", detectRecords, readRecords},
	}
}

// jsonArchives lists the zip archives of that family, and those of plain files.
func jsonArchives() []archiveFormat {
	return []archiveFormat{
		{"slackzip", slackTitle, detectSlackZip, readSlackZip},
		{"tweetzip", "Twitter archive", detectTweetZip, readTweetZip},
		{"whatsappzip", "WhatsApp chat in a ZIP", detectWhatsAppZip, readWhatsAppZip},
		{"metazip", "Facebook or Instagram download", detectMetaZip, readMetaZip},
		{"zipfiles", "ZIP of files", detectZipFiles, readZipFiles},
	}
}
