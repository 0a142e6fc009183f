package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// runStats writes a table to a file and runs a test on it.
func runStats(t *testing.T, csv string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(path, []byte(csv), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code = run(context.Background(), append(append([]string{"stats"}, args...), path), &out, &errs)
	return code, out.String(), errs.String()
}

// statsJSON runs a test and returns its fields.
func statsJSON(t *testing.T, csv string, args ...string) map[string]any {
	t.Helper()
	code, out, errs := runStats(t, csv, append(args, "--json")...)
	if code != exitDone {
		t.Fatalf("stats %v: exit code %d: %s", args, code, errs)
	}
	var m map[string]any
	if err := json.Unmarshal([]byte(out), &m); err != nil {
		t.Fatalf("stats %v: %v in %s", args, err, out)
	}
	return m
}

// Every test works on its own example, in text and as JSON, and refuses an
// empty table or answers with a note, and a table of words with exit code 2.
func TestStatsExamples(t *testing.T) {
	for _, g := range statGroups() {
		for _, test := range g.tests {
			t.Run(test.name, func(t *testing.T) {
				m := statsJSON(t, test.example, test.name)
				for _, key := range []string{"method", "notes"} {
					if _, ok := m[key]; !ok {
						t.Errorf("no %s in %v", key, m)
					}
				}
				code, out, _ := runStats(t, test.example, test.name)
				if code != exitDone || strings.Contains(out, "NaN") || strings.Contains(out, "Inf") || len(out) < 20 {
					t.Errorf("exit code %d, text %q", code, out)
				}
				if code, _, errs := runStats(t, "these,are\nno,numbers\n", test.name, "--no-header"); test.name != "network" && test.name != "kappa" && (code != exitUsage || !strings.Contains(errs, "expects the columns: ")) {
					t.Errorf("words: exit code %d, %q", code, errs)
				}
				code, out, errs := runStats(t, "", test.name, "--json")
				if code == exitDone && strings.Contains(out, `"notes": []`) && !slices.Contains([]string{"log-odds", "lorenz", "rarefaction", "design-effect"}, test.name) {
					t.Errorf("nothing: no note in %s", out)
				}
				if code != exitDone && code != exitUsage {
					t.Errorf("nothing: exit code %d, %q", code, errs)
				}
				var help bytes.Buffer
				if code := run(context.Background(), []string{"stats", test.name, "--help"}, &help, &help); code != exitDone || !strings.Contains(help.String(), test.columns) {
					t.Errorf("help: exit code %d, %s", code, help.String())
				}
			})
		}
	}
}

// Every public function of analysis/stats that is a statistic is behind a test
// of the command line.
func TestStatsCoverThePackage(t *testing.T) {
	source := ""
	files, err := filepath.Glob("stats*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if data, err := os.ReadFile(f); err != nil {
			t.Fatal(err)
		} else if !strings.HasSuffix(f, "_test.go") {
			source += string(data)
		}
	}
	packages, err := parser.ParseDir(token.NewFileSet(), "../../analysis/stats", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range packages["stats"].Files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() {
				continue
			}
			// These are parts of the statistics that Summarise and the bootstrap give.
			if slices.Contains([]string{"Mean", "Quantile", "BootstrapSums"}, f.Name.Name) {
				continue
			}
			if !strings.Contains(source, "stats."+f.Name.Name) {
				t.Errorf("stats.%s cannot be checked from the command line", f.Name.Name)
			}
		}
	}
}

// Every test is explained in docs/methods.md, to the board in at most three
// sentences and to the analyst with its source.
func TestStatsAreExplained(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", "methods.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(data), "## Statistics, one by one")
	if !ok {
		t.Fatal("docs/methods.md has no section on statistics")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	for _, g := range statGroups() {
		for _, test := range g.tests {
			if !strings.Contains(section, "`stats "+test.name+"`") {
				t.Errorf("docs/methods.md does not explain %s", test.name)
			}
		}
	}
	for _, entry := range strings.Split(section, "\n**`stats ")[1:] {
		_, board, ok := strings.Cut(entry, "*For the board.* ")
		board, analyst, found := strings.Cut(board, "*For the analyst.* ")
		if !ok || !found || strings.TrimSpace(analyst) == "" {
			t.Errorf("%.40s: not explained to the board and to the analyst", entry)
			continue
		}
		board = strings.Join(strings.Fields(board), " ")
		if n := strings.Count(board+" ", ". ") + strings.Count(board, "? "); n < 1 || n > 3 {
			t.Errorf("%.40s: %d sentences for the board: %s", entry, n, board)
		}
	}
}

// number is a field as a number, or NaN when it is null.
func numberOf(v any) float64 {
	if f, ok := v.(float64); ok {
		return f
	}
	return math.NaN()
}

func same6(got, want float64) bool {
	return math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= 1e-6*math.Abs(want)+1e-12
}

// TestStatsNumbers holds figures of the command line against R.
func TestStatsNumbers(t *testing.T) {
	const years = "before,after\n61,75\n45,92\n88,66\n52,110\n40,84\n97,59\n63,140\n58,73\n71,98\n33,87\n49,121\n120,64\n"
	for _, c := range []struct {
		csv  string
		args string
		want map[string]float64
	}{
		{"events,exposure\n137,24.19893\n", "poisson --rate 1", map[string]float64{"estimate": 5.66140734321724, "low": 4.75312480484875, "high": 6.69270933417607}},
		{"21,3011\n11,800\n", "rate-ratio", map[string]float64{"estimate": 1.9714880952380953, "low": 0.8584264033916392, "high": 4.2772659436540712, "p": 0.0796686330333295}},
		{"1410;23\n3050;48\n", "rate-ratio --wald", map[string]float64{"low": 0.97309524081499, "high": 1.10402600233061}},
		{years, "quasi-poisson", map[string]float64{"estimate": 1.37580437580048, "low": 1.03566453808196, "high": 1.82765520192211, "p": 0.0293935799078409, "statistic": 2.32977636843814, "df": 22, "dispersion": 8.43772834201854}},
		{years, "negative-binomial", map[string]float64{"theta": 11.9079207507639, "statistic": 2.50515502285215, "p": 0.0122397733826527, "high": 1.76587356264106}},
		{years, "per-session", map[string]float64{"low": 1.03566453808196, "sessions_after": 12}},
		{years, "welch", map[string]float64{"statistic": 2.37579033516615, "df": 21.9751835874553, "p": 0.0266559912816776, "low": 3.09090790278761}},
		{years, "wilcoxon", map[string]float64{"statistic": 114, "p": 0.0144925070890881, "estimate": 24, "low": 4, "high": 46}},
		{"group,value\n" + strings.Join(long(years), "\n"), "wilcoxon", map[string]float64{"statistic": 114}},
		{"hits\tof\n56\t70\n", "wilson", map[string]float64{"low": 0.691833555037469, "high": 0.87695260751637}},
		{"48,80\n56,70\n", "newcombe", map[string]float64{"low": 0.0524314724023649, "high": 0.333872654036906, "p": 0.00804508136819656}},
		{"48,80\n56,70\n", "newcombe --yates", map[string]float64{"low": 0.04411204200618, "high": 0.3558879579938201, "p": 0.0134094751786689}},
		{"83,86\n90,93\n129,136\n70,82\n", "proportions", map[string]float64{"statistic": 12.60041129712763919, "df": 3, "p": 0.00558547666162702}},
		{"party,d,i,r\nw,762,327,468\nm,484,239,477\n", "chi-square", map[string]float64{"statistic": 30.0701490957547, "df": 2, "p": 2.95358918321176e-07, "cramers_v": 0.104435802356468}},
		{"3,1\n1,3\n", "fisher", map[string]float64{"p": 0.485714285714286, "p_greater": 0.242857142857143}},
		{"NEAS,240,841,757,2811\nNHFT,47,1188,60,902\n", "cmh", map[string]float64{"strata_used": 2}},
		{"12\n15\n11\n18\n17\n21\n19\n25\n24\n30\n", "mann-kendall", map[string]float64{"s": 35, "variance": 125, "statistic": 3.04105244939971, "p": 0.00235752759579549, "tau": 0.777777777777778, "estimate": 1.85714285714286}},
		{"3\n3\n5\n5\n5\n8\n8\n9\n", "mann-kendall", map[string]float64{"s": 23, "statistic": 2.84811022321388}},
		{"20,5\n10,15\n", "kappa", map[string]float64{"estimate": 0.4}},
		{"1\n1\n1\n1\n1\n1\n1\n1\n1\n91\n", "gini", map[string]float64{"estimate": 0.81, "corrected": 0.9}},
		{"10,8.04\n8,6.95\n13,7.58\n9,8.81\n11,8.33\n14,9.96\n6,7.24\n4,4.26\n12,10.84\n7,4.82\n5,5.68\n", "regression", map[string]float64{"estimate": 0.500090909090909, "intercept": 3.000090909090909, "p": 0.00216962887307879, "statistic": 4.24145528889283, "df": 9}},
		{"10,8.04\n8,6.95\n13,7.58\n9,8.81\n11,8.33\n14,9.96\n6,7.24\n4,4.26\n12,10.84\n7,4.82\n5,5.68\n", "theil-sen --at 9", map[string]float64{"estimate": 0.5016666666666668, "height": 7.58, "low": 0.218}},
	} {
		m := statsJSON(t, c.csv, strings.Fields(c.args)...)
		for key, want := range c.want {
			if !same6(numberOf(m[key]), want) {
				t.Errorf("%s: %s = %v, want %v", c.args, key, m[key], want)
			}
		}
	}
}

// long turns two columns into rows of group and value.
func long(csv string) []string {
	var rows [2][]string
	for _, line := range strings.Split(strings.TrimSpace(csv), "\n")[1:] {
		for k, v := range strings.Split(line, ",") {
			rows[k] = append(rows[k], []string{"early", "late"}[k]+","+v)
		}
	}
	return append(rows[0], rows[1]...)
}

// spcCase is one series of the reference for control charts.
type spcCase struct {
	Name        string     `json:"name"`
	Y           []*float64 `json:"y"`
	RebaseAt    []int      `json:"rebase_at"`
	Improvement int        `json:"improvement_direction"`
	Screen      bool       `json:"screen_outliers"`
	FixAfter    *int       `json:"fix_after_n_points"`
	Target      *float64   `json:"target"`
	Mean        []*float64 `json:"mean"`
	Lower       []*float64 `json:"lpl"`
	Upper       []*float64 `json:"upl"`
	Outside     []*bool    `json:"outside_limits"`
	Near        []*bool    `json:"close_to_limits"`
	Cause       []string   `json:"special_cause_type"`
	Kind        []string   `json:"point_type"`
	Cause2023   []string   `json:"special_cause_type_mdc2023"`
	Kind2023    []string   `json:"point_type_mdc2023"`
	Assurance   *string    `json:"assurance"`
}

func (c spcCase) table() string {
	var b strings.Builder
	b.WriteString("value\n")
	for _, v := range c.Y {
		if v != nil {
			b.WriteString(strconv.FormatFloat(*v, 'g', -1, 64))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (c spcCase) args(rule string) []string {
	args := []string{"xmr", "--rule", rule, "--improvement", map[int]string{1: "up", -1: "down", 0: "none"}[c.Improvement]}
	if !c.Screen {
		args = append(args, "--no-screen")
	}
	if c.FixAfter != nil {
		args = append(args, "--fix-after", strconv.Itoa(*c.FixAfter))
	}
	if c.Target != nil {
		args = append(args, "--target", fmt.Sprint(*c.Target))
	}
	for _, at := range c.RebaseAt { // the reference counts from 0
		args = append(args, "--rebase", strconv.Itoa(at+1))
	}
	return args
}

// referenceFile reads a file of expected values, which lies beside the project
// or where YEARBOOK_SHARED says.
func referenceFile(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("YEARBOOK_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	data, err := os.ReadFile(filepath.Join(dir, "reference", name))
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("%v: the build server must have the reference values", err)
	}
	if err != nil {
		t.Skip("no reference values beside the project: set YEARBOOK_SHARED")
	}
	return data
}

// TestStatsXmRReference runs all 27 reference series through the command line,
// under both rules, point by point.
func TestStatsXmRReference(t *testing.T) {
	data := referenceFile(t, "spc_cases.json")
	var cases []spcCase
	if err := json.Unmarshal(data, &cases); err != nil || len(cases) != 27 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, c := range cases {
		for rule, want := range map[string][2][]string{"2018": {c.Cause, c.Kind}, "2023": {c.Cause2023, c.Kind2023}} {
			t.Run(c.Name+"/"+rule, func(t *testing.T) {
				m := statsJSON(t, c.table(), c.args(rule)...)
				points, ok := m["points"].([]any)
				if !ok || len(points) != len(c.Y) {
					t.Fatalf("%d points, want %d", len(points), len(c.Y))
				}
				for i := range points {
					p := points[i].(map[string]any)
					if p["label"] != want[0][i] || p["type"] != want[1][i] {
						t.Errorf("point %d: %v, %v; want %s, %s", i, p["label"], p["type"], want[0][i], want[1][i])
					}
					for key, ref := range map[string]*bool{"outside": c.Outside[i], "near": c.Near[i]} {
						if ref == nil && p[key] != nil || ref != nil && p[key] != *ref {
							t.Errorf("point %d: %s is %v", i, key, p[key])
						}
					}
					for key, ref := range map[string]*float64{"mean": c.Mean[i], "lower": c.Lower[i], "upper": c.Upper[i]} {
						got := m[key]
						if list, ok := got.([]any); ok {
							got = list[i]
						}
						if ref == nil && got != nil || ref != nil && !same6(numberOf(got), *ref) {
							t.Errorf("point %d: %s is %v", i, key, got)
						}
					}
				}
				var assurance any
				if c.Assurance != nil {
					assurance = *c.Assurance
				}
				if m["assurance"] != assurance {
					t.Errorf("assurance %v, want %v", m["assurance"], assurance)
				}
				if _, lists := m["mean"].([]any); lists != (len(c.RebaseAt) > 0) {
					t.Errorf("mean is %v with %d rebases", m["mean"], len(c.RebaseAt))
				}
			})
		}
	}
}

func FuzzStatsTable(f *testing.F) {
	for _, g := range statGroups() {
		for _, test := range g.tests {
			f.Add([]byte(test.example))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := readTable(bytes.NewReader(data), headerGuess)
		if err != nil || len(in.rows) > 50 {
			return
		}
		for _, g := range statGroups() {
			for _, test := range g.tests {
				if test.options != nil {
					continue // these need their command
				}
				if r, err := test.run(in); err == nil {
					if _, err := json.Marshal(r); err != nil {
						t.Fatalf("%s: %v", test.name, err)
					}
				}
			}
		}
	})
}
