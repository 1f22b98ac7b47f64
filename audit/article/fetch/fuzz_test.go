package fetch

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

// FuzzAddress checks that an address that may be fetched is one of the web,
// without a name and password, and written one way.
func FuzzAddress(f *testing.F) {
	for _, s := range []string{
		"https://Example.org:443", " http://a.example/b?c=d#e ", "https://u:p@x", "http://[::1]:80/", "https://a\\@b/", "HTTP://x/%zz", "//x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		u, err := parseAddress(address)
		if err != nil {
			_ = reason(t, err)
			return
		}
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Hostname() == "" || u.Path == "" || u.Fragment != "" || u.Host != strings.ToLower(u.Host) {
			t.Fatalf("%q is read as %+v", address, u)
		}
		if len(u.String()) > maxAddress {
			t.Skip("escaping made it too long")
		}
		again, err := parseAddress(u.String())
		if err != nil || again.String() != u.String() {
			t.Fatalf("%q is read as %q, and that as %v (%v)", address, u, again, err)
		}
	})
}

// FuzzAddresses checks that a list of addresses has nothing that may not be
// fetched.
func FuzzAddresses(f *testing.F) {
	f.Add([]byte("\ufeffhttps://example.org/a\r\n# b\n\nhttp://c"))
	f.Fuzz(func(t *testing.T, text []byte) {
		list, ok := Addresses(text)
		if ok != (len(list) > 0) {
			t.Fatalf("%v, with %q", ok, list)
		}
		for _, address := range list {
			if _, err := parseAddress(address); err != nil || strings.ContainsAny(address, " \t\r\n") {
				t.Fatalf("%q (%v)", address, err)
			}
		}
	})
}

// FuzzRobotsPattern holds the patterns of robots.txt against regular
// expressions.
func FuzzRobotsPattern(f *testing.F) {
	f.Add("/a*b$", "/axxb")
	f.Add("*.pdf$", "/x.pdf?y")
	f.Add("/%7Eü*", "/~%C3%BCx")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if len(pattern) > 200 || strings.ContainsAny(pattern+path, "\r\n\x00#") {
			t.Skip("no pattern")
		}
		pattern, path = normalPattern(pattern), normalPath(path)
		if again := normalPath(path); strings.Count(path, "%") == strings.Count(path, "%25") && again != path {
			t.Fatalf("%q is written %q again", path, again)
		}
		open, whole := strings.CutSuffix(pattern, "$")
		parts := strings.Split(open, "*")
		for i := range parts {
			parts[i] = regexp.QuoteMeta(parts[i])
		}
		expression := `(?s)^` + strings.Join(parts, ".*")
		if whole {
			expression += "$"
		}
		re, err := regexp.Compile(expression)
		if err != nil {
			t.Skip("no UTF-8")
		}
		if got, want := fits(pattern, path), re.MatchString(path); got != want {
			t.Fatalf("%q fits %q: %v, want %v", pattern, path, got, want)
		}
	})
}

// FuzzRetryAfter checks that nobody can make us wait backwards, or for ever.
func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"120", "-1", "1e9", "18446744073709551615", "Fri, 03 Apr 2026 05:04:03 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"} {
		f.Add(s)
	}
	now := time.Date(2026, 4, 3, 5, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, header string) {
		if pause, ok := retryAfter(header, now); pause < 0 || pause > 366*24*time.Hour || !ok && pause != 0 {
			t.Fatalf("%q: %v, %v", header, pause, ok)
		}
	})
}
