package warc

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func record(kind, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <https://a.example/>\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, contentType, len(block), block)
}

// TestNext reads pages and passes over what is none.
func TestNext(t *testing.T) {
	const answer = "application/http; msgtype=response"
	archive := record("warcinfo", "application/warc-fields", "software: x") +
		record("response", answer, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>One") +
		record("response", answer, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone") +
		record("response", answer, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG") +
		record("response", answer, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<p>Two\r\n0\r\n\r\n") +
		record("response", answer, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n<p>Joined") +
		record("conversion", "text/plain", "Three")
	r := NewReader(bufio.NewReader(strings.NewReader(archive)))
	var got []string
	for {
		page, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(page.Body)
		if err != nil || page.Err != nil {
			t.Fatal(err, page.Err)
		}
		got = append(got, strings.Join([]string{page.Address, page.File, page.Charset, string(body)}, " "))
	}
	want := []string{
		"https://a.example/ page.html koi8-r <p>One",
		"https://a.example/ page.html  <p>Two",
		"https://a.example/ page.html  <p>Joined",
		"https://a.example/ page.txt  Three",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if r.Passed != 2 {
		t.Errorf("%d passed over, want 2", r.Passed)
	}
}

// TestDamaged ends an archive where it can't be read on, and says why.
func TestDamaged(t *testing.T) {
	page := record("resource", "text/html", "<p>One")
	for want, archive := range map[string]string{
		"no record begins where the last one ends": page + "rubbish",
		"it ends in the midst of an article":       page[:len(page)-8],
		"without a length":                         "WARC/1.0\r\nWARC-Type: resource\r\n\r\n",
		"endless header":                           "WARC/1.0\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n",
		"without a sound header":                   "WARC/1.0\r\nnothing\r\n\r\n",
	} {
		r := NewReader(bufio.NewReader(strings.NewReader(archive)))
		var err error
		for err == nil {
			_, err = r.Next()
		}
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}
