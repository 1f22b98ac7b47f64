// Package names knows the names of products and the like that need no explaining, and
// says which of them an unknown one is near to.
package names

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/adrg/strutil/metrics"

	"copydesk.dev/audit/claims/segment"
)

// List is the names that need no explaining. It never changes after New.
type List struct {
	known    map[string]string // key → as it is written
	families map[string]bool   // letters before the first digit: "gpt"
	numbered []string          // keys that hold a digit, sorted
	mixed    []string          // keys with a capital inside and none, sorted
}

// New makes a List of lists, whose names a "·" parts, and of other names by how they
// are looked up.
func New(lists, others map[string]string) *List {
	n := &List{known: map[string]string{}, families: map[string]bool{}}
	for _, list := range slices.Sorted(maps.Keys(lists)) {
		for _, name := range strings.Split(lists[list], "·") {
			name = strings.TrimSpace(name)
			key := Key(name)
			if key == "" || n.known[key] != "" {
				continue
			}
			n.known[key] = name
			if letters := family(key); letters != key {
				n.numbered = append(n.numbered, key)
				n.families[letters] = true
			} else if CamelCase(name) {
				n.mixed = append(n.mixed, key)
			}
		}
	}
	for key, name := range others {
		n.known[Key(key)] = name
	}
	sort.Strings(n.numbered)
	sort.Strings(n.mixed)
	return n
}

// Key is a name without what its spelling varies in: "GPT-4" and "gpt 4"
// are one name.
func Key(name string) string {
	return strings.Map(func(r rune) rune {
		if segment.IsLetter(r) || segment.IsDigit(r) || r == '+' {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// family returns the letters before the first digit.
func family(key string) string {
	if i := strings.IndexAny(key, "0123456789"); i >= 0 {
		return key[:i]
	}
	return key
}

// Knows reports whether a key, its family or its name without a
// closing number is known.
func (n *List) Knows(key string) bool {
	if n.known[key] != "" {
		return true
	}
	letters := family(key)
	return len(letters) > 1 && (n.families[letters] || n.known[letters] != "")
}

// Nearest returns the known name nearest to one with this key that ends in a
// number, and how many edits lie between them; "" if none is near.
func (n *List) Nearest(key string) (name string, edits int) {
	const farthest, shortest = 2, 4 // edits, letters an edit: beyond them a suggestion is a guess
	return n.nearestOf(n.numbered, key, farthest, shortest)
}

// NearestMixed returns the known name one edit away from one with this key of
// letters in both cases; "" if none is. New names are coined daily: only a
// near miss of a known one is worth a question.
func (n *List) NearestMixed(key string) string {
	const farthest, shortest = 1, 7
	name, _ := n.nearestOf(n.mixed, key, farthest, shortest)
	return name
}

func (n *List) nearestOf(names []string, key string, farthest, shortest int) (name string, edits int) {
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

// Plain reports whether a word is small letters after its first: no name
// of a product's shape.
func Plain(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] < 'a' || 'z' < s[i] {
			return false
		}
	}
	return true
}

// CamelCase reports whether a word is of letters alone, with a capital after a
// small letter: "PostgreSQL".
func CamelCase(s string) bool {
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

// ProductShaped reports whether a word looks like the name of a product: three
// or more letters, two of them capitals, that run into one or two digits. Two
// letters and a number are more often a road, a flight, a size or a seat.
func ProductShaped(s string) bool {
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
