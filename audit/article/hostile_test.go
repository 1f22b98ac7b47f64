package article

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestHostilePages reads pages made to take an extractor's memory. Each becomes
// an article or a rejection. TestHostile in cmd/copydesk holds the like of them
// to a time.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const memory = 1500 << 20 // bytes in all, which is more than at any one time
	sentence := "<p>The council met again and talked about the bridge until midnight.</p>"
	for _, tt := range []struct {
		name, page string
		rejected   string // the reason, "" when it is to be read
	}{
		{"100,000 nested elements", strings.Repeat("<div>", 100_000) + "x", tooDeep},
		{"a million paragraphs", strings.Repeat("<p>x", 1_000_000), "it has 1000003 elements; more than 100000 are not read"},
		{"long attribute", `<p title="` + strings.Repeat("a", 9<<20) + `">` + sentence, ""},
		{"deep again and again", strings.Repeat(strings.Repeat("<div>", 400)+sentence+strings.Repeat("</div>", 400), 60), ""},
		{"one paragraph many times", strings.Repeat(sentence, 8_000), ""},
		{"short blocks", strings.Repeat("<p>a</p><p>b</p>", 14_000), ""},
		{"line breaks", "<p>" + strings.Repeat("word<br>Word", 14_000), ""},
		{"one long paragraph", "<p>" + strings.Repeat("word, ", 150_000), ""},
		{"a large table", "<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>word", 10), 6_000), ""},
		{"anchors that never close", strings.Repeat("<a href=x><b>t<p>", 5_000), ""},
		{"more bytes than the limit", strings.Repeat(sentence, 200_000), "larger than 10485760 bytes; raise the limit or split it"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			a, err := readText(t, Options{Timeout: time.Hour}, "<html><body>"+tt.page)
			runtime.ReadMemStats(&after)
			allocated := after.TotalAlloc - before.TotalAlloc
			t.Logf("%d MB", allocated>>20)
			if allocated > memory {
				t.Errorf("took %d MB", allocated>>20)
			}
			if tt.rejected == "" && err != nil {
				t.Fatal(err)
			}
			if tt.rejected != "" {
				if err == nil || mustReject(t, err).Reason != tt.rejected {
					t.Fatalf("got %v, want a rejection: %s", err, tt.rejected)
				}
				return
			}
			checkInvariants(t, a)
		})
	}
}
