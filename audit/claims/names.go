package claims

import (
	"sort"
	"strings"
	"unicode"

	"github.com/adrg/strutil/metrics"

	"copydesk.dev/audit/claims/segment"
)

// nameList holds the names of products and the like that need no explaining.
type nameList struct {
	known    map[string]string // squeezed name → as it is written
	families map[string]bool   // letters before the first digit: "gpt"
	numbered []string          // squeezed names that hold a digit, sorted
	mixed    []string          // squeezed names with a capital inside and none, sorted
}

func newNameList(lists map[string]string, r *register) *nameList {
	n := &nameList{known: map[string]string{}, families: map[string]bool{}}
	for _, list := range sortedKeys(lists) {
		for _, name := range strings.Split(lists[list], "·") {
			name = strings.TrimSpace(name)
			key := squeeze(name)
			if key == "" || n.known[key] != "" {
				continue
			}
			n.known[key] = name
			if stem := stemOf(key); stem != key {
				n.numbered = append(n.numbered, key)
				n.families[stem] = true
			} else if camelCase(name) {
				n.mixed = append(n.mixed, key)
			}
		}
	}
	for key, s := range r.byName {
		n.known[squeeze(key)] = s.name
	}
	sort.Strings(n.numbered)
	sort.Strings(n.mixed)
	return n
}

// squeeze folds a name and drops what spelling varies in: "GPT-4" and "gpt 4"
// are one name.
func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		if segment.IsLetter(r) || segment.IsDigit(r) || r == '+' {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// stemOf returns the letters before the first digit.
func stemOf(squeezed string) string {
	if i := strings.IndexAny(squeezed, "0123456789"); i >= 0 {
		return squeezed[:i]
	}
	return squeezed
}

// knows reports whether a squeezed name, its family or its name without a
// closing number is known.
func (n *nameList) knows(key string) bool {
	if n.known[key] != "" {
		return true
	}
	stem := stemOf(key)
	return len(stem) > 1 && (n.families[stem] || n.known[stem] != "")
}

// nearest returns the known name nearest to a squeezed one that ends in a
// number, and how many edits lie between them; "" if none is near.
func (n *nameList) nearest(key string) (name string, edits int) {
	const farthest, shortest = 2, 4 // edits, letters an edit: beyond them a suggestion is a guess
	return n.nearestOf(n.numbered, key, farthest, shortest)
}

// nearestMixed returns the known name one edit away from a squeezed one of
// letters in both cases; "" if none is. New names are coined daily: only a
// near miss of a known one is worth a question.
func (n *nameList) nearestMixed(key string) string {
	const farthest, shortest = 1, 7
	name, _ := n.nearestOf(n.mixed, key, farthest, shortest)
	return name
}

func (n *nameList) nearestOf(names []string, key string, farthest, shortest int) (name string, edits int) {
	metric := metrics.NewLevenshtein()
	edits = farthest + 1
	for _, k := range names {
		if d := len(k) - len(key); d > farthest || d < -farthest {
			continue
		}
		if d := metric.Distance(k, key); d < edits && d*shortest <= len(k) {
			name, edits = n.known[k], d
		}
	}
	if name == "" {
		return "", 0
	}
	return name, edits
}

// plainWord reports whether a word is small letters after its first: no name
// of a product's shape.
func plainWord(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] < 'a' || 'z' < s[i] {
			return false
		}
	}
	return true
}

// camelCase reports whether a word is of letters alone, with a capital after a
// small letter: "PostgreSQL".
func camelCase(s string) bool {
	small, inner := false, false
	for _, r := range s {
		switch {
		case !segment.IsLetter(r):
			return false
		case segment.IsUpper(r):
			inner = inner || small
		default:
			small = true
		}
	}
	return inner
}

// productShaped reports whether a word looks like the name of a product: three
// or more letters, two of them capitals, that run into one or two digits. Two
// letters and a number are more often a road, a flight, a size or a seat.
func productShaped(s string) bool {
	letters, capitals, digits := 0, 0, 0
	for i, r := range s {
		switch {
		case segment.IsLetter(r):
			if digits > 0 {
				return false
			}
			letters++
			if segment.IsUpper(r) {
				capitals++
			}
		case segment.IsDigit(r):
			digits++
		case r == '-' && i > 0:
		default:
			return false
		}
	}
	return letters >= 3 && capitals >= 2 && (digits == 1 || digits == 2)
}
