package audit

import (
	"os"
	"strings"
	"testing"

	"copydesk.dev/audit/record"
)

const german = "Der Rat der Stadt traf sich am Donnerstagabend im alten Hafenamt, um über die Brücke zu sprechen. " +
	"Niemand im Saal hatte etwas Gutes über den Plan zu sagen, und der Bürgermeister verließ die Sitzung früh. " +
	"Im kommenden Frühjahr sollen die Fischer gefragt werden, ob sie mit der Fähre zurechtkommen."

// TestNotAssessed has articles whose claims are not read. What is found all the
// same counts as ever; what is not, is not clear.
func TestNotAssessed(t *testing.T) {
	dir := t.TempDir()
	text := func(name, language, body string) string {
		path := writeArticle(t, dir, name, firstNight, body)
		written, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		labelled := strings.Replace(string(written), "language: en", "language: "+language, 1)
		if err := os.WriteFile(path, []byte(labelled), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, c := range map[string]struct {
		inputs []string
		want   map[record.Triage]int
	}{
		"German":               {[]string{text("a.md", "de", german)}, map[record.Triage]int{record.TriageNotAssessed: 1}},
		"German and English":   {[]string{text("a.md", "de", german), text("b.md", "en", plain)}, map[record.Triage]int{record.TriageNotAssessed: 1, record.TriageClear: 1}},
		"a duplicate":          {[]string{text("a.md", "de", german), text("c.md", "de", german)}, map[record.Triage]int{record.TriageNotAssessed: 1, record.TriageHold: 1}},
		"an unlabelled German": {[]string{text("d.md", "", german)}, map[record.Triage]int{record.TriageNotAssessed: 1}},
	} {
		log := auditWith(t, Settings{}, c.inputs...)
		for _, word := range []record.Triage{record.TriageHold, record.TriageQuery, record.TriageClear, record.TriageNotAssessed} {
			if got := log.Summary.ByTriage[word]; got != c.want[word] {
				t.Errorf("%s: %d %s, want %d: %+v", name, got, word, c.want[word], log.Articles)
			}
		}
	}
}
