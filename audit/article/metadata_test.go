package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestPageMetadata(t *testing.T) {
	for _, tt := range []struct {
		name, page string
		want       metadata
	}{
		{"OpenGraph", `<meta property="og:title" content=" The  wall "><meta property="og:site_name" content="Post">
			<meta property="og:locale" content="de_DE"><meta property="og:url" content="https://post.example/w">
			<meta property="article:published_time" content="2026-02-03T06:30:00Z">`,
			metadata{title: "The wall", outlet: "Post", language: "de", canonical: "https://post.example/w", published: "2026-02-03T06:30:00Z"}},
		{"Dublin Core", `<meta name="DC.Title" content="The wall"><meta name="dc.creator" content="Ann Lee; Bo Chan"><meta name="DC.date.issued" content="2026-02-03">`,
			metadata{title: "The wall", byline: []string{"Ann Lee", "Bo Chan"}, published: "2026-02-03"}},
		{"an account first", `<meta name="author" content="admin"><meta name="parsely-author" content="Ann Lee">`,
			metadata{byline: []string{"Ann Lee"}}},
		{"names that are none", `<meta name="author" content="https://post.example/annlee"><meta name="parsely-author" content="By Ann Lee">`,
			metadata{byline: []string{"Ann Lee"}}},
		{"linked data first", `<meta property="og:title" content="Wall | Post"><script type="application/ld+json">
			[{"@type": ["NewsArticle"], "headline": "Wall", "author": "Ann Lee", "publisher": {"name": "Post"}, "inLanguage": "en-US"}]</script>`,
			metadata{title: "Wall", byline: []string{"Ann Lee"}, outlet: "Post", language: "en"}},
		{"broken linked data", `<script type="application/ld+json">{"@type": </script><meta name="author" content="Ann Lee">`,
			metadata{byline: []string{"Ann Lee"}}},
		{"time of the article, not of a teaser", `<time datetime="2020-01-01"></time><time itemprop="datePublished" datetime="2026-02-03"></time>`,
			metadata{published: "2026-02-03"}},
		{"relative canonical address", `<link rel="canonical" href="/w">`, metadata{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page, err := html.Parse(strings.NewReader(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, pageMetadata(page), cmp.AllowUnexported(metadata{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFrontMatter(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       metadata
		body       string
	}{
		{"all keys", "---\nTitle: The wall\nauthors: [Ann Lee, Bo Chan]\nsource: Post\ndate: 2026-02-03 06:30:00 +0100\nlang: en-GB\n---\nText.", metadata{
			title: "The wall", byline: []string{"Ann Lee", "Bo Chan"}, outlet: "Post", published: "2026-02-03T06:30:00+01:00", language: "en"}, "Text."},
		{"Windows line ends", "---\r\nby: Ann Lee\r\n---\r\nText.", metadata{byline: []string{"Ann Lee"}}, "Text."},
		{"ruled line", "---\nA sentence.\n---\nText.", metadata{}, "---\nA sentence.\n---\nText."},
		{"broken", "---\na: [\n---\nText.", metadata{}, "---\na: [\n---\nText."},
		{"unclosed", "---\ntitle: x\nText.", metadata{}, "---\ntitle: x\nText."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			meta, start := frontMatter(tt.text)
			if diff := cmp.Diff(tt.want, meta, cmp.AllowUnexported(metadata{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if got := tt.text[start:]; got != tt.body {
				t.Errorf("body %q, want %q", got, tt.body)
			}
		})
	}
}

func TestNormalDate(t *testing.T) {
	for s, want := range map[string]string{
		"2026-01-28T10:00:00.000Z":       "2026-01-28T10:00:00Z",
		"2026-01-28T10:00:00+0100":       "2026-01-28T10:00:00+01:00",
		"2026-01-28 10:00":               "2026-01-28T10:00:00Z",
		"1769594400":                     "2026-01-28T10:00:00Z",
		"Tue, 28 Jan 2026 10:00:00 GMT":  "2026-01-28T10:00:00Z",
		"Tue, 28 Jan 2026 10:00:00 EST":  "2026-01-28",
		"November 18, 2019 | 4:10pm":     "2019-11-18T16:10:00Z",
		"January 28, 2026 at 4:10 pm ET": "2026-01-28",
		"Wednesday, January 28, 2026":    "2026-01-28",
		"28th January 2026":              "2026-01-28",
		"2026-01-28":                     "2026-01-28",
		"28. Januar 2026":                "2026-01-28",
		"Mittwoch, 28. Jänner 2026":      "2026-01-28",
		"1er août 2026":                  "2026-08-01",
		"28 de enero de 2026":            "2026-01-28",
		"03/04/2026":                     "",
		"January 2026":                   "",
		"2026":                           "",
		"yesterday":                      "",
		"":                               "",
	} {
		if got := normalDate(s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
	}
}
