package audit

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"copydesk.dev/audit/record"
)

// notices are forms of words; what stands in braces is filled in.
var notices = []string{
	"{Firm} announces that on {day} {month} it bought {n} of its own shares of {n} pence each from {Firm} at an average price of {n} pence a share. The highest price paid was {n} pence and the lowest {n} pence. The shares bought will be cancelled, after which {Firm} has {n} shares in issue with one vote each.",
	"{Place} beat {Place} {n}-{n} on {day} in front of a crowd of {n}. {Name} opened the scoring after {n} minutes and {Name} added a second shortly before the break. The visitors pulled one back through {Name}, but the home side held on and move up to {n} points in the table. Next week they travel to {Place}.",
	"Drivers are being warned of delays on the A{n} near {Place} after a collision of a lorry and {n} cars at about {n}.{n}pm on {day}. One lane is closed between {Place} and {Place} while the wreckage is taken away. Queues stretched for {n} miles, and the road is expected to open again by {n}pm at the earliest.",
}

// notice fills a form in.
func notice(rng *rand.Rand, form string) string {
	pick := func(words string) string {
		list := strings.Fields(words)
		return list[rng.IntN(len(list))]
	}
	name := func() string {
		return pick("Abel Brook Corde Dunst Elder Farn Gorse Hulme Ivers Jolle Kerne Lomax Mardle Nairn Orrel")
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(form, "{")
		b.WriteString(before)
		if !ok {
			return b.String() + "\n"
		}
		what, rest, _ := strings.Cut(rest, "}")
		switch what {
		case "n":
			fmt.Fprint(&b, 1+rng.IntN(50_000)>>rng.IntN(12))
		case "day":
			b.WriteString(pick("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"))
		case "month":
			fmt.Fprintf(&b, "%d %s", 1+rng.IntN(28), pick("March April May June July"))
		case "Firm":
			fmt.Fprintf(&b, "%s %s", name(), pick("Group Holdings Partners plc"))
		case "Name":
			fmt.Fprintf(&b, "%s %s", name(), name())
		default:
			b.WriteString(name())
		}
		form = rest
	}
}

// duplication returns the log's findings of checks on duplication.
func duplication(log *record.Log) (list []record.Finding) {
	for _, f := range log.Findings {
		if strings.HasPrefix(f.Check, "DUP") {
			list = append(list, f)
		}
	}
	return list
}

// TestForms audits articles that fill in three forms of words: none is held
// against another, and each is told of about once. A copy in which one name was
// changed is held against its article, and four articles make no form.
func TestForms(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 41))
	const each = 40
	texts := make(map[string]string)
	for i := range each * len(notices) {
		texts[fmt.Sprintf("%03d.txt", i)] = notice(rng, notices[i%len(notices)])
	}
	log := auditTexts(t, texts)
	if list := duplication(log); len(list) > 0 {
		t.Errorf("%d findings, first %+v", len(list), list[0])
	}
	if n := log.Summary.ByTriage[record.TriageHold]; n > 0 {
		t.Errorf("%d articles to hold", n)
	}
	if n, m := log.Summary.Groups, log.Summary.Matches; n != len(notices) || m < len(texts)-len(notices) || m > len(texts)+len(texts)/20 {
		t.Errorf("%d groups and %d matches of %d articles", n, m, len(texts))
	}
	for _, m := range log.Matches {
		if m.Context != record.ContextBoilerplate || !strings.HasPrefix(m.Reason, "a form of words that ") {
			t.Errorf("%s: %s", m.Context, m.Reason)
		}
	}

	firm, _, _ := strings.Cut(texts["045.txt"], " announces")
	texts["copy.txt"] = strings.ReplaceAll(texts["045.txt"], firm, "Quillon Trust")
	list := duplication(auditTexts(t, texts))
	if len(list) != 1 || !strings.HasSuffix(list[0].Source, "copy.txt") || !strings.HasSuffix(list[0].Other.Source, "045.txt") {
		t.Errorf("a copy with another name: %d findings: %+v", len(list), list)
	}

	few := make(map[string]string)
	for i := range 4 {
		few[fmt.Sprintf("%d.txt", i)] = notice(rng, notices[2])
	}
	log = auditTexts(t, few)
	if len(log.Matches) == 0 || strings.Contains(contextsOf(log), string(record.ContextBoilerplate)) {
		t.Errorf("four articles of one form: %q", contextsOf(log))
	}
}
