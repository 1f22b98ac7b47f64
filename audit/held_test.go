package audit

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/record"
)

// madeEvidence makes evidence of a text.
func madeEvidence(text string) *evidenceText {
	t := newEvidenceText(&entry{Article: &article.Article{Text: text}})
	return &t
}

// TestSays asks evidence for words more often than it reads all of it, and gets
// the answer that reading gives.
func TestSays(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = string(rune('a' + random.IntN(3)))
		}
		return strings.Join(list, " ")
	}
	document := madeEvidence(letters(300))
	for range 500 {
		words := folded(letters(1 + random.IntN(9)))
		if got, want := document.says(words), strings.Contains(document.words, words); got != want {
			t.Fatalf("%q: %v, want %v", words, got, want)
		}
	}
	if document.suffixes == nil {
		t.Error("it was read 500 times")
	}
}

func TestOnMatter(t *testing.T) {
	document := madeEvidence("Nobody counts ovens while bakers sleep. The guild saw 33 ovens where bakers sleep. " +
		"In 64 towns bakers slept near ovens. The guild saw 34 ovens where bakers sleep." +
		strings.Repeat(" Of 12 tables, seven stand under windows facing harbour.", 501))
	for words, want := range map[string]string{
		"bakers slept near ovens in towns":          "In 64 towns bakers slept near ovens.",
		"where guild bakers sleep in ovens":         "The guild saw 33 ovens where bakers sleep.",
		"bakers and ovens":                          "",
		"bakers who sleep while nobody counts":      "",
		"tables stand under windows facing harbour": "", // it is on nothing else
	} {
		got := ""
		if i := document.onMatter(folded(words)); i >= 0 {
			got = document.sentence(i)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// TestCopies compares the search among shared passages with a look at all.
func TestCopies(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 9))
	some := func() span {
		start := random.IntN(60)
		return span{start, start + 1 + random.IntN(9)}
	}
	for range 2000 {
		c := new(copies)
		for range random.IntN(6) {
			c.passages = append(c.passages, [2]span{some(), some()})
		}
		c.sort()
		a, b := some(), some()
		want := false
		for _, p := range c.passages {
			want = want || p[0].overlaps(a) && p[1].overlaps(b)
		}
		if got := c.has(a, b); got != want {
			t.Fatalf("%v in %+v: %v, want %v", [2]span{a, b}, c.passages, got, want)
		}
	}
}

// BenchmarkEvidence checks claims against a document of as many sentences: what a
// claim costs does not grow with their number.
func BenchmarkEvidence(b *testing.B) {
	for _, n := range []int{500, 1000, 2000, 4000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var document, text strings.Builder
			for i := range n {
				fmt.Fprintf(&document, "The report on oven%d in Orlby%d counts %d loaves.\n\n", i, i, 1000+i)
				fmt.Fprintf(&text, "According to Bread and Rents, %d loaves of oven%d were lost in Orlby%d.\n\n", 9000+i, i, i)
			}
			a, err := New(Settings{})
			if err != nil {
				b.Fatal(err)
			}
			e := a.enter(&article.Article{Text: text.String(), Language: "en"}, record.RoleAudited)
			e.id = "A"
			a.assessEntry(e)
			for b.Loop() {
				r := newRun(a)
				r.entries = []*entry{e}
				r.evidence = []*entry{a.enter(&article.Article{Title: "Bread and Rents", Text: document.String()}, record.RoleEvidence)}
				if err := r.checkEvidence(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/claim")
		})
	}
}
