package reuse

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/adrg/strutil/metrics"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/finding"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
	"copydesk.dev/similarity"
)

const (
	// sameQuotation is the order metric from which two quotations are meant to
	// be the same, sameShort that for those of less than shortQuoted words.
	sameQuotation, sameShort = 0.6, 0.8
	shortQuoted              = 9
	// commonPair is the most quotations of one speaker that two words in a row
	// may stand in and still tell of which two are the same.
	commonPair = 50
)

// wording is what one speaker is quoted with, by the last name, wherever it
// stands.
type wording struct {
	words  string   // its key
	inFull string   // with short forms written out
	sorted []string // the words of inFull
	places []text.Quotation
	in     map[*text.Assessed]bool // documents that print it
}

// Altered compares what documents have the same speaker say, and drafts a finding
// where nearly the same words are not the same. When ctx ends, it returns what it
// has, and the error.
func Altered(ctx context.Context, corpus text.Corpus) (drafts []finding.Draft, err error) {
	for _, list := range wordings(corpus) {
		for _, pair := range sharedPairs(list) {
			if ctx.Err() != nil {
				return drafts, ctx.Err()
			}
			drafts = append(drafts, compareWordings(list[pair[0]], list[pair[1]])...)
		}
	}
	return drafts, nil
}

// wordings returns the quotations that are long enough and have a speaker, by
// last names, each wording once, in the order of the documents.
func wordings(corpus text.Corpus) [][]*wording {
	var all [][]*wording
	bySpeaker := make(map[string]int)
	byWords := make(map[[2]string]*wording)
	for _, d := range corpus {
		for last, at := range d.Quotations() {
			i, known := bySpeaker[last]
			if !known {
				i = len(all)
				bySpeaker[last] = i
				all = append(all, nil)
			}
			words := text.Key(d.Text[at.Start:at.End])
			w := byWords[[2]string{last, words}]
			if w == nil {
				full := text.InFull(words)
				w = &wording{words: words, inFull: full, sorted: slices.Sorted(strings.FieldsSeq(full)), in: make(map[*text.Assessed]bool)}
				byWords[[2]string{last, words}] = w
				all[i] = append(all[i], w)
			}
			w.places = append(w.places, at)
			w.in[d] = true
		}
	}
	return all
}

// sharedPairs returns the quotations, by index, that have two words in a row in
// common, in order.
func sharedPairs(list []*wording) [][2]int {
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

// compareWordings reports two wordings that are nearly the same, at every place
// of the later one. A part of the other's words is no alteration.
func compareWordings(p, q *wording) (drafts []finding.Draft) {
	if strings.Contains(p.inFull, q.inFull) || strings.Contains(q.inFull, p.inFull) {
		return nil
	}
	least, longer := sameQuotation, max(len(p.sorted), len(q.sorted))
	if longer < shortQuoted {
		least = sameShort
	}
	if float64(text.InCommon(p.sorted, q.sorted))/float64(longer) < least {
		return nil // in whatever order
	}
	m := similarity.Compare(p.inFull, q.inFull)
	if m.Order < least {
		return nil
	}
	if !slices.ContainsFunc(q.places, func(at text.Quotation) bool { return at.Role == record.RoleAudited }) {
		p, q = q, p
	}
	said := p.speakers(q)
	for _, at := range q.places {
		if at.Role != record.RoleAudited || p.in[at.Assessed] {
			continue
		}
		if i := slices.IndexFunc(said, func(other text.Quotation) bool { return sameFirst(at.First, other.First) }); i >= 0 {
			drafts = append(drafts, altered(at, said[i], text.Compare(p.words, q.words), m.Order))
		}
	}
	return drafts
}

// speakers returns, by first names, the first places of a wording in documents
// that don't print another one too: who has both has a speaker who said it
// twice.
func (w *wording) speakers(other *wording) []text.Quotation {
	const most = 64 // first names that one last name has in a run, and more
	var places []text.Quotation
	known := make(map[string]bool)
	for _, at := range w.places {
		if !known[at.First] && !other.in[at.Assessed] && len(places) < most {
			known[at.First] = true
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

// altered drafts the finding about a quotation that stands otherwise elsewhere.
func altered(at, before text.Quotation, difference text.Difference, score float64) finding.Draft {
	other := before.Passage(before.Start, before.End)
	f := record.Finding{
		Start: at.Start, End: at.End,
		Trigger:   cmp.Or(strings.Join(difference.Added, " … "), strings.Join(difference.Missing, " … "), at.Text[at.Start:at.End]),
		Why:       fmt.Sprintf("%s has the same speaker say “%s”: %s.", before.Label(), other.Text, difference),
		MatchKind: string(similarity.Edited), Score: score, Other: &other,
	}
	if spelledAlike(difference) {
		f.Severity = record.Low // a slip of the pen, or another spelling
	}
	return finding.Draft{In: at.Assessed, Check: check.AlteredQuotation, Finding: f}
}

// spelledAlike reports whether words differ from one another by a letter each.
func spelledAlike(d text.Difference) bool {
	if len(d.Missing) != len(d.Added) {
		return false
	}
	for i := range d.Missing {
		if metrics.NewLevenshtein().Distance(d.Missing[i], d.Added[i]) > 1 || utf8.RuneCountInString(d.Missing[i]) < 3 {
			return false
		}
	}
	return true
}
