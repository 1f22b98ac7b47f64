package audit

import (
	"testing"
	"time"

	"copydesk.dev/audit/record"
)

// TestRatings finds the newsroom's ratings by name, by domain and below it.
func TestRatings(t *testing.T) {
	path := writeText(t, t.TempDir(), "ratings.csv", "\ufeffname,rating,note\nThe Valley Bugle,80,since 2020\nwire.example,70,\n*.blogs.example,10,anyone may write there\n")
	rs, err := readRatings(path)
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
		if _, err := readRatings(writeText(t, t.TempDir(), "bad.csv", text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestCredibility shows what moves a source's score.
func TestCredibility(t *testing.T) {
	ratings := writeText(t, t.TempDir(), "ratings.csv", "reuters.com,90,\n")
	a, err := New(Settings{Ratings: ratings, Now: func() time.Time { return time.Unix(0, 0) }})
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
			r := newRun(a)
			r.log.Claims = tt.claims
			r.recordSources()
			if len(r.log.Sources) != 1 || r.log.Sources[0].Credibility == nil {
				t.Fatalf("sources %+v", r.log.Sources)
			}
			if got := *r.log.Sources[0].Credibility; got != tt.want {
				t.Errorf("credibility %v, want %v (%s)", got, tt.want, r.log.Sources[0].Parts.Formula)
			}
		})
	}
}
