// Package notice tells people and programs about a run: by mail, by the ping
// of a monitor, by a webhook. What is told is made from the findings stream.
//
// An article may be hostile. Subjects and the webhook's text hold counts only,
// nothing that an article says; the mail's body is plain text, in which titles
// stand on one line and without characters that a reader would not see.
//
// Errors name the host that was to be told and never an address in full, a
// password or a token: an address can be a secret itself.
package notice

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports"
)

// Report is a run to tell about.
type Report struct {
	Log      *record.Log
	Workbook string // path of the file; "" when there is none
}

// Worth reports whether a run has something to tell: findings that are open,
// inputs that could not be read, anything that an operator should look into,
// or an early end.
func Worth(log *record.Log) bool {
	s := &log.Summary
	return s.Incomplete != "" || len(s.Notices) > 0 || len(s.Conflicts) > 0 ||
		slices.ContainsFunc(log.Rejected, isFailure) || slices.ContainsFunc(log.Findings, isOpen)
}

func isFailure(r record.Rejected) bool { return !r.Skipped }

// isOpen reports whether a finding asks something of the newsroom: nobody
// decided about it, or somebody confirmed that the article has to change.
func isOpen(f record.Finding) bool {
	return f.Status != record.StatusDecided || f.Verdict == record.Confirmed
}

// Subject is one line about a run, made of counts only.
func Subject(log *record.Log) string {
	triaged := make(map[record.Triage]int)
	for _, a := range log.Articles {
		triaged[a.Triage]++
	}
	fresh := 0
	for _, f := range log.Findings {
		if isOpen(f) && f.Status == record.StatusNew {
			fresh++
		}
	}
	var parts []string
	if missed := len(log.Summary.NotCompared); missed > 0 {
		parts = append(parts, fmt.Sprintf("%d of what to compare with not read", missed))
	}
	parts = append(parts, fmt.Sprintf("%d to hold, %d to query", triaged[record.TriageHold], triaged[record.TriageQuery]))
	if unassessed := triaged[record.TriageNotAssessed]; unassessed > 0 {
		parts = append(parts, fmt.Sprintf("%d not assessed", unassessed))
	}
	parts = append(parts, reports.Plural(fresh, "new finding"))
	rejected := 0
	for _, r := range log.Rejected {
		if isFailure(r) {
			rejected++
		}
	}
	if rejected > 0 {
		parts = append(parts, reports.Plural(rejected, "input")+" not read")
	}
	if log.Summary.Incomplete != "" {
		parts = append(parts, "incomplete")
	}
	return "copydesk" + day(log) + ": " + strings.Join(parts, ", ")
}

// day is the day of a run with a space before it, or "".
func day(log *record.Log) string {
	t, err := time.Parse(time.RFC3339, log.Run.Started)
	if err != nil {
		return ""
	}
	return " " + t.UTC().Format("2 January 2006")
}

// maxNotices is how many notices a message names.
const maxNotices = 20

// text is the run in plain text: the summary and what an operator should look
// into.
func text(log *record.Log) (string, error) {
	var b strings.Builder
	if log.Summary.Incomplete != "" {
		fmt.Fprintf(&b, "The run is incomplete: %s.\n\n", log.Summary.Incomplete)
	}
	if err := reports.WriteSummary(&b, log, false); err != nil {
		return "", err
	}
	notices := log.Summary.Notices
	if len(notices) > 0 {
		b.WriteString("\nTo look into:\n")
	}
	for i, n := range notices {
		if i == maxNotices {
			fmt.Fprintf(&b, "- and %d more\n", len(notices)-i)
			break
		}
		fmt.Fprintf(&b, "- %s\n", strings.Join(strings.Fields(n), " "))
	}
	return visible(b.String()), nil
}

// visible is s without what a reader would not see, such as the marks that
// turn the order of letters around, and control characters.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return -1
		}
		return r
	}, s)
}

// temporary marks an error after which another attempt may succeed.
type temporary struct{ error }

func (t temporary) Unwrap() error { return t.error }

// pauses are the times waited for before another attempt.
var pauses = []time.Duration{time.Second, 4 * time.Second}

// attempt calls tell until it succeeds, fails for good, or has been called
// often enough.
func attempt(ctx context.Context, tell func(context.Context) error) error {
	for i := 0; ; i++ {
		err := tell(ctx)
		var again temporary
		if !errors.As(err, &again) {
			return err
		}
		if i == len(pauses) {
			return again.error
		}
		select {
		case <-time.After(pauses[i]):
		case <-ctx.Done():
			return again.error
		}
	}
}

// checkURL reads an address from the configuration.
func checkURL(setting, address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, fmt.Errorf("%s: want an address that begins with https:// or http://", setting)
	}
	if u.User != nil {
		return nil, fmt.Errorf("%s: a name and password don't stand in an address; use a token", setting)
	}
	return u, nil
}

// isThisMachine reports whether a host is the machine that asks.
func isThisMachine(host string) bool {
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
