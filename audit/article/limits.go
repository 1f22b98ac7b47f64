package article

import (
	"context"
	"strings"
	"time"

	"golang.org/x/sync/semaphore"

	"copydesk.dev/audit/article/rejection"
)

// No library that reads an article can be stopped once it has begun. So each is
// only given what it was seen to finish with in seconds and in some hundred
// megabytes, hostile input included; [within] is for what nobody thought of.
const (
	defaultMaxBytes = 10 << 20
	defaultTimeout  = 20 * time.Second

	// maxElements is how many elements a page may have. A real page has a few
	// thousand; a million cost a gigabyte in extraction.
	maxElements = 100_000
	// maxLines is how many lines a plain text may have. A real one has a few
	// hundred; four million cost a gigabyte.
	maxLines = 200_000
	// maxWords is how many words an article may have: 10 MB of prose have fewer.
	// What follows after cleaning costs a quarter of a kilobyte a word.
	maxWords = 2_000_000
	// maxFigures is how many of them may begin with a digit. What follows costs a
	// kilobyte for each.
	maxFigures = 500_000
	// maxMarkdown and maxRunOn are how many bytes a Markdown text and a part of
	// it without a blank line may have, to be read as Markdown: links and
	// brackets that do not close take goldmark time that grows with the square.
	maxMarkdown = 1 << 20
	maxRunOn    = 32 << 10
	// maxMultiparts is how many parts of a message may have parts: enmime reads
	// each byte once for every part around it. maxParts is how many it may have in
	// all.
	maxMultiparts = 20
	maxParts      = 5000
	// maxTags is how many tags an item of a feed may have, those of its HTML
	// included: gofeed keeps a kilobyte for each of another vocabulary.
	maxTags = 200_000
	// maxAtOnce is how many bytes of input are made articles of at once, whatever
	// the number of goroutines: a page takes up to 60 times its size.
	maxAtOnce = 16 << 20
)

// checkWords fails for an article that is none for its length.
func checkWords(text string) error {
	if len(text) < 2*maxFigures { // each has a space behind it
		return nil
	}
	words, figures := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		if '0' <= word[0] && word[0] <= '9' {
			figures++
		}
	}
	if words > maxWords {
		return rejection.TooMany(words, maxWords, "words")
	}
	if figures > maxFigures {
		return rejection.TooMany(figures, maxFigures, "figures")
	}
	return nil
}

// readsAsMarkdown reports whether a text is within the bounds for Markdown. What
// is not is plain text.
func readsAsMarkdown(text string) bool {
	if len(text) > maxMarkdown {
		return false
	}
	run := 0
	for line := range strings.Lines(text) {
		if run += len(line); strings.TrimSpace(line) == "" {
			run = 0
		}
		if run > maxRunOn {
			return false
		}
	}
	return true
}

// budget is what inputs share while articles are made of them.
type budget struct{ free *semaphore.Weighted }

func newBudget() budget { return budget{semaphore.NewWeighted(maxAtOnce)} }

// take waits until there is room for so many bytes, or until ctx is done. What
// needs more than there is gets all of it.
func (b budget) take(ctx context.Context, bytes int) (release func(), err error) {
	n := min(int64(bytes), maxAtOnce)
	if err := b.free.Acquire(ctx, n); err != nil {
		return nil, err
	}
	return func() { b.free.Release(n) }, nil
}
