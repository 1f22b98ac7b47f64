package patience

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestAwait gives up on work that never ends.
func TestAwait(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	forever := make(chan struct{})
	defer close(forever)
	_, err := Await(ctx, func() (int, error) {
		cancel()
		<-forever
		return 1, nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if n, err := Await(t.Context(), func() (int, error) { return 2, nil }); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if n, err := Await(ctx, func() (int, error) { return 2, nil }); n != 0 || err == nil {
		t.Errorf("begun when there was no time: %d, %v", n, err)
	}
}

func TestAfter(t *testing.T) {
	closing := errors.New("closing time")
	for _, by := range []time.Duration{0, time.Nanosecond} {
		ctx, cancel := context.WithCancelCause(t.Context())
		late, release := After(ctx, by)
		defer release()
		if late.Err() != nil {
			t.Errorf("%s later: done before the other", by)
		}
		cancel(closing)
		<-late.Done()
		if cause := context.Cause(late); cause != closing {
			t.Errorf("%s later: cause %v", by, cause)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	late, release := After(ctx, time.Hour)
	cancel()
	if late.Err() != nil {
		t.Error("an hour later: done at once")
	}
	release()
	<-late.Done()
}
