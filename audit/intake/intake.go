// Package intake reads what a run is asked of: inputs in, documents out, as far as
// there is time and memory, and for each input that gave none the reason.
package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// Input is files, folders, addresses or "-", and what their articles are to the
// run.
type Input struct {
	Role  record.Role
	Paths []string
}

// Reader reads inputs.
type Reader struct {
	Articles  *article.Reader
	Kinds     text.SourceKinds // whose names make an article agency copy
	Jobs      int              // inputs read at once
	MaxMemory int64            // what the run may take, in bytes, as [Budget] has it; 0 is no limit
	Budget    int64            // what of it there is for inputs
	Progress  func(stage string, done, total int)
}

// Result is what came of inputs.
type Result struct {
	Documents []*text.Document // but for evidence, likely origins first
	Evidence  []*text.Document
	Rejected  []record.Rejected // by source
	// Missing are references and evidence, as they were named, of which nothing
	// could be read; Empty are notices of those in which nothing is.
	Missing []record.Rejected
	Empty   []string
	Left    int64 // of the budget, in bytes; 0 when there was too little
}

// Read reads inputs. When ctx ends, the inputs that were not come to are rejected,
// and the error is returned with what there is.
func (r *Reader) Read(ctx context.Context, inputs ...Input) (Result, error) {
	t := &taking{reader: r, Result: Result{Left: r.Budget}}
	for _, in := range inputs {
		documents := t.readAll(ctx, t.expand(ctx, in), in.Role)
		if in.Role == record.RoleEvidence {
			t.Evidence = append(t.Evidence, documents...)
		} else {
			t.Documents = append(t.Documents, documents...)
		}
		if in.Role != record.RoleAudited {
			t.noteMissing(in, documents)
		}
	}
	text.Identify(t.Documents, t.Evidence)
	slices.SortFunc(t.Documents, text.LikelierOrigin)
	slices.SortFunc(t.Evidence, text.LikelierOrigin)
	slices.SortFunc(t.Rejected, func(a, b record.Rejected) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Reason, b.Reason))
	})
	t.Left = max(0, t.Left)
	return t.Result, ctx.Err()
}

// Unread are the inputs of a role that could not be read.
func (t *Result) Unread(role record.Role) (list []record.Rejected) {
	for _, reject := range t.Rejected {
		if reject.Role == role && !reject.Skipped {
			list = append(list, reject)
		}
	}
	return list
}

// taking is inputs being read.
type taking struct {
	reader *Reader
	Result
}

// expand returns the sources in an input, or rejects its paths when ctx is done
// before: a folder of a server that is gone may never be listed.
func (t *taking) expand(ctx context.Context, in Input) []string {
	type expanded struct {
		sources  []string
		rejected []*article.RejectedError
	}
	found, err := patience.Await(ctx, func() (expanded, error) {
		sources, rejected := t.reader.Articles.Expand(ctx, in.Paths)
		return expanded{sources, rejected}, nil
	})
	if err != nil {
		for _, path := range in.Paths {
			t.reject(&article.RejectedError{Source: path, Reason: "not read: the run was ended"}, "", in.Role)
		}
	}
	for _, reject := range found.rejected {
		t.reject(reject, "", in.Role)
	}
	return found.sources
}

func (t *taking) reject(err *article.RejectedError, file string, role record.Role) {
	t.Rejected = append(t.Rejected, record.Rejected{Source: err.Source, File: file, Role: role, Reason: err.Reason, Skipped: err.Skipped})
}

// memberOf is the file or page that a source of an article is a member of, ""
// when it is that file itself.
func memberOf(file, source string) string {
	if file == source {
		return ""
	}
	return file
}

// read is what came of one source.
type read struct {
	documents []*text.Document
	rejected  []refused
}

// refused is a member of a source that gave no article.
type refused struct {
	*article.RejectedError
	after int // how many articles came before it
}

// readAll reads the sources at once, and keeps their order. Those that it
// doesn't come to before ctx ends are rejected, and so is what there is no
// memory for: the same, whoever of the readers was faster.
func (t *taking) readAll(ctx context.Context, sources []string, role record.Role) (kept []*text.Document) {
	results := make([]read, len(sources))
	allowed := newAllowance(len(sources), t.Left)
	var done atomic.Int64
	var g errgroup.Group
	g.SetLimit(t.reader.Jobs)
	for i, source := range sources {
		g.Go(func() error {
			if allowed.take(i, 0) {
				results[i] = t.readOne(ctx, source, role, func(n int64) bool { return allowed.take(i, n) })
				t.reader.Progress("reading "+string(role), int(done.Add(1)), len(sources))
			}
			return nil
		})
	}
	_ = g.Wait() // what is wrong with an input is in its result
	for i, result := range results {
		kept = append(kept, t.keep(sources[i], result, role)...)
	}
	return kept
}

// readOne reads a source as long as there is room for its articles.
func (t *taking) readOne(ctx context.Context, source string, role record.Role, take func(memory int64) bool) (result read) {
	for art, err := range t.reader.Articles.Articles(ctx, source) {
		if reject := new(article.RejectedError); errors.As(err, &reject) {
			result.rejected = append(result.rejected, refused{reject, len(result.documents)})
			continue
		}
		d := text.New(art, role, t.reader.Kinds)
		d.File = memberOf(source, art.Source)
		result.documents = append(result.documents, d)
		if !take(d.Memory()) {
			break
		}
	}
	return result
}

// keep takes what was read of a source into account, as far as there is room, and
// returns it.
func (t *taking) keep(source string, result read, role record.Role) []*text.Document {
	if t.Left < 0 {
		t.reject(t.reader.noMemory(source, 0), "", role)
		return nil
	}
	kept := 0
	for ; kept < len(result.documents); kept++ {
		if t.Left -= result.documents[kept].Memory(); t.Left < 0 {
			t.reject(t.reader.noMemory(source, kept), "", role)
			break
		}
	}
	for _, reject := range result.rejected {
		if reject.after <= kept {
			t.reject(reject.RejectedError, memberOf(source, reject.Source), role)
		}
	}
	return result.documents[:kept]
}

// noteMissing notes which references or evidence, as they were named, gave no
// article. What is empty may be so tonight; what could not be read is missing.
func (t *taking) noteMissing(in Input, documents []*text.Document) {
	got := make(map[string]bool)
	for _, d := range documents {
		got[cmp.Or(d.File, d.Source)] = true
	}
	unread := t.Unread(in.Role)
	var missing []record.Rejected
	for _, reject := range unread {
		if slices.Contains(in.Paths, reject.Source) && !got[reject.Source] {
			missing = append(missing, reject)
		}
	}
	switch named := strings.Join(in.Paths, ", "); {
	case len(missing) > 0 || len(documents) > 0 || len(in.Paths) == 0:
	case len(unread) > 0:
		missing = []record.Rejected{{Source: named, Role: in.Role, Reason: fmt.Sprintf("none of %s in it could be read", text.Count(len(unread), "input"))}}
	default:
		t.Empty = append(t.Empty, fmt.Sprintf("No article is in the %s %s: nothing was compared with it.", in.Role, named))
	}
	t.Missing = append(t.Missing, missing...)
}
