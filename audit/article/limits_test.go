package article

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestLimits(t *testing.T) {
	multipart := "From: a@b.example\nMIME-Version: 1.0\n"
	for i := range maxMultiparts + 1 {
		multipart += fmt.Sprintf("Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n", i, i)
	}
	for _, tt := range []struct{ name, file, data, reason string }{
		{"lines", "a.txt", strings.Repeat("a\n", maxLines+1), "it has 200001 lines; more than 200000 are not read"},
		{"words", "a.txt", strings.Repeat("a ", maxWords+1), "it has 2000001 words; more than 2000000 are not read"},
		{"figures", "a.txt", strings.Repeat("1 ", maxFigures+1), "it has 500001 figures; more than 500000 are not read"},
		{"parts within parts", "a.eml", multipart, "it has 21 parts within parts; more than 20 are not read"},
		{"parts", "a.eml", "From: a@b.example\nMIME-Version: 1.0\n" + strings.Repeat("\n--a\n", maxParts+1), "it has 5001 parts; more than 5000 are not read"},
		{"tags", "a.xml", "<rss><channel><item><title>" + strings.Repeat("<b>", maxTags) + "</title></item></channel></rss>", "it has 200008 tags; more than 200000 are not read"},
	} {
		_, err := readOne(t, Options{}, writeFile(t, tt.file, tt.data))
		if got := mustReject(t, err).Reason; got != tt.reason {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.reason)
		}
	}
}

// TestMarkdownTooLong reads as plain text what goldmark would take too long for.
func TestMarkdownTooLong(t *testing.T) {
	for text, want := range map[string]bool{
		strings.Repeat("*word* ", maxRunOn/7):               true,
		strings.Repeat("*word* ", maxRunOn/7+2):             false,
		strings.Repeat("*word*\n\n", maxRunOn/4):            true,
		strings.Repeat("*word*\n\n", maxMarkdown/8+1):       false,
		strings.Repeat("*word*\n", maxRunOn/7) + " \t\n*a*": true,
	} {
		if got := readsAsMarkdown(text); got != want {
			t.Errorf("%d bytes of %.10q: %v, want %v", len(text), text, got, want)
		}
	}
}

// TestRoom gives room to no more bytes at once than there is, and to an input
// larger than that, alone.
func TestRoom(t *testing.T) {
	r := newBudget()
	release, err := r.take(context.Background(), 2*maxAtOnce)
	if err != nil {
		t.Fatal(err)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := r.take(done, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("there is room for another: %v", err)
	}
	release()
	if _, err := r.take(context.Background(), 1); err != nil {
		t.Errorf("no room once it is given back: %v", err)
	}
}
