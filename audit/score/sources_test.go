package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"copydesk.dev/audit/claims"
	"copydesk.dev/audit/record"
)

// TestRatings finds the newsroom's ratings by name, by domain and below it.
func TestRatings(t *testing.T) {
	path := writeFile(t, "ratings.csv", "\ufeffname,rating,note\nThe Valley Bugle,80,since 2020\nwire.example,70,\n*.blogs.example,10,anyone may write there\n")
	rs, err := ReadRatings(path)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, domain string
		want         float64 // -1: none
	}{
		{"the valley bugle", "", 80},
		{"The Valley Bugle", "wire.example", 80}, // the name is the nearer match
		{"Someone", "wire.example", 70},
		{"Someone", "www.Wire.example", 70},
		{"Someone", "ada.blogs.example", 10},
		{"Someone", "a.b.blogs.example", 10},
		{"Someone", "notblogs.example", -1},
		{"Someone", "firewire.example", -1},
		{"Someone", "", -1},
	}
	for _, tt := range tests {
		got, ok := rs.of(tt.name, tt.domain)
		if !ok {
			got.score = -1
		}
		if got.score != tt.want {
			t.Errorf("%s at %q: %v, want %v", tt.name, tt.domain, got.score, tt.want)
		}
	}
	for name, text := range map[string]string{"no number": "a,good\n", "too much": "a,101\n", "one field": "a\n"} {
		if _, err := ReadRatings(writeFile(t, "bad.csv", text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestCredibility shows what moves a source's score.
func TestCredibility(t *testing.T) {
	ratings, err := ReadRatings(writeFile(t, "ratings.csv", "reuters.com,90,\n"))
	if err != nil {
		t.Fatal(err)
	}
	register, err := claims.New()
	if err != nil {
		t.Fatal(err)
	}
	claim := func(change func(*record.Claim)) record.Claim {
		c := record.Claim{Attribution: &record.Attribution{Name: "Bakewell", SourceKind: "company", Level: 2}}
		change(&c)
		return c
	}
	plain := claim(func(*record.Claim) {})
	own := claim(func(c *record.Claim) { c.Attribution.Own = true })
	tests := map[string]struct {
		claims []record.Claim
		want   float64
	}{
		"of others":  {[]record.Claim{plain}, 45},
		"of itself":  {[]record.Claim{own}, 30},
		"half of it": {[]record.Claim{plain, own}, 37.5},
		"linked":     {[]record.Claim{claim(func(c *record.Claim) { c.Attribution.Link, c.Attribution.Level = "https://b.example", 4 })}, 60},
		"checked":    {[]record.Claim{claim(func(c *record.Claim) { c.Attribution.Level = 5 })}, 60},
		"disputed":   {[]record.Claim{claim(func(c *record.Claim) { c.DisputedBy = []string{"A1"} })}, 15},
		"rated by the register's domain": {[]record.Claim{claim(func(c *record.Claim) {
			c.Attribution.Name, c.Attribution.SourceKind = "Reuters", "agency"
		})}, 77.5},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			sources := Sources(tt.claims, ratings, register)
			if len(sources) != 1 || sources[0].Credibility == nil {
				t.Fatalf("sources %+v", sources)
			}
			if got := *sources[0].Credibility; got != tt.want {
				t.Errorf("credibility %v, want %v (%s)", got, tt.want, sources[0].Parts.Formula)
			}
		})
	}
}

// writeFile writes a file of a test's own, and returns its path.
func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// FuzzRatings reads ratings: they are refused by their line, or lie between 0
// and 100 and are found again.
func FuzzRatings(f *testing.F) {
	f.Add("\ufeffname,rating,note\nGartner,40,paywalled\n*.example.org, 90\n\"a\nb\",NaN")
	f.Add("Reuters,95\nreuters.com,1e-3,x,y\n'',\" 7\"")
	path := filepath.Join(f.TempDir(), "ratings.csv")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		rs, err := ReadRatings(path)
		if err != nil {
			if !strings.Contains(err.Error(), path) {
				t.Fatalf("%v does not name the file", err)
			}
			return
		}
		for _, list := range []map[string]rating{rs.byName, rs.byDomain} {
			for name, r := range list {
				if !(r.score >= 0 && r.score <= 100) {
					t.Fatalf("%q is rated %v", name, r.score)
				}
			}
		}
		for domain, r := range rs.byDomain {
			if got, ok := rs.of("no such name, ever", "www."+domain); domain != "" && (!ok || got != r && rs.byDomain["www."+domain] != got) {
				t.Fatalf("the rating of %q is not found for a host of it", domain)
			}
		}
	})
}
