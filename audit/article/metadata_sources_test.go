package article

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOutletName(t *testing.T) {
	for s, want := range map[string]string{
		" The Harbour\nPost ":           "The Harbour Post",
		"https://www.facebook.com/post": "",
		"@harbourpost":                  "",
		"www.harbour.example":           "",
		"Harbour.com":                   "Harbour.com",
	} {
		if got := outletName(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}

func TestBetterOutlet(t *testing.T) {
	for _, tt := range []struct{ publisher, site, want string }{
		{"The Harbour Post", "harbourpost", "The Harbour Post"},
		{"The Harbour Post", "", "The Harbour Post"},
		{"", "The Harbour Post", "The Harbour Post"},
		{"Associated Press", "The Harbour Post", "The Harbour Post"},
		{"Holm News Service", "The Harbour Post", "The Harbour Post"},
		{"Blogger", "The Harbour Post", "The Harbour Post"},
		{"Reuters", "", "Reuters"},
		{"Reuters", "Reuters", "Reuters"},
		{"", "", ""},
	} {
		if got := betterOutlet(tt.publisher, tt.site); got != tt.want {
			t.Errorf("%q and %q: got %q, want %q", tt.publisher, tt.site, got, tt.want)
		}
	}
}

func TestTidyByline(t *testing.T) {
	for _, tt := range []struct {
		names  []string
		outlet string
		want   []string
	}{
		{[]string{"Ann Lee", "Bo Chan"}, "The Post", []string{"Ann Lee", "Bo Chan"}},
		{[]string{"Ann Lee", "AP Sports Writer"}, "", []string{"Ann Lee"}},
		{[]string{"Ann Lee", "The Post Business"}, "The Post", []string{"Ann Lee"}},
		{[]string{"Ann Lee", "Associated Press"}, "", []string{"Ann Lee"}},
		{[]string{"Ann Lee", "Harbour.com"}, "", []string{"Ann Lee"}},
		{[]string{"The Post"}, "The Post", []string{"The Post"}},
		{[]string{"Reuters"}, "", []string{"Reuters"}},
		{[]string{"admin"}, "", nil},
		{nil, "The Post", nil},
	} {
		got := tidyByline(tt.names, tt.outlet)
		if len(got)+len(tt.want) > 0 && !cmp.Equal(tt.want, got) {
			t.Errorf("%q of %q: got %q, want %q", tt.names, tt.outlet, got, tt.want)
		}
	}
}

func TestWithoutOutlet(t *testing.T) {
	for _, tt := range []struct{ title, outlet, want string }{
		{"The wall falls | The Post", "the post", "The wall falls"},
		{"Wall - falls – The Post", "The Post", "Wall - falls"},
		{"The wall falls | Sport", "The Post", "The wall falls | Sport"},
		{"The Post", "The Post", "The Post"},
		{"Wall-falls", "falls", "Wall-falls"},
		{"The wall falls | ", "", "The wall falls | "},
	} {
		if got := withoutOutlet(tt.title, tt.outlet); got != tt.want {
			t.Errorf("%q of %q: %q, want %q", tt.title, tt.outlet, got, tt.want)
		}
	}
}

func TestLongerByline(t *testing.T) {
	for _, tt := range []struct{ fewer, more, want []string }{
		{[]string{"A"}, []string{"A", "B"}, []string{"A", "B"}},
		{[]string{"A"}, []string{"B", "C"}, []string{"A"}},
		{[]string{"A"}, nil, []string{"A"}},
		{[]string{"admin"}, []string{"Ann Lee"}, []string{"Ann Lee"}},
		{[]string{"Newsroom"}, []string{"Staff"}, []string{"Newsroom"}},
		{nil, []string{"B"}, []string{"B"}},
	} {
		if diff := cmp.Diff(tt.want, longerByline(tt.fewer, tt.more)); diff != "" {
			t.Errorf("%q and %q (-want +got):\n%s", tt.fewer, tt.more, diff)
		}
	}
}

func TestBetterDate(t *testing.T) {
	const said, found = "2026-03-14T22:30:00Z", "2025-11-02"
	for _, tt := range []struct{ said, found, address, want string }{
		{said, "2026-03-15", "", said},
		{said, found, "https://a.example/2025/11/02/wall", found},
		{said, found, "https://a.example/wall-20251102", found},
		{said, found, "https://a.example/2025-11-02-wall.html", found},
		{said, found, "https://a.example/2026/03/14/wall", said},
		{said, found, "https://a.example/wall", said},
		{said, found, "https://a.example/2025/1102/wall", said},
		{said, found, "::", said},
		{said, "", "", said},
		{"", found, "", found},
	} {
		if got := betterDate(tt.said, tt.found, tt.address); got != tt.want {
			t.Errorf("%q and %q at %q: got %q, want %q", tt.said, tt.found, tt.address, got, tt.want)
		}
	}
}

// TestSourcesDisagree reads a page that says everything in several places.
func TestSourcesDisagree(t *testing.T) {
	a, err := readText(t, Options{}, `<html lang="en"><head><title>Wall | harbourpost</title>
		<meta property="og:site_name" content="The Harbour Post"><meta property="og:title" content="Wall falls | Harbour Post">
		<meta name="author" content="Ann Lee, Bo Chan, AP Sports Writer">
		<meta property="article:modified_time" content="2026-03-15T09:00:00Z">
		<link rel="canonical" href="https://post.example/2026/03/14/wall">
		<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Wall falls", "author": {"name": "Ann Lee"},
		"publisher": {"name": "Associated Press"}, "datePublished": "2026-03-14T08:00:00Z"}</script></head>`+inPage("")[len("<html>"):])
	if err != nil {
		t.Fatal(err)
	}
	got := []any{a.Title, a.Byline, a.Outlet, a.Published, a.Modified, a.Canonical, a.Language}
	want := []any{"Wall falls", []string{"Ann Lee", "Bo Chan"}, "The Harbour Post", "2026-03-14T08:00:00Z",
		"2026-03-15T09:00:00Z", "https://post.example/2026/03/14/wall", "en"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
