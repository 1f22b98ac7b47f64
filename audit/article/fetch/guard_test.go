package fetch

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"code.dny.dev/ssrf"
	"golang.org/x/time/rate"
)

const private = "the host is a private address; --allow-private-hosts permits it"

func TestPublicOnly(t *testing.T) {
	guard := publicOnly()
	for _, c := range []struct {
		address string
		want    error
	}{
		{"93.184.216.34:443", nil},
		{"93.184.216.34:8080", nil},
		{"[2606:2800:220:1::1]:443", nil},
		{"93.184.216.34:25", errPort},
		{"127.0.0.1:80", ssrf.ErrProhibitedIP},
		{"127.8.9.10:80", ssrf.ErrProhibitedIP},
		{"0.0.0.0:80", ssrf.ErrProhibitedIP},
		{"10.1.2.3:80", ssrf.ErrProhibitedIP},
		{"172.16.0.1:80", ssrf.ErrProhibitedIP},
		{"192.168.0.1:80", ssrf.ErrProhibitedIP},
		{"169.254.169.254:80", ssrf.ErrProhibitedIP}, // a cloud's metadata
		{"100.64.0.1:80", ssrf.ErrProhibitedIP},
		{"224.0.0.1:80", ssrf.ErrProhibitedIP},
		{"255.255.255.255:80", ssrf.ErrProhibitedIP},
		{"[::]:80", ssrf.ErrProhibitedIP},
		{"[::1]:80", ssrf.ErrProhibitedIP},
		{"[fe80::1%eth0]:80", ssrf.ErrProhibitedIP},
		{"[fd00::1]:80", ssrf.ErrProhibitedIP},
		{"[ff02::1]:80", ssrf.ErrProhibitedIP},
		{"[::ffff:127.0.0.1]:80", ssrf.ErrProhibitedIP},
		{"[64:ff9b::7f00:1]:80", ssrf.ErrProhibitedIP},
		{"[2002:7f00:1::]:80", ssrf.ErrProhibitedIP},
	} {
		network := "tcp4"
		if strings.HasPrefix(c.address, "[") {
			network = "tcp6"
		}
		if err := guard(network, c.address, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.address, err, c.want)
		}
	}
}

func TestGetRefusesPrivateHosts(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": says("text/html", "secret")})
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"} {
		c, _ := newTestClient(Options{})
		c.transport = newTransport(false)
		t.Setenv("HTTP_PROXY", s.URL) // must not be asked to fetch it for us
		_, err := c.Get(t.Context(), "http://"+host+":"+port+"/a")
		if !errors.Is(err, ErrPrivateHost) || reason(t, err) != private {
			t.Errorf("%s: %v", host, err)
		}
	}
	if len(s.hits) > 0 {
		t.Errorf("the host was asked: %v", s.hits)
	}
}

// TestGetRefusesRedirectsToPrivateHosts takes 127.0.0.2 for a public address.
func TestGetRefusesRedirectsToPrivateHosts(t *testing.T) {
	inside := newSite(t, map[string]http.HandlerFunc{"/secret": says("text/html", "secret")})
	listener, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("this system has only one loopback address:", err)
	}
	outside := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		leadsTo(inside.URL+"/secret")(w, r)
	}))
	outside.Listener.Close()
	outside.Listener = listener
	outside.Start()
	defer outside.Close()

	c, _ := newTestClient(Options{})
	c.transport = transportWith(publicOnly(ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix("127.0.0.2/32"))))
	_, err = c.Get(t.Context(), outside.URL+"/a")
	if want := "redirects to " + inside.URL + "/secret: " + private; !errors.Is(err, ErrPrivateHost) || reason(t, err) != want {
		t.Errorf("error %v, want %q", err, want)
	}
	if len(inside.hits) > 0 {
		t.Errorf("the host inside was asked: %v", inside.hits)
	}
}

func TestGetRedirects(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/robots.txt": says("text/plain", "User-agent: *\nDisallow: /members/"),
		"/moved":      leadsTo("article?id=1#part"),
		"/article":    says("text/html", "here"),
		"/loop":       leadsTo("/pool"),
		"/pool":       leadsTo("/loop"),
		"/self":       leadsTo(""),
		"/file":       leadsTo("file:///etc/passwd"),
		"/user":       leadsTo("http://admin:secret@example.org/"),
		"/walled":     leadsTo("/members/a"),
		"/broken":     leadsTo("http://[::1"),
	})
	for i := range maxRedirects + 1 {
		from := strings.Repeat("/x", i+1)
		s.Config.Handler = chain(s.Config.Handler, from, from+"/x")
	}
	c, _ := newTestClient(Options{PerHost: rate.Inf})
	page, err := c.Get(t.Context(), s.URL+"/moved")
	if err != nil || page.URL != s.URL+"/article?id=1" || string(page.Body) != "here" {
		t.Errorf("page %+v, %v", page, err)
	}
	for _, c2 := range []struct {
		path, want string
		kind       error
	}{
		{"/loop", "redirects to " + s.URL + "/pool: redirects in a circle", ErrRedirects},
		{"/self", "redirects, but doesn't say where to", ErrRedirects},
		{"/x", "redirects more than 10 times", ErrRedirects},
		{"/file", "redirects to file:///etc/passwd: only http and https addresses are fetched", ErrAddress},
		{"/user", "redirects to http://admin:xxxxx@example.org/: addresses with a user name or password are not fetched", ErrAddress},
		{"/walled", "redirects to " + s.URL + "/members/a: the site's robots.txt forbids it", ErrRobots},
		{"/broken", "redirects to something that is no address", ErrRedirects},
	} {
		_, err := c.Get(t.Context(), s.URL+c2.path)
		if !errors.Is(err, c2.kind) || !strings.HasSuffix(reason(t, err), c2.want) {
			t.Errorf("%s: %v, want %q", c2.path, err, c2.want)
		}
	}
	if s.asked("/members/a") > 0 {
		t.Error("a page that robots.txt forbids was asked for")
	}
}

// chain adds one redirect to what next serves.
func chain(next http.Handler, from, to string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == from {
			leadsTo(to)(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}
