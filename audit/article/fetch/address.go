package fetch

import (
	"bytes"
	"net/url"
	"strings"
)

// maxAddress is in bytes; longer addresses are no page's.
const maxAddress = 8 << 10

// parseAddress reads an address that may be fetched, and writes it one way:
// lower-case host, no port that goes without saying, no fragment, a path.
func parseAddress(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if len(address) > maxAddress {
		return nil, fail(ErrAddress, "an address of more than %d bytes", maxAddress)
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, fail(ErrAddress, "not a web address")
	}
	return u, vet(u)
}

// vet refuses what is not for us to fetch.
func vet(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fail(ErrAddress, "only http and https addresses are fetched")
	case u.User != nil:
		return fail(ErrAddress, "addresses with a user name or password are not fetched")
	case u.Hostname() == "":
		return fail(ErrAddress, "an address without a host")
	}
	u.Host = strings.TrimSuffix(strings.ToLower(u.Host), map[string]string{"http": ":80", "https": ":443"}[u.Scheme])
	u.Fragment, u.RawFragment = "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return nil
}

// Addresses reads a list of addresses, one a line; blank lines and those that
// start with # don't count. ok is false when text is anything else, or no
// address is in it.
func Addresses(text []byte) (addresses []string, ok bool) {
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	for line := range bytes.Lines(text) {
		line := strings.TrimSpace(string(line))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.ContainsAny(line, " \t") {
			return nil, false
		}
		if _, err := parseAddress(line); err != nil {
			return nil, false
		}
		addresses = append(addresses, line)
	}
	return addresses, len(addresses) > 0
}
