package audit

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/article/fetch"
	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/memory"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/regular"
	"copydesk.dev/audit/review"
	"copydesk.dev/audit/score"
	"copydesk.dev/similarity"
)

// Auditor runs audits. It holds what all runs share: the reader, the word
// lists, the ratings. It may be used by several goroutines at once, but for the
// archive, of which one run at a time can be committed.
type Auditor struct {
	Settings
	reader   *article.Reader
	assessor *claims.Assessor
	ratings  *score.Ratings
	rules    review.Rules
	off      map[string]bool // IDs of checks turned off
	opening  record.Run

	memory *memory.Memory // nil without an archive
	cache  *memory.Cache  // the same
}

// defaultLookback is how far back rewordings and claims are looked for.
const defaultLookback = 30 * 24 * time.Hour

// New prepares an Auditor. Its errors are those of the settings: a file that
// can't be read, a check that doesn't exist.
func New(s Settings) (*Auditor, error) {
	defaults := similarity.DefaultOptions()
	s.MinWords = cmp.Or(s.MinWords, defaults.MinWords)
	s.MinEdited = cmp.Or(s.MinEdited, defaults.MinEdited)
	s.MinReworded = cmp.Or(s.MinReworded, defaults.MinReworded)
	s.MaxBytes = cmp.Or(s.MaxBytes, 10<<20)
	s.Jobs = cmp.Or(s.Jobs, runtime.GOMAXPROCS(0))
	s.Lookback = cmp.Or(s.Lookback, defaultLookback)
	if s.Jobs < 0 || s.MaxBytes < 0 || s.MaxMemory < 0 || s.MinWords < 8 || s.MinEdited < 0 || s.MinReworded < 0 {
		return nil, fmt.Errorf("settings: jobs, max-size, max-memory, min-edited and min-reworded are not negative, and min-words is at least 8")
	}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Progress == nil {
		s.Progress = func(string, int, int) {}
	}
	a := &Auditor{Settings: s, off: make(map[string]bool)}
	for _, key := range s.Off {
		c, err := check.Find(key)
		if err != nil {
			return nil, fmt.Errorf("checks turned off: %w", err)
		}
		a.off[c.ID] = true
	}
	var err error
	fetching := fetch.Options{
		UserAgent:         fetch.UserAgent(s.Version, s.Contact),
		AllowPrivateHosts: s.AllowPrivateHosts,
		MaxBytes:          s.MaxBytes,
		Timeout:           s.PageTimeout,
	}
	if s.Archive != nil {
		a.cache = memory.NewCache(s.Archive)
		fetching.Pages = a.cache
	}
	reading := article.Options{Raw: s.Raw, MaxBytes: s.MaxBytes, Timeout: s.InputTimeout, Stdin: s.Stdin, Web: fetch.New(fetching), Version: cmp.Or(s.Build, s.Version)}
	if s.Archive != nil {
		reading.Cache = a.cache
	}
	if a.reader, err = article.NewReader(reading); err != nil {
		return nil, err
	}
	if a.rules, err = review.NewRules(s.Suppress); err != nil {
		return nil, err
	}
	if a.assessor, err = newAssessor(s.Lexicon); err != nil {
		return nil, err
	}
	if a.ratings, err = score.ReadRatings(s.Ratings); err != nil {
		return nil, err
	}
	if s.Archive != nil {
		a.memory = memory.New(s.Archive, a.assessor, memory.Options{
			MinWords: s.MinWords, MinReworded: s.MinReworded, Build: cmp.Or(s.Build, s.Version), Lookback: s.Lookback,
			Jobs: s.Jobs, Now: s.Now, Progress: s.Progress,
		})
	}
	a.opening = record.Run{
		Version: s.Version,
		Started: stamp(s.Now()),
		Config:  s.effective(),
		Inputs:  orEmpty(s.Inputs),
		Checks:  check.All(),
	}
	a.opening.ID = runID(a.opening)
	return a, nil
}

// VerifyArchive looks for anything in the archive that doesn't fit together,
// and returns what it found, each in one sentence.
func (a *Auditor) VerifyArchive(ctx context.Context) ([]string, error) { return a.memory.Verify(ctx) }

// ImportArchive fills an empty archive with what [archive.Archive.Export] wrote.
func (a *Auditor) ImportArchive(ctx context.Context, r io.Reader) error {
	return a.memory.Import(ctx, r)
}

// RunID names the run in logs and in the stream.
func (a *Auditor) RunID() string { return a.opening.ID }

func newAssessor(lexicon []string) (*claims.Assessor, error) {
	var extensions []io.Reader
	for _, path := range lexicon {
		text, err := regular.Read(path)
		if err != nil {
			return nil, fmt.Errorf("word list: %w", err)
		}
		extensions = append(extensions, bytes.NewReader(text))
	}
	a, err := claims.New(extensions...)
	if err != nil {
		return nil, fmt.Errorf("word lists %s: %w", strings.Join(lexicon, ", "), err)
	}
	return a, nil
}

// runID names a run in logs: when it began, and a few letters of what it was
// asked.
func runID(r record.Run) string {
	sum := sha256.Sum256([]byte(fmt.Sprint(r.Started, r.Version, r.Inputs, r.Config)))
	return strings.NewReplacer("-", "", ":", "").Replace(r.Started) + "-" + hex.EncodeToString(sum[:3])
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }
