package analysis_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"yearbook/analysis"
	"yearbook/analysis/project"
	"yearbook/analysis/report"
)

// planted are files in which exports put addresses beside what was said, and
// people into it. None of the addresses may reach a project or any output.
var planted = map[string]string{
	"blog.xml": `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Blog</title><wp:author><wp:author_login>kate</wp:author_login><wp:author_email>planted1@example.nhs.uk</wp:author_email></wp:author>
<item><title>Toolkits</title><dc:creator>kate</dc:creator><content:encoded><![CDATA[What matters in 2013?]]></content:encoded><wp:post_date_gmt>2013-01-03 10:00:00</wp:post_date_gmt><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author>Omar</wp:comment_author><wp:comment_author_email>planted2@example.org</wp:comment_author_email><wp:comment_author_IP>198.51.100.21</wp:comment_author_IP><wp:comment_date_gmt>2013-01-04 09:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[The campaign toolkit, write to planted11@example.org or 198.51.100.23]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type></wp:comment>
<wp:comment><wp:comment_id>8</wp:comment_id><wp:comment_author>planted3@example.org</wp:comment_author><wp:comment_author_email>planted3@example.org</wp:comment_author_email><wp:comment_author_IP>198.51.100.22</wp:comment_author_IP><wp:comment_date_gmt>2013-01-05 09:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[Buy pills]]></wp:comment_content><wp:comment_approved>spam</wp:comment_approved></wp:comment>
</item></channel></rss>`,
	"disqus.xml": `<?xml version="1.0"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="1"><id>a</id><link>http://example.org/a</link><title>A</title><createdAt>2013-01-01T10:00:00Z</createdAt></thread>
<post dsq:id="11"><id/><message>Budget cuts again, says planted12@example.org at 203.0.113.10</message><createdAt>2013-02-01T10:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><email>planted4@example.org</email><name>Ines</name><username>ines</username></author><ipAddress>203.0.113.9</ipAddress><thread dsq:id="1"/></post></disqus>`,
	"survey.csv": "Date,Respondent,Email address,IP Address,Comment\n" +
		"14/03/2013,Ann,planted5@example.org,203.0.113.77,The staff were kind: thank you (planted13@example.org).\n" +
		"15/03/2013,Ben,planted6@example.org,203.0.113.78,Parking took longer than the appointment itself\n" +
		"16/03/2013,planted7@example.org,planted7@example.org,203.0.113.79,\n",
	"mail.mbox": "From planted8@example.org Mon Apr  1 10:00:00 2013\nReceived: from x (x [192.0.2.44])\nFrom: Cara Dean <planted8@example.org>\nTo: list@planted9.example.org\nSubject: Consultation\nDate: Mon, 01 Apr 2013 10:00:00 +0100\nMessage-ID: <1.planted8@example.org>\n\nPlease read the consultation response at 192.0.2.45.\n\nplanted8@example.org\n",
}

var addresses = []string{
	"planted1@", "planted2@", "planted3@", "planted4@", "planted5@", "planted6@", "planted7@", "planted8@", "planted9.",
	"planted11@", "planted12@", "planted13@", "198.51.100.23", "203.0.113.10", "192.0.2.45",
	"198.51.100.21", "198.51.100.22", "203.0.113.9", "203.0.113.77", "203.0.113.78", "203.0.113.79", "192.0.2.44",
}

func TestNoAddressLeavesTheFiles(t *testing.T) {
	ctx, in, out := context.Background(), t.TempDir(), t.TempDir()
	for name, content := range planted {
		if err := os.WriteFile(filepath.Join(in, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := project.Create(filepath.Join(out, "year.yearbook"), project.Options{})
	if err != nil {
		t.Fatal(err)
	}
	outcomes, problems, err := analysis.Import(ctx, p, []string{in}, analysis.Options{}, nil)
	if err != nil || len(outcomes) != len(planted) {
		t.Fatalf("%d of %d files imported, %v, %v", len(outcomes), len(planted), problems, err)
	}
	reading, err := analysis.FromProject(ctx, p, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := reading.Corpus.Len(); n < 6 {
		t.Fatalf("only %d messages were read: the test says nothing", n)
	}
	review, err := reading.Review(ctx, analysis.Question{Names: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := report.Write(ctx, review, out, report.Formats(), nil); err != nil {
		t.Fatal(err)
	}
	receipts, err := json.Marshal(reading.Receipts)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "receipts.json"), receipts, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	lookFor(t, out)
}

// lookFor looks for the addresses in the bytes of every file of a folder.
func lookFor(t *testing.T, dir string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		for _, a := range addresses {
			if bytes.Contains(data, []byte(a)) {
				t.Errorf("%s holds %s", filepath.Base(path), a)
			}
		}
		files++
		return err
	})
	if err != nil || files < 10 {
		t.Errorf("%d files looked at, %v", files, err)
	}
}
