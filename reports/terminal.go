package reports

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

const (
	maxWorstLines = 4
	maxNamed      = 4 // checks or inputs named on a line
)

// WriteSummary writes about ten lines for a terminal, a log or a cron mail:
// what could not be compared with, what to hold, what was found, where to look first, and what the audit could
// not see. It has colour only when asked for.
func WriteSummary(w io.Writer, log *record.Log, colour bool) error {
	n := newView(log)
	out := bufio.NewWriter(w)
	paint := painter(colour)
	if missed := NotCompared(log); missed != "" {
		fmt.Fprintln(out, paint(record.High, missed))
	}
	fmt.Fprintln(out, n.headline())
	for _, s := range n.incomplete() {
		fmt.Fprintln(out, paint(record.High, s))
	}
	for _, s := range []string{n.triageLine(paint), n.findingsLine(paint), n.checksLine()} {
		fmt.Fprintln(out, s)
	}
	worst := n.worst(maxWorstLines)
	for _, a := range worst {
		fmt.Fprintf(out, "  %s %s (%s)\n",
			paint(triageSeverity(a.Triage), fmt.Sprintf("%-5s", a.Triage)), workbook.Line(n.titleOf(a.ID, a.Source), 60), n.findingsOf(a))
	}
	if hold := n.audited().hold; hold > len(worst) {
		fmt.Fprintf(out, "  and %d more to hold\n", hold-len(worst))
	}
	if s := n.rejectedLine(); s != "" {
		fmt.Fprintln(out, s)
	}
	for _, s := range n.sight() {
		fmt.Fprintln(out, workbook.Line(s, 200))
	}
	if s := n.changes(); s != "" {
		fmt.Fprintln(out, s)
	}
	if s := n.attention(); s != "" {
		fmt.Fprintln(out, s)
	}
	return out.Flush()
}

// painter colours a word by severity, or leaves it alone.
func painter(colour bool) func(record.Severity, string) string {
	codes := map[record.Severity]string{record.High: "1;31", record.Medium: "33"}
	return func(s record.Severity, word string) string {
		if code := codes[s]; colour && code != "" {
			return "\x1b[" + code + "m" + word + "\x1b[0m"
		}
		return word
	}
}

// triageSeverity is the severity whose colour a triage word has.
func triageSeverity(triage record.Triage) record.Severity {
	switch triageRank(triage) {
	case 0:
		return record.High
	case 1:
		return record.Medium
	}
	return record.Low
}

func (n *view) headline() string {
	audited := n.audited().total
	s := fmt.Sprintf("Audit of %s: %s", n.dayInWords(), Plural(audited, "article"))
	if others := len(n.articles) - audited; others > 0 {
		s += fmt.Sprintf(", %d more to compare with", others)
	}
	return s
}

func (n *view) triageLine(paint func(record.Severity, string) string) string {
	c := n.audited()
	s := fmt.Sprintf("Triage: %s, %s, %d clear",
		paintCount(paint, record.High, c.hold, "hold"), paintCount(paint, record.Medium, c.query, "query"), c.clear)
	if c.unassessed > 0 {
		s += fmt.Sprintf(", %d not assessed", c.unassessed)
	}
	return s
}

func (n *view) findingsLine(paint func(record.Severity, string) string) string {
	open := n.openBySeverity()
	return fmt.Sprintf("Open findings: %s, %s, %d low",
		paintCount(paint, record.High, open[record.High.Rank()], "high"),
		paintCount(paint, record.Medium, open[record.Medium.Rank()], "medium"),
		open[record.Low.Rank()])
}

// paintCount is "3 high"; nothing to see has no colour.
func paintCount(paint func(record.Severity, string) string, s record.Severity, count int, word string) string {
	said := fmt.Sprintf("%d %s", count, word)
	if count == 0 {
		return said
	}
	return paint(s, said)
}

func (n *view) checksLine() string {
	checks := n.byCheck()
	if len(checks) == 0 {
		return "By check: none"
	}
	var parts []string
	for _, c := range checks[:min(len(checks), maxNamed)] {
		parts = append(parts, fmt.Sprintf("%s %d", workbook.Line(c.title, 60), c.total))
	}
	s := "By check: " + strings.Join(parts, ", ")
	if more := len(checks) - maxNamed; more > 0 {
		s += fmt.Sprintf(", and %s", Plural(more, "other check"))
	}
	return s
}

func (n *view) rejectedLine() string {
	rejected := n.rejected()
	if len(rejected) == 0 {
		return ""
	}
	first := rejected[0]
	s := fmt.Sprintf("Rejected: %s: %s (%s)", Plural(len(rejected), "input"), workbook.Line(first.Source, 60), workbook.Line(first.Reason, 80))
	if len(rejected) > 1 {
		s += fmt.Sprintf(" and %d more", len(rejected)-1)
	}
	return s
}

// attention is what the people who run the audit should look at: reviewers
// who disagree, and notices.
func (n *view) attention() string {
	var said []string
	if k := len(n.log.Summary.Conflicts); k > 0 {
		said = append(said, "Reviewers disagree on "+Plural(k, "finding")+".")
	}
	if notices := n.log.Summary.Notices; len(notices) > 0 {
		s := "Notice: " + workbook.Line(notices[0], 120)
		if more := len(notices) - 1; more > 0 {
			s += fmt.Sprintf(" (and %d more)", more)
		}
		said = append(said, s)
	}
	return strings.Join(said, " ")
}
