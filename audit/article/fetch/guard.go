package fetch

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// errPort is for ports at which something else than a web server listens: a
// request to a mail server is an attack on it.
var errPort = errors.New("prohibited port")

// control decides about one connection: the network, and the address to be
// dialled, which is a number by then.
type control func(network, address string, conn syscall.RawConn) error

// publicOnly permits the public internet: no loopback, private (RFC 1918, unique
// local), link-local, shared (carrier-grade NAT), multicast or otherwise special
// address, in whatever spelling it came.
func publicOnly(opts ...ssrf.Option) control {
	guardian := ssrf.New(append(opts, ssrf.WithAnyPort())...)
	return func(network, address string, conn syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); err == nil && at.Port() < 1024 && at.Port() != 80 && at.Port() != 443 {
			return errPort
		}
		return guardian.Safe(network, address, conn)
	}
}

const (
	dialTimeout    = 10 * time.Second
	maxHeaderBytes = 256 << 10
)

// newTransport makes connections straight to the hosts: a proxy would dial for
// us, and past the guard.
func newTransport(allowPrivate bool) *http.Transport {
	if allowPrivate {
		return transportWith(nil)
	}
	return transportWith(publicOnly())
}

func transportWith(guard control) *http.Transport {
	dialer := &net.Dialer{Timeout: dialTimeout, Control: guard}
	return &http.Transport{
		Proxy:                  nil,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true, // a DialContext would rule it out
		TLSHandshakeTimeout:    dialTimeout,
		MaxResponseHeaderBytes: maxHeaderBytes,
		MaxIdleConnsPerHost:    1, // one request at a time goes to a host
		IdleConnTimeout:        30 * time.Second,
	}
}
