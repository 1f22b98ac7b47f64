package claims

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/claims/segment"
)

func TestSegment(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"two sentences", "Rain fell. Nobody minded.", []string{"Rain fell.", "Nobody minded."}},
		{"titles", "Dr. Ines Aldana met Mr. Okoro in St. Vith. They talked.",
			[]string{"Dr. Ines Aldana met Mr. Okoro in St. Vith.", "They talked."}},
		{"country inside", "The U.S. Treasury waited. In the U.S. The rest left.",
			[]string{"The U.S. Treasury waited.", "In the U.S.", "The rest left."}},
		{"initials", "J. K. Marlow and George W. Hale wrote it.", []string{"J. K. Marlow and George W. Hale wrote it."}},
		{"month", "The levy starts on Dec. 15. Traders know.", []string{"The levy starts on Dec. 15.", "Traders know."}},
		{"decimals", "It rose 3.2 percent. Then 4.5.", []string{"It rose 3.2 percent.", "Then 4.5."}},
		{"company", "Acme Inc. President Lu Han left. Acme Inc. The end.",
			[]string{"Acme Inc. President Lu Han left.", "Acme Inc.", "The end."}},
		{"question quoted", "“Why now?” she asked. “Why not?” Mr. Osei said.",
			[]string{"“Why now?” she asked.", "“Why not?” Mr. Osei said."}},
		{"sentences in a quotation", "“It is late. We close.” He left.",
			[]string{"“It is late.", "We close.”", "He left."}},
		{"straight quotes", "\"It is late. We close.\" He left.", []string{"\"It is late.", "We close.\"", "He left."}},
		{"single curly", "She wrote, ‘It works.’ That was all.", []string{"She wrote, ‘It works.’", "That was all."}},
		{"ellipsis", "So … we waited. And then… It came.", []string{"So … we waited.", "And then…", "It came."}},
		{"numbered item", "1. Start small.", []string{"1. Start small."}},
		{"address", "See www.example.org. It is there.", []string{"See www.example.org.", "It is there."}},
		{"small brand", "Sales fell. iPhone orders did not.", []string{"Sales fell.", "iPhone orders did not."}},
		{"lines", "First item\nSecond item", []string{"First item", "Second item"}},
		{"wrapped", "The council met for the first time since the\nflood and agreed to pay for a new bridge over the\nriver. It rained.",
			[]string{"The council met for the first time since the\nflood and agreed to pay for a new bridge over the\nriver.", "It rained."}},
		{"blank", " \n\n ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range Segment(tt.text, nil) {
				got = append(got, tt.text[s.Start:s.End])
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// checkSpans reports what is wrong with the sentences of a text.
func checkSpans(t *testing.T, text string, blocks []Block, spans []segment.Span) {
	t.Helper()
	if blocks == nil {
		blocks = segment.Paragraphs(text)
	}
	pos := 0
	for _, s := range spans {
		if s.Start < pos || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("span %+v out of order or range (text has %d bytes, last ended at %d)", s, len(text), pos)
		}
		if b := blocks[s.Block]; s.Start < b.Start || s.End > b.End {
			t.Fatalf("span %+v leaves its block %+v", s, b)
		}
		if body := text[s.Start:s.End]; strings.TrimSpace(body) != body && trimmed(body) != body {
			t.Fatalf("span %+v %q has white space at an end", s, body)
		}
		if gap := trimmed(text[pos:s.Start]); gap != "" && covered(blocks, pos, s.Start, text) {
			t.Fatalf("%q lies in no sentence", gap)
		}
		pos = s.End
	}
	if rest := trimmed(text[pos:]); rest != "" && covered(blocks, pos, len(text), text) {
		t.Fatalf("%q lies in no sentence", rest)
	}
}

func trimmed(s string) string {
	return strings.TrimFunc(s, segment.IsSpace)
}

// covered reports whether a block holds something other than white space
// within [start, end).
func covered(blocks []Block, start, end int, text string) bool {
	for _, b := range blocks {
		if from, to := max(start, b.Start), min(end, b.End); from < to && trimmed(text[from:to]) != "" {
			return true
		}
	}
	return false
}

func FuzzSegment(f *testing.F) {
	for _, s := range []string{
		"One. Two.", "“A? b.” c", "U.S. Inc. Dec. 15 e.g. x", "a\n\nb\nc", "\xff\xfe. A", "… …A. iB", "1. 2. 3.",
		strings.Repeat("a; ’s, ", 200) + strings.Repeat("%'s", 300), "A." + strings.Repeat(" )", 99) + "b. C",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkSpans(t, text, nil, Segment(text, nil))
	})
}
