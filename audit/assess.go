package audit

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"copydesk.dev/audit/check"
	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
)

// assess reads every article's sentences. Articles in a language without word
// lists are not assessed, and say so; so do those that ctx leaves no time for.
func (r *run) assess(ctx context.Context) error {
	var done atomic.Int64
	var g errgroup.Group
	g.SetLimit(r.Jobs)
	for _, e := range r.entries {
		g.Go(func() error {
			own := *e // nobody may be waiting any more when it is ready
			read, err := patience.Await(ctx, func() (*entry, error) {
				r.assessEntry(&own)
				return &own, nil
			})
			if err != nil {
				e.silence = fmt.Sprintf("claims not assessed: %v", context.Cause(ctx))
				return err
			}
			e.sentences, e.silence, e.assessed = read.sentences, read.silence, true
			r.Progress("assessing claims", int(done.Add(1)), len(r.entries))
			return nil
		})
	}
	return g.Wait()
}

func (a *Auditor) assessEntry(e *entry) {
	if e.Language != "" && !claims.Supported(e.Language) {
		e.silence = fmt.Sprintf("claims not assessed: %s", e.Language)
		return
	}
	defer func() {
		// A mistake in the rules costs one article its claims, not the run.
		if broken := recover(); broken != nil {
			e.sentences = nil
			e.silence = fmt.Sprintf("claims not assessed: the rules failed on this article (%v)", broken)
		}
	}()
	e.sentences = a.assessor.Assess(e.document(a.Now()))
}

// document is the article as the claims package takes it, read at a given time.
func (e *entry) document(now time.Time) claims.Document {
	d := claims.Document{
		Text: e.Text, Title: e.Title, Outlet: e.Outlet, Language: e.Language, Byline: e.Byline, Published: e.published,
		Now: now,
	}
	for _, b := range e.Blocks {
		d.Blocks = append(d.Blocks, claims.Block{Kind: string(b.Kind), Start: b.Start, End: b.End})
	}
	for _, l := range e.Links {
		d.Links = append(d.Links, claims.Link{Start: l.Start, End: l.End, Href: l.Href})
	}
	return d
}

// problemChecks are the checks that problems of single sentences are about, by
// name.
var problemChecks = func() map[string]*record.Check {
	checks := make(map[string]*record.Check)
	for _, name := range claims.Checks() {
		checks[name] = check.Named(name)
	}
	return checks
}()

// sourcing turns the problems of audited articles' sentences into findings.
// What the evidence bears out is no problem, nor is a name that another article
// explains, unless it is all but a known one.
func (r *run) sourcing(ctx context.Context) error {
	explained := r.explainedNames()
	for _, e := range r.entries {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if e.role != record.RoleAudited {
			continue
		}
		for _, s := range e.sentences {
			if s.Attribution != nil && s.Attribution.Level == int(record.LevelChecked) {
				continue
			}
			for _, p := range s.Problems {
				if p.Name != "" && p.Severity != string(record.High) && explained[claims.NameKey(p.Name)] {
					continue
				}
				f := record.Finding{
					Start: s.Start, End: s.End, Trigger: p.Trigger,
					Severity: record.Severity(p.Severity), Why: p.Why, Fix: p.Fix,
					ClaimKind: string(s.Kind), Attribution: attribution(s.Attribution),
					Name: p.Name, Nearest: p.Nearest,
				}
				if p.OtherEnd > 0 {
					other := e.passage(p.OtherStart, p.OtherEnd)
					f.Other = &other
				}
				r.found.add(e, problemChecks[p.Check], f)
			}
		}
	}
	return nil
}

// explainedNames holds the names of products that any article of tonight's or
// earlier says something about, by their keys.
func (r *run) explainedNames() map[uint64]bool {
	explained := make(map[uint64]bool)
	for _, e := range r.entries {
		for _, s := range e.sentences {
			for _, name := range s.Explains {
				explained[claims.NameKey(name)] = true
			}
		}
	}
	return explained
}

// claimAttribution is the attribution of a sentence with what the evidence has
// for it.
func (e *entry) claimAttribution(s *claims.Sentence) *record.Attribution {
	a := attribution(s.Attribution)
	if a != nil {
		a.Evidence = e.proven[s.Start]
	}
	return a
}

func attribution(a *claims.Attribution) *record.Attribution {
	if a == nil {
		return nil
	}
	return &record.Attribution{Name: a.Name, SourceKind: a.SourceKind, Cue: a.Cue, Link: a.Link, Level: record.Level(a.Level), Own: a.Own}
}
