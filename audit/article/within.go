package article

import (
	"context"
	"fmt"
	"time"

	"copydesk.dev/audit/patience"
)

// within does work for as long as ctx and a limit allow, as [patience.Await]
// does. Its panics and its running out of time become rejections.
func within[T any](ctx context.Context, limit time.Duration, work func() (T, error)) (T, error) {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	value, err := patience.Await(limited, func() (value T, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = &RejectedError{Reason: "reading it failed", Err: fmt.Errorf("panic: %v", p)}
			}
		}()
		return work()
	})
	if err != nil && err == limited.Err() && ctx.Err() == nil {
		return value, reject(fmt.Sprintf("given up after %v; it is too large or too deeply nested", limit))
	}
	return value, err
}
