package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// isTerminal reports whether w is a terminal.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// newLogger returns a logger in the given format: json, console, or auto, by
// whether w is a terminal.
func newLogger(w io.Writer, format string, quiet bool) (zerolog.Logger, error) {
	level := zerolog.InfoLevel
	if quiet {
		level = zerolog.WarnLevel
	}
	switch {
	case format == "console" || format == "auto" && isTerminal(w):
		w = zerolog.ConsoleWriter{Out: w, NoColor: !isTerminal(w), TimeFormat: time.TimeOnly}
	case format != "json" && format != "auto":
		return zerolog.Nop(), fmt.Errorf("--log-format %q: want auto, json or console", format)
	}
	return zerolog.New(w).Level(level).With().Timestamp().Logger(), nil
}

// progress draws a bar for each stage, on a terminal only. A nil progress
// draws nothing.
type progress struct {
	mu   sync.Mutex
	pool *mpb.Progress
	bars map[string]*mpb.Bar
}

func newProgress(w io.Writer) *progress {
	if !isTerminal(w) {
		return nil
	}
	return &progress{
		pool: mpb.New(mpb.WithOutput(w), mpb.WithWidth(40)),
		bars: make(map[string]*mpb.Bar),
	}
}

// update moves a stage's bar.
func (p *progress) update(stage string, done, total int) {
	if p == nil || total == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	bar := p.bars[stage]
	if bar == nil {
		bar = p.pool.AddBar(int64(total), mpb.BarRemoveOnComplete(),
			mpb.PrependDecorators(decor.Name(stage, decor.WCSyncSpaceR), decor.CountersNoUnit("%d/%d", decor.WCSyncSpace)))
		p.bars[stage] = bar
	}
	bar.SetCurrent(max(bar.Current(), int64(done)))
}

// wait takes the bars away, finished or not.
func (p *progress) wait() {
	if p == nil {
		return
	}
	for _, bar := range p.bars {
		bar.Abort(true)
	}
	p.pool.Wait()
}
