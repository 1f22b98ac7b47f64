package archive

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Entry is what somebody entered about a finding in one row of a workbook. One
// without a verdict decides nothing: it is a note, a source or a link that a
// reviewer left for the others.
type Entry struct {
	Finding     string `json:"finding"`
	Verdict     string `json:"verdict"`
	SourceFound string `json:"source_found"`
	Link        string `json:"link"`
	Reviewer    string `json:"reviewer"`
	Date        string `json:"date"` // a day, as the reviewer gave it; "" not given
	Note        string `json:"note"`
}

// says reports whether an entry is more than a signature.
func (e Entry) says() bool { return cmp.Or(e.Verdict, e.SourceFound, e.Link, e.Note) != "" }

// signed is whose entry it is, whatever the case and spaces of the name. All
// who give none are one.
func (e Entry) signed() string { return strings.ToLower(strings.Join(strings.Fields(e.Reviewer), " ")) }

// Verdict is an entry that was taken in.
type Verdict struct {
	Number  int64 `json:"number"` // in the order in which they were taken in, from 1
	Reading int64 `json:"-"`      // that brought it
	Entry
	Entered  string `json:"entered"`  // when its workbook was saved, but never before the entries that its reviewer had in view
	Knew     int64  `json:"knew"`     // its reviewer had all verdicts up to this one in view,
	Replaces int64  `json:"replaces"` // and this one, in the same row; 0 none
	Revises  bool   `json:"revises"`  // it was entered where the decision so far is shown, to take its place

	// The finding, as it was then.
	Check string `json:"check"`
	Words string `json:"words"`

	// Open: the finding's article still had it when it was audited last.
	Open bool `json:"-"`
	// Path is the workbook it was read from, Taken when.
	Path  string `json:"-"`
	Taken string `json:"-"`
	// Withdrawn says what became of one that is in force no more although no
	// other took its place: "emptied" or "undone".
	Withdrawn string `json:"-"`
	// SupersededBy is the number of the verdict that took its place, 0 none.
	SupersededBy int64 `json:"-"`
}

// InForce reports whether a verdict counts today.
func (v *Verdict) InForce() bool { return v.Withdrawn == "" && v.SupersededBy == 0 }

const verdictColumns = "v.number, v.reading, v.finding, v.verdict, v.source_found, v.link, v.reviewer, v.date, v.note, v.entered, v.knew, v.replaces, v.revises, v.check_id, v.words"

func (v *Verdict) columns() []any {
	return []any{&v.Number, &v.Reading, &v.Finding, &v.Verdict, &v.SourceFound, &v.Link, &v.Reviewer, &v.Date, &v.Note,
		&v.Entered, &v.Knew, &v.Replaces, &v.Revises, &v.Check, &v.Words}
}

// ofRow lists the columns of a verdict with its finding and its workbook.
func (v *Verdict) ofRow() []any { return append(v.columns(), &v.Open, &v.Path, &v.Taken, &v.Withdrawn) }

// selectVerdicts gives every verdict ever taken in.
const selectVerdicts = "SELECT " + verdictColumns + `, coalesce(f.open, 1), r.path, r.taken,
	CASE WHEN r.undone <> '' THEN 'undone' WHEN EXISTS (SELECT 1 FROM emptied e JOIN reading er ON er.number = e.reading
		WHERE e.verdict = v.number AND er.undone = '') THEN 'emptied' ELSE '' END
	FROM verdict v JOIN reading r ON r.number = v.reading LEFT JOIN finding f ON f.id = v.finding`

// History returns every verdict that was taken in about a finding, oldest
// first. With finding "" it returns those about all findings, by finding.
func (a *Archive) History(ctx context.Context, finding string) ([]Verdict, error) {
	where, args := "", []any(nil)
	if finding != "" {
		where, args = " WHERE v.finding = ?", []any{finding}
	}
	rows, err := a.db.QueryContext(ctx, selectVerdicts+where+" ORDER BY v.finding, v.entered, v.number", args...)
	if err != nil {
		return nil, a.failed(err)
	}
	list, err := collect(rows, (*Verdict).ofRow)
	if err != nil {
		return nil, a.failed(err)
	}
	for _, same := range byFinding(list) {
		supersede(same)
	}
	return list, nil
}

// byFinding cuts a list that is ordered by finding.
func byFinding(list []Verdict) [][]Verdict {
	var groups [][]Verdict
	for len(list) > 0 {
		end := 1
		for end < len(list) && list[end].Finding == list[0].Finding {
			end++
		}
		groups, list = append(groups, list[:end:end]), list[end:]
	}
	return groups
}

// supersede finds which of a finding's verdicts have given way to another: to a
// later one by the same reviewer, to one that was entered over it, or to one by
// somebody who had before them that reviewers disagree. A note gives
// way to a verdict and to a later note, a verdict only to a verdict. They are
// ordered by when they were entered; so a verdict comes after all that its
// reviewer had in view.
func supersede(same []Verdict) {
	for j := range same {
		later := &same[j]
		if later.Withdrawn != "" {
			continue
		}
		settles := later.Revises || disputed(same[:j], later.Knew)
		for i := range same[:j] {
			v := &same[i]
			if later.Verdict == "" && v.Verdict != "" {
				continue
			}
			settled := settles && v.Number <= later.Knew && v.Verdict != later.Verdict
			if later.signed() == v.signed() || v.Number == later.Replaces || settled {
				if v.SupersededBy == 0 || later.Number < v.SupersededBy {
					v.SupersededBy = later.Number
				}
			}
		}
	}
}

// disputed reports whether the verdicts up to a number that were in force then
// contradict one another.
func disputed(same []Verdict, knew int64) bool {
	first := ""
	for i := range same {
		v := &same[i]
		if v.Number > knew || v.Verdict == "" || v.Withdrawn != "" || v.SupersededBy != 0 && v.SupersededBy <= knew {
			continue
		}
		if first == "" {
			first = v.Verdict
		} else if v.Verdict != first {
			return true
		}
	}
	return false
}

// Decisions is what reviewers have decided and noted so far, each list ordered
// by finding.
type Decisions struct {
	// Agreed has the newest verdict of each finding on which all who spoke of
	// it agree.
	Agreed []Verdict
	// Conflicts has the verdicts in force of each open finding on which
	// reviewers don't agree.
	Conflicts [][]Verdict
	// Notes has the entries without a verdict.
	Notes []Verdict
}

// Decisions returns what is in force.
func (a *Archive) Decisions(ctx context.Context) (*Decisions, error) {
	all, err := a.History(ctx, "")
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(v Verdict) bool { return !v.InForce() })
	var d Decisions
	for _, same := range byFinding(all) {
		var verdicts []Verdict
		for _, v := range same {
			if v.Verdict == "" {
				d.Notes = append(d.Notes, v)
			} else {
				verdicts = append(verdicts, v)
			}
		}
		differ := slices.ContainsFunc(verdicts, func(v Verdict) bool { return v.Verdict != verdicts[0].Verdict })
		switch {
		case len(verdicts) == 0:
		case !differ:
			d.Agreed = append(d.Agreed, verdicts[len(verdicts)-1])
		case verdicts[0].Open:
			d.Conflicts = append(d.Conflicts, verdicts)
		}
	}
	return &d, nil
}
