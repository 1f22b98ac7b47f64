package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"copydesk.dev/audit/patience"
)

// What a run has time for once it is to end. What it waits for may never
// answer, such as a disk on a server that is gone; then it is given up.
const (
	// auditGrace is how long what was read is still audited.
	auditGrace = 4 * time.Second
	// endLimit is how long after the stop the run is given up, or after the last
	// sign that its results are being written.
	endLimit = 10 * time.Second
	// tellGrace is how long people may still be told.
	tellGrace = 5 * time.Second
	// interruptLimit is how long after Ctrl-C a command is given up.
	interruptLimit = 2 * time.Second
)

// ending is how a run is brought to its end before it is through: after
// --timeout, or on SIGTERM.
type ending struct {
	stop   context.Context // done when the run should end with what it has
	cancel context.CancelCauseFunc
	limit  time.Duration // see endLimit

	mu      sync.Mutex
	doing   string // what the run is at
	timer   *time.Timer
	given   context.Context // done when the run is given up
	release context.CancelFunc
}

// newEnding begins to listen for SIGTERM, and to count the time. A second
// SIGTERM ends the process at once, as the system does it.
func newEnding(timeout, limit time.Duration) *ending {
	e := &ending{limit: limit, doing: "the settings"}
	e.stop, e.cancel = context.WithCancelCause(context.Background())
	e.given, e.release = context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM)
	context.AfterFunc(e.stop, func() { signal.Stop(signals) })
	go func() {
		select {
		case <-signals:
			e.cancel(errors.New("the run was asked to end (SIGTERM)"))
		case <-e.stop.Done():
		}
	}()
	if timeout > 0 {
		timer := time.AfterFunc(timeout, func() { e.cancel(fmt.Errorf("the run took longer than --timeout %s", timeout)) })
		context.AfterFunc(e.stop, func() { timer.Stop() })
	}
	context.AfterFunc(e.stop, e.alive)
	return e
}

// at notes what the run is at, for whoever is to find out why it hangs.
func (e *ending) at(doing string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.doing = doing
}

// alive says that the run is being ended: it is given up the limit from now.
// Before the stop it means nothing.
func (e *ending) alive() {
	if e.stop.Err() == nil {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.timer == nil {
		e.timer = time.AfterFunc(e.limit, e.release)
		return
	}
	e.timer.Reset(e.limit)
}

// within does the work of a run, and gives it up if it doesn't end in time
// after the stop.
func (e *ending) within(work func() error) error {
	defer func() { e.cancel(nil); e.release() }()
	ended, err := patience.Await(e.given, func() (bool, error) { return true, work() })
	if ended {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return fmt.Errorf("%w; at %s, it did not come to an end within %s and is given up: is every disk and server there? Nothing is half written",
		context.Cause(e.stop), e.doing, e.limit)
}

// notifying is the context for telling people: there is less time after the stop,
// and next to none after Ctrl-C.
func (e *ending) notifying(ctx context.Context) (context.Context, context.CancelFunc) {
	e.at("telling people")
	e.alive()
	notifying, release := patience.After(e.stop, tellGrace)
	notifying, cancel := context.WithTimeout(notifying, tellTimeout)
	forget := context.AfterFunc(ctx, func() { time.AfterFunc(interruptLimit/2, cancel) })
	return notifying, func() { forget(); cancel(); release() }
}

// errGivenUp says that a command did not end after Ctrl-C.
var errGivenUp = errors.New("what the command waits for does not answer")

// writer passes on what is written of a file of results. Each write is a sign
// of life; after Ctrl-C it fails.
type writer struct {
	io.Writer
	ctx   context.Context
	alive func()
}

// Write writes, and says that the command is alive.
func (w writer) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	w.alive()
	return w.Writer.Write(p)
}
