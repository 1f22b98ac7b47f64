package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// laid is one block as a test writes it: "kind: text".
func laid(text string, markdown bool) []string {
	var out []string
	for _, p := range layOut(text, markdown) {
		out = append(out, string(p.kind)+": "+p.content(text))
	}
	return out
}

func TestLayOut(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		markdown   bool
		want       []string
	}{
		{"blank lines", "One is here.\n\nTwo is there.\r\n\r\n\r\nThree.", false,
			[]string{"paragraph: One is here.", "paragraph: Two is there.", "paragraph: Three."}},
		{"a paragraph a line", "Rain fell all day.\nThe match began late.\nNobody minded.", false,
			[]string{"paragraph: Rain fell all day.", "paragraph: The match began late.", "paragraph: Nobody minded."}},
		{"broken at a width", "The rain that fell all day on the\nfield did not stop the match from\nbeginning. It did\nnot stop it from ending.\nNobody minded.", false,
			[]string{"paragraph: The rain that fell all day on the field did not stop the match from beginning. It did not stop it from ending.", "paragraph: Nobody minded."}},
		{"a capital at a break", "The mayor of the town that lies on\nLake Orsa has met the delegation of\nthe lake's fishermen, who had asked\nfor it in March. He made no promise.", false,
			[]string{"paragraph: The mayor of the town that lies on Lake Orsa has met the delegation of the lake's fishermen, who had asked for it in March. He made no promise."}},
		{"a break before there is need", "The mayor of the town on the lake has met\nthe delegation of fishermen, who paid to\n224.08 crowns. He promised nothing, and\nthe fishermen went home in five boats of\ntheir own.\nNet 12 crowns\nOn Monday they met once more.", false,
			[]string{"paragraph: The mayor of the town on the lake has met the delegation of fishermen, who paid to 224.08 crowns. He promised nothing, and the fishermen went home in five boats of their own.", "heading: Net 12 crowns", "paragraph: On Monday they met once more."}},
		{"headings", "What the wheel delivers\nIt delivers little, the chair said.\nWhy is the river so low?\nBecause of the drought.", false,
			[]string{"heading: What the wheel delivers", "paragraph: It delivers little, the chair said.", "heading: Why is the river so low?", "paragraph: Because of the drought."}},
		{"no heading at the end", "It ended well.\nThe chair", false,
			[]string{"paragraph: It ended well.", "paragraph: The chair"}},
		{"an introduction is no heading", "These came:\n- Ann.\n• Bo.\n1. Cy.", false,
			[]string{"paragraph: These came:", "list-item: Ann.", "list-item: Bo.", "list-item: Cy."}},
		{"a lone number", "1. Define the goal\nIt is easy to forget.\n2. Write it down\nOn paper.", false,
			[]string{"heading: 1. Define the goal", "paragraph: It is easy to forget.", "heading: 2. Write it down", "paragraph: On paper."}},
		{"quotation", "He wrote:\n> We are done.\n> All of us.\nThen he left.", false,
			[]string{"paragraph: He wrote:", "quote: We are done.", "quote: All of us.", "paragraph: Then he left."}},
		{"white space", "A\u00a0 b\t c\u200bd.", false,
			[]string{"paragraph: A b cd."}},
		{"a heading by its mark alone", "# It ended.\nIt did.\n## so it did", true,
			[]string{"heading: It ended.", "paragraph: It did.", "heading: so it did"}},
		{"three headings in a row", "It began.\nOne\nTwo\nThree\nIt ended.", false,
			[]string{"paragraph: It began.", "heading: One", "heading: Two", "heading: Three", "paragraph: It ended."}},
		{"four are a list without marks", "It began.\nOne\nTwo\nThree\nFour\nIt ended.", false,
			[]string{"paragraph: It began.", "paragraph: One", "heading: Two", "heading: Three", "heading: Four", "paragraph: It ended."}},
		{"Markdown", "# Title\nOne line\nand Another\n[with](x)\n\n- Item", true,
			[]string{"heading: Title", "paragraph: One line and Another [with](x)", "list-item: Item"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, laid(tt.text, tt.markdown)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLooksHeading(t *testing.T) {
	sixteen := strings.TrimSpace(strings.Repeat("Word ", maxHeadingWords))
	for line, want := range map[string]bool{
		"Quiet days": true, "7 quiet days": true, "“Quiet” days": true, "¿Quiet days": true, "Quiet days (all)": true,
		"quiet days": false, "— Quiet days": false, "": false, "…": false,
		"Quiet days.": false, "Quiet days,": false, "Quiet days:": false, "Quiet days;": false, "Quiet days!": false, "Quiet days…": false,
		"Quiet days”": false, "Quiet days\"": false, "Quiet days。": false, "Quiet days-": false, "Quiet days—": false,
		"Why so few days?": true, "Why so few?": false, "Quiet days for them all?": false,
		sixteen: true, sixteen + " more": false,
		"A" + strings.Repeat("é", maxHeadingRunes-1): true, "A" + strings.Repeat("é", maxHeadingRunes): false,
	} {
		if got := looksHeading(line); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}

// TestWrapped breaks one text at many widths; the blocks must not change.
func TestWrapped(t *testing.T) {
	paragraphs := []string{
		"The ferry to Holm has been sold to a company from Bergen, which runs four boats on the coast and wants to keep the crossing at seven in the morning.",
		"Islanders learned of it from a notice on the quay. Nobody from the county came, and nobody from Bergen answered the telephone on Friday.",
	}
	for width := 40; width <= 80; width++ {
		var wrapped []string
		for _, p := range paragraphs {
			wrapped = append(wrapped, wrap(p, width))
		}
		want := []string{"paragraph: " + paragraphs[0], "paragraph: " + paragraphs[1]}
		if diff := cmp.Diff(want, laid(strings.Join(wrapped, "\n\n"), false)); diff != "" {
			t.Errorf("width %d (-want +got):\n%s", width, diff)
		}
	}
}

func wrap(s string, width int) string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(s) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(lines, line), "\n")
}
