package main

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"copydesk.dev/audit/claims/lexis"
)

// allParts are the parts of speech in the table's order.
var allParts = []lexis.Part{lexis.PartNoun, lexis.PartVerb, lexis.PartAdjective, lexis.PartAdverb}

// write makes the table's text, as ../table.go describes it.
func write(d *dict, members map[synsetID]membership) string {
	var lemmas [4][]string
	rows := map[word]string{}
	uses := map[string]int{}
	for w := range d.senses {
		r := weigh(w, d, members)
		if kept(w, r) {
			rows[w] = r.String()
			uses[r.String()]++
			lemmas[w.part] = append(lemmas[w.part], w.lemma)
		}
	}
	// The commonest rows get the shortest numbers.
	distinct := slices.SortedFunc(maps.Keys(uses), func(a, b string) int {
		return cmp.Or(cmp.Compare(uses[b], uses[a]), cmp.Compare(a, b))
	})
	numbers := map[string]int{}
	var b strings.Builder
	fmt.Fprintf(&b, "copydesk lexis 1\n%s\n%d\n", strings.Join(classNames(), " "), len(distinct))
	for i, r := range distinct {
		numbers[r] = i
		b.WriteString(r + "\n")
	}
	for _, part := range allParts {
		slices.Sort(lemmas[part])
		fmt.Fprintf(&b, "%d\n", len(lemmas[part]))
		for _, lemma := range lemmas[part] {
			b.WriteString(lemma + "\n")
		}
		for _, lemma := range lemmas[part] {
			fmt.Fprintln(&b, numbers[rows[word{part, lemma}]])
		}
	}
	return b.String()
}

// String writes a row as it stands in the table.
func (r row) String() string {
	var pairs []string
	for _, c := range lexis.Classes() {
		if r[c] > 0 {
			pairs = append(pairs, fmt.Sprintf("%d:%d", c, r[c]))
		}
	}
	return strings.Join(pairs, " ")
}

// classNames are the names of all classes.
func classNames() []string {
	var names []string
	for _, c := range lexis.Classes() {
		names = append(names, c.String())
	}
	return names
}

// pack compresses a table. One goroutine does it, and the library's version is
// pinned, so that the same text gives the same bytes.
func pack(text string) ([]byte, error) {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return nil, err
	}
	return e.EncodeAll([]byte(text), nil), e.Close()
}

// pedigree says what the table was made of.
func pedigree(hashes map[string]string, choice []byte, text string, packed []byte) []byte {
	var b strings.Builder
	b.WriteString("Where wordnet.zst comes from. Written by generate with it; don't edit.\n\n")
	b.WriteString("data:     WordNet 3.1, Princeton University\n")
	b.WriteString("licence:  WORDNET-LICENSE\n")
	b.WriteString("command:  WORDNET_DICT=… go generate ./audit/claims/lexis\n\n")
	b.WriteString("SHA-256 of what was read:\n")
	for _, name := range slices.Sorted(maps.Keys(hashes)) {
		fmt.Fprintf(&b, "%s  %s\n", hashes[name], name)
	}
	fmt.Fprintf(&b, "%x  classes.yaml\n\n", sha256.Sum256(choice))
	b.WriteString("SHA-256 of what was written:\n")
	fmt.Fprintf(&b, "%x  wordnet.zst\n", sha256.Sum256(packed))
	fmt.Fprintf(&b, "%x  wordnet.zst, decompressed\n", sha256.Sum256([]byte(text)))
	return []byte(b.String())
}
