package audit

import (
	"context"
	"fmt"

	"copydesk.dev/audit/intake"
	"copydesk.dev/audit/memory"
	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// pastRuns is how many earlier runs the trend shows.
const pastRuns = 30

// history puts what earlier runs came to into the summary.
func (a *Auditor) history(ctx context.Context, log *record.Log) error {
	if a.memory == nil {
		return nil
	}
	s := &log.Summary
	var err error
	if s.History, err = a.memory.History(ctx, pastRuns); err != nil || len(s.History) == 0 {
		return err
	}
	if s.Since = s.History[len(s.History)-1].Started; s.Since > log.Run.Started {
		s.Notices = append(s.Notices, "The run before this one began later, at "+s.Since+": is the clock right?")
	}
	return nil
}

// index returns the keys by which an archive finds tonight's articles, and others
// by them.
func (a *Auditor) index(ctx context.Context, corpus text.Corpus) ([]memory.Keyed, error) {
	if a.memory == nil {
		return nil, nil
	}
	return a.memory.Index(ctx, corpus)
}

// recall returns documents of earlier nights, as far as budget, in bytes of memory,
// goes. Where it ends too early, the course notes it.
func (a *Auditor) recall(ctx context.Context, c *course, keyed []memory.Keyed, budget int64) (memory.Recalled, error) {
	if a.memory == nil {
		return memory.Recalled{}, nil
	}
	recalled, err := a.memory.Recall(ctx, keyed, budget)
	if n := len(recalled.Documents); err == nil && n < recalled.Related {
		c.missing = intake.Spent(a.MaxMemory) + "; audit in parts, or raise max-memory"
		c.incomplete(c.missing, fmt.Sprintf("of %d articles of earlier nights that share something with tonight's, only the first %d were compared", recalled.Related, n))
	}
	return recalled, err
}

// standings looks up how tonight's outlets and writers did on earlier nights.
func (a *Auditor) standings(ctx context.Context, corpus text.Corpus) ([]record.Standing, error) {
	if a.memory == nil {
		return nil, nil
	}
	a.Progress("looking up standings", 0, 0)
	return a.memory.Standings(ctx, corpus)
}
