package similarity

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// blank is what a form leaves to be filled in.
const blank = "_"

// randomForm returns a form of about 60 words, none of them from any language,
// with something to fill in after every one to six of them.
func randomForm(rng *rand.Rand) []string {
	var form []string
	for len(form) < 58 {
		for range 1 + rng.IntN(6) {
			form = append(form, fmt.Sprintf("w%cord%d", 'a'+rune(rng.IntN(26)), rng.IntN(500)))
		}
		form = append(form, blank)
	}
	return form
}

// fillIn fills a form in with names, figures, or both.
func fillIn(rng *rand.Rand, form []string) string {
	words := slices.Clone(form)
	for i, word := range words {
		if word != blank {
			continue
		}
		switch rng.IntN(3) {
		case 0:
			words[i] = fmt.Sprintf("Na%cme%d", 'a'+rune(rng.IntN(26)), rng.IntN(90))
		case 1:
			words[i] = fmt.Sprint(rng.IntN(60))
		default:
			words[i] = fmt.Sprintf("Fir%dst La%cst", rng.IntN(30), 'a'+rune(rng.IntN(26)))
		}
	}
	return strings.Join(words, " ") + "."
}

// formTextsOf returns texts that fill forms in, in turn.
func formTextsOf(rng *rand.Rand, forms [][]string, n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fillIn(rng, forms[i%len(forms)])
	}
	return texts
}

// TestForms fills forms of random words in: whatever they say and whatever is
// filled in, in any order, on any number of cores, texts have a form in common
// and are one group, each matched about once.
func TestForms(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 31))
		forms := [][]string{randomForm(rng), randomForm(rng)}
		for _, n := range []int{2 * formTexts, 40, 300} {
			texts := formTextsOf(rng, forms, n)
			if n <= 40 { // it takes their square
				checkGuarantee(t, texts)
			}
			one, err := Find(t.Context(), texts, Options{Jobs: 1})
			if err != nil {
				t.Fatal(err)
			}
			checkForms(t, fmt.Sprintf("seed %d, %d texts", seed, n), one, n, len(forms))
			slices.Reverse(texts)
			backwards := find(t, texts...)
			checkForms(t, fmt.Sprintf("seed %d, %d texts backwards", seed, n), backwards, n, len(forms))
			slices.Reverse(texts)
			if diff := cmp.Diff(one, find(t, texts...)); diff != "" {
				t.Errorf("on all cores: %s", diff)
			}
		}
	}
}

func checkForms(t *testing.T, name string, r *Result, texts, forms int) {
	t.Helper()
	if len(r.Groups) != forms || len(r.Matches) > texts+texts/20 {
		t.Errorf("%s: %d groups and %d matches", name, len(r.Groups), len(r.Matches))
	}
	held := make(map[int]bool)
	for _, m := range r.Matches {
		held[m.A.Text], held[m.B.Text] = true, true
		if m.Form < formTexts {
			t.Errorf("%s: texts %d and %d: a form of %d texts", name, m.A.Text, m.B.Text, m.Form)
		}
	}
	if len(held) < texts-texts/100 { // one may share too little to be found
		t.Errorf("%s: %d texts are told of", name, len(held))
	}
}

// TestFewOfForm has a form that few texts fill in, which is no excuse.
func TestFewOfForm(t *testing.T) {
	for seed := range uint64(10) {
		rng := rand.New(rand.NewPCG(seed, 32))
		form := randomForm(rng)
		var texts []string
		for range formTexts - 1 {
			texts = append(texts, fillIn(rng, form))
		}
		for range 30 {
			texts = append(texts, fillIn(rng, randomForm(rng)))
		}
		result := find(t, texts...)
		if len(result.Matches) < formTexts-2 {
			t.Errorf("seed %d: %d matches", seed, len(result.Matches))
		}
		for _, m := range result.Matches {
			if m.Form != 0 {
				t.Errorf("seed %d: %d texts have the form of %d and %d", seed, m.Form, m.A.Text, m.B.Text)
			}
		}
	}
}

// TestCopyOfForm has one text of a form copied, with one name changed all over:
// that match is no form, however many texts fill it in.
func TestCopyOfForm(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 33))
		form := randomForm(rng)
		texts := formTextsOf(rng, [][]string{form}, 120)
		words := strings.Fields(texts[70])
		for i, word := range words {
			if strings.HasPrefix(word, "Na") || strings.HasPrefix(word, "Fir") {
				old := word
				for j := range words[i:] {
					if words[i+j] == old {
						words[i+j] = "Otherwise"
					}
				}
				break
			}
		}
		texts = append(texts, strings.Join(words, " "))
		found := false
		for _, m := range find(t, texts...).Matches {
			switch {
			case m.A.Text == 70 && m.B.Text == 120:
				found = found || m.Form == 0 && m.Words > len(words)/2
			case m.Form == 0:
				t.Errorf("seed %d: texts %d and %d are a copy", seed, m.A.Text, m.B.Text)
			}
		}
		if !found {
			t.Errorf("seed %d: the copy was not found", seed)
		}
	}
}

// TestCopiesAreNoForm has one text printed by many, each with other edits or with
// another name in place of one: no form.
func TestCopiesAreNoForm(t *testing.T) {
	rng := rand.New(rand.NewPCG(34, 34))
	for name, edit := range map[string]func(i int) string{
		"edits":    func(int) string { return strings.Join(slices.Delete(strings.Fields(original), rng.IntN(20), 22), " ") },
		"one name": func(i int) string { return strings.ReplaceAll(original, "Mill", fmt.Sprintf("Na%dme", i)) },
	} {
		var texts []string
		for i := range 2 * formTexts {
			texts = append(texts, fmt.Sprintf("Opening %d is like no other. %s", i*i, edit(i)))
		}
		result := find(t, texts...)
		if len(result.Matches) < 2*formTexts-1 {
			t.Errorf("%s: %d matches", name, len(result.Matches))
		}
		for _, m := range result.Matches {
			if m.Form > 0 {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
}

// TestFormsWithoutRewording has nothing to tell rewordings by.
func TestFormsWithoutRewording(t *testing.T) {
	for seed := range uint64(4) {
		rng := rand.New(rand.NewPCG(seed, 35))
		form := randomForm(rng)
		texts := formTextsOf(rng, [][]string{form}, 400)
		result, err := Find(t.Context(), texts, Options{MinReworded: 2})
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Groups) != 1 || len(result.Matches) < len(texts)/2 {
			t.Errorf("seed %d: %d groups and %d matches", seed, len(result.Groups), len(result.Matches))
		}
	}
}

// TestOneNameIsNoForm has a short text printed by many, each with another name in
// the place of one, which is too little to tell a form by.
func TestOneNameIsNoForm(t *testing.T) {
	var texts []string
	for i := range 2 * formTexts {
		texts = append(texts, fmt.Sprintf("The bakery at the corner of the market square in Na%dme had been closed for most of the winter.", i))
	}
	result := find(t, texts...)
	if len(result.Matches) < len(texts)-1 {
		t.Errorf("%d matches", len(result.Matches))
	}
	for _, m := range result.Matches {
		if m.Form > 0 {
			t.Errorf("%+v", m)
		}
	}
}
