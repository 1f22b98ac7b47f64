package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var errClosing = errors.New("closing time")

// TestGivenUp stops a run that never ends, whatever it is at.
func TestGivenUp(t *testing.T) {
	e := newEnding(0, time.Millisecond)
	forever := make(chan struct{})
	defer close(forever)
	err := e.within(func() error {
		e.at("the archive")
		e.cancel(errClosing)
		<-forever
		return nil
	})
	if !errors.Is(err, errClosing) || exitCode(t.Context(), err) != exitFailed || !strings.Contains(err.Error(), "the archive") {
		t.Errorf("%v, exit code %d", err, exitCode(t.Context(), err))
	}
}

// TestEndsItself stops a run that then ends: its outcome stands.
func TestEndsItself(t *testing.T) {
	e := newEnding(0, time.Hour)
	err := e.within(func() error {
		e.cancel(errClosing)
		<-e.stop.Done()
		e.alive()
		return outcome(exitRejected)
	})
	if err != outcome(exitRejected) {
		t.Error(err)
	}
	if e := newEnding(time.Hour, time.Hour); e.within(func() error { return errClosing }) != errClosing {
		t.Error("a run that is not stopped has another outcome")
	}
}

// TestTimeout counts the time.
func TestTimeout(t *testing.T) {
	e := newEnding(time.Nanosecond, time.Hour)
	<-e.stop.Done()
	if cause := context.Cause(e.stop); !strings.Contains(cause.Error(), "--timeout 1ns") {
		t.Error(cause)
	}
}

// TestWriter fails a write after Ctrl-C.
func TestWriter(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var b strings.Builder
	alive := 0
	w := writer{&b, ctx, func() { alive++ }}
	if _, err := w.Write([]byte("a")); err != nil || alive != 1 {
		t.Error(err, alive)
	}
	cancel()
	if _, err := w.Write([]byte("b")); err == nil || b.String() != "a" {
		t.Error(err, b.String())
	}
}

// TestStopBeforeWorkbooks takes in no verdicts after the stop, and says so.
func TestStopBeforeWorkbooks(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "night.xlsx"), []byte("no workbook"), 0o666); err != nil {
		t.Fatal(err)
	}
	stop, cancel := context.WithCancelCause(t.Context())
	cancel(errClosing)
	in := &inbox{}
	err := in.take(t.Context(), stop, nil, []string{dir}, time.Now())
	if err != nil || len(in.notices) != 1 || !strings.Contains(in.notices[0], "night.xlsx") || !strings.Contains(in.notices[0], "closing time") {
		t.Errorf("%q, %v", in.notices, err)
	}
}

// TestTelling leaves time to tell a monitor of an interrupted run.
func TestTelling(t *testing.T) {
	interrupted, cancel := context.WithCancel(t.Context())
	cancel()
	e := newEnding(0, time.Hour)
	ctx, done := e.notifying(interrupted)
	if ctx.Err() != nil {
		t.Error("there is no time for telling after Ctrl-C")
	}
	<-ctx.Done() // and it is soon over
	done()
	e.cancel(errClosing)
	if ctx, done = e.notifying(t.Context()); ctx.Err() != nil {
		t.Error("there is no time for telling after the stop")
	}
	done()
}
