package reports

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// view is a findings stream arranged for reading: sorted, counted, and every
// row's place known before the first sheet is written.
type view struct {
	log   *record.Log
	day   time.Time // of the run, 00:00 UTC
	known bool      // whether the stream says the day

	articles []*record.Article       // most severe first
	place    map[string]int          // article ID to its index in articles
	open     map[string]*severities  // article ID to its open findings
	checks   map[string]record.Check // by ID

	claims, duplicates, names, decided []*record.Finding // in the order of their rows
	excused                            []*record.Match   // matches whose context is not none
	groups                             map[string]*group
	memory                             bool                        // whether earlier runs are known
	disputes                           map[string]*record.Conflict // by finding ID
	rowOf                              map[string]workbook.Row     // of the findings in dispute
	textOf                             map[string]string           // the same
	crossChecked                       map[span]*record.Claim      // claims that other articles corroborate or dispute
}

// severities counts findings by severity, and knows the first of each.
type severities struct {
	count [4]int // by rank
	first [4]workbook.Row
}

// group is what is known of a reuse group.
type group struct {
	origin   string          // the article that only gives, never takes
	articles map[string]bool // all of them, by ID
	takers   map[string]bool // those that have the passage from another
}

// span identifies a claim.
type span struct {
	article    string
	start, end int
}

func newView(log *record.Log) *view {
	n := &view{
		log:          log,
		place:        make(map[string]int, len(log.Articles)),
		open:         make(map[string]*severities, len(log.Articles)),
		checks:       make(map[string]record.Check, len(log.Run.Checks)),
		groups:       make(map[string]*group),
		disputes:     make(map[string]*record.Conflict),
		rowOf:        make(map[string]workbook.Row),
		textOf:       make(map[string]string),
		crossChecked: make(map[span]*record.Claim),
	}
	n.day, n.known = workbook.Day(log.Run.Started)
	for i := range log.Summary.Conflicts {
		c := &log.Summary.Conflicts[i]
		n.disputes[c.ID] = c
	}
	for _, c := range log.Run.Checks {
		n.checks[c.ID] = c
	}
	n.countOpen()
	n.sortArticles()
	n.sortFindings()
	n.sortMatches()
	n.memory = n.remembers()
	for i := range log.Claims {
		if c := &log.Claims[i]; len(c.CorroboratedBy)+len(c.DisputedBy) > 0 {
			n.crossChecked[span{c.Article, c.Start, c.End}] = c
		}
	}
	return n
}

// dayInWords is the day of the run for a heading.
func (n *view) dayInWords() string {
	if !n.known {
		return "an unknown day"
	}
	return n.day.Format("Monday 2 January 2006")
}

func isDecided(f *record.Finding) bool { return f.Status == record.StatusDecided }

func (n *view) countOpen() {
	for i := range n.log.Articles {
		n.open[n.log.Articles[i].ID] = &severities{}
	}
	for i := range n.log.Findings {
		f := &n.log.Findings[i]
		if s := n.open[f.Article]; s != nil && !isDecided(f) {
			s.count[f.Severity.Rank()]++
		}
	}
}

// triages are the triage words, in the order in which articles are listed.
var triages = []record.Triage{record.TriageHold, record.TriageQuery, record.TriageNotAssessed, record.TriageClear}

// triageRank is a triage word's place in triages; what is no such word comes
// with the last.
func triageRank(triage record.Triage) int {
	if i := slices.Index(triages, triage); i >= 0 {
		return i
	}
	return len(triages) - 1
}

// needsLook reports whether a triage word asks for somebody to look.
func needsLook(triage record.Triage) bool { return triageRank(triage) < 2 }

func isAudited(a *record.Article) bool { return a.Role == record.RoleAudited || a.Role == "" }

// sortArticles orders articles by what they need: audited before others,
// then triage, open findings from high to low, and the source.
func (n *view) sortArticles() {
	for i := range n.log.Articles {
		n.articles = append(n.articles, &n.log.Articles[i])
	}
	slices.SortStableFunc(n.articles, func(a, b *record.Article) int {
		if isAudited(a) != isAudited(b) {
			return cmp.Compare(b2i(isAudited(b)), b2i(isAudited(a)))
		}
		x, y := n.open[a.ID], n.open[b.ID]
		return cmp.Or(
			cmp.Compare(triageRank(a.Triage), triageRank(b.Triage)),
			cmp.Compare(y.count[3], x.count[3]),
			cmp.Compare(y.count[2], x.count[2]),
			cmp.Compare(y.count[1], x.count[1]),
			strings.Compare(a.Source, b.Source),
			strings.Compare(a.ID, b.ID),
		)
	})
	for i, a := range n.articles {
		n.place[a.ID] = i
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// placeOf is an article's index in articles; unknown ones come last.
func (n *view) placeOf(id string) int {
	if i, ok := n.place[id]; ok {
		return i
	}
	return len(n.articles)
}

// sortFindings gives each finding its one row, on one sheet.
func (n *view) sortFindings() {
	findings := make([]*record.Finding, len(n.log.Findings))
	for i := range findings {
		findings[i] = &n.log.Findings[i]
	}
	slices.SortStableFunc(findings, func(a, b *record.Finding) int {
		return cmp.Or(
			cmp.Compare(b.Severity.Rank(), a.Severity.Rank()),
			cmp.Compare(n.placeOf(a.Article), n.placeOf(b.Article)),
			cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.End, b.End),
			strings.Compare(a.ID, b.ID),
		)
	})
	for _, f := range findings {
		sheet, rows := claimsSheet, &n.claims
		switch {
		case isDecided(f):
			sheet, rows = suppressedSheet, &n.decided
		case n.checks[f.Check].Sheet == record.SheetDuplicates:
			sheet, rows = duplicatesSheet, &n.duplicates
		case n.checks[f.Check].Sheet == record.SheetNames:
			sheet, rows = namesSheet, &n.names
		}
		*rows = append(*rows, f)
		at := workbook.Row{Sheet: sheet, Number: len(*rows)}
		n.noteFirst(f, at)
		if n.disputes[f.ID] != nil {
			n.rowOf[f.ID], n.textOf[f.ID] = at, f.Text
		}
	}
}

// noteFirst remembers where an article's first open finding of a severity is.
func (n *view) noteFirst(f *record.Finding, at workbook.Row) {
	s := n.open[f.Article]
	if s == nil || isDecided(f) {
		return
	}
	if first := &s.first[f.Severity.Rank()]; first.Number == 0 {
		*first = at
	}
}

func (n *view) sortMatches() {
	for i := range n.log.Matches {
		m := &n.log.Matches[i]
		g := n.groups[m.Group]
		if g == nil {
			g = &group{articles: map[string]bool{}, takers: map[string]bool{}}
			n.groups[m.Group] = g
		}
		g.articles[m.A.Article], g.articles[m.B.Article] = true, true
		g.takers[m.B.Article] = true
		if m.Context != "" && m.Context != record.ContextNone {
			n.excused = append(n.excused, m)
		}
	}
	for i := range n.log.Matches {
		m := &n.log.Matches[i]
		if g := n.groups[m.Group]; g.origin == "" && !g.takers[m.A.Article] {
			g.origin = m.A.Article
		}
	}
	slices.SortStableFunc(n.excused, func(a, b *record.Match) int {
		return cmp.Or(
			cmp.Compare(a.Context, b.Context),
			cmp.Compare(n.placeOf(a.B.Article), n.placeOf(b.B.Article)),
			cmp.Compare(a.B.Start, b.B.Start),
			cmp.Compare(n.placeOf(a.A.Article), n.placeOf(b.A.Article)),
			cmp.Compare(a.A.Start, b.A.Start),
		)
	})
}

// triaged counts articles, in all and by triage.
type triaged struct{ total, hold, query, unassessed, clear int }

// audited counts the audited articles.
func (n *view) audited() (c triaged) {
	for _, a := range n.articles {
		if !isAudited(a) {
			break // they are sorted last
		}
		c.total++
		switch a.Triage {
		case record.TriageHold:
			c.hold++
		case record.TriageQuery:
			c.query++
		case record.TriageNotAssessed:
			c.unassessed++
		default:
			c.clear++
		}
	}
	return c
}

// openLists is the open findings, sheet by sheet.
func (n *view) openLists() [][]*record.Finding {
	return [][]*record.Finding{n.claims, n.duplicates, n.names}
}

// articleAt is the ID of the article that came from a source, "" when there is
// none tonight.
func (n *view) articleAt(source string) string {
	for _, a := range n.articles {
		if a.Source == source {
			return a.ID
		}
	}
	return ""
}

// fileOf is what to open to see an article: what it is a member of, or its
// source.
func (n *view) fileOf(id, source string) string {
	if i, ok := n.place[id]; ok {
		return cmp.Or(n.articles[i].File, source)
	}
	return source
}

// openBySeverity counts open findings by rank.
func (n *view) openBySeverity() (count [4]int) {
	for _, list := range n.openLists() {
		for _, f := range list {
			count[f.Severity.Rank()]++
		}
	}
	return count
}

// titleOf names an article for a reader: its title, or where it came from.
func (n *view) titleOf(id, source string) string {
	if i, ok := n.place[id]; ok {
		a := n.articles[i]
		return cmp.Or(strings.TrimSpace(a.Title), a.Source, a.ID)
	}
	return cmp.Or(source, id)
}
