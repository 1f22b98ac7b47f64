package fetch

import (
	"context"
	"errors"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"
)

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
		kind error
	}{
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, "no such host", nil},
		{&net.OpError{Op: "dial", Err: &net.DNSError{IsTemporary: true}}, "the host's name cannot be looked up", nil},
		{&net.OpError{Op: "dial", Err: errPort}, "no web server is expected at this port", ErrAddress},
		{context.DeadlineExceeded, "no answer within 30s", ErrTimeout},
		{errors.New("odd"), "the connection failed", nil},
	} {
		got := explain(c.err, 30*time.Second)
		if got.Reason != c.want || c.kind != nil && !errors.Is(got, c.kind) {
			t.Errorf("%v: %v, want %q", c.err, got, c.want)
		}
	}
}

func TestGetChecksCertificates(t *testing.T) {
	s := httptest.NewUnstartedServer(nil)
	s.Config.ErrorLog = nil
	s.StartTLS()
	defer s.Close()
	c, _ := newTestClient(Options{PerHost: rate.Inf})
	if _, err := c.Get(t.Context(), s.URL); err == nil || reason(t, err) != "the site's certificate is not valid" {
		t.Errorf("error %v", err)
	}
	plain := newSite(t, nil)
	if _, err := c.Get(t.Context(), strings.Replace(plain.URL, "http", "https", 1)); err == nil ||
		reason(t, err) != "the host does not speak https at this port" {
		t.Errorf("error %v", err)
	}
}

func TestErrorNamesAddressAndCause(t *testing.T) {
	cause := errors.New("odd")
	err := &Error{URL: "https://example.org/", Reason: "the connection failed", Err: cause}
	if want := "https://example.org/: the connection failed: odd"; err.Error() != want || !errors.Is(err, cause) {
		t.Errorf("%q, want %q", err, want)
	}
}

func TestRealClockWakesWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (realClock{}).sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	if err := (realClock{}).sleep(t.Context(), time.Nanosecond); err != nil {
		t.Error(err)
	}
}
