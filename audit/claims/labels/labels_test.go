package labels

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

// shared is where the sets' texts lie on a development machine.
const shared = "../../../../shared/data"

func TestSplit(t *testing.T) {
	text := "Mr. Odeh came at 9 a.m. on Monday. He said: “We won.” Nobody\nreplied… \"Why?\" J. R. Smith asked.\n\n 3.5 per cent rose! [A note] (ends."
	var got []string
	for i, s := range Split(text) {
		if s.N != i+1 || text[s.Start:s.End] != s.Text {
			t.Errorf("sentence %d: %+v", i+1, s)
		}
		got = append(got, s.Text)
	}
	want := []string{
		"Mr. Odeh came at 9 a.m. on Monday.", "He said: “We won.”", "Nobody",
		"replied…", `"Why?"`, "J. R. Smith asked.", "3.5 per cent rose!", "[A note] (ends.",
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestAgreement holds how the two readers' labels agree, which needs no texts.
func TestAgreement(t *testing.T) {
	var counts [3][3]int
	number := map[string]int{None: 0, Attributed: 1, Flag: 2}
	type key struct {
		set, file string
		n         int
	}
	given := [2]map[key]string{{}, {}}
	for i, data := range [][]byte{first, second} {
		lines, err := decode[line](data, "labels")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			k := key{l.Set, l.File, l.N}
			if given[i][k] != "" {
				t.Errorf("%v is labelled twice", k)
			}
			given[i][k] = l.Label.Label
		}
	}
	entries, err := entries()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		for n := 1; n <= e.Read; n++ {
			k := key{e.Set, e.File, n}
			counts[number[given[0][k]]][number[given[1][k]]]++
			delete(given[0], k)
			delete(given[1], k)
		}
	}
	if len(given[0])+len(given[1]) > 0 {
		t.Errorf("labels of sentences that nobody read: %v %v", given[0], given[1])
	}
	compare(t, "testdata/agreement.golden", agreement(len(entries), counts))
}

func agreement(articles int, c [3][3]int) string {
	all, same, chance := 0.0, 0.0, 0.0
	var rows, columns [3]float64
	for i := range c {
		for j, n := range c[i] {
			all += float64(n)
			rows[i] += float64(n)
			columns[j] += float64(n)
		}
		same += float64(c[i][i])
	}
	for i := range rows {
		chance += rows[i] * columns[i] / all / all
	}
	kappa := (same/all - chance) / (1 - chance)
	return fmt.Sprintf("articles: %d\nsentences: %.0f\nattributed by the first, the second, both: %.0f, %.0f, %d\nflagged by the first, the second, both: %.0f, %.0f, %d\nagreement on flags (F1): %.3f\nkappa: %.3f\n",
		articles, all, rows[1], columns[1], c[1][1], rows[2], columns[2], c[2][2], 2*float64(c[2][2])/(rows[2]+columns[2]), kappa)
}

// TestOwn reads the labels with their texts: triggers stand in their sentences.
func TestOwn(t *testing.T) {
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the sets are not here")
	}
	articles, err := Own(shared)
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) != 300 {
		t.Errorf("%d articles", len(articles))
	}
	for _, a := range articles {
		for i, s := range a.Sentences {
			for _, l := range []Label{s.A, s.B} {
				if (l.Trigger == "") != (l.Label != Flag) || !strings.Contains(a.Text[s.Start:s.End], l.Trigger) {
					t.Errorf("%s, sentence %d: %+v", a.Name(), i+1, l)
				}
				if (l.Source == "") != (l.Label != Attributed) {
					t.Errorf("%s, sentence %d: %+v", a.Name(), i+1, l)
				}
			}
		}
	}
}

func compare(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; got:\n%s\nwant:\n%s", name, got, want)
	}
}
