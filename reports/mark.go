package reports

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/workbook"
)

// maxMarked is how many rows of a sheet have words marked in them: beyond
// some thousands, spreadsheet programs take a minute to open the file.
const maxMarked = 3_000

// maxTrigger is how many bytes of trigger are looked for.
const maxTrigger = 300

// maxMarks is how many places are marked in a sentence.
const maxMarks = 20

// firstRows is the set of findings to mark words in.
func firstRows(rows []*record.Finding) map[*record.Finding]bool {
	set := make(map[*record.Finding]bool)
	for _, f := range rows[:min(len(rows), maxMarked)] {
		set[f] = true
	}
	return set
}

// sentence is a finding's sentence, with the words that gave it away marked
// where mark says so.
func sentence(f *record.Finding, mark bool) workbook.Cell {
	plain := workbook.Text(f.Text)
	s, _ := plain.Value.(string)
	if !mark || s == "" {
		return plain
	}
	if len(f.Trigger) > maxTrigger {
		return plain
	}
	spans := triggerSpans(s, workbook.Clean(f.Trigger))
	if len(spans) == 0 {
		return plain
	}
	at := 0
	for _, span := range spans {
		if at < span[0] {
			plain.Marked = append(plain.Marked, workbook.Run{Text: s[at:span[0]]})
		}
		plain.Marked = append(plain.Marked, workbook.Run{Text: s[span[0]:span[1]], Colour: workbook.Accent, Bold: true})
		at = span[1]
	}
	if at < len(s) {
		plain.Marked = append(plain.Marked, workbook.Run{Text: s[at:]})
	}
	return plain
}

// triggerSpans finds the trigger in s: every place where it stands as words,
// in the same or else another case. A trigger of several parts, joined by
// "…", is found part by part.
func triggerSpans(s, trigger string) [][2]int {
	var spans [][2]int
	at := 0
	for part := range strings.SplitSeq(trigger, "…") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		for {
			start, end := indexWords(s, part, at)
			if start < 0 || len(spans) == maxMarks {
				break
			}
			spans = append(spans, [2]int{start, end})
			at = end
			if strings.Contains(trigger, "…") {
				break
			}
		}
	}
	return spans
}

// indexWords finds words in s from a byte offset on, not inside longer words;
// start is -1 when they are not there.
func indexWords(s, words string, from int) (start, end int) {
	for i := from; i+len(words) <= len(s); i++ {
		if !utf8.RuneStart(s[i]) || !strings.EqualFold(s[i:i+len(words)], words) {
			continue
		}
		end := i + len(words)
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[end:])
		first, _ := utf8.DecodeRuneInString(words)
		last, _ := utf8.DecodeLastRuneInString(words)
		if !(isWord(before) && isWord(first)) && !(isWord(last) && isWord(after)) {
			return i, end
		}
	}
	return -1, -1
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
