package audit

import (
	"context"
	"fmt"

	"copydesk.dev/audit/patience"
	"copydesk.dev/audit/record"
)

// stage is one step of a run, what cuts it short (nil: nothing does), and what is
// left undone then. Of one that looks for something, no article is clear then.
type stage struct {
	name   string
	work   func(context.Context) error
	stop   context.Context
	undone string
	looks  bool
}

// course is how the stages of a run go: how long they take, and what they leave
// undone. Whatever cuts one short, those after it deal with what there is.
type course struct {
	auditor *Auditor
	summary *record.Summary
	late    context.Context // when stages after reading are cut short; nil never
	missing string          // why not all was looked for, or ""
}

func (a *Auditor) newCourse(summary *record.Summary) (c *course, release func()) {
	summary.Seconds = make(map[string]float64)
	c, release = &course{auditor: a, summary: summary}, func() {}
	if a.Stop != nil {
		c.late, release = patience.After(a.Stop, a.Grace)
	}
	return c, release
}

// perform does one stage. When [Settings.Stop] cuts it short, the run goes on
// with what there is, and says so.
func (c *course) perform(ctx context.Context, s stage) error {
	begun := c.auditor.Now()
	if err := c.work(ctx, s); err != nil {
		return err
	}
	c.summary.Seconds[s.name] = seconds(c.auditor.Now().Sub(begun))
	return nil
}

func (c *course) work(ctx context.Context, s stage) error {
	if s.stop == nil {
		if err := s.work(ctx); err != nil {
			return err
		}
		return ctx.Err()
	}
	limited, cancel := context.WithCancel(s.stop)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	err := s.work(limited)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil || limited.Err() == nil:
		return err
	}
	c.incomplete(context.Cause(limited).Error(), s.undone)
	if s.looks {
		c.missing = fmt.Sprintf("not all was looked for: %v", context.Cause(limited))
	}
	return nil
}

// incomplete notes what the run leaves undone, and why.
func (c *course) incomplete(why, undone string) {
	if c.summary.Incomplete == "" {
		c.summary.Incomplete = why + ": " + undone
		return
	}
	c.summary.Incomplete += "; " + undone
}
