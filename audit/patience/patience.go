// Package patience waits for what may never end, such as a file on a server
// that is gone, for as long as there is time.
package patience

import (
	"context"
	"time"
)

// Await does work that knows nothing of contexts, and gives up waiting for it
// when ctx is done; the error is ctx's then. Work that is given up runs to its
// end unheeded, because Go can't stop it: it may change nothing that others
// see.
func Await[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	var none T
	if err := ctx.Err(); err != nil {
		return none, err
	}
	done := make(chan result, 1) // with room, so that nobody need be waiting
	go func() {
		value, err := work()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// After returns a context that is done some time after another is, for its
// cause, and a function that is to be called when nobody needs it any more.
func After(ctx context.Context, by time.Duration) (context.Context, context.CancelFunc) {
	if by <= 0 {
		return context.WithCancel(ctx)
	}
	late, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	release := context.AfterFunc(ctx, func() {
		timer := time.AfterFunc(by, func() { cancel(context.Cause(ctx)) })
		context.AfterFunc(late, func() { timer.Stop() })
	})
	return late, func() { release(); cancel(nil) }
}
