package reports

import (
	"cmp"
	"slices"

	"copydesk.dev/audit/record"
)

// maxStandings is how many outlets and writers the Summary lists.
const maxStandings = 15

// writeStandings writes how the night's outlets and writers did before, those
// with most articles first.
func (p *page) writeStandings(n *night) error {
	standings := slices.Clone(n.log.Summary.Standings)
	if len(standings) == 0 {
		return nil
	}
	slices.SortStableFunc(standings, func(a, b record.Standing) int { return cmp.Compare(b.Articles, a.Articles) })
	if err := p.heading("On record: outlets and writers"); err != nil {
		return err
	}
	if err := p.say("Means of the scores of their articles of earlier nights, and of the latest of these."); err != nil {
		return err
	}
	spans := []int{4, 2, 2, 2, 2, 2, 2}
	if err := p.header([]string{"Name", "Kind", "Articles", "Originality", "Sourcing", "Of late: originality", "Of late: sourcing"}, spans, 2, 3, 4, 5, 6); err != nil {
		return err
	}
	for _, s := range standings[:min(len(standings), maxStandings)] {
		if err := p.put(0,
			spanned{spans[0], styled(styleStrong, line(s.Name, 60))},
			spanned{spans[1], text(title(s.Kind))},
			spanned{spans[2], whole(s.Articles)},
			spanned{spans[3], score(s.Originality)},
			spanned{spans[4], score(s.Sourcing)},
			spanned{spans[5], score(s.RecentOriginality)},
			spanned{spans[6], score(s.RecentSourcing)},
		); err != nil {
			return err
		}
	}
	return p.more(len(standings)-maxStandings, "the findings stream lists them")
}
