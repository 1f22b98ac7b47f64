package audit

import (
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
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

// recordSources counts and scores the sources that claims name.
func (r *run) recordSources() {
	byName := make(map[string]*tally)
	for _, c := range r.log.Claims {
		a := c.Attribution
		if a == nil || a.Name == "" || a.Level < record.LevelNamed {
			continue
		}
		t := byName[folded(a.Name)]
		if t == nil {
			t = &tally{Source: record.Source{Name: a.Name, SourceKind: a.SourceKind}, domains: make(map[string]int)}
			byName[folded(a.Name)] = t
		}
		t.add(c)
	}
	for _, t := range byName {
		t.Domain = t.commonest()
		r.rate(t)
		r.log.Sources = append(r.log.Sources, t.Source)
	}
	slices.SortFunc(r.log.Sources, func(s, t record.Source) int {
		return cmp.Or(-cmp.Compare(s.Claims, t.Claims), cmp.Compare(s.Name, t.Name))
	})
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

// rate scores a source: its kind, how its claims stand, and half of the weight
// to the newsroom's own rating where there is one.
func (r *run) rate(t *tally) {
	base, known := credibilityBase[t.SourceKind]
	rating, rated := r.ratings.of(t.Name, cmp.Or(t.Domain, r.assessor.SourceDomain(t.Name)))
	if rated {
		t.Rating, t.Note = rating.value, rating.note
	}
	if !known {
		return
	}
	share := func(n int) float64 { return float64(n) / float64(t.Claims) }
	terms := []record.Term{
		{Name: t.SourceKind, Value: base},
		{Name: "linked", Value: round1(linkedBonus * share(t.Linked))},
		{Name: "checked against evidence", Value: round1(checkedBonus * share(t.checked))},
		{Name: "corroborated", Value: round1(corroboratedBonus * share(t.Corroborated))},
		{Name: "disputed", Value: round1(disputedMalus * share(t.Disputed))},
		{Name: "about itself", Value: round1(ownMalus * share(t.Own))},
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
	score = round1(score)
	t.Credibility, t.Parts = &score, &record.Parts{Formula: formula.String(), Terms: terms}
}

func round1(x float64) float64 { return math.Round(x*10) / 10 }
