package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"copydesk/audit/check"
	"copydesk/audit/record"
	"copydesk/similarity"
)

const (
	// minQuoted is the fewest words of a quotation that is compared.
	minQuoted = 5
	// sameQuotation is the order metric from which two quotations are meant to
	// be the same.
	sameQuotation = 0.6
)

// quoted is one quotation whose speaker is named.
type quoted struct {
	*entry
	start, end int    // inside the marks
	speaker    string // last name, folded
	words      string // folded
}

// alteredQuotations compares what articles have the same speaker say.
func (r *run) alteredQuotations() {
	bySpeaker := make(map[string][]quoted)
	for _, e := range r.entries {
		for _, q := range e.quoted() {
			bySpeaker[q.speaker] = append(bySpeaker[q.speaker], q)
		}
	}
	for _, list := range bySpeaker {
		for _, pair := range sharedPairs(list) {
			p, q := list[pair[0]], list[pair[1]]
			if p.entry != q.entry && (q.role == audited || p.role == audited) {
				r.compareQuotations(p, q)
			}
		}
	}
}

// commonPair is the most quotations of one speaker that two words in a row may
// stand in and still tell of which two are the same.
const commonPair = 50

// sharedPairs returns the quotations, by index, that have two words in a row in
// common, in order.
func sharedPairs(list []quoted) [][2]int {
	having := make(map[[2]string][]int)
	for i, q := range list {
		words := strings.Fields(q.words)
		for k := range len(words) - 1 {
			key := [2]string{words[k], words[k+1]}
			if at := having[key]; len(at) == 0 || at[len(at)-1] != i {
				having[key] = append(at, i)
			}
		}
	}
	var pairs [][2]int
	for _, at := range having {
		if len(at) > commonPair {
			continue
		}
		for i, a := range at {
			for _, b := range at[i+1:] {
				pairs = append(pairs, [2]int{a, b})
			}
		}
	}
	slices.SortFunc(pairs, func(p, q [2]int) int { return slices.Compare(p[:], q[:]) })
	return slices.Compact(pairs)
}

// quoted returns an article's quotations that are long enough and have a
// speaker.
func (e *entry) quoted() []quoted {
	var list []quoted
	for _, s := range e.sentences {
		for _, q := range s.Quotations {
			names := strings.Fields(folded(q.Speaker))
			words := folded(e.Text[q.Start:q.End])
			if len(names) > 0 && len(strings.Fields(words)) >= minQuoted {
				list = append(list, quoted{e, q.Start, q.End, names[len(names)-1], words})
			}
		}
	}
	return list
}

// compareQuotations reports two quotations that are nearly the same. A part of
// the other's words is no alteration.
func (r *run) compareQuotations(first, second quoted) {
	if strings.Contains(first.words, second.words) || strings.Contains(second.words, first.words) {
		return
	}
	m := similarity.Compare(first.words, second.words)
	if m.Order < sameQuotation {
		return
	}
	if second.role != audited {
		first, second = second, first
	}
	missing, added := onlyIn(first.words, second.words), onlyIn(second.words, first.words)
	other := first.passage(first.start, first.end)
	r.found.add(second.entry, check.AlteredQuotation, record.Finding{
		Start: second.start, End: second.end,
		Trigger: cmp.Or(strings.Join(added, " … "), strings.Join(missing, " … ")),
		Why: fmt.Sprintf("%s has the same speaker say “%s”: %s.",
			first.label(), first.Text[first.start:first.end], difference(missing, added)),
		MatchKind: string(similarity.Edited), Score: m.Order, Other: &other,
	})
}

// difference says in words what two quotations don't share.
func difference(missing, added []string) string {
	say := func(words []string) string { return "“" + strings.Join(words, "”, “") + "”" }
	switch {
	case len(missing) == 0 && len(added) == 0:
		return "the same words in another order"
	case len(missing) == 0:
		return "without " + say(added)
	case len(added) == 0:
		return "with " + say(missing) + " besides"
	}
	return say(missing) + " in place of " + say(added)
}

// onlyIn returns the words of a that b lacks, each once, in order.
func onlyIn(a, b string) []string {
	var only []string
	for _, word := range strings.Fields(a) {
		if !strings.Contains(b, " "+word+" ") && !slices.Contains(only, word) {
			only = append(only, word)
		}
	}
	return only
}
