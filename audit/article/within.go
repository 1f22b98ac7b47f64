package article

import (
	"context"
	"fmt"
	"time"
)

// within runs work, which knows nothing of contexts, and gives up waiting when
// ctx is done or time is up. Work given up on runs to its end unheeded: Go
// cannot stop it. Its panics and its running out of time become rejections.
func within[T any](ctx context.Context, limit time.Duration, work func() (T, error)) (T, error) {
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
		var res result
		defer func() {
			if p := recover(); p != nil {
				res.err = &RejectedError{Reason: "reading it failed", Err: fmt.Errorf("panic: %v", p)}
			}
			done <- res
		}()
		res.value, res.err = work()
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case res := <-done:
		return res.value, res.err
	case <-ctx.Done():
		return none, ctx.Err()
	case <-timer.C:
		return none, reject(fmt.Sprintf("given up after %v; it is too large or too deeply nested", limit))
	}
}
