package patience

import (
	"context"
	"errors"
	"testing"
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
	for _, by := range []int64{0, 1} {
		ctx, cancel := context.WithCancelCause(t.Context())
		late, release := After(ctx, 1000*1000*1)
		if by == 0 {
			late, release = After(ctx, 0)
		}
		defer release()
		if late.Err() != nil {
			t.Error("done before the other")
		}
		cancel(closing)
		<-late.Done()
		if cause := context.Cause(late); cause != closing {
			t.Errorf("cause %v", cause)
		}
	}
}
