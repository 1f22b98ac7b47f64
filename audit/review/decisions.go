package review

import (
	"context"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/record"
)

// decisions are what reviewers have decided and noted so far.
type decisions struct {
	byFinding map[string]archive.Verdict
	always    map[wherever]archive.Verdict
	notes     map[string][]record.Verdict // by finding
	conflicts []record.Conflict
	taken     []record.Taken // of workbooks since the night before
}

// readDecisions reads what reviewers have decided and noted in the archive, if
// there is one.
func readDecisions(ctx context.Context, a *archive.Archive) (*decisions, error) {
	d := &decisions{
		byFinding: make(map[string]archive.Verdict), always: make(map[wherever]archive.Verdict), notes: make(map[string][]record.Verdict),
	}
	if a == nil {
		return d, nil
	}
	known, err := a.Decisions(ctx)
	if err != nil {
		return nil, err
	}
	brought, err := a.Brought(ctx)
	if err != nil {
		return nil, err
	}
	for _, b := range brought {
		d.taken = append(d.taken, record.Taken{Workbook: b.Path, Verdicts: b.Verdicts, Notes: b.Notes, Emptied: b.Emptied})
	}
	for _, v := range known.Agreed {
		d.byFinding[v.Finding] = v
		if at, ok := allowedAt(v); ok {
			d.always[at] = v
		}
	}
	for _, v := range known.Notes {
		d.notes[v.Finding] = append(d.notes[v.Finding], entered(v))
	}
	for _, same := range known.Conflicts {
		c := record.Conflict{ID: same[0].Finding}
		for _, v := range same {
			c.Verdicts = append(c.Verdicts, entered(v))
		}
		d.conflicts = append(d.conflicts, c)
	}
	return d, nil
}

// entered is a verdict as the stream has it.
func entered(v archive.Verdict) record.Verdict {
	return record.Verdict{
		Finding: v.Finding, Verdict: v.Verdict, SourceFound: v.SourceFound, Link: v.Link,
		Reviewer: v.Reviewer, Date: v.Date, Note: v.Note, Workbook: v.Path,
	}
}
