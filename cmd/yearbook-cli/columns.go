package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"yearbook/analysis/ingest"
)

func columns(stdout io.Writer) *cobra.Command {
	var flags readingFlags
	var save string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "columns TABLE",
		Short: "Show how the columns of a table would be read",
		Long: `Show how the columns of a table would be read, with the reasons and the first
rows. Of a workbook it lists the sheets; --sheet chooses one. Correct the columns with --columns, and keep the correction with --save: the file
it writes is given to inspect, review and import as --preset, and is used for
every table with the same headers.`,
		Example: `  yearbook-cli columns survey.xlsx
  yearbook-cli columns survey.csv --columns 'text=Q8,name=Ident' --save survey-preset.json`,
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			opt, err := flags.options()
			if err != nil {
				return err
			}
			t, err := ingest.Preview(cmd.Context(), args[0], opt.Ingest)
			if err != nil {
				return err
			}
			if opt.Ingest.Sheet == "" {
				t.Mapping.Sheet = "" // it was found, not asked for
			}
			if save != "" {
				return savePreset(stdout, save, t)
			}
			if asJSON {
				enc := json.NewEncoder(stdout)
				enc.SetIndent("", " ")
				enc.SetEscapeHTML(false)
				return enc.Encode(t.Mapping)
			}
			return printPreview(stdout, t)
		},
	}
	flags.add(cmd.Flags())
	cmd.Flags().StringVar(&save, "save", "", "write the mapping into this file, to use as --preset")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the mapping as JSON")
	return cmd
}

func savePreset(stdout io.Writer, path string, t ingest.TablePreview) error {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	data, err := json.MarshalIndent(ingest.NewPreset(name, t, t.Mapping), "", " ")
	if err != nil {
		return fmt.Errorf("writing the preset: %w", err)
	}
	if err := os.WriteFile(path, append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("the preset cannot be written (%w): choose another folder", err)
	}
	fmt.Fprintf(stdout, "Wrote %s. Use it with --preset %s.\n", path, path)
	return nil
}

// shownRows is how many rows of a table are shown.
const shownRows = 5

func printPreview(w io.Writer, t ingest.TablePreview) error {
	fmt.Fprintf(w, "%s: %s", t.Path, t.Format)
	if t.Mapping.Layout != "" {
		fmt.Fprintf(w, ", known as %s", t.Mapping.Layout)
	}
	if len(t.Sheets) > 1 {
		fmt.Fprintf(w, "\nSheets: %s", strings.Join(t.Sheets, ", "))
	}
	fmt.Fprint(w, "\n\n")
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "COLUMN\tREAD AS\tWHY")
	roles := map[int]ingest.MappedColumn{}
	for _, c := range t.Mapping.Columns {
		roles[c.Position-1] = c
	}
	for i, h := range t.Headers {
		c, ok := roles[i]
		if !ok {
			c.Role = "not read"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\n", clip(h), c.Role, c.Reason)
	}
	fmt.Fprintln(out)
	for i, row := range t.Rows[:min(shownRows, len(t.Rows))] {
		cells := make([]string, len(row))
		for k, c := range row {
			cells[k] = clip(c)
		}
		fmt.Fprintf(out, "row %d\t%s\n", i+1, strings.Join(cells, "\t"))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("printing the table: %w", err)
	}
	return nil
}

// clip shortens a cell to what fits a line.
func clip(s string) string {
	const most = 28
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
