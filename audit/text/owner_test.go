package text

import (
	"testing"

	"copydesk.dev/audit/article"
	"copydesk.dev/audit/claims"
)

// TestOwner shows whose copy an article is taken for.
func TestOwner(t *testing.T) {
	register, err := claims.New()
	if err != nil {
		t.Fatal(err)
	}
	removed := func(pairs ...string) []article.Removed {
		var list []article.Removed
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, article.Removed{Text: pairs[i], Reason: pairs[i+1]})
		}
		return list
	}
	const text = "The lock will open in May.\n\nBarges have waited for six weeks."
	tests := []struct {
		name string
		art  article.Article
		want string
	}{
		{"nobody's", article.Article{Text: text, Outlet: "Valley Post"}, ""},
		{"byline", article.Article{Text: text, Byline: []string{"AFP"}}, "AFP"},
		{"dateline", article.Article{Text: "TARNMOUTH (AP) - " + text}, "AP"},
		{"its first line", article.Article{Text: "PRESS RELEASE\nTarnmouth Harbour Trust\n" + text}, "Tarnmouth Harbour Trust"},
		{"with a date", article.Article{Text: "Tarnmouth Harbour Trust\nFor immediate release: 9 April 2026\n" + text}, "Tarnmouth Harbour Trust"},
		{"with a number", article.Article{Text: "Medienmitteilung Nr. 12/2026\n" + text, Outlet: "Hafenamt"}, "Hafenamt"},
		{"taken away from its top", article.Article{Text: text, Outlet: "Harbour Trust", Removed: removed("Press release", "head of a press release")}, "Harbour Trust"},
		{"no name to go by", article.Article{Text: "Press release\n" + text}, ""},
		{"navigation", article.Article{Text: text, Outlet: "Valley Post", Removed: removed("Home", "navigation", "Press release", "navigation")}, ""},
		{"far down", article.Article{Text: text, Outlet: "Valley Post", Removed: removed("a", "x", "b", "x", "c", "x", "d", "x", "e", "x", "Press release", "pointer to other articles")}, ""},
		{"in a sentence", article.Article{Text: "The press release was wrong, the mayor said.\n\n" + text, Outlet: "Valley Post"}, ""},
		{"in a sentence that was taken away", article.Article{Text: text, Outlet: "Valley Post", Removed: removed("Send us your press release", "feedback prompt")}, ""},
	}
	for _, test := range tests {
		if got := owner(&test.art, register); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestIsNobody(t *testing.T) {
	for byline, want := range map[string]bool{
		"": true, "Staff": true, "Valley Post Staff": true, "STAFF, Valley Post": true, "Valley Post": true, "Editorial Team": true,
		"Ann Loe": false, "Post": false,
	} {
		if got := IsNobody(byline, "Valley Post"); got != want {
			t.Errorf("%q: %t", byline, got)
		}
	}
	if IsNobody("Ann Loe", "") {
		t.Error("a name is nobody's where the outlet is unknown")
	}
}
