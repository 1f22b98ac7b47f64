package audit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
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
)

// Auditor runs audits. It holds what all runs share: the reader, the word
// lists, the ratings.
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

// New prepares an Auditor. Its errors are those of the settings: a file that
// can't be read, a check that doesn't exist.
func New(s Settings) (*Auditor, error) {
	if err := s.complete(); err != nil {
		return nil, err
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
		a.cache = memory.NewCache(s.Archive)
		a.memory = memory.New(s.Archive, a.assessor, memory.Options{
			MinWords: s.MinWords, MinReworded: s.MinReworded, Build: s.Build, Lookback: s.Lookback,
			Jobs: s.Jobs, Now: s.Now, Progress: s.Progress,
		})
	}
	if a.reader, err = a.newReader(); err != nil {
		return nil, err
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

// newReader makes the reader of inputs. It remembers what it read where there is
// an archive.
func (a *Auditor) newReader() (*article.Reader, error) {
	fetching := fetch.Options{
		UserAgent:         fetch.UserAgent(a.Version, a.Contact),
		AllowPrivateHosts: a.AllowPrivateHosts,
		MaxBytes:          a.MaxBytes,
		Timeout:           a.PageTimeout,
	}
	reading := article.Options{Raw: a.Raw, MaxBytes: a.MaxBytes, Timeout: a.InputTimeout, Stdin: a.Stdin, Version: a.Build}
	if a.cache != nil {
		fetching.Pages, reading.Cache = a.cache, a.cache
	}
	reading.Web = fetch.New(fetching)
	return article.NewReader(reading)
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
