package reports

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// remembers says whether the run knew of earlier ones. Without an archive a
// workbook says nothing about what is new.
func (n *view) remembers() bool {
	s := &n.log.Summary
	return s.Since != "" || len(s.History) > 0 || len(n.decided) > 0 || slices.ContainsFunc(n.log.Findings,
		func(f record.Finding) bool { return f.FirstSeen != "" || f.Status == record.StatusKnown })
}

// changes says in one line what is new since the last run, "" when nobody can
// know.
func (n *view) changes() string {
	if !n.memory {
		return ""
	}
	since := n.lastRun()
	if since == "" && len(n.decided) == 0 && n.count(record.StatusKnown) == 0 {
		return "The first run that the archive remembers: the next one will say what is new."
	}
	said := fmt.Sprintf("%s new", Plural(n.count(record.StatusNew), "finding"))
	if since != "" {
		said += " since " + since
	}
	said += ", " + workbook.Digits(n.count(record.StatusKnown)) + " known"
	if k := len(n.log.Summary.Resolved); k > 0 {
		said += ", " + workbook.Digits(k) + " resolved"
	}
	return said + ", " + workbook.Digits(len(n.decided)) + " decided."
}

// count counts open findings of a status.
func (n *view) count(status record.Status) int {
	count := 0
	for _, list := range n.openLists() {
		for _, f := range list {
			count += b2i(statusOf(f) == status)
		}
	}
	return count
}

// lastRun is the day of the run before this one in words, "" when unknown.
func (n *view) lastRun() string {
	if d, ok := workbook.Day(n.log.Summary.Since); ok {
		return d.Format("Monday 2 January")
	}
	return ""
}

// statusOf is a finding's status; one that has none is new.
func statusOf(f *record.Finding) record.Status {
	if f.Status == "" {
		return record.StatusNew
	}
	return f.Status
}

// statusWord is an open finding's status in words: whether it is new, and
// whether reviewers have spoken.
func (n *view) statusWord(f *record.Finding) workbook.Cell {
	switch {
	case n.disputes[f.ID] != nil:
		return workbook.Styled(workbook.StyleMedium, "Verdicts differ")
	case f.Verdict != "":
		return workbook.Text(f.Verdict)
	case statusOf(f) == record.StatusNew:
		return workbook.Styled(workbook.StyleNew, "New")
	}
	return workbook.Styled(workbook.StyleMuted, workbook.Capital(string(statusOf(f))))
}

// statusColumn stands among the first columns of a sheet of findings.
func (n *view) statusColumn() []workbook.Column[*record.Finding] {
	if !n.memory {
		return nil
	}
	return []workbook.Column[*record.Finding]{{Header: "Status", Width: 11, Cell: n.statusWord}}
}

// historyColumns say what is known of a finding from earlier runs.
func (n *view) historyColumns() []workbook.Column[*record.Finding] {
	if !n.memory {
		return nil
	}
	return []workbook.Column[*record.Finding]{
		{Header: "First seen", Width: 11, Cell: func(f *record.Finding) workbook.Cell { return workbook.Date(f.FirstSeen) }},
		{Header: "Earlier verdicts", Width: 26, Cell: func(f *record.Finding) workbook.Cell { return workbook.Text(n.earlier(f)) }},
	}
}

// earlier is what reviewers have said of an open finding, a line each.
func (n *view) earlier(f *record.Finding) string {
	if c := n.disputes[f.ID]; c != nil {
		return opinions(c, "\n")
	}
	var said []string
	if f.Verdict != "" {
		said = append(said, opinion(record.Verdict{Verdict: f.Verdict, Reviewer: f.Reviewer, Date: f.Decided, Note: f.Note}))
	}
	for _, v := range f.Notes {
		said = append(said, opinion(v))
	}
	return strings.Join(said, "\n")
}

// opinions is what each reviewer says.
func opinions(c *record.Conflict, between string) string {
	var said []string
	for _, v := range c.Verdicts {
		said = append(said, opinion(v))
	}
	return strings.Join(said, between)
}

// opinion is a verdict, or a note without one, with who gave it, when and why.
func opinion(v record.Verdict) string {
	said := cmp.Or(v.Verdict, "Note")
	if v.Reviewer != "" {
		said += " (" + v.Reviewer + ")"
	}
	if v.Date != "" {
		said += " on " + v.Date
	}
	if about := slices.DeleteFunc([]string{workbook.Line(v.Note, 200), workbook.Line(v.SourceFound, 200), workbook.Line(v.Link, 200)},
		func(s string) bool { return s == "" }); len(about) > 0 {
		said += ": " + strings.Join(about, " · ")
	}
	return said
}

const (
	maxResolved  = 10 // resolved findings listed
	maxConflicts = 10 // findings listed on which reviewers disagree
	maxNotices   = 10
	maxTaken     = 10
)

// writeSince writes what changed since the last run, what reviewers disagree
// on, and what the operator should know.
func (p summary) writeSince(n *view) error {
	return p.sections(
		func() error { return p.writeConflicts(n) },
		func() error { return p.writeTaken(n) },
		func() error { return p.writeResolved(n) },
		func() error { return p.writeNotices(n) },
	)
}

func (p summary) writeConflicts(n *view) error {
	conflicts := n.log.Summary.Conflicts
	if len(conflicts) == 0 {
		return nil
	}
	if err := p.Heading("Reviewers disagree"); err != nil {
		return err
	}
	if err := p.Say("None of these verdicts counts until the reviewers agree. A verdict entered in the finding's row of this workbook settles it."); err != nil {
		return err
	}
	for _, c := range conflicts[:min(len(conflicts), maxConflicts)] {
		shown := workbook.Text(c.ID)
		if at, ok := n.rowOf[c.ID]; ok {
			shown = p.Book.RowLink(at, workbook.Line(n.textOf[c.ID], workbook.MaxTitle))
		}
		if err := p.Put(0, shown.Over(7), workbook.Text(opinions(&c, "; ")).Over(9)); err != nil {
			return err
		}
	}
	return p.more(len(conflicts)-maxConflicts, "filter the sheets of findings by Status")
}

// writeTaken says where verdicts are to be saved, and what this night knows of
// them that the one before did not.
func (p summary) writeTaken(n *view) error {
	if !n.memory {
		return nil
	}
	if err := p.Heading("Verdicts"); err != nil {
		return err
	}
	if err := p.Say(WhereToSave(n.log, "")); err != nil {
		return err
	}
	taken := n.log.Summary.Taken
	for _, t := range taken[:min(len(taken), maxTaken)] {
		if err := p.Say("Taken in from " + takenInWords(t)); err != nil {
			return err
		}
	}
	return p.more(len(taken)-maxTaken, "the findings stream lists them")
}

// WhereToSave says where a filled-in workbook has to be saved so that its
// verdicts count. Folder is where the workbook was written, "" where that goes
// without saying.
func WhereToSave(log *record.Log, folder string) string {
	if archive, _ := log.Run.Config["archive"].(string); archive == "" {
		return "Verdicts are not remembered: the audit had no archive."
	}
	folders := []string{cmp.Or(folder, "the folder it was written to")}
	switch list := log.Run.Config["returned"].(type) {
	case []string:
		folders = append(folders, list...)
	case []any: // of a stream that was read
		for _, name := range list {
			folders = append(folders, fmt.Sprint(name))
		}
	}
	return "Verdicts count once the workbook is saved, as .xlsx, in " + workbook.Line(strings.Join(folders, " or in "), 300) +
		": the next audit takes them in from there. A copy that came by mail has to be put there too."
}

// takenInWords says what came of one workbook.
func takenInWords(t record.Taken) string {
	said := Plural(t.Verdicts, "verdict")
	if t.Notes > 0 {
		said += ", " + Plural(t.Notes, "note") + " without a verdict"
	}
	if t.Emptied > 0 {
		said += ", " + workbook.Digits(t.Emptied) + " withdrawn"
	}
	return workbook.Line(filepath.Base(t.Workbook), 120) + ": " + said + "."
}

func (p summary) writeResolved(n *view) error {
	resolved := n.log.Summary.Resolved
	if len(resolved) == 0 {
		return nil
	}
	heading := "Resolved"
	if since := n.lastRun(); since != "" {
		heading += " since " + since
	}
	if err := p.Heading(heading); err != nil {
		return err
	}
	spans := []int{2, 4, 4, 6}
	if err := p.Header([]string{"Severity", "Check", "Article", "What it was about"}, spans); err != nil {
		return err
	}
	for _, r := range resolved[:min(len(resolved), maxResolved)] {
		if err := p.Put(0,
			severity(r.Severity).Over(spans[0]),
			workbook.Text(n.checkTitle(r.Check)).Over(spans[1]),
			n.articleLink(p.Book, n.articleAt(r.Source), r.Source).Over(spans[2]),
			workbook.Text(workbook.Line(r.Text, 140)).Over(spans[3]),
		); err != nil {
			return err
		}
	}
	return p.more(len(resolved)-maxResolved, "the findings stream lists them")
}

func (p summary) writeNotices(n *view) error {
	notices := n.log.Summary.Notices
	if len(notices) == 0 {
		return nil
	}
	if err := p.Heading("Notices"); err != nil {
		return err
	}
	for _, s := range notices[:min(len(notices), maxNotices)] {
		if err := p.Say(workbook.Line(s, 400)); err != nil {
			return err
		}
	}
	return p.more(len(notices)-maxNotices, "the findings stream lists them")
}

// more says that a list goes on, and where.
func (p summary) more(count int, where string) error {
	if count <= 0 {
		return nil
	}
	return p.Say(fmt.Sprintf("And %s more: %s.", workbook.Digits(count), where))
}

// sections writes one after the other.
func (p summary) sections(writes ...func() error) error {
	for _, write := range writes {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// writeTrend writes the figures of the last runs, this one last, and a chart
// of them. One run is no trend.
func (p summary) writeTrend(n *view) error {
	if len(n.log.Summary.History) == 0 {
		return nil
	}
	tonight := record.Past{Started: n.log.Run.Started, Articles: n.audited().total, BySeverity: map[string]int{}}
	open := n.openBySeverity()
	for _, s := range []record.Severity{record.High, record.Medium, record.Low} {
		tonight.BySeverity[string(s)] = open[s.Rank()]
	}
	runs := append(slices.Clone(n.log.Summary.History), tonight)
	if err := p.Heading("The last " + Plural(len(runs), "run")); err != nil {
		return err
	}
	spans := []int{4, 4, 2, 2, 2, 2} // the chart draws columns I, K and M
	if err := p.Header([]string{"Day", "Articles", "High", "Medium", "Low", "All"}, spans, 1, 2, 3, 4, 5); err != nil {
		return err
	}
	first := p.LastRow() + 1
	for _, r := range runs {
		when := r.Started
		if d, ok := workbook.Day(when); ok {
			when = d.Format("2006-01-02")
		}
		high, medium, low := r.BySeverity["high"], r.BySeverity["medium"], r.BySeverity["low"]
		if err := p.Put(0,
			workbook.Text(when).Over(spans[0]),
			workbook.Whole(r.Articles).Over(spans[1]),
			workbook.Whole(high).Over(spans[2]),
			workbook.Whole(medium).Over(spans[3]),
			workbook.Whole(low).Over(spans[4]),
			workbook.Whole(high+medium+low).Over(spans[5]),
		); err != nil {
			return err
		}
	}
	return p.addTrendChart(first, p.LastRow(), fmt.Sprintf("from %s on %s to %s tonight",
		severitiesInWords(ranked(runs[0].BySeverity)), runs[0].Started[:min(10, len(runs[0].Started))], severitiesInWords(open)))
}

// ranked is counts by severity's word as counts by rank.
func ranked(by map[string]int) (count [4]int) {
	for word, k := range by {
		count[record.Severity(word).Rank()] += k
	}
	return count
}
