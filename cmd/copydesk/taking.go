package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/regular"
	"copydesk.dev/reports"
)

// reviewed is a workbook that was read and is to be taken in.
type reviewed struct {
	name  string // as it is spoken of
	path  string // absolute
	hash  string
	saved time.Time
	*reports.Review
}

// readWorkbook reads what reviewers entered in a workbook.
func readWorkbook(name string) (*reviewed, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	hash, err := hashFile(name)
	if err != nil {
		return nil, err
	}
	return readHashed(name, path, hash)
}

func readHashed(name, path, hash string) (*reviewed, error) {
	read, err := reports.ReadVerdicts(name)
	if err != nil {
		return nil, err
	}
	r := &reviewed{name, path, hash, read.Saved, read}
	if r.saved.IsZero() { // its program doesn't say
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		r.saved = info.ModTime()
	}
	return r, nil
}

// take takes a workbook's verdicts into the archive.
func (r *reviewed) take(ctx context.Context, a *archive.Archive, now time.Time) (*taken, error) {
	s := archive.State{
		Workbook: r.Workbook, Path: r.path, Hash: r.hash, Whole: len(r.Problems) == 0,
		Saved: r.saved.UTC().Format(time.RFC3339), Taken: now.UTC().Format(time.RFC3339), Revises: map[string]bool{},
	}
	for _, v := range r.Verdicts {
		if v.Revises {
			s.Revises[v.Finding] = true
		}
		s.Entries = append(s.Entries, archive.Entry{
			Finding: v.Finding, Verdict: v.Verdict, SourceFound: v.SourceFound, Link: v.Link,
			Reviewer: v.Reviewer, Date: v.Date, Note: v.Note,
		})
	}
	brought, err := a.Take(ctx, s)
	if err != nil {
		return nil, err
	}
	return &taken{brought, r}, nil
}

// taken is what a workbook brought.
type taken struct {
	*archive.Taken
	of *reviewed
}

// inWords counts what it brought.
func (t *taken) inWords() string {
	said := reports.Plural(len(t.New), "verdict")
	if len(t.Notes) > 0 {
		said += fmt.Sprintf(", %s without a verdict", reports.Plural(len(t.Notes), "note"))
	}
	if len(t.Emptied) > 0 {
		said += fmt.Sprintf(", %d withdrawn", len(t.Emptied))
	}
	return said
}

// notices says what somebody should know of it, each with the way out.
func (t *taken) notices() []string {
	list := slices.Concat(t.of.Problems, t.of.Remarks)
	say := func(format string, args ...any) { list = append(list, t.of.name+": "+fmt.Sprintf(format, args...)) }
	if n := len(t.Unknown); n > 0 {
		say("%s of findings that this archive doesn't have, such as %s; not taken in. Does the workbook belong to another archive?",
			reports.Plural(n, "row"), oneLine(t.Unknown[0].Finding))
	}
	for _, e := range t.Contradict {
		say("%q by %s on finding %s stands beside another verdict by the same reviewer on another row; neither is taken in, leave one of them",
			e.Verdict, orUnknown(e.Reviewer), e.Finding)
	}
	if t.Missing > 0 {
		say("it is an older copy: %s that came from it before can't be found in it any more, and will stay in force. To take one back, enter Confirmed in its row",
			reports.Plural(t.Missing, "verdict"))
	}
	if n := len(t.Emptied); n > 0 {
		say("%s withdrawn by emptying their cells: %s. If that was a slip, %s", reports.Plural(n, "verdict"), findingsOf(t.Emptied), t.wayBack())
	}
	if verdict, n := t.filledDown(); n > 0 {
		say("%s %q by one hand (%s) in one save. If that was a slip, %s", reports.Plural(n, "verdict"), verdict.Verdict, orUnknown(verdict.Reviewer), t.wayBack())
	}
	return list
}

func (t *taken) wayBack() string {
	return fmt.Sprintf("copydesk review --undo %q takes it back", t.of.name)
}

// findingsOf names the findings of verdicts, the first few.
func findingsOf(list []archive.Verdict) string {
	const most = 5
	var ids []string
	for _, v := range list[:min(len(list), most)] {
		ids = append(ids, v.Finding)
	}
	if len(list) > most {
		ids = append(ids, "…")
	}
	return strings.Join(ids, ", ")
}

// What makes many verdicts of one save look like one slip: so many that say the
// same to the letter, or fewer that are half of the workbook.
const (
	manyAlike = 20
	fewAlike  = 10
)

// filledDown finds verdicts that say the same to the letter of so many findings
// that a cell may have been filled down by mistake.
func (t *taken) filledDown() (one archive.Verdict, n int) {
	alike := make(map[archive.Entry]int)
	for _, v := range t.New {
		same := v.Entry
		same.Finding = ""
		if alike[same]++; alike[same] > n {
			one, n = v, alike[same]
		}
	}
	if n >= manyAlike || n >= fewAlike && 2*n >= t.of.Findings {
		return one, n
	}
	return one, 0
}

// inbox is what was taken in of the folders where reviewers put workbooks.
type inbox struct {
	results string   // how the names of results begin
	notices []string // what an operator should know
}

// take takes in the workbooks of folders, and of the folders in them, that
// changed since they were taken in last: those that were saved first come
// first. What it does not come to before stop, the next run takes in.
func (in *inbox) take(ctx, stop context.Context, a *archive.Archive, folders []string, now time.Time) error {
	var list []*reviewed
	for _, name := range in.workbooks(folders) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if stop.Err() != nil {
			in.say("The verdicts of %s and those after it were not looked at: %v", name, context.Cause(stop))
			break
		}
		r, err := in.read(ctx, a, name)
		if err != nil {
			return err
		}
		if r != nil {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *reviewed) int { return cmp.Or(a.saved.Compare(b.saved), strings.Compare(a.path, b.path)) })
	for _, r := range list {
		t, err := r.take(ctx, a, now)
		if err != nil {
			return err
		}
		in.notices = append(in.notices, t.notices()...)
	}
	return nil
}

// read reads a workbook, unless it was taken in as it is. It is nil, and spoken
// of, when it can't be read, and nil when it is somebody else's.
func (in *inbox) read(ctx context.Context, a *archive.Archive, name string) (*reviewed, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	hash, err := hashFile(name)
	if err != nil {
		in.say("The verdicts of %s were not taken in: %v", name, err)
		return nil, nil
	}
	whole, err := a.TakenWhole(ctx, path, hash)
	if err != nil || whole {
		return nil, err
	}
	r, err := readHashed(name, path, hash)
	switch {
	case errors.Is(err, reports.ErrNoFindings): // somebody else's
		return nil, nil
	case err != nil:
		in.say("The verdicts of %s were not taken in: %v", name, err)
		return nil, nil
	}
	return r, nil
}

func (in *inbox) say(format string, args ...any) {
	in.notices = append(in.notices, fmt.Sprintf(format, args...))
}

// workbooks lists the files to look at, once each.
func (in *inbox) workbooks(folders []string) []string {
	var list []string
	seen := make(map[string]bool) // by where they really are
	add := func(name string) {
		real, err := filepath.EvalSymlinks(name)
		if err != nil {
			return // a link to nothing
		}
		if real, err = filepath.Abs(real); err == nil && !seen[real] {
			seen[real] = true
			list = append(list, name)
		}
	}
	var links []string
	for _, folder := range folders {
		for _, name := range in.filesOf(folder) {
			if info, err := os.Lstat(name); err == nil && info.Mode()&fs.ModeSymlink != 0 {
				links = append(links, name) // after what they may lead to
				continue
			}
			add(name)
		}
	}
	for _, name := range links {
		add(name)
	}
	return list
}

// filesOf lists the workbooks of a folder and of the folders in it.
func (in *inbox) filesOf(folder string) (list []string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			in.say("The verdicts in folder %s were not taken in: %v", folder, err)
		}
		return nil
	}
	for _, entry := range entries {
		name := filepath.Join(folder, entry.Name())
		if !entry.IsDir() {
			list = append(list, in.workbook(name)...)
			continue
		}
		if strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		inner, err := os.ReadDir(name)
		if err != nil {
			in.say("The verdicts in folder %s were not taken in: %v", name, err)
		}
		for _, file := range inner {
			if !file.IsDir() {
				list = append(list, in.workbook(filepath.Join(name, file.Name()))...)
			}
		}
	}
	return list
}

// workbook is the file, if it is one to read. One of ours that was saved in
// another format is spoken of.
func (in *inbox) workbook(name string) []string {
	base := filepath.Base(name)
	if strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".") {
		return nil // what spreadsheet programs put beside a file that is open, and hidden ones
	}
	switch strings.ToLower(filepath.Ext(base)) {
	case ".xlsx", ".xlsm":
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			return []string{name}
		}
	case ".xlsb", ".xls", ".ods":
		if in.results != "" && strings.HasPrefix(base, in.results) || reports.SavedElsewhere(name) {
			in.say("The verdicts of %s were not taken in: its format can't be read; save it as .xlsx", name)
		}
	}
	return nil
}

func hashFile(path string) (string, error) {
	file, err := regular.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
