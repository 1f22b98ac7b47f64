package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// Kinds of [Error], for errors.Is.
var (
	ErrAddress     = errors.New("not an address to fetch")
	ErrPrivateHost = errors.New("private host")
	ErrRobots      = errors.New("forbidden by robots.txt")
	ErrRedirects   = errors.New("redirects lead nowhere")
	ErrTooLarge    = errors.New("too large")
	ErrTimeout     = errors.New("no answer in time")
	ErrBusy        = errors.New("host asks to come back later")
	ErrGivenUp     = errors.New("host failed too often")
)

// Error says why an address gave no page.
type Error struct {
	URL    string // the address as given
	Reason string // one clause an editor understands, without the address
	Status int    // of HTTP, or 0
	Err    error  // the cause, nil when the reason says it all

	kind error // one of the errors above, or nil
}

// Error names the address, the reason and the cause.
func (e *Error) Error() string {
	msg := e.URL + ": " + e.Reason
	if e.Err != nil {
		msg += ": " + e.Err.Error()
	}
	return msg
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether e is of the kind target.
func (e *Error) Is(target error) bool { return e.kind != nil && e.kind == target }

func fail(kind error, format string, args ...any) *Error {
	return &Error{kind: kind, Reason: fmt.Sprintf(format, args...)}
}

func failStatus(status int) *Error {
	if text := http.StatusText(status); text != "" {
		return &Error{Status: status, Reason: fmt.Sprintf("%d %s", status, text)}
	}
	return &Error{Status: status, Reason: fmt.Sprintf("answers with the status %d", status)}
}

// explain puts a network error into an editor's words.
func explain(err error, limit time.Duration) *Error {
	var (
		known       *Error
		name        *net.DNSError
		certificate *tls.CertificateVerificationError
		header      tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, errPort):
		return fail(ErrAddress, "no web server is expected at this port")
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork):
		return fail(ErrPrivateHost, "the host is a private address; --allow-private-hosts permits it")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, syscall.ETIMEDOUT):
		return fail(ErrTimeout, "no answer within %v", limit)
	case errors.As(err, &name) && name.IsNotFound:
		return fail(nil, "no such host")
	case errors.As(err, &name):
		return &Error{Reason: "the host's name cannot be looked up", Err: err}
	case errors.As(err, &certificate):
		return &Error{Reason: "the site's certificate is not valid", Err: certificate.Err}
	case errors.As(err, &header):
		return fail(nil, "the host does not speak https at this port")
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Reason: "the host refuses connections", Err: err}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return &Error{Reason: "the connection broke off", Err: err}
	}
	return &Error{Reason: "the connection failed", Err: err}
}
