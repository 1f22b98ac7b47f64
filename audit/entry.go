package audit

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/article"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
	"copydesk.dev/similarity"
)

// entry is one article of a run, and what the stages learn of it.
type entry struct {
	*article.Article
	file      string // what it is a member of, or ""
	id        string
	identity  string // what the ID is made of
	role      record.Role
	published time.Time // zero when unknown
	seen      time.Time // when an archived article first came in
	wordCount int
	split     []similarity.Token // of an article that something was found in; see tokens
	sentences []claims.Sentence
	proven    map[int]*record.Passage // by a sentence's start, where the evidence says the same
	silence   string                  // why its claims were not assessed, or ""
	assessed  bool                    // it was come to, though it may be silent

	keyed bool         // it has its keys and may be remembered
	keys  archive.Keys // with an archive
	older []int64      // the archive's keys of texts that this is a newer version of, or the same

	outlet string // folded
	owner  string // the agency or sender whose copy it is, or ""

	credited map[string]bool // owners that were looked for in it
}

// run is the state of one audit.
type run struct {
	*Auditor
	entries  []*entry // audited and reference, likely origins first
	evidence []*entry
	log      record.Log
	found    *findings
	reused   *similarity.Result
	groups   []string       // names of reused.Groups
	contexts []matchContext // of reused.Matches
	recalled archive.Recalled

	late     context.Context // when stages after reading are cut short; nil never
	unseen   string          // why not all was looked for, or ""
	compared bool            // passages were compared, and their contexts judged
	left     int64           // bytes of memory for more inputs; below 0 there was one too many
	earlier  int64           // the same for articles of earlier nights, besides
}

func newRun(a *Auditor) *run {
	r := &run{Auditor: a, found: newFindings(a.off), reused: &similarity.Result{}}
	r.left, r.earlier = memoryFor(a.MaxMemory, a.Archive != nil)
	r.log.Summary.Seconds = make(map[string]float64)
	return r
}

// read reads all inputs, and orders the articles so that the likelier origin
// of a shared passage comes first.
func (r *run) read(ctx context.Context) error {
	for _, input := range []struct {
		role  record.Role
		paths []string
	}{{record.RoleAudited, r.Inputs}, {record.RoleReference, r.Reference}, {record.RoleEvidence, r.Evidence}} {
		entries := r.readAll(ctx, r.expand(ctx, input.paths, input.role), input.role)
		if input.role == record.RoleEvidence {
			r.evidence = entries
		} else {
			r.entries = append(r.entries, entries...)
		}
		if input.role != record.RoleAudited {
			r.noteMissing(input.role, input.paths, entries)
		}
	}
	identify(r.entries, r.evidence)
	slices.SortFunc(r.entries, likelierOrigin)
	slices.SortFunc(r.evidence, likelierOrigin)
	slices.SortFunc(r.log.Rejected, func(a, b record.Rejected) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Reason, b.Reason))
	})
	return ctx.Err()
}

// expand returns the sources in paths, or rejects the paths when ctx is done
// before: a folder of a server that is gone may never be listed.
func (r *run) expand(ctx context.Context, paths []string, role record.Role) []string {
	type expanded struct {
		sources  []string
		rejected []*article.RejectedError
	}
	found, err := patience.Await(ctx, func() (expanded, error) {
		sources, rejected := r.reader.Expand(ctx, paths)
		return expanded{sources, rejected}, nil
	})
	if err != nil {
		for _, path := range paths {
			r.reject(&article.RejectedError{Source: path, Reason: "not read: the run was ended"}, "", role)
		}
	}
	for _, reject := range found.rejected {
		r.reject(reject, "", role)
	}
	return found.sources
}

func (r *run) reject(err *article.RejectedError, file string, role record.Role) {
	r.log.Rejected = append(r.log.Rejected, record.Rejected{Source: err.Source, File: file, Role: role, Reason: err.Reason, Skipped: err.Skipped})
}

// memberOf is the file or page that a source of an article is a member of, ""
// when it is that file itself.
func memberOf(file, source string) string {
	if file == source {
		return ""
	}
	return file
}

// readAll reads the sources at once, and keeps their order. Those that it
// doesn't come to before ctx ends are rejected, and so is what there is no
// memory for: the same, whoever of the readers was faster.
func (r *run) readAll(ctx context.Context, sources []string, role record.Role) []*entry {
	type refused struct {
		*article.RejectedError
		after int // how many articles came before it
	}
	type result struct {
		entries  []*entry
		rejected []refused
	}
	results := make([]result, len(sources))
	allowed := newAllowance(len(sources), r.left)
	var done atomic.Int64
	var g errgroup.Group
	g.SetLimit(r.Jobs)
	for i, source := range sources {
		g.Go(func() error {
			if !allowed.take(i, 0) {
				return nil
			}
			res := &results[i]
			for a, err := range r.reader.Articles(ctx, source) {
				if reject := new(article.RejectedError); errors.As(err, &reject) {
					res.rejected = append(res.rejected, refused{reject, len(res.entries)})
					continue
				}
				e := r.enter(a, role)
				e.file = memberOf(source, a.Source)
				res.entries = append(res.entries, e)
				if !allowed.take(i, e.memory()) {
					break
				}
			}
			r.Progress("reading "+string(role), int(done.Add(1)), len(sources))
			return nil
		})
	}
	_ = g.Wait() // what is wrong with an input is in its result
	var entries []*entry
	for i, res := range results {
		if r.left < 0 {
			r.reject(r.noMemory(sources[i], 0), "", role)
			continue
		}
		kept := 0
		for ; kept < len(res.entries); kept++ {
			if r.left -= res.entries[kept].memory(); r.left < 0 {
				r.reject(r.noMemory(sources[i], kept), "", role)
				break
			}
		}
		entries = append(entries, res.entries[:kept]...)
		for _, reject := range res.rejected {
			if reject.after <= kept {
				r.reject(reject.RejectedError, memberOf(sources[i], reject.Source), role)
			}
		}
	}
	return entries
}

func (a *Auditor) enter(art *article.Article, role record.Role) *entry {
	e := &entry{Article: art, role: role, published: moment(art.Published)}
	e.outlet = similarity.Fold(strings.TrimSpace(art.Outlet))
	e.wordCount = similarity.CountWords(art.Text)
	e.owner = a.owner(art)
	return e
}

// tokens are the article's words. They are kept once somebody has asked: few
// articles are, and of all they would take more memory than the texts.
func (e *entry) tokens() []similarity.Token {
	if e.split == nil {
		e.split = similarity.Tokenize(e.Text)
	}
	return e.split
}

// moment reads a publication time; a day counts from its start.
func moment(published string) time.Time {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, published); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// came is when an article came out, or at the latest: the archive had it then.
func (e *entry) came() time.Time {
	if e.published.IsZero() {
		return e.seen
	}
	return e.published
}

// likelierOrigin orders articles by publication time, those without one last;
// of equals, what is only compared against comes first, and then the source
// decides.
func likelierOrigin(a, b *entry) int {
	undated := func(e *entry) int {
		if e.came().IsZero() {
			return 1
		}
		return 0
	}
	later := func(e *entry) int {
		return slices.Index([]record.Role{record.RoleArchived, record.RoleReference, record.RoleAudited}, e.role)
	}
	return cmp.Or(
		cmp.Compare(undated(a), undated(b)),
		a.came().Compare(b.came()),
		cmp.Compare(later(a), later(b)),
		cmp.Compare(a.Source, b.Source),
		cmp.Compare(a.SHA256, b.SHA256),
	)
}

// identify gives each article its ID: of its own address, where it states one
// that no other article of the run states too, and of its source otherwise.
func identify(lists ...[]*entry) {
	all := slices.Concat(lists...)
	stated := make(map[string]int)
	for _, e := range all {
		stated[e.Canonical]++
	}
	taken := make(map[string]int)
	for _, e := range all {
		identity := e.Source
		if e.Canonical != "" && stated[e.Canonical] == 1 {
			identity = e.Canonical
		}
		e.identity = identity
		sum := sha256.Sum256([]byte(identity))
		e.id = "A" + hex.EncodeToString(sum[:6])
		if n := taken[e.id]; n > 0 { // the same input, given twice
			sum = sha256.Sum256([]byte(identity + strings.Repeat("#", n)))
			e.id = "A" + hex.EncodeToString(sum[:6])
		}
		taken[e.id]++
	}
}

// passage is a span of the article as the stream prints it.
func (e *entry) passage(start, end int) record.Passage {
	return record.Passage{Article: e.id, Source: e.Source, Start: start, End: end, Text: e.Text[start:end]}
}

// sentenceAt returns the index of the sentence that holds the byte at pos, or
// of the last one before it, or -1.
func (e *entry) sentenceAt(pos int) int {
	i, _ := slices.BinarySearchFunc(e.sentences, pos+1, func(s claims.Sentence, pos int) int {
		return cmp.Compare(s.Start, pos)
	})
	return i - 1
}

// inSentence reports whether one sentence holds a span. Without sentences, in a
// language that is not read, none does.
func (e *entry) inSentence(start, end int) bool {
	i := e.sentenceAt(start)
	return i >= 0 && i == e.sentenceAt(end-1)
}
