package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"yearbook/analysis/stats"
)

// result is what a test found: values under names, in order. A value is nil,
// a number, text, a truth value, a list of these, or a list of results.
type result []field

type field struct {
	key   string
	value any
}

// MarshalJSON keeps the order of the fields.
func (r result) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range r {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(f.key))
		b.WriteByte(':')
		v, err := json.Marshal(f.value)
		if err != nil {
			return nil, fmt.Errorf("the field %s: %w", f.key, err)
		}
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (r result) writeJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("printing JSON: %w", err)
	}
	return nil
}

// writeText prints single values first, then lists of results as tables.
func (r result) writeText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range r {
		if _, ok := f.value.([]result); !ok {
			fmt.Fprintf(t, "%s\t%s\n", strings.ReplaceAll(f.key, "_", " "), plain(f.value))
		}
	}
	for _, f := range r {
		rows, ok := f.value.([]result)
		if !ok || len(rows) == 0 {
			continue
		}
		fmt.Fprintf(t, "\n%s\n", strings.ReplaceAll(f.key, "_", " "))
		for _, c := range rows[0] {
			fmt.Fprintf(t, "%s\t", strings.ReplaceAll(c.key, "_", " "))
		}
		fmt.Fprintln(t)
		for _, row := range rows {
			for _, c := range row {
				fmt.Fprintf(t, "%s\t", plain(c.value))
			}
			fmt.Fprintln(t)
		}
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("printing the result: %w", err)
	}
	return nil
}

// plain is a value as text: numbers to six digits.
func plain(v any) string {
	switch v := v.(type) {
	case nil:
		return "-"
	case float64:
		return strconv.FormatFloat(v, 'g', 6, 64)
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case []string:
		if len(v) == 0 {
			return "-"
		}
		return strings.Join(v, "; ")
	case []float64:
		return joined(v)
	case []int:
		return joined(v)
	case []any:
		return joined(v)
	case [][]float64:
		return joined(v)
	}
	return fmt.Sprint(v)
}

func joined[T any](list []T) string {
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = plain(v)
	}
	return strings.Join(parts, ", ")
}

// when is the value if there is one, and nothing otherwise.
func when[T any](has bool, v T) any {
	if !has {
		return nil
	}
	return v
}

// notes is the list of remarks in a note.
func notes(list ...string) []string {
	out := []string{}
	for _, note := range list {
		for part := range strings.SplitSeq(note, "; ") {
			if part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// estimate is the usual beginning of a result: every test that estimates one
// number has these fields, in this order, and its own after them. Statistic and
// df are nil where there is none.
func estimate(e stats.Estimate, statistic, df any, more ...field) result {
	r := result{
		{"estimate", when(e.HasValue, e.Value)},
		{"low", when(e.HasInterval, e.Low)},
		{"high", when(e.HasInterval && !e.Unbounded, e.High)},
		{"p", when(e.HasP, e.P)},
		{"statistic", statistic},
		{"df", df},
		{"method", e.Method},
		{"notes", notes(e.Note)},
	}
	return append(r, more...)
}

// tested is the same for a test without an estimate.
func tested(p, statistic, df any, method, note string, more ...field) result {
	r := result{
		{"p", p}, {"statistic", statistic}, {"df", df}, {"method", method}, {"notes", notes(note)},
	}
	return append(r, more...)
}
