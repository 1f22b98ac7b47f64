package text

import (
	"cmp"
	"fmt"
	"strings"

	"copydesk.dev/similarity"
)

// Key is the words of a text in the form in which they are compared, each between
// two spaces: "Jörg's  Bakery" is " jorg s bakery ".
func Key(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range similarity.Tokenize(text) {
		b.WriteString(similarity.Fold(text[t.Start:t.End]))
		b.WriteByte(' ')
	}
	return b.String()
}

// InCommon counts what two ascending lists have in common.
func InCommon[T cmp.Ordered](a, b []T) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0], b[0]) {
		case -1:
			a = a[1:]
		case 1:
			b = b[1:]
		default:
			n++
			a, b = a[1:], b[1:]
		}
	}
	return n
}

// Count says a number of things in words: "1 other article", "3 other
// articles".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Difference is what two wordings don't share, each word once, in order.
type Difference struct{ Missing, Added []string }

// Compare returns what a wording lacks of the one before it, and what it has
// besides. Both are keys.
func Compare(before, after string) Difference {
	return Difference{Missing: onlyIn(before, after), Added: onlyIn(after, before)}
}

// String says the difference in words.
func (d Difference) String() string {
	say := func(words []string) string { return "“" + strings.Join(words, "”, “") + "”" }
	switch {
	case len(d.Missing) == 0 && len(d.Added) == 0:
		return "the same words, in another order or not as often"
	case len(d.Missing) == 0:
		return "without " + say(d.Added)
	case len(d.Added) == 0:
		return "with " + say(d.Missing) + " besides"
	}
	return say(d.Missing) + " in place of " + say(d.Added)
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
