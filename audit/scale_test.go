package audit

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/article"
	"copydesk.dev/audit/record"
)

var (
	generate = flag.String("generate", "", "write an archive and a night of pages into this `folder`; see docs/benchmarks.md")
	howMany  = flag.Int("articles", 20_000, "`articles` in the archive that -generate writes")
)

// perNight is how many articles a generated night has.
const perNight = 2000

// TestGenerate writes what the figures for large archives are measured on: an
// archive of nights, and the pages of one more. One article in ten has a
// passage from an earlier one, and one in ten figures.
func TestGenerate(t *testing.T) {
	if *generate == "" {
		t.Skip("no -generate")
	}
	a, err := New(Settings{Version: "generated"})
	if err != nil {
		t.Fatal(err)
	}
	store, err := archive.Open(t.Context(), filepath.Join(*generate, "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if _, err := store.Rekey(t.Context(), a.keyScheme(), a.keysOf); err != nil {
		t.Fatal(err)
	}
	p := newPress()
	nights := *howMany / perNight
	begin := time.Now().UTC().AddDate(0, 0, -nights)
	for night := range nights {
		day := begin.AddDate(0, 0, night)
		n := &archive.Night{
			Run:    archive.Run{ID: fmt.Sprint("night ", night), Started: stamp(day), Finished: stamp(day), Articles: perNight},
			Forget: stamp(day.Add(-defaultLookback)),
		}
		for i := range perNight {
			art := &article.Article{
				Source: fmt.Sprintf("night-%d/%d.html", night, i), Title: p.sentence(7), Outlet: fmt.Sprintf("The %d Post", i%40),
				Published: stamp(day.Add(-time.Duration(i) * time.Second)), Language: "en", Text: strings.Join(p.article(), "\n\n"), SHA256: "generated",
			}
			e := a.enter(art, record.RoleAudited)
			identify([]*entry{e})
			a.assessEntry(e)
			e.keys = a.keys(e)
			stored, err := e.stored()
			if err != nil {
				t.Fatal(err)
			}
			n.Articles = append(n.Articles, stored)
		}
		if err := store.Commit(t.Context(), n); err != nil {
			t.Fatal(err)
		}
	}
	pages := filepath.Join(*generate, "tonight")
	if err := os.MkdirAll(pages, 0o777); err != nil {
		t.Fatal(err)
	}
	for i := range perNight {
		page := fmt.Sprintf("<html lang=en><head><title>%s</title><meta property=og:site_name content='The %d Post'></head><body>"+
			"<nav><a href=/>Home</a> <a href=/news>News</a></nav><article><p>%s</p></article><footer>All rights reserved</footer></body></html>",
			p.sentence(7), i%40, strings.Join(p.article(), "</p><p>"))
		if err := os.WriteFile(filepath.Join(pages, fmt.Sprintf("%d.html", i)), []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// press makes up articles of some 450 words, in which words are as frequent as
// Zipf's law has it.
type press struct {
	*rand.Rand
	words    []string
	frequent *rand.Zipf
	printed  []string // passages that may come again
}

func newPress() *press {
	p := &press{Rand: rand.New(rand.NewPCG(11, 11))}
	w := &writer{Rand: p.Rand}
	p.words = strings.Fields("the of and to a in that is was for on with as by at from it be are has have had not but this which or an they were their will said")
	for len(p.words) < 60_000 {
		p.words = append(p.words, w.word())
	}
	p.frequent = rand.NewZipf(p.Rand, 1.1, 4, uint64(len(p.words)-1))
	return p
}

func (p *press) sentence(words int) string {
	list := make([]string, words)
	for i := range list {
		list[i] = p.words[p.frequent.Uint64()]
	}
	list[0] = strings.ToUpper(list[0][:1]) + list[0][1:]
	return strings.Join(list, " ")
}

func (p *press) article() []string {
	var paragraphs []string
	for range 8 {
		var b strings.Builder
		for range 3 {
			b.WriteString(p.sentence(10 + p.IntN(18)))
			b.WriteString(". ")
		}
		paragraphs = append(paragraphs, strings.TrimSpace(b.String()))
	}
	switch p.IntN(10) {
	case 0:
		if len(p.printed) > 0 {
			paragraphs = append(paragraphs, p.printed[p.IntN(len(p.printed))])
		}
		p.printed = append(p.printed, paragraphs[2])
	case 1:
		paragraphs = append(paragraphs, fmt.Sprintf("Experts say that %d percent of the %s in %s were lost last year.", 10+p.IntN(80), p.words[100+p.IntN(500)], strings.ToUpper(p.words[700][:1])+p.words[700+p.IntN(90)]))
	}
	return paragraphs
}
