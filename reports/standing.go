package reports

import (
	"cmp"
	"slices"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// maxStandings is how many outlets and writers the Summary lists.
const maxStandings = 15

// writeStandings writes how the night's outlets and writers did before, those
// with most articles first.
func (p summary) writeStandings(n *view) error {
	standings := slices.Clone(n.log.Summary.Standings)
	if len(standings) == 0 {
		return nil
	}
	slices.SortStableFunc(standings, func(a, b record.Standing) int { return cmp.Compare(b.Articles, a.Articles) })
	if err := p.Heading("On record: outlets and writers"); err != nil {
		return err
	}
	if err := p.Say("Means of the scores of their articles of earlier nights, and of the latest of these."); err != nil {
		return err
	}
	spans := []int{4, 2, 2, 2, 2, 2, 2}
	if err := p.Header([]string{"Name", "Kind", "Articles", "Originality", "Sourcing", "Of late: originality", "Of late: sourcing"}, spans, 2, 3, 4, 5, 6); err != nil {
		return err
	}
	for _, s := range standings[:min(len(standings), maxStandings)] {
		if err := p.Put(0,
			workbook.Styled(workbook.StyleStrong, workbook.Line(s.Name, 60)).Over(spans[0]),
			workbook.Text(workbook.Capital(s.Kind)).Over(spans[1]),
			workbook.Whole(s.Articles).Over(spans[2]),
			workbook.Score(s.Originality).Over(spans[3]),
			workbook.Score(s.Sourcing).Over(spans[4]),
			workbook.Score(s.RecentOriginality).Over(spans[5]),
			workbook.Score(s.RecentSourcing).Over(spans[6]),
		); err != nil {
			return err
		}
	}
	return p.more(len(standings)-maxStandings, "the findings stream lists them")
}
