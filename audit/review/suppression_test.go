package review

import (
	"strings"
	"testing"
	"unicode/utf8"

	"copydesk.dev/audit/record"
	"copydesk.dev/audit/text"
)

// FuzzSuppressions makes rules of any kind: they are refused, or hide what they
// name.
func FuzzSuppressions(f *testing.F) {
	f.Add("SRC003", "inbox/*.html", "insiders", "agreed", "inbox/a.html", "Industry Insiders see it.")
	f.Add("", "[a-", "", "x", "", "")
	f.Fuzz(func(t *testing.T, check, source, phrase, reason, article, content string) {
		list, err := NewRules([]Suppression{{Check: check, Source: source, Phrase: phrase, Reason: reason}})
		if err != nil {
			return
		}
		s := &list[0]
		if s.check+s.Source+s.phrase == "" || reason == "" {
			t.Fatalf("%v hides everything", s)
		}
		found := &record.Finding{Check: s.check, Source: article, Text: content}
		if s.fits(found) != (s.Source == "" && s.phrase == "") && s.Source == "" && !strings.Contains(text.Key(content), s.phrase) {
			t.Fatalf("%v hides %q", s, content)
		}
		if s.Source == "" && !s.fits(&record.Finding{Check: s.check, Text: content + " " + phrase + " " + content}) && utf8.ValidString(content) && utf8.ValidString(phrase) {
			t.Fatalf("%v doesn't hide %q", s, phrase)
		}
	})
}
