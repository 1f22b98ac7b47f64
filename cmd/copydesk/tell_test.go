package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rs/zerolog"

	"copydesk.dev/audit/archive"
	"copydesk.dev/reports/notice"
	"copydesk.dev/reports/notice/noticetest"
)

// hearers are a mail server and a web server that a script's commands tell of
// their runs.
type hearers struct {
	box   noticetest.Mailbox
	mails int // that are in heard

	mu    sync.Mutex
	heard []*heard
}

// heard is a mail or a request.
type heard struct {
	text     string // "mail TO", a line end and the mail, or "web METHOD PATH BODY"
	expected bool   // whether the script has asked for it
}

// listen starts the servers: listen. They are in the variables $MAIL, a port,
// and $WEB, an address.
func listen(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: listen")
	}
	h := ts.Value("hearers").(*hearers)
	port, err := h.box.Serve()
	ts.Check(err)
	ts.Defer(func() { h.box.Close() })
	server := httptest.NewServer(h)
	ts.Defer(server.Close)
	ts.Setenv("MAIL", fmt.Sprint(port))
	ts.Setenv("WEB", server.URL)
}

func (h *hearers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.heard = append(h.heard, &heard{text: fmt.Sprintf("web %s %s %s", r.Method, r.URL.Path, body)})
	if strings.Contains(r.URL.Path, "missing") {
		w.WriteHeader(http.StatusNotFound)
	}
}

// told checks what the servers heard: told 'mail TO' pattern or told web
// pattern looks for one that fits; told nothing more checks that the script
// has asked for all of it, and forgets it.
func told(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: told 'mail TO'|web pattern, told nothing more")
	}
	h := ts.Value("hearers").(*hearers)
	h.mu.Lock()
	defer h.mu.Unlock()
	mails := h.box.Mails()
	for _, m := range mails[h.mails:] {
		h.heard = append(h.heard, &heard{text: "mail " + m.To + "\n" + m.Text})
	}
	h.mails = len(mails)
	if args[0] == "nothing" {
		for _, one := range h.heard {
			if !one.expected {
				ts.Fatalf("told besides: %s", one.text)
			}
		}
		h.heard = nil
		return
	}
	pattern := regexp.MustCompile("(?m)" + args[1])
	var texts []string
	for _, one := range h.heard {
		if text, ok := strings.CutPrefix(one.text, args[0]); ok && pattern.MatchString(text) {
			one.expected = true
			return
		}
		texts = append(texts, one.text[:min(len(one.text), 2000)])
	}
	ts.Fatalf("not told %s %s, but:\n%s", args[0], args[1], strings.Join(texts, "\n"))
}

// TestEnd says what a monitor hears of runs that end early: of an interrupted
// one that it failed, of one that found the archive locked nothing.
func TestEnd(t *testing.T) {
	interrupted, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"interrupted": {interrupted.Err(), "[web GET /fail ]"},
		"failed":      {errors.New("disk full"), "[web GET /fail ]"},
		"locked":      {fmt.Errorf("archive: %w", &archive.LockedError{}), "[]"},
		"finished":    {nil, "[web GET / ]"},
		"findings":    {outcome(exitFindings), "[web GET / ]"},
		"rejected":    {outcome(exitRejected), "[web GET / ]"},
	} {
		h := &hearers{}
		server := httptest.NewServer(h)
		n := &notifier{ping: &notice.Ping{URL: server.URL + "/"}}
		n.end(t.Context(), tt.err, zerolog.Nop())
		server.Close()
		got := []string{}
		for _, one := range h.heard {
			got = append(got, one.text)
		}
		if fmt.Sprint(got) != tt.want {
			t.Errorf("%s: heard %q, want %q", name, got, tt.want)
		}
	}
}
