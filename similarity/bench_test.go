package similarity

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// benchTexts returns 2,000 texts of 300 words, drawn as unevenly as words are
// in language; a third of them hold a passage of an earlier one.
func benchTexts() (texts []string, size int) {
	rng := rand.New(rand.NewPCG(3, 3))
	draw := rand.NewZipf(rng, 1.1, 8, 30000)
	for i := range 2000 {
		var words []string
		for n := range 300 {
			word := fmt.Sprintf("w%dord", draw.Uint64())
			if n%17 == 16 {
				word += "."
			}
			words = append(words, word)
		}
		if i%3 == 2 {
			earlier := strings.Fields(texts[rng.IntN(i)])
			words = append(words, earlier[100:140]...)
		}
		texts = append(texts, strings.Join(words, " "))
		size += len(texts[i])
	}
	return texts, size
}

// BenchmarkStages measures each stage of a search with what the stages before
// it made, on one core, in bytes of the texts.
func BenchmarkStages(b *testing.B) {
	ctx := context.Background()
	texts, size := benchTexts()
	options := DefaultOptions()
	options.Jobs = 1
	ix := newIndex(texts, options.withDefaults())
	postings, _ := ix.fingerprint(ctx)
	seeds := ix.seeds(postings)
	copied, _ := ix.copied(ctx, seeds)
	all, _ := ix.reworded(ctx, slices.Clone(copied))
	slices.SortFunc(all, compareMatches)
	if len(copied) == 0 || len(all) < len(copied) {
		b.Fatalf("%d copied matches, %d in all", len(copied), len(all))
	}
	var shingles []uint64
	tokens := make([][]Token, len(texts))
	for i, text := range texts {
		tokens[i] = Tokenize(text)
	}
	stages := []struct {
		name string
		run  func()
	}{
		{"tokenise", func() {
			for _, text := range texts {
				Tokenize(text)
			}
		}},
		{"winnow", func() {
			for i := range texts {
				shingles = shingleHashes(shingles[:0], tokens[i], shingleWords)
				winnow(nil, uint32(i), shingles, ix.window)
			}
		}},
		{"fingerprint", func() { newIndex(texts, ix.Options).fingerprint(ctx) }},
		{"seeds", func() { ix.seeds(postings) }},
		{"copied", func() { ix.copied(ctx, seeds) }},
		{"reworded", func() { ix.reworded(ctx, slices.Clone(copied)) }},
		{"groups", func() { group(slices.Clone(all)) }},
		{"all", func() { Find(ctx, texts, options) }},
	}
	for _, stage := range stages {
		b.Run(stage.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				stage.run()
			}
		})
	}
}

// BenchmarkGrowth measures searches in twice as much, three times over, of what
// shares most: texts that fill in forms, and one text that repeats a paragraph
// with another figure each time. Time, and matches, should double.
func BenchmarkGrowth(b *testing.B) {
	for _, n := range []int{500, 1000, 2000, 4000} {
		rng := rand.New(rand.NewPCG(5, 5))
		forms := formTextsOf(rng, [][]string{randomForm(rng), randomForm(rng)}, n)
		for name, texts := range map[string][]string{"forms": forms, "repeated": {repeatedWithFigures(n)}} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				matches, before := 0, cpuSeconds(b)
				for b.Loop() {
					result, err := Find(b.Context(), texts, Options{Jobs: 1})
					if err != nil {
						b.Fatal(err)
					}
					matches = len(result.Matches)
				}
				b.ReportMetric((cpuSeconds(b)-before)/float64(b.N), "cpu-s/op") // others may use the machine
				b.ReportMetric(float64(matches), "matches")
			})
		}
	}
}

// cpuSeconds is the processor time this process has used, user and system.
func cpuSeconds(b *testing.B) float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
}
