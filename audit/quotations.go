package audit

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/adrg/strutil/metrics"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

const (
	// minQuoted is the fewest words of a quotation that is compared.
	minQuoted = 5
	// sameQuotation is the order metric from which two quotations are meant to
	// be the same, sameShort that for those of less than shortQuoted words.
	sameQuotation, sameShort = 0.6, 0.8
	shortQuoted              = 9
	// commonPair is the most quotations of one speaker that two words in a row
	// may stand in and still tell of which two are the same.
	commonPair = 50
)

// quotation is one wording under one last name, wherever it stands.
type quotation struct {
	words  string   // folded
	inFull string   // with short forms written out
	sorted []string // the words of inFull
	places []quoted
	in     map[*entry]bool // articles that print it
}

// quoted is one place where a quotation stands.
type quoted struct {
	*entry
	start, end int    // inside the marks
	first      string // the speaker's names before the last, folded; "" unknown
}

// alteredQuotations compares what articles have the same speaker say.
func (r *run) alteredQuotations(ctx context.Context) error {
	for _, list := range r.quotations() {
		for _, pair := range sharedPairs(list) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r.compareQuotations(list[pair[0]], list[pair[1]])
		}
	}
	return nil
}

// quotations returns the quotations that are long enough and have a speaker,
// by last names, each wording once, in the order of the articles.
func (r *run) quotations() [][]*quotation {
	var all [][]*quotation
	bySpeaker := make(map[string]int)
	byWords := make(map[[2]string]*quotation)
	for _, e := range r.entries {
		for last, at := range e.quoted() {
			i, known := bySpeaker[last]
			if !known {
				i = len(all)
				bySpeaker[last] = i
				all = append(all, nil)
			}
			words := folded(e.Text[at.start:at.end])
			wording := byWords[[2]string{last, words}]
			if wording == nil {
				full := inFull(words)
				wording = &quotation{words: words, inFull: full, sorted: slices.Sorted(strings.FieldsSeq(full)), in: make(map[*entry]bool)}
				byWords[[2]string{last, words}] = wording
				all[i] = append(all[i], wording)
			}
			wording.places = append(wording.places, at)
			wording.in[e] = true
		}
	}
	return all
}

// quoted yields an article's quotations that are long enough and have a
// speaker, by the speaker's last name, folded.
func (e *entry) quoted() iter.Seq2[string, quoted] {
	return func(yield func(string, quoted) bool) {
		for _, s := range e.sentences {
			for _, q := range s.Quotations {
				names := strings.Fields(folded(q.Speaker))
				if len(names) == 0 || len(strings.Fields(folded(e.Text[q.Start:q.End]))) < minQuoted {
					continue
				}
				last := len(names) - 1
				if !yield(names[last], quoted{e, q.Start, q.End, strings.Join(names[:last], " ")}) {
					return
				}
			}
		}
	}
}

// sharedPairs returns the quotations, by index, that have two words in a row in
// common, in order.
func sharedPairs(list []*quotation) [][2]int {
	having := make(map[[2]string][]int)
	for i, q := range list {
		words := strings.Fields(q.inFull)
		for k := range len(words) - 1 {
			key := [2]string{words[k], words[k+1]}
			if at := having[key]; len(at) == 0 || at[len(at)-1] != i {
				having[key] = append(at, i)
			}
		}
	}
	later := make([][]int, len(list))
	for _, at := range having {
		if len(at) > commonPair {
			continue
		}
		for k, i := range at {
			later[i] = append(later[i], at[k+1:]...)
		}
	}
	var pairs [][2]int
	for i, others := range later {
		slices.Sort(others)
		for _, j := range slices.Compact(others) {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	return pairs
}

// compareQuotations reports two wordings that are nearly the same, at every
// place of the later one. A part of the other's words is no alteration.
func (r *run) compareQuotations(p, q *quotation) {
	if strings.Contains(p.inFull, q.inFull) || strings.Contains(q.inFull, p.inFull) {
		return
	}
	least, longer := sameQuotation, max(len(p.sorted), len(q.sorted))
	if longer < shortQuoted {
		least = sameShort
	}
	if float64(inCommon(p.sorted, q.sorted))/float64(longer) < least {
		return // in whatever order
	}
	m := similarity.Compare(p.inFull, q.inFull)
	if m.Order < least {
		return
	}
	if !slices.ContainsFunc(q.places, func(at quoted) bool { return at.role == record.RoleAudited }) {
		p, q = q, p
	}
	said := p.speakers(q)
	for _, at := range q.places {
		if at.role != record.RoleAudited || p.in[at.entry] {
			continue
		}
		if i := slices.IndexFunc(said, func(other quoted) bool { return sameFirst(at.first, other.first) }); i >= 0 {
			r.reportAltered(at, said[i], q.words, p.words, m.Order)
		}
	}
}

// speakers returns, by first names, the first places of a wording in articles
// that don't print another one too: who has both has a speaker who said it
// twice.
func (q *quotation) speakers(other *quotation) []quoted {
	const most = 64 // first names that one last name has in a night, and more
	var places []quoted
	known := make(map[string]bool)
	for _, at := range q.places {
		if !known[at.first] && !other.in[at.entry] && len(places) < most {
			known[at.first] = true
			places = append(places, at)
		}
	}
	return places
}

// sameFirst reports whether two speakers of one last name may be one: of names
// that are both known, one is the other, begins with it, or is its initial.
func sameFirst(a, b string) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	first, second := strings.Fields(a)[0], strings.Fields(b)[0]
	return strings.HasPrefix(first, second) || strings.HasPrefix(second, first)
}

func (r *run) reportAltered(at, before quoted, words, beforeWords string, score float64) {
	missing, added := onlyIn(beforeWords, words), onlyIn(words, beforeWords)
	other := before.passage(before.start, before.end)
	f := record.Finding{
		Start: at.start, End: at.end,
		Trigger: cmp.Or(strings.Join(added, " … "), strings.Join(missing, " … "), at.Text[at.start:at.end]),
		Why: fmt.Sprintf("%s has the same speaker say “%s”: %s.",
			before.label(), before.Text[before.start:before.end], difference(missing, added)),
		MatchKind: string(similarity.Edited), Score: score, Other: &other,
	}
	if spelledAlike(missing, added) {
		f.Severity = record.Low // a slip of the pen, or another spelling
	}
	r.found.add(at.entry, check.AlteredQuotation, f)
}

// spelledAlike reports whether words differ from one another by a letter each.
func spelledAlike(missing, added []string) bool {
	if len(missing) != len(added) {
		return false
	}
	for i := range missing {
		if metrics.NewLevenshtein().Distance(missing[i], added[i]) > 1 || utf8.RuneCountInString(missing[i]) < 3 {
			return false
		}
	}
	return true
}

// difference says in words what two quotations don't share.
func difference(missing, added []string) string {
	say := func(words []string) string { return "“" + strings.Join(words, "”, “") + "”" }
	switch {
	case len(missing) == 0 && len(added) == 0:
		return "the same words, in another order or not as often"
	case len(missing) == 0:
		return "without " + say(added)
	case len(added) == 0:
		return "with " + say(missing) + " besides"
	}
	return say(missing) + " in place of " + say(added)
}

// onlyIn returns the words of a that b lacks, each once, in order.
func onlyIn(a, b string) []string {
	has := make(map[string]bool)
	for word := range strings.FieldsSeq(b) {
		has[word] = true
	}
	var only []string
	for word := range strings.FieldsSeq(a) {
		if !has[word] {
			has[word] = true
			only = append(only, word)
		}
	}
	return only
}
