package ingest

import "yearbook/analysis/corpus"

// Preset is a mapping that recognises the tables it is for by their headers.
// It can be written to a file as JSON.
type Preset struct {
	Name      string   `json:"name"`
	Signature []string `json:"signature"` // headers that such a table has, among others
	Mapping   Mapping  `json:"mapping"`
}

// NewPreset keeps a mapping for tables with the headers of the preview.
func NewPreset(name string, t TablePreview, m Mapping) Preset {
	m.Layout = ""
	return Preset{Name: name, Signature: t.Headers, Mapping: m}
}

// fits reports whether a table with the headers is of the preset's layout.
func (p Preset) fits(headers headerSet) bool {
	for _, s := range p.Signature {
		if !headers[foldHeader(s)] {
			return false
		}
	}
	return len(p.Signature) > 0
}

// headerSet is the headers of a table, folded.
type headerSet map[string]bool

func (l layout) headers() headerSet {
	set := headerSet{}
	for i, h := range l.names {
		set[foldHeader(h)], set[foldHeader(l.caption(i))] = true, true
	}
	return set
}

// presetFinder looks for the header of a preset in the first rows of a table.
type presetFinder struct {
	rows    [][]string
	columns int
	found   layout               // where the header seems to be
	tried   map[[2]int]headerSet // by rows above and rows of the header
}

// find is the layout of the table under a preset, if it is of that.
func (f *presetFinder) find(p Preset) (layout, bool) {
	const deepest, widest = 4, 2000
	own := p.Mapping.HeaderRows
	if own > 0 && own <= deepest && f.columns <= widest {
		for above := range min(deepest, len(f.rows)-own+1) {
			if p.fits(f.headers(above, own)) {
				return givenLayout(f.rows, above, own, f.columns), true
			}
		}
	}
	return f.found, p.fits(f.headers(f.found.above, f.found.header))
}

func (f *presetFinder) headers(above, header int) headerSet {
	key := [2]int{above, header}
	set, ok := f.tried[key]
	if !ok {
		set = givenLayout(f.rows, above, header, f.columns).headers()
		f.tried[key] = set
	}
	return set
}

// Presets are those that Yearbook brings for the exports it knows, the most
// particular first. Where one names no column of text, those are guessed.
//
// Real files have confirmed those of the Friends and Family Test and of TAGS.
// The others follow the documentation of their tools, programs that read their
// files, or what is generally known of them.
func Presets() []Preset {
	col := func(role Role, header string) MappedColumn { return MappedColumn{Role: role, Header: header} }
	return []Preset{
		{"Friends and Family Test", []string{"Date", "FFT question", "FFT answer"}, Mapping{HeaderRows: 1, Columns: []MappedColumn{
			col(RoleTime, "Date"), col(RoleName, "Respondent ID"), col(RoleText, "FFT answer"), col(RoleID, "Comment ID"),
			col(RoleOrganisation, "Trust"), col(RoleScore, "FFT categorical answer"), col(RoleQuestion, "FFT question")}}},
		{"SurveyMonkey", []string{"Respondent ID", "Collector ID", "Start Date", "End Date"}, Mapping{HeaderRows: 2, Channel: "survey answer", Columns: []MappedColumn{
			col(RoleTime, "End Date"), col(RoleName, "Respondent ID"), col(RoleNone, "Collector ID"), col(RoleNone, "Start Date"),
			col(RoleNone, "IP Address"), col(RoleNone, "Email Address"), col(RoleNone, "First Name"), col(RoleNone, "Last Name"), col(RoleNone, "Custom Data 1")}}},
		{"Microsoft Forms", []string{"ID", "Start time", "Completion time", "Email", "Name"}, Mapping{HeaderRows: 1, Channel: "survey answer", Columns: []MappedColumn{
			col(RoleTime, "Completion time"), col(RoleName, "Name"), col(RoleNone, "ID"), col(RoleNone, "Start time"), col(RoleNone, "Email"), col(RoleNone, "Last modified time")}}},
		{"Citizen Space", []string{"Response ID", "Submitted Date"}, citizenSpace(col, "Submitted Date")},
		{"Citizen Space", []string{"Response ID", "Date Submitted"}, citizenSpace(col, "Date Submitted")},
		{"Citizen Space", []string{"Response ID", "Submitted"}, citizenSpace(col, "Submitted")},
		{"Care Opinion", []string{"Title", "Story", "Criticality"}, Mapping{HeaderRows: 1, Channel: "patient story", Columns: []MappedColumn{
			col(RoleTime, "Submitted"), col(RoleTime, "Date"), col(RoleName, "Author"), col(RoleText, "Story"), col(RoleID, "Story ID"), col(RoleOrganisation, "Organisation"), col(RoleScore, "Criticality")}}},
		{"Coded feedback", []string{"feedback", "subcategory", "criticality"}, Mapping{HeaderRows: 1, Columns: []MappedColumn{
			col(RoleTime, "Date"), col(RoleText, "feedback"), col(RoleOrganisation, "organisation"), col(RoleScore, "criticality"), col(RoleQuestion, "question")}}},
		{"TAGS", []string{"id_str", "from_user", "text", "created_at"}, Mapping{HeaderRows: 1, Channel: corpus.Tweet, Blank: "NA", Columns: []MappedColumn{
			col(RoleTime, "created_at"), col(RoleName, "from_user"), col(RoleText, "text"), col(RoleID, "id_str"), col(RoleReply, "in_reply_to_status_id_str")}}},
		{"twarc CSV", []string{"id", "created_at", "text", "author.username"}, Mapping{HeaderRows: 1, Channel: corpus.Tweet, UTC: true, Columns: []MappedColumn{
			col(RoleTime, "created_at"), col(RoleName, "author.username"), col(RoleText, "text"), col(RoleID, "id"), col(RoleReply, "referenced_tweets.replied_to.id")}}},
		{"Twitter archive", []string{"tweet_id", "timestamp", "text", "retweeted_status_id", "expanded_urls"}, Mapping{HeaderRows: 1, Channel: corpus.Tweet, Columns: []MappedColumn{
			col(RoleTime, "timestamp"), col(RoleText, "text"), col(RoleID, "tweet_id"), col(RoleReply, "in_reply_to_status_id")}}},
		{"NodeXL", []string{"Vertex 1", "Vertex 2", "Tweet", "Imported ID"}, nodeXL(col, "Imported ID")},
		{"NodeXL", []string{"Vertex 1", "Vertex 2", "Tweet", "Unified Twitter ID"}, nodeXL(col, "Unified Twitter ID")},
		{"YouTube Data Tools", []string{"id", "isReplyTo", "authorName", "text", "publishedAt"}, Mapping{HeaderRows: 1, Channel: "video comment", UTC: true, Columns: []MappedColumn{
			col(RoleTime, "publishedAt"), col(RoleName, "authorName"), col(RoleText, "text"), col(RoleID, "id"), col(RoleReply, "isReplyTo")}}},
		{"CrowdTangle", []string{"Page Name", "Post Created", "Message", "Total Interactions"}, crowdTangle(col, "Page Name")},
		{"CrowdTangle", []string{"Group Name", "Post Created", "Message", "Total Interactions"}, crowdTangle(col, "Group Name")},
		{"Facepager", []string{"object_id", "query_status", "message", "created_time"}, Mapping{HeaderRows: 1, Channel: "page comment", UTC: true, Columns: []MappedColumn{
			col(RoleTime, "created_time"), col(RoleName, "from.name"), col(RoleText, "message"), col(RoleID, "object_id")}}},
		{"Discord", []string{"AuthorID", "Author", "Date", "Content"}, Mapping{HeaderRows: 1, Channel: corpus.Chat, Columns: []MappedColumn{
			col(RoleTime, "Date"), col(RoleName, "Author"), col(RoleText, "Content")}}},
	}
}

type columnMaker func(Role, string) MappedColumn

func citizenSpace(col columnMaker, date string) Mapping {
	return Mapping{HeaderRows: 1, Channel: "consultation response", Columns: []MappedColumn{
		col(RoleTime, date), col(RoleName, "Response ID"), col(RoleOrganisation, "Organisation"), col(RoleConsent, "Consent to publish")}}
}

// nodeXL reads a sheet of edges: a tweet that mentions three people has three
// rows, and is one message.
func nodeXL(col columnMaker, id string) Mapping {
	return Mapping{HeaderRows: 1, Channel: corpus.Tweet, OncePerID: true, UTC: true, Columns: []MappedColumn{
		col(RoleTime, "Tweet Date (UTC)"), col(RoleName, "Vertex 1"), col(RoleText, "Tweet"), col(RoleID, id), col(RoleReply, "In-Reply-To Tweet ID")}}
}

func crowdTangle(col columnMaker, name string) Mapping {
	return Mapping{HeaderRows: 1, Channel: "page post", Columns: []MappedColumn{
		col(RoleTime, "Post Created"), col(RoleName, name), col(RoleText, "Message"), col(RoleID, "URL"), col(RoleScore, "Total Interactions")}}
}
