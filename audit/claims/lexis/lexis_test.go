package lexis

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestNouns(t *testing.T) {
	for _, tt := range []struct {
		lemmas string
		top    Class // Unknown: not asked
		has    []Class
		hasNot []Class
	}{
		{"analyst economist researcher scientist scholar lawyer", NounPerson, []Class{Expert, Speaker}, []Class{Official, Body, Evidence}},
		{"official spokeswoman spokesman minister staffer", NounPerson, []Class{Official, Speaker}, []Class{Body, Evidence}},
		{"critic observer watcher advocate journalist", NounPerson, []Class{Commentator, Speaker}, []Class{Body, Evidence}},
		{"insider informer", NounPerson, []Class{Informant, Speaker}, []Class{Evidence}},
		{"source", Unknown, []Class{Informant, Speaker}, nil},
		{"user respondent resident voter customer parent", NounPerson, []Class{Layman, Speaker}, []Class{Evidence}},
		{"people public", NounGroup, []Class{Layman, Speaker}, []Class{Evidence}},
		{"firm bank", NounGroup, []Class{Company, Body}, []Class{Speaker}},
		{"government agency court ministry police", NounGroup, []Class{Authority, Body}, []Class{Speaker}},
		{"university hospital think tank", Unknown, []Class{Institution, Body}, []Class{Speaker}},
		{"newspaper magazine", NounCommunication, []Class{Press, Body}, nil},
		{"union party", NounGroup, []Class{Association, Body}, nil},
		{"study survey poll research analysis", Unknown, []Class{Study, Evidence}, []Class{Talk, Speaker}},
		{"data statistic figure", Unknown, []Class{Data, Evidence}, []Class{Speaker}},
		{"report filing article book statement letter", NounCommunication, []Class{Document, Evidence}, []Class{Speaker}},
		{"rumour speculation criticism allegation opinion", Unknown, []Class{Talk}, []Class{Evidence, Speaker}},
		{"consensus", NounState, []Class{Talk}, []Class{Evidence}},
		{"forecast prediction projection", Unknown, []Class{Forecast}, []Class{Study}},
		{"rise increase growth surge", Unknown, []Class{Increase, Change}, []Class{Decrease}},
		{"fall drop decline reduction cut", Unknown, []Class{Decrease, Change}, []Class{Increase}},
		{"half percent majority ratio", Unknown, []Class{Proportion}, []Class{Talk}},
		{"kilometre dollar ton", NounQuantity, []Class{Unit}, []Class{Proportion}},
		{"decade week", NounTime, []Class{Period}, nil},
		{"paris germany", NounLocation, []Class{Name}, nil},
		{"table horse stone", Unknown, nil, []Class{Name, Speaker, Body, Evidence, Talk, Change}},
	} {
		for lemma := range words(tt.lemmas) {
			check(t, Noun(lemma), lemma, tt.top, tt.has, tt.hasNot)
		}
	}
}

func TestVerbs(t *testing.T) {
	for _, tt := range []struct {
		lemmas string
		top    Class
		has    []Class
		hasNot []Class
	}{
		{"say tell declare announce argue claim warn suggest ask criticise", VerbCommunication, []Class{Say}, []Class{Increase}},
		{"add confirm", Unknown, []Class{Say}, []Class{Increase}},
		{"believe expect", VerbCognition, []Class{Think}, []Class{Say}},
		{"predict forecast", VerbCommunication, []Class{Forecast, Say}, nil},
		{"find indicate reveal demonstrate", Unknown, []Class{Show}, []Class{Change}},
		{"regard consider view", VerbCognition, []Class{Regard}, nil},
		{"seem appear", VerbPerception, []Class{Seem}, []Class{Say}},
		{"increase grow double", VerbChange, []Class{Increase, Change}, []Class{Decrease}},
		{"rise climb soar surge go up", Unknown, []Class{Increase, Change}, []Class{Decrease}},
		{"reduce shrink worsen", VerbChange, []Class{Decrease, Change}, []Class{Increase}},
		{"fall drop plunge tumble", Unknown, []Class{Decrease, Change}, []Class{Increase}},
		{"walk eat", Unknown, nil, []Class{Say, Think, Show, Change}},
	} {
		for lemma := range words(tt.lemmas) {
			check(t, Verb(lemma), lemma, tt.top, tt.has, tt.hasNot)
		}
	}
}

func TestModifiers(t *testing.T) {
	check(t, Adjective("recent"), "recent", AdjAll, []Class{Recent}, []Class{Hearsay})
	check(t, Adjective("alleged"), "alleged", AdjAll, []Class{Hearsay}, []Class{Recent})
	check(t, Adjective("anonymous"), "anonymous", AdjAll, []Class{Anonymous}, nil)
	check(t, Adjective("medical"), "medical", AdjPertaining, nil, []Class{Recent})
	check(t, Adverb("reportedly"), "reportedly", AdvAll, []Class{Hearsay}, nil)
	check(t, Adverb("nearly"), "nearly", AdvAll, []Class{Approximate}, nil)
	check(t, Adverb("perhaps"), "perhaps", AdvAll, []Class{Uncertain}, []Class{Approximate})
}

// words lists lemmas that are separated by spaces, two of which hold one.
func words(list string) func(yield func(string) bool) {
	list = strings.NewReplacer("think tank", "think_tank", "go up", "go_up").Replace(list)
	return func(yield func(string) bool) {
		for word := range strings.FieldsSeq(list) {
			if !yield(strings.ReplaceAll(word, "_", " ")) {
				return
			}
		}
	}
}

func check(t *testing.T, w Weights, lemma string, top Class, has, hasNot []Class) {
	t.Helper()
	if !w.Known() {
		t.Errorf("%s is not known", lemma)
	}
	if top != Unknown && w.Top() != top {
		t.Errorf("%s is above all %s (%.2f), not %s (%.2f)", lemma, w.Top(), w.Of(w.Top()), top, w.Of(top))
	}
	for _, c := range has {
		if !w.Has(c) {
			t.Errorf("%s is no %s (%.2f)", lemma, c, w.Of(c))
		}
	}
	for _, c := range hasNot {
		if w.Has(c) {
			t.Errorf("%s is %s (%.2f)", lemma, c, w.Of(c))
		}
	}
}

func TestUnknown(t *testing.T) {
	for _, w := range []Weights{{}, Noun("xyzzy"), Verb(""), Noun("Analyst")} {
		if w.Known() || w.Top() != Unknown || w.Of(NounPerson) != 0 || w.Has(Speaker) {
			t.Errorf("what is not known has classes: %v", w)
		}
	}
	if w := Noun("analyst"); w.Of(classes) != 0 || w.Has(classes) || w.Has(Unknown) {
		t.Error("a class that doesn't exist has members")
	}
}

// unions are the classes that hold all members of others.
var unions = map[Class][]Class{
	Speaker:  {Expert, Official, Commentator, Informant, Layman},
	Body:     {Company, Authority, Institution, Press, Association},
	Evidence: {Study, Data, Document},
	Change:   {Increase, Decrease},
}

func TestWeights(t *testing.T) {
	prefixes := [parts][]string{{"noun."}, {"verb."}, {"adj."}, {"adv."}}
	for p, lemmas := range Default().known {
		for lemma, r := range lemmas {
			w, sum := Weights{r}, float32(0)
			for _, c := range Classes() {
				if c.Divides() {
					sum += w.Of(c)
					if w.Of(c) > 0 && !strings.HasPrefix(c.String(), prefixes[p][0]) {
						t.Errorf("%s %s is %s", Part(p), lemma, c)
					}
				}
				for _, part := range unions[c] {
					if w.Of(part) > w.Of(c) {
						t.Errorf("%s is more %s than %s", lemma, part, c)
					}
				}
			}
			if sum < 0.999 || sum > 1.001 {
				t.Errorf("%s %s: shares sum to %v", Part(p), lemma, sum)
			}
			if lemma != strings.ToLower(lemma) || strings.Contains(lemma, "_") {
				t.Errorf("%q is no lemma as the documentation describes it", lemma)
			}
		}
	}
}

// TestSummary shows by its golden file what a change of classes.yaml does.
func TestSummary(t *testing.T) {
	var b strings.Builder
	b.WriteString("lemmas\n")
	for p, lemmas := range Default().known {
		fmt.Fprintf(&b, "  %-9s %6d\n", Part(p), len(lemmas))
	}
	b.WriteString("\nmembers (Has) by class and part of speech\n")
	for _, c := range Classes() {
		fmt.Fprintf(&b, "  %-18s", c)
		for p, lemmas := range Default().known {
			n := 0
			for _, r := range lemmas {
				if (Weights{r}).Has(c) {
					n++
				}
			}
			if n > 0 {
				fmt.Fprintf(&b, " %6d %ss", n, Part(p))
			}
		}
		b.WriteString("\n")
	}
	golden := filepath.Join("testdata", "summary.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the table differs from %s; if that is meant, run with -update. Got:\n%s", golden, &b)
	}
}

// TestPedigree makes sure that the table was made of classes.yaml as it stands,
// and that its licence comes with it.
func TestPedigree(t *testing.T) {
	pedigree, err := os.ReadFile("wordnet.pedigree")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"classes.yaml", "wordnet.zst"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if line := fmt.Sprintf("%x  %s\n", sha256.Sum256(data), file); !strings.Contains(string(pedigree), line) {
			t.Errorf("%s is not the one that wordnet.pedigree speaks of; run go generate", file)
		}
	}
	if !strings.Contains(Notice, "WordNet 3.1 Copyright 2011 by Princeton University") {
		t.Error("WORDNET-LICENSE holds no licence of WordNet")
	}
}

func TestClassNames(t *testing.T) {
	for _, c := range Classes() {
		if got, ok := ParseClass(c.String()); !ok || got != c {
			t.Errorf("ParseClass(%q) = %v, %v; want %d", c, got, ok, c)
		}
	}
	for _, name := range []string{"", "unknown", "noun.nothing"} {
		if c, ok := ParseClass(name); ok {
			t.Errorf("ParseClass(%q) = %s", name, c)
		}
	}
	if classes.String() != "unknown" {
		t.Errorf("what is no class is called %q", classes)
	}
}

func TestWith(t *testing.T) {
	base := Default()
	more := base.With(
		Addition{PartVerb, "tweet", []Class{VerbCommunication, Say}},
		Addition{PartNoun, "tiktoker", []Class{Commentator, Speaker}},
	)
	check(t, more.Verb("tweet"), "tweet", VerbCommunication, []Class{Say}, nil)
	if got := more.Verb("tweet").Of(VerbPerception); got != 0 {
		t.Errorf("a class that was added leaves %v to another", got)
	}
	check(t, more.Noun("tiktoker"), "tiktoker", Unknown, []Class{Commentator, Speaker}, []Class{Expert})
	check(t, more.Noun("analyst"), "analyst", NounPerson, []Class{Expert}, nil)
	if base.Verb("tweet").Has(Say) || base.Noun("tiktoker").Known() {
		t.Error("With changed the lexicon it was called on")
	}
	again := more.With(Addition{PartNoun, "tiktoker", []Class{NounPerson}})
	check(t, again.Noun("tiktoker"), "tiktoker", NounPerson, []Class{Speaker}, nil)
	check(t, again.Verb("tweet"), "tweet", VerbCommunication, nil, nil)
	if more.Noun("tiktoker").Top() != Unknown {
		t.Error("a second With changed the first's lexicon")
	}
}

func TestLookupsAllocateNothing(t *testing.T) {
	more := Default().With(Addition{PartNoun, "tiktoker", []Class{Speaker}})
	if n := testing.AllocsPerRun(100, func() {
		Noun("analyst").Has(Speaker)
		more.Noun("tiktoker").Top()
		Verb("xyzzy").Of(Say)
	}); n != 0 {
		t.Errorf("look-ups allocate %v times", n)
	}
}

func TestGoroutines(t *testing.T) {
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if !Noun("analyst").Has(Expert) || !Default().With(Addition{PartNoun, "x", []Class{Expert}}).Noun("x").Has(Expert) {
				t.Error("a goroutine sees another lexicon")
			}
		})
	}
	group.Wait()
}

func TestParseRefuses(t *testing.T) {
	head := format + "\n" + strings.Join(classNames[1:], " ") + "\n"
	whole := head + "1\n16:255\n1\nanalyst\n0\n0\n0\n0\n"
	if l, err := parse(whole); err != nil || l.Noun("analyst").Top() != NounPerson {
		t.Fatalf("a whole table is refused: %v", err)
	}
	for _, tt := range []struct{ name, text, says string }{
		{"nothing", "", `begins with ""`},
		{"another format", strings.Replace(whole, "lexis 1", "lexis 2", 1), "begins with"},
		{"other classes", strings.Replace(whole, "noun.act", "noun.fact", 1), "other classes"},
		{"cut off", whole[:len(whole)-2], "too soon"},
		{"more after the end", whole + "0\n", "goes on"},
		{"no class of that number", strings.Replace(whole, "16:255", "200:255", 1), "names no class"},
		{"no share", strings.Replace(whole, "16:255", "16", 1), "has no share"},
		{"too large a share", strings.Replace(whole, "16:255", "16:256", 1), "has no share"},
		{"a row that is not there", strings.Replace(whole, "analyst\n0", "analyst\n1", 1), "no row 1"},
		{"more lines than bytes", strings.Replace(whole, "1\nanalyst", "1000\nanalyst", 1), "announces"},
	} {
		if _, err := parse(tt.text); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: got %v, want an error with %q", tt.name, err, tt.says)
		}
	}
	if _, err := read([]byte("no zstd")); err == nil {
		t.Error("what is not compressed is read")
	}
}

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(packed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNoun(b *testing.B) {
	b.ReportAllocs()
	Default()
	for b.Loop() {
		Noun("analyst").Has(Speaker)
		Noun("xyzzy").Has(Speaker)
	}
}
