package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// doubtful is the extraction confidence below which an article's text may not
// be what was printed.
const doubtful = 0.5

// languageName is a language in English, or its code when it has no name.
func languageName(code string) string {
	tag, err := language.Parse(code)
	if code == "" || err != nil {
		return workbook.Line(code, 20)
	}
	return cmp.Or(display.English.Tags().Name(tag), code)
}

// tally counts words and lists them by count, then by name.
type tally map[string]int

func (t tally) sorted() []string {
	names := make([]string, 0, len(t))
	for name := range t {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(t[b], t[a]), strings.Compare(a, b))
	})
	return names
}

// sight says how far the audit could see: what it did not assess and where it
// doubts what it read.
func (n *view) sight() []string {
	unassessed, doubts := tally{}, 0
	for _, a := range n.articles {
		if !isAudited(a) {
			break
		}
		if a.NotAssessed != "" {
			unassessed[cmp.Or(languageName(a.Language), "a language the audit could not tell")]++
		}
		if a.Confidence < doubtful {
			doubts++
		}
	}
	var said []string
	if len(unassessed) > 0 {
		var parts []string
		for _, name := range unassessed.sorted() {
			parts = append(parts, fmt.Sprintf("%s in %s", Plural(unassessed[name], "article"), name))
		}
		said = append(said, "Claims not assessed: "+strings.Join(parts, ", ")+".")
	}
	if doubts > 0 {
		said = append(said, fmt.Sprintf("Extraction doubtful: %s (confidence under 50 %%); see Articles.", Plural(doubts, "article")))
	}
	return said
}

// NotCompared says which references and evidence could not be read, "" when all
// were.
func NotCompared(log *record.Log) string {
	missed := log.Summary.NotCompared
	if len(missed) == 0 {
		return ""
	}
	var parts []string
	for _, m := range missed[:min(len(missed), maxTold)] {
		parts = append(parts, fmt.Sprintf("%s %s (%s)", m.Role, workbook.Line(m.Source, 120), workbook.Line(m.Reason, 80)))
	}
	said := "Nothing was compared with " + strings.Join(parts, ", ")
	if more := len(missed) - len(parts); more > 0 {
		said += fmt.Sprintf(", and %s more", workbook.Digits(more))
	}
	return said + "."
}

// incomplete says that the run did not see everything, if so.
func (n *view) incomplete() []string {
	why := n.log.Summary.Incomplete
	if why == "" {
		return nil
	}
	return []string{"This audit is incomplete: " + workbook.Line(why, 200) + ". What it says is true, but it has not seen everything."}
}

// Plural is a number and what it counts: "1 verdict", "12,000 verdicts".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return workbook.Digits(n) + " " + noun + "s"
}

// checkCount is a check's open findings by severity.
type checkCount struct {
	id, title string
	count     [4]int // by rank
	total     int
}

// byCheck counts open findings, the most frequent check first.
func (n *view) byCheck() []checkCount {
	counts := map[string]*checkCount{}
	for _, list := range n.openLists() {
		for _, f := range list {
			c := counts[f.Check]
			if c == nil {
				c = &checkCount{id: f.Check, title: n.checkTitle(f.Check)}
				counts[f.Check] = c
			}
			c.count[f.Severity.Rank()]++
			c.total++
		}
	}
	sorted := make([]checkCount, 0, len(counts))
	for _, c := range counts {
		sorted = append(sorted, *c)
	}
	slices.SortFunc(sorted, func(a, b checkCount) int {
		return cmp.Or(cmp.Compare(b.total, a.total), strings.Compare(a.id, b.id))
	})
	return sorted
}

// worst is the audited articles with something to look at, at most limit.
func (n *view) worst(limit int) []article {
	var list []article
	for _, a := range n.articles {
		open := n.open[a.ID].count
		if len(list) == limit || !isAudited(a) {
			break
		}
		if needsLook(a.Triage) || open[1]+open[2]+open[3] > 0 {
			list = append(list, a)
		}
	}
	return list
}

// findingsOf is an article's open findings in words: "2 high, 1 low".
func (n *view) findingsOf(a article) string {
	return severitiesInWords(n.open[a.ID].count)
}

func severitiesInWords(count [4]int) string {
	var parts []string
	for _, s := range []record.Severity{record.High, record.Medium, record.Low} {
		if k := count[s.Rank()]; k > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", k, s))
		}
	}
	if len(parts) == 0 {
		return "none open"
	}
	return strings.Join(parts, ", ")
}

// bands are the score bands of the distribution.
var bands = []string{"0–19", "20–39", "40–59", "60–79", "80–100"}

// distribution counts audited articles by score band, and those not assessed.
func (n *view) distribution(score func(article) *float64) (count [5]int, unassessed int) {
	for _, a := range n.articles {
		if !isAudited(a) {
			break
		}
		v := score(a)
		if v == nil || !workbook.IsFinite(*v) {
			unassessed++
			continue
		}
		count[min(max(int(*v)/20, 0), len(count)-1)]++
	}
	return count, unassessed
}
