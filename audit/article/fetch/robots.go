package fetch

import (
	"bytes"
	"math"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// robots is what a robots.txt (RFC 9309) says to us. The zero value permits
// everything.
type robots struct {
	rules []robotsRule
	delay time.Duration // Crawl-delay, which is older than the RFC and not in it
}

type robotsRule struct {
	pattern string // normalised; * stands for anything, $ at its end for the end
	allow   bool
}

// parseRobots picks what is said to product, or else to everybody. A line that
// makes no sense is passed over, and the rest still holds.
func parseRobots(text []byte, product string) *robots {
	var (
		ours, all          robots
		named              bool // somebody speaks to us by name
		toUs, toAll, rules bool // of the group being read
	)
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	for _, line := range bytes.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ := strings.Cut(string(line), "#")
		key, value, _ := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			if rules { // which ended the group before
				toUs, toAll, rules = false, false, false
			}
			toAll = toAll || strings.HasPrefix(value, "*")
			if strings.EqualFold(productToken(value), product) {
				toUs, named = true, true
			}
			continue
		}
		add := robotsLine(key, value)
		rules = rules || add != nil
		if toUs && add != nil {
			add(&ours)
		}
		if toAll && add != nil {
			add(&all)
		}
	}
	if named {
		return &ours
	}
	return &all
}

// robotsLine is what a line adds to what is said, nil if it makes no sense.
func robotsLine(key, value string) func(*robots) {
	switch key {
	case "allow", "disallow":
		return func(r *robots) {
			if value != "" {
				r.rules = append(r.rules, robotsRule{normalPattern(value), key == "allow"})
			}
		}
	case "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 && seconds < math.MaxInt32 {
			return func(r *robots) { r.delay = time.Duration(seconds * float64(time.Second)) }
		}
	}
	return nil
}

// productToken is the name in a User-agent line, without a version.
func productToken(value string) string {
	end := strings.IndexFunc(value, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-')
	})
	if end < 0 {
		return value
	}
	return value[:end]
}

// allow reports whether the address may be fetched: the longest pattern that
// fits decides, and of equals the one that allows.
func (r *robots) allow(u *url.URL) bool {
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	path = normalPath(path)
	longest, allowed := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); n < longest || n == longest && !rule.allow || !fits(rule.pattern, path) {
			continue
		}
		longest, allowed = len(rule.pattern), rule.allow
	}
	return allowed
}

// fits reports whether path starts with pattern.
func fits(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	for i, part := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		_, after, ok := strings.Cut(rest, part) // the first place leaves the most for the others
		if !ok {
			return false
		}
		rest = after
	}
	return !whole || rest == ""
}

// normalPattern is normalPath, with the slash that some forget.
func normalPattern(pattern string) string {
	if !strings.HasPrefix(pattern, "/") && !strings.HasPrefix(pattern, "*") {
		pattern = "/" + pattern
	}
	return normalPath(pattern)
}

// normalPath writes a path one way: bytes outside ASCII escaped, unreserved
// characters not, hexadecimal digits in upper case.
func normalPath(path string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	escape := func(c byte) { b.WriteByte('%'); b.WriteByte(digits[c>>4]); b.WriteByte(digits[c&15]) }
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				if i += 2; unreserved(byte(n)) {
					b.WriteByte(byte(n))
				} else {
					escape(byte(n))
				}
				continue
			}
		}
		if c >= 0x80 {
			escape(c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
