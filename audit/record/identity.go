package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Identity names the workbook of a stream: 32 hexadecimal digits, the same for
// every workbook that shows its readers the same findings of the same day, and
// the same verdicts on them.
func (l *Log) Identity() string {
	var shown []string
	for _, f := range l.Findings {
		shown = append(shown, fmt.Sprintf("%q %q", []string{f.ID, f.Text, string(f.Status), f.Verdict, f.Reviewer, f.Decided, f.Note}, opinions(f.Notes)))
	}
	for _, c := range l.Summary.Conflicts {
		shown = append(shown, fmt.Sprintf("%q %q", c.ID, opinions(c.Verdicts)))
	}
	slices.Sort(shown)
	day := l.Run.Started[:min(len(l.Run.Started), len("2006-01-02"))]
	sum := sha256.Sum256([]byte(day + "\n" + strings.Join(shown, "\n")))
	return hex.EncodeToString(sum[:16])
}

// opinions is what verdicts say, wherever they were entered.
func opinions(list []Verdict) [][]string {
	var said [][]string
	for _, v := range list {
		said = append(said, []string{v.Verdict, v.SourceFound, v.Link, v.Reviewer, v.Date, v.Note})
	}
	return said
}
