package main

import (
	"archive/zip"
	"bytes"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var opened = regexp.MustCompile(`HYPERLINK\("((?:[^"]|"")*)"`)

// originals returns the files that a workbook's links lead to, as spreadsheet
// programs follow them: from the workbook's own folder.
func originals(t *testing.T, workbook string) map[string]int {
	t.Helper()
	book, err := excelize.OpenFile(workbook)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	files := make(map[string]int)
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				name, _ := excelize.CoordinatesToCellName(c+1, r+1) // both are above 0
				formula, err := book.GetCellFormula(sheet, name)
				if err != nil {
					t.Fatal(err)
				}
				link := opened.FindStringSubmatch(formula)
				if link == nil || strings.HasPrefix(link[1], "#") {
					continue // within the workbook
				}
				file, err := url.PathUnescape(strings.ReplaceAll(link[1], `""`, `"`))
				if err != nil {
					t.Errorf("%s!%s: %v", sheet, name, err)
				}
				if strings.HasPrefix(file, "file://") {
					file = strings.TrimPrefix(file, "file://")
				} else {
					file = filepath.Join(filepath.Dir(workbook), file)
				}
				files[file]++
			}
		}
	}
	return files
}

// TestLinks follows the links of workbooks that are not in the folder that the
// audit was run in: to files with any name, to members of archives, and from a
// workbook that was rendered somewhere else.
func TestLinks(t *testing.T) {
	text, err := os.ReadFile("../../testdata/articles/08-machines-write-the-tests.txt")
	if err != nil {
		t.Fatal(err)
	}
	audit := func() (folder string) {
		folder = t.TempDir()
		for _, name := range []string{"tonight/plain.txt", "tonight/Über 100 % #1.txt", "tonight/it's, \"so\".txt"} {
			path := filepath.Join(folder, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var packed bytes.Buffer
		w := zip.NewWriter(&packed)
		for name, text := range map[string]string{"a.txt": string(text), "empty.txt": ""} {
			f, err := w.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "tonight/more.zip"), packed.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"audit", "tonight", "--out", "audits/copydesk-{date}.xlsx", "--json", "audits/copydesk-{date}.jsonl", "--quiet"},
			{"render", "audits/copydesk-2026-04-18.jsonl", "--out", "audits/again.xlsx"},
			{"render", "audits/copydesk-2026-04-18.jsonl", "--out", "far/away/again.xlsx"},
		} {
			cmd := exec.Command(link(t, os.Args[0]), args...)
			cmd.Dir = folder
			cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1776470400")
			if said, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != exitRejected {
				t.Fatalf("%q: %v: %s", args, err, said)
			}
		}
		return folder
	}
	first, second := audit(), audit()
	t.Chdir(filepath.Join(first, "tonight")) // not where the audit was run
	cmd := exec.Command(link(t, os.Args[0]), "render", "../audits/copydesk-2026-04-18.jsonl", "--out", "based.xlsx", "--base", "..")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("render --base: %v: %s", err, said)
	}
	for _, name := range []string{"audits/copydesk-2026-04-18.xlsx", "far/away/again.xlsx", "tonight/based.xlsx"} {
		files := originals(t, filepath.Join(first, name))
		for file, links := range files {
			if _, err := os.Stat(file); err != nil {
				t.Errorf("%s: %d links lead to nothing: %v", name, links, err)
			}
		}
		if len(files) != 4 {
			t.Errorf("%s: links lead to %d files, want all 4: %v", name, len(files), files)
		}
	}
	// The same layout gives the same bytes, wherever it is.
	for _, same := range [][2]string{
		{first + "/audits/copydesk-2026-04-18.xlsx", second + "/audits/copydesk-2026-04-18.xlsx"},
		{first + "/audits/copydesk-2026-04-18.jsonl", second + "/audits/copydesk-2026-04-18.jsonl"},
		{first + "/audits/copydesk-2026-04-18.xlsx", first + "/audits/again.xlsx"},
	} {
		if !bytes.Equal(read(t, "", same[0]), read(t, "", same[1])) {
			t.Errorf("%s and %s differ", same[0], same[1])
		}
	}
}
