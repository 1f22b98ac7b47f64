package similarity

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"copydesk.dev/similarity/words/wordstest"
)

// checkGuarantee compares Find with brute force over every run of 12 words.
func checkGuarantee(t *testing.T, texts []string) {
	t.Helper()
	const n = 12
	result, err := Find(context.Background(), texts, Options{MinWords: n})
	if err != nil {
		t.Fatal(err)
	}
	checkShape(t, texts, result)

	type place struct{ text, pos int }
	tokens := make([][]Token, len(texts))
	places := make(map[[n]uint64][]place)
	for i, text := range texts {
		tokens[i] = Tokenize(text)
		for p := 0; p+n <= len(tokens[i]); p++ {
			var key [n]uint64
			for k := range key {
				key[k] = tokens[i][p+k].Hash
			}
			places[key] = append(places[key], place{i, p})
		}
	}
	covered := make([][]bool, len(texts)) // words inside some passage
	for i := range texts {
		covered[i] = make([]bool, len(tokens[i]))
	}
	grams := make(map[[2]int]map[[n]uint64]bool) // of two texts, runs a match holds on both sides
	ofForm := make(map[int]bool)                 // texts that fill in a form, and are matched with its first
	for _, m := range result.Matches {
		if m.Form > 0 {
			ofForm[m.A.Text], ofForm[m.B.Text] = true, true
		}
		inA, inB := markWords(tokens, covered, m.A), markWords(tokens, covered, m.B)
		pair := [2]int{m.A.Text, m.B.Text}
		if grams[pair] == nil {
			grams[pair] = make(map[[n]uint64]bool)
		}
		holds := gramsOf(inB)
		for key := range gramsOf(inA) {
			if holds[key] {
				grams[pair][key] = true
			}
		}
	}
	for key, where := range places {
		for i, p := range where {
			for _, q := range where[i+1:] {
				if p.text == q.text && q.pos < p.pos+n {
					continue // the two overlap
				}
				for k := range n {
					if !covered[p.text][p.pos+k] || !covered[q.text][q.pos+k] {
						t.Fatalf("run at word %d of text %d and word %d of text %d lies in no passage", p.pos, p.text, q.pos, q.text)
					}
				}
				byPairs := len(where) <= maxDense && !(ofForm[p.text] && ofForm[q.text])
				if p.text != q.text && byPairs && !grams[[2]int{p.text, q.text}][key] {
					t.Fatalf("texts %d and %d share a run that no match of theirs holds", p.text, q.text)
				}
			}
		}
	}
}

func markWords(tokens [][]Token, covered [][]bool, p Passage) []Token {
	from, to := -1, 0
	for i, t := range tokens[p.Text] {
		if int(t.Start) >= p.Start && int(t.End) <= p.End {
			covered[p.Text][i] = true
			if from < 0 {
				from = i
			}
			to = i + 1
		}
	}
	return tokens[p.Text][max(from, 0):to]
}

func gramsOf(tokens []Token) map[[12]uint64]bool {
	grams := make(map[[12]uint64]bool)
	for i := 0; i+12 <= len(tokens); i++ {
		var key [12]uint64
		for k := range key {
			key[k] = tokens[i+k].Hash
		}
		grams[key] = true
	}
	return grams
}

// checkShape checks what must hold of every result.
func checkShape(t *testing.T, texts []string, r *Result) {
	t.Helper()
	for i, m := range r.Matches {
		for _, p := range []Passage{m.A, m.B} {
			if p.Text < 0 || p.Text >= len(texts) || p.Start < 0 || p.Start >= p.End || p.End > len(texts[p.Text]) {
				t.Fatalf("match %d: passage %+v out of range", i, p)
			}
		}
		if m.A.Text > m.B.Text || m.A.Text == m.B.Text && m.A.End > m.B.Start {
			t.Fatalf("match %d: sides out of order or overlapping: %+v", i, m)
		}
		if m.Score < 0 || m.Score > 1 || m.Kind == Verbatim && m.Score != 1 {
			t.Fatalf("match %d: %s with score %v", i, m.Kind, m.Score)
		}
		if m.Group < 0 || m.Group >= len(r.Groups) {
			t.Fatalf("match %d: no group %d", i, m.Group)
		}
		if i > 0 && compareMatches(r.Matches[i-1], m) > 0 {
			t.Fatalf("match %d out of order", i)
		}
	}
}

// randomText draws words from a small vocabulary, so that chance runs abound,
// and copies stretches of earlier texts with changes.
func randomText(rng *rand.Rand, earlier []string) string {
	var words []string
	for range rng.IntN(120) {
		if len(earlier) > 0 && rng.IntN(25) == 0 {
			copied := strings.Fields(earlier[rng.IntN(len(earlier))])
			if len(copied) > 5 {
				from := rng.IntN(len(copied) - 5)
				words = append(words, copied[from:min(len(copied), from+5+rng.IntN(40))]...)
			}
		}
		words = append(words, fmt.Sprint("w", rng.IntN(3+rng.IntN(40))))
	}
	return strings.Join(words, " ")
}

func TestGuaranteeRandom(t *testing.T) {
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 1))
		var texts []string
		for range 2 + rng.IntN(6) {
			texts = append(texts, randomText(rng, texts))
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) { checkGuarantee(t, texts) })
	}
}

func TestGuaranteeAdversarial(t *testing.T) {
	run := "one two three four five six seven eight nine ten eleven twelve"
	copies := make([]string, 0, 200)
	for i := range 200 {
		copies = append(copies, fmt.Sprintf("a%d b%d %s c%d", i, i*7, run, i))
	}
	tests := map[string][]string{
		"one word over and over":     {strings.Repeat("ha ", 500), strings.Repeat("ha ", 300)},
		"two words over and over":    {strings.Repeat("so ha ", 400), strings.Repeat("ha so ", 90)},
		"long period":                {strings.Repeat(run+" more ", 100), strings.Repeat(run+" less ", 70)},
		"exactly twelve":             {"x " + run + " y", "z " + run + " q"},
		"twelve at both ends":        {run, run},
		"eleven":                     {run[4:], run[4:]},
		"in 200 texts":               copies,
		"twice inside one":           {run + " and then again " + run},
		"reordered":                  {run + " | a b c d e f g h i j k l m", "a b c d e f g h i j k l m | " + run},
		"empty":                      {"", " ", "—"},
		"one copy in a periodic one": {strings.Repeat(run+" ", 80), "so " + run + " it is"},
	}
	for name, texts := range tests {
		t.Run(name, func(t *testing.T) { checkGuarantee(t, texts) })
	}
}

// TestGuaranteeRepeated has one text say over and over what more texts hold
// than are compared each with each.
func TestGuaranteeRepeated(t *testing.T) {
	words := strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen")
	for period := 1; period <= len(words); period++ {
		said := func(n int) string {
			list := make([]string, n)
			for i := range list {
				list[i] = words[i%period]
			}
			return strings.Join(list, " ")
		}
		var texts []string
		for i := range maxDense + 2 {
			texts = append(texts, fmt.Sprintf("a%d b%d %s c%d", i, i*7, said(12), i))
		}
		for n := 12; n <= 40; n++ {
			repeated := "x " + said(n) + " y"
			t.Run(fmt.Sprintf("%d words of period %d", n, period), func(t *testing.T) {
				checkGuarantee(t, slices.Concat(texts, []string{repeated}))
				checkGuarantee(t, slices.Concat([]string{repeated}, texts))
			})
		}
	}
}

// TestGuaranteeDisguised copies runs of twelve words, in several scripts, and
// disguises them.
func TestGuaranteeDisguised(t *testing.T) {
	runs := []string{
		`"We can't stop," the mayor's well-known deputy said: 12 offices closed`,
		"Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по своему",
		"Όλες οι ευτυχισμένες οικογένειες μοιάζουν η κάθε δυστυχισμένη οικογένεια είναι με τον τρόπο της",
		"敏捷的棕色狐狸跳过了懒狗",
		"สุนัขจิ้งจอกสีน้ำตาล",
		"カメラとニューヨークの話をするのは楽しいのです",
		"다람쥐 헌 쳇바퀴에 타고파 하나 둘 셋 넷 다섯 여섯 일곱 여덟",
	}
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 9))
		for _, run := range runs {
			a := randomText(rng, nil) + " " + run + " " + randomText(rng, nil)
			b := randomText(rng, nil) + " " + wordstest.Disguise(rng, run) + " " + randomText(rng, nil)
			checkGuarantee(t, []string{a, b})
			if n := len(Tokenize(run)); n < 12 {
				t.Fatalf("%q has %d words", run, n)
			}
			if got := find(t, run, wordstest.Disguise(rng, run)).Matches; len(got) != 1 || got[0].Kind != Verbatim {
				t.Fatalf("seed %d: %q disguised: %+v", seed, run, got)
			}
		}
	}
}

// TestGuaranteeFolding shares one run under every disguise that folding sees
// through.
func TestGuaranteeFolding(t *testing.T) {
	plain := `"We can't stop now," the mayor's well-known deputy Zoë Müller said; the office file waits`
	disguised := "“WE CAN’T STOP NOW” – the Mayor’s well–known deputy Zoe\u0308 Mu\u0308ller said, the of\u00adfice \ufb01le wai\u200bts"
	result, err := Find(context.Background(), []string{plain, disguised}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Matches) != 1 || result.Matches[0].Kind != Verbatim {
		t.Fatalf("got %+v, want one verbatim match", result.Matches)
	}
}

func FuzzGuarantee(f *testing.F) {
	f.Add("one two three four five six seven eight nine ten eleven twelve", "x", uint8(3))
	f.Add(strings.Repeat("a b ", 40), strings.Repeat("b a ", 30), uint8(1))
	f.Add("ภาษาไทยไม่มีช่องว่างระหว่างคำ カメラとニューヨークの話をする", "ภาษาไทยไม่มีช่องว่างระหว่างคำ", uint8(2))
	f.Add("中文没有空格的文字也要找到重复的句子", "他说中文没有空格的文字也要找到重复的句子", uint8(0))
	f.Fuzz(func(t *testing.T, a, b string, copies uint8) {
		if len(a)+len(b) > 4000 {
			return // brute force is quadratic
		}
		rng := rand.New(rand.NewPCG(uint64(copies), 1))
		texts := []string{a, b, a + " " + wordstest.Disguise(rng, b)}
		for range copies % 8 {
			texts = append(texts, b+" "+a)
		}
		checkGuarantee(t, texts)
	})
}
