package fetch

import (
	"context"
	"time"
)

// clock is what waiting goes by, so that tests needn't wait.
type clock interface {
	now() time.Time
	sleep(ctx context.Context, d time.Duration) error // ctx.Err when ctx is done first
}

type realClock struct{}

func (realClock) now() time.Time { return time.Now() }

func (realClock) sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
