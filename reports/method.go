package reports

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// definition explains one word of the workbook.
type definition struct{ name, meaning string }

var wordsDefined = []definition{
	{"Article", "One cleaned text with its title, byline, outlet, day and language."},
	{"Passage", "A stretch of one article's text."},
	{"Match", "Two passages, in two articles or in one, that say the same in (nearly) the same words."},
	{"Match kind", "verbatim: the same words. edited: words changed, added or dropped. reworded: the same content in another order or in other words."},
	{"Reuse group", "All passages, in any number of articles, that are the same passage; its earliest article is the likely origin."},
	{"Claim", "A statement a reader could ask “who says so?” of."},
	{"Check", "One rule of the audit."},
	{"Finding", "One place where a check fired. Its ID stays the same from night to night."},
	{"Severity", fmt.Sprintf("High: %s. Medium: %s. Low: %s.", record.High.Meaning(), record.Medium.Meaning(), record.Low.Meaning())},
	{"Status", "New: the last run did not have it. Known: it did. Confirmed: a reviewer agrees, and the article is still to be changed. Verdicts differ: reviewers disagree, so none of their verdicts counts. A decided finding stands on the Suppressed sheet; to take the decision back, enter another verdict there. Without an archive there is no such column."},
	{"Marks", "Claims and Names: the words that gave a finding away are bold. Duplicates: underlined words stand only in this article, struck words only in the other, bold words differ. A dark cell under Check is a whole article, a tinted one a quotation whose words were changed. Long passages are cut in the middle, at “…”."},
}

var verdictsDefined = []definition{
	{record.Confirmed, "The finding is right and the article still has to change. The finding stays open, and a decision taken earlier is withdrawn."},
	{record.Fixed, "The article has been changed."},
	{record.SourceFound, "There is a source; name it under Source found, with its address under Link."},
	{record.NotAProblem, "The check was wrong here."},
	{record.AllowedHere, "Right, but accepted in this sentence of this article, until the sentence changes."},
	{record.AllowedAlways, "Right, but accepted wherever this check meets these words."},
}

var levelsDefined = []definition{
	{level(record.LevelNone), "Nobody is named."},
	{level(record.LevelVague), "“Experts say”, “according to reports”."},
	{level(record.LevelNamed), "A body or a person is named."},
	{level(record.LevelDocument), "The document, its date or the interview is named."},
	{level(record.LevelLinked), "The claim links to its source."},
	{level(record.LevelChecked), "It was found in evidence the newsroom holds."},
}

func level(l record.Level) string { return fmt.Sprintf("%d %s", int(l), l) }

var scoresDefined = []definition{
	{"Originality", "An article's, 0 to 100: the share of its words outside unexcused matches. Its arithmetic is on the Articles sheet."},
	{"Sourcing", "An article's, 0 to 100: the mean sourcing level of its claims, weighted by kind, as a share of the highest. Its arithmetic is on the Articles sheet."},
	{"Triage", "hold, query or clear, from an article's open findings and its two scores, or not assessed, where these ask nothing and its claims could not be looked at; the reason is on the Articles sheet."},
	{"Credibility", "A cited source's, 0 to 100, from its kind, from how its claims stand in these articles, and from the newsroom's own rating. Unknown is not bad. Its arithmetic is on the Sources sheet."},
	{"Score", "A match's, 0 % to 100 %: how alike its passages are."},
	{"Extraction confidence", "How sure the audit is that it found the article's text in the page, 0 % to 100 %."},
	{"Not assessed", "The score can't be known, for instance because the audit does not read the article's language."},
}

// methodWidths are the widths of the Method sheet's columns.
var methodWidths = []float64{27, 30, 10, 50, 36, 46}

// method writes the Method sheet from top to bottom.
type method struct{ *workbook.Page }

// writeMethod writes what the words, checks, scores and settings mean.
func writeMethod(b *workbook.Book, n *view) error {
	grid, err := b.NewPage(methodSheet, methodWidths, 8, "")
	if err != nil {
		return err
	}
	m := method{grid}
	settings, err := flatten(n.log.Run.Config)
	if err != nil {
		return err
	}
	for _, write := range []func() error{
		func() error { return m.add(24, workbook.Styled(workbook.StyleTitle, "How this workbook came about")) },
		func() error {
			return m.add(0, workbook.Text("copydesk version"), workbook.Text(n.log.Run.Version))
		},
		func() error { return m.addChecks(n.log.Run.Checks) },
		func() error {
			return m.section("Verdicts", append(slices.Clone(verdictsDefined), definition{"Where to save", WhereToSave(n.log, "")}))
		},
		func() error { return m.section("Sourcing levels", levelsDefined) },
		func() error { return m.section("Scores", scoresDefined) },
		func() error { return m.section("Words", wordsDefined) },
		func() error { return m.section("Settings in force", settings) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return m.End()
}

// add writes one row of a column each; a height of 0 is fitted to the text.
func (m method) add(height float64, cells ...workbook.Cell) error {
	row := make([]workbook.Span, len(cells))
	for i, c := range cells {
		row[i] = c.Over(1)
	}
	return m.Put(height, row...)
}

// heading starts a section, after an empty row.
func (m method) heading(name string) error {
	m.Skip()
	cells := []workbook.Cell{workbook.Styled(workbook.StyleHeading, name)}
	for range len(methodWidths) - 1 {
		cells = append(cells, workbook.Cell{Style: workbook.StyleHeading})
	}
	return m.add(24, cells...)
}

// section writes definitions, their meanings across the remaining columns.
func (m method) section(name string, list []definition) error {
	if err := m.heading(name); err != nil {
		return err
	}
	for _, d := range list {
		height := m.HeightOf(d.meaning, 2, len(methodWidths))
		if err := m.Put(height, workbook.Styled(workbook.StyleStrong, d.name).Over(1), workbook.Text(d.meaning).Over(len(methodWidths)-1)); err != nil {
			return err
		}
	}
	return nil
}

func (m method) addChecks(checks []record.Check) error {
	if err := m.heading("Checks"); err != nil {
		return err
	}
	if len(checks) == 0 {
		return m.add(0, workbook.Text("The findings stream defines no checks."))
	}
	var header []workbook.Cell
	for _, s := range []string{"Check", "ID and name", "Severity", "Rationale", "Fix", "Example"} {
		header = append(header, workbook.Styled(workbook.StyleHeader, s))
	}
	if err := m.add(20, header...); err != nil {
		return err
	}
	for _, c := range slices.SortedFunc(slices.Values(checks), func(a, b record.Check) int { return strings.Compare(a.ID, b.ID) }) {
		if err := m.add(0, workbook.Styled(workbook.StyleStrong, c.Title), workbook.Text(c.ID+" "+c.Name), severity(c.Severity),
			workbook.Text(c.Rationale), workbook.Text(c.Fix), workbook.Text(example(c))); err != nil {
			return err
		}
	}
	return nil
}

// example is what a check fires on, and the same mended.
func example(c record.Check) string {
	var parts []string
	if c.Before != "" {
		parts = append(parts, "Before: "+c.Before)
	}
	if c.After != "" {
		parts = append(parts, "After: "+c.After)
	}
	return strings.Join(parts, "\n")
}

// flatten lists settings by their dotted names, in order. They go through
// JSON, so that a stream read back gives the same as the one written.
func flatten(config map[string]any) ([]definition, error) {
	encoded, err := json.Marshal(config)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	var decoded map[string]any
	if err := json.Unmarshal(encoded, &decoded); err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	var list []definition
	flattenInto(&list, "", decoded)
	slices.SortFunc(list, func(a, b definition) int { return cmp.Compare(a.name, b.name) })
	return list, nil
}

func flattenInto(list *[]definition, prefix string, settings map[string]any) {
	for name, value := range settings {
		name = prefix + name
		if inner, ok := value.(map[string]any); ok && len(inner) > 0 {
			flattenInto(list, name+".", inner)
			continue
		}
		*list = append(*list, definition{name, inWords(value)})
	}
}

// inWords is a setting as a person writes it.
func inWords(value any) string {
	switch v := value.(type) {
	case nil:
		return "not set"
	case string:
		return v
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = inWords(item)
		}
		return strings.Join(parts, ", ")
	}
	encoded, _ := json.Marshal(value) // came from JSON, so it goes back
	return string(encoded)
}
