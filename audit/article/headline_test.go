package article

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/article/charset"
)

// TestHeadOfText reads what stands above an article in a crawler's text.
func TestHeadOfText(t *testing.T) {
	picture := "A woman with a hammer waits beside a wall of granite."
	for _, tt := range []struct {
		name string
		head []string
		want metadata
		stay []string // of the head, in the text
	}{
		{"between byline and date", []string{"The wall that fell", "By Ann Lee", "Harbour Gazette", "3 May 2026"},
			metadata{title: "The wall that fell", byline: []string{"Ann Lee"}, outlet: "Harbour Gazette", published: "2026-05-03"},
			[]string{"The wall that fell"}},
		{"on one line", []string{"The wall that fell", "By Ann Lee | The Gazette of Holm | 3 May 2026"},
			metadata{title: "The wall that fell", byline: []string{"Ann Lee"}, outlet: "The Gazette of Holm", published: "2026-05-03"},
			[]string{"The wall that fell"}},
		{"a job is no outlet", []string{"The wall that fell", "By Ann Lee", "Staff Writer", "3 May 2026"},
			metadata{title: "The wall that fell", byline: []string{"Ann Lee"}, published: "2026-05-03"},
			[]string{"The wall that fell"}},
		{"a sentence is no outlet", []string{"The wall that fell", "By Ann Lee", "Nobody was hurt, the police said.", "3 May 2026"},
			metadata{title: "The wall that fell", byline: []string{"Ann Lee"}, published: "2026-05-03"},
			[]string{"The wall that fell", "Nobody was hurt, the police said."}},
		{"below a picture", []string{picture, "Who pays for it? And when?", "By Ann Lee"},
			metadata{title: "Who pays for it? And when?", byline: []string{"Ann Lee"}},
			[]string{"Who pays for it? And when?"}},
		{"named by a breadcrumb", []string{"Home > Harbour > The wall that fell", picture, "The wall that fell"},
			metadata{title: "The wall that fell"},
			[]string{"The wall that fell"}},
		{"no headline", []string{picture, "The wall fell at noon."}, metadata{}, []string{picture, "The wall fell at noon."}},
		{"press release", []string{"PRESS RELEASE", "Holm Stone Agency", "For immediate release: 3 May 2026", "Wall to be rebuilt"},
			metadata{title: "Wall to be rebuilt", outlet: "Holm Stone Agency", published: "2026-05-03"},
			[]string{"Wall to be rebuilt"}},
		{"German", []string{"Die Mauer ist gefallen", "Von Anna Lee und Bo Kern", "Holmer Tageblatt", "Sonntag, 3. Mai 2026"},
			metadata{title: "Die Mauer ist gefallen", byline: []string{"Anna Lee", "Bo Kern"}, outlet: "Holmer Tageblatt", published: "2026-05-03"},
			[]string{"Die Mauer ist gefallen"}},
		{"French", []string{"Le mur est tombé", "Par Anne Lee", "Le Journal de Holm", "3 mai 2026"},
			metadata{title: "Le mur est tombé", byline: []string{"Anne Lee"}, outlet: "Le Journal de Holm", published: "2026-05-03"},
			[]string{"Le mur est tombé"}},
		{"Spanish", []string{"El muro cayó", "Por Ana Lee", "3 de mayo de 2026"},
			metadata{title: "El muro cayó", byline: []string{"Ana Lee"}, published: "2026-05-03"},
			[]string{"El muro cayó"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			rules, err := rulesOnce()
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Join(append(slices.Clone(tt.head), body), "\n\n")
			d, err := textFormat{}.read(nil, charset.Decoded{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			var stay []string
			for _, p := range clean(d, rules).kept {
				stay = append(stay, p.text)
			}
			if diff := cmp.Diff(append(tt.stay, body), stay); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.want, d.meta, cmp.AllowUnexported(metadata{})); diff != "" {
				t.Errorf("metadata (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSection takes out a first line that the page's menu has too, and no other.
func TestSection(t *testing.T) {
	menu := `<meta property="article:section" content="Tides"><nav><a href="/h">Harbour</a> <a href="/s">Sport</a></nav>`
	for line, want := range map[string]string{"HARBOUR": "name of a section", "Tides": "name of a section", "Holm": "", "Port": ""} {
		page := strings.Replace(inPage(""), "<div class=story>", "<div class=story><p>"+line+"</p>", 1)
		a, err := readText(t, Options{}, strings.Replace(page, "<body>", "<body>"+menu, 1))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if i := slices.IndexFunc(a.Removed, func(r Removed) bool { return r.Text == line }); i >= 0 {
			got = a.Removed[i].Reason
		}
		if got != want || strings.HasPrefix(a.Text, line) != (want == "") {
			t.Errorf("%s: reason %q, want %q; text %.80q", line, got, want, a.Text)
		}
	}
}
