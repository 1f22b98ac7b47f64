package audit

import (
	"context"
	"fmt"
)

// stage is one step of a run, what cuts it short (nil: nothing does), and what
// is left undone then.
type stage struct {
	name   string
	work   func(context.Context) error
	stop   context.Context
	undone string
}

// stages are the steps of the run, in order. Whatever cuts one short, those
// after it deal with what there is. The last writes it down and is never cut.
func (r *run) stages() []stage {
	return []stage{
		{"read", r.read, r.Stop, "some inputs were not read"},
		{"assess", r.assess, r.late, "the claims of some articles were not assessed"},
		{"index", r.makeKeys, r.late, "some articles were not remembered"},
		{"recall", r.recall, r.late, "nothing was compared with earlier nights"},
		{"compare", r.compare, r.late, "no passages were compared"},
		{"relate", r.relate, r.late, "not all findings were made"},
		{"score", r.score, nil, ""},
	}
}

// perform does one stage. When [Settings.Stop] cuts it short, the run goes on
// with what there is, and says so.
func (r *run) perform(ctx context.Context, s stage) error {
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
	r.incomplete(context.Cause(limited).Error(), s.undone)
	if s.stop == r.late {
		r.unseen = fmt.Sprintf("not all was looked for: %v", context.Cause(limited))
	}
	return nil
}

// incomplete notes what the run leaves undone, and why.
func (r *run) incomplete(why, undone string) {
	if r.log.Summary.Incomplete == "" {
		r.log.Summary.Incomplete = why + ": " + undone
		return
	}
	r.log.Summary.Incomplete += "; " + undone
}
