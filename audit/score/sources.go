package score

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// credibilityBase is where the score of a kind of source starts, before how
// its claims stand is counted in. A kind that isn't here is not scored.
var credibilityBase = map[string]float64{
	"document":      70,
	"government":    70,
	"academic":      70,
	"agency":        65,
	"institution":   60,
	"person":        55,
	"outlet":        55,
	"organisation":  50,
	"company":       45,
	"self":          35,
	"research firm": 35,
	"social media":  20,
}

// What a share of 1 of a source's claims adds to its score.
const (
	linkedBonus       = 15.0
	checkedBonus      = 15.0
	corroboratedBonus = 10.0
	disputedMalus     = -30.0
	ownMalus          = -15.0 // speaking of itself: nobody's independent word
)

// tally is what a cited source's claims add up to.
type tally struct {
	record.Source
	checked int
	domains map[string]int
}

// SourceDomains knows where a source is at home.
type SourceDomains interface {
	// SourceDomain is the domain of a source that is known by name, or "".
	SourceDomain(name string) string
}

// Sources counts and scores the sources that claims name: those with most claims
// first, of equals by name.
func Sources(list []record.Claim, ratings *Ratings, domains SourceDomains) (sources []record.Source) {
	byName := make(map[string]*tally)
	for _, c := range list {
		a := c.Attribution
		if a == nil || a.Name == "" || a.Level < record.LevelNamed {
			continue
		}
		t := byName[text.Key(a.Name)]
		if t == nil {
			t = &tally{Source: record.Source{Name: a.Name, SourceKind: a.SourceKind}, domains: make(map[string]int)}
			byName[text.Key(a.Name)] = t
		}
		t.add(c)
	}
	for _, t := range byName {
		t.Domain = t.commonest()
		t.rate(ratings, cmp.Or(t.Domain, domains.SourceDomain(t.Name)))
		sources = append(sources, t.Source)
	}
	slices.SortFunc(sources, func(s, t record.Source) int {
		return cmp.Or(-cmp.Compare(s.Claims, t.Claims), cmp.Compare(s.Name, t.Name))
	})
	return sources
}

func (t *tally) add(c record.Claim) {
	t.Claims++
	if c.Attribution.Link != "" {
		t.Linked++
		if u, err := url.Parse(c.Attribution.Link); err == nil && u.Hostname() != "" {
			t.domains[u.Hostname()]++
		}
	}
	if c.Attribution.Level == record.LevelChecked {
		t.checked++
	}
	if len(c.CorroboratedBy) > 0 {
		t.Corroborated++
	}
	if c.Attribution.Own {
		t.Own++
	}
	if len(c.DisputedBy) > 0 {
		t.Disputed++
	}
}

// commonest returns the domain linked to most, of equals the first by name.
func (t *tally) commonest() string {
	best := ""
	for domain, n := range t.domains {
		if n > t.domains[best] || n == t.domains[best] && domain < best {
			best = domain
		}
	}
	return best
}

// rate scores a source at home at a domain: its kind, how its claims stand, and
// half of the weight to the newsroom's own rating where there is one.
func (t *tally) rate(ratings *Ratings, domain string) {
	base, known := credibilityBase[t.SourceKind]
	rating, rated := ratings.of(t.Name, domain)
	if rated {
		t.Rating, t.Note = rating.value, rating.note
	}
	if !known {
		return
	}
	share := func(n int) float64 { return float64(n) / float64(t.Claims) }
	terms := []record.Term{
		{Name: t.SourceKind, Value: base},
		{Name: "linked", Value: record.Round(linkedBonus * share(t.Linked))},
		{Name: "checked against evidence", Value: record.Round(checkedBonus * share(t.checked))},
		{Name: "corroborated", Value: record.Round(corroboratedBonus * share(t.Corroborated))},
		{Name: "disputed", Value: record.Round(disputedMalus * share(t.Disputed))},
		{Name: "about itself", Value: record.Round(ownMalus * share(t.Own))},
	}
	var sum float64
	var formula strings.Builder
	for i, term := range terms {
		sum += term.Value
		if i == 0 {
			fmt.Fprintf(&formula, "%g (%s)", term.Value, term.Name)
		} else if term.Value != 0 {
			fmt.Fprintf(&formula, " %+g (%s)", term.Value, term.Name)
		}
	}
	score := min(100, max(0, sum))
	if rated {
		terms = append(terms, record.Term{Name: "newsroom's rating", Value: rating.score})
		fmt.Fprintf(&formula, "; mean with the newsroom's %g", rating.score)
		score = (score + rating.score) / 2
	}
	score = record.Round(score)
	t.Credibility, t.Parts = &score, &record.Parts{Formula: formula.String(), Terms: terms}
}
