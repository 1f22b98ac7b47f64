package pdf

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/article/rejection"
)

// drawn is a PDF document of one page with that drawing. Of its fonts, F has
// letters half as wide as high, spaces a quarter, and W two bytes a letter: A
// and B half as wide as high, C and D a quarter, all others as wide as high. X
// is a form to draw.
func drawn(drawing, form string) string {
	stream := func(about, data string) string {
		return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", about, len(data), data)
	}
	const resources = "/Resources << /Font << /F 4 0 R /W 5 0 R >> /XObject << /X 9 0 R >> >>"
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
		"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /Contents 8 0 R " + resources + " >>",
		"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [250" + strings.Repeat(" 500", 94) + "] >>",
		"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts [6 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType2 /DW 1000 /W [65 [500 500] 67 68 250] >>",
		stream("", "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0041> <005A> <0041> endbfrange"),
		stream("", drawing),
		stream("/Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 100]", form),
		"<< /Title (Ovens) /Author (Ada Holt and Tom Weil) /CreationDate (D:20260507063000+02'00') /ModDate (D:20260508) >>",
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 10 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return b.String()
}

// TestDrawing shows in which order strings are read, and where words, lines and
// paragraphs end: by where each string is drawn, whatever way it got there.
func TestDrawing(t *testing.T) {
	const form = "BT /F 10 Tf 0 0 Td (form) Tj ET"
	tests := []struct{ name, drawing, want string }{
		{"lines by Td, paragraph by a wider gap", "/F 10 Tf 0 700 Td (one) Tj 0 -12 Td (two) Tj 0 -12 Td (three) Tj 0 -30 Td (four) Tj", "one two three|four"},
		{"lines by TL and T*", "/F 10 Tf 12 TL 0 700 Td (one) Tj T* (two) Tj T* (three) Tj 30 TL T* (four) Tj", "one two three|four"},
		{"TD sets the leading", "/F 10 Tf 0 700 Td (one) Tj 0 -12 TD (two) Tj T* (three) Tj 0 -30 Td (four) Tj", "one two three|four"},
		{"lines by quote marks", "/F 10 Tf 12 TL 0 700 Td (one) Tj (two) ' 0 0 (three) \" 0 -30 Td (four) Tj", "one two three|four"},
		{"a larger font is another paragraph", "/F 20 Tf 0 700 Td (one) Tj /F 10 Tf 0 -12 Td (two) Tj 0 -12 Td (three) Tj", "one|two three"},
		{"a larger scale is one, too", "/F 10 Tf 2 0 0 2 0 700 Tm (one) Tj 1 0 0 1 0 688 Tm (two) Tj 1 0 0 1 0 676 Tm (three) Tj", "one|two three"},
		{"letters drawn one by one", "/F 10 Tf 0 700 Td (o) Tj (n) Tj (e) Tj", "one"},
		{"a gap is a space", "/F 10 Tf 0 700 Td (on) Tj 12 0 Td (e) Tj", "on e"},
		{"no gap is none", "/F 10 Tf 0 700 Td (on) Tj 10 0 Td (e) Tj", "one"},
		{"kerning is none, a wide step is a space", "/F 10 Tf 0 700 Td [(o) -50 (n) -300 (e) 40 (s)] TJ", "on es"},
		{"spaced letters are one word", "/F 10 Tf 3 Tc 0 700 Td (o) Tj (n) Tj (e) Tj", "one"},
		{"but not when the space is wider still", "/F 10 Tf 1 Tc 0 700 Td (o) Tj 9 0 Td (n) Tj", "o n"},
		{"wide spaces belong to their string", "/F 10 Tf 30 Tw 0 700 Td (on e) Tj (s) Tj", "on es"},
		{"stretched", "/F 10 Tf 200 Tz 0 700 Td (on) Tj 20 0 Td (e) Tj", "one"},
		{"not stretched", "/F 10 Tf 0 700 Td (on) Tj 20 0 Td (e) Tj", "on e"},
		{"two bytes a letter, widths listed", "/W 10 Tf 0 700 Td <00410042> Tj 10 0 Td <0043> Tj", "ABC"},
		{"widths for a range", "/W 10 Tf 0 700 Td <00430044> Tj 5 0 Td <0041> Tj 8 0 Td <0041> Tj", "CDA A"},
		{"the usual width", "/W 10 Tf 0 700 Td <00450046> Tj 20 0 Td <0041> Tj", "EFA"},
		{"scaled by the page", "2 0 0 2 0 0 cm /F 5 Tf 0 300 Td (on) Tj 5 0 Td (e) Tj 0 -6 Td (two) Tj", "one two"},
		{"what q saves Q brings back", "/F 10 Tf q 1 0 0 1 0 300 cm 0 400 Td (one) Tj Q 0 688 Td (two) Tj 0 -12 Td (three) Tj", "one two three"},
		{"BT begins at the page's corner", "BT /F 10 Tf 0 700 Td (one) Tj ET BT 0 688 Td (two) Tj ET BT 0 676 Td (three) Tj ET", "one two three"},
		{"a form draws where it is placed", "BT /F 10 Tf 0 112 Td (one) Tj ET /X Do BT 0 88 Td (two) Tj ET", "one form two"},
		{"a divided word", "/F 10 Tf 0 700 Td (one and twen-) Tj 0 -12 Td (ty ovens) Tj", "one and twenty ovens"},
		{"not a divided word", "/F 10 Tf 0 700 Td (one and A-) Tj 0 -12 Td (level) Tj", "one and A- level"},
		{"columns stay apart", "/F 10 Tf 0 700 Td (one) Tj 0 -12 Td (two) Tj 200 12 Td (three) Tj 0 -12 Td (four) Tj", "one two|three four"},
		{"text without a font is not read", "0 700 Td (zero) Tj /F 10 Tf (one) Tj", "one"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read([]byte(drawn(tt.drawing, form)))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for paragraph := range strings.SplitSeq(strings.TrimSpace(d.Text), "\n\n") {
				got = append(got, strings.Join(strings.Fields(paragraph), " "))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestDocument shows what a document says of itself, and which ones are refused.
func TestDocument(t *testing.T) {
	got, err := Read([]byte(drawn("/F 10 Tf (Ovens are cold.) Tj", "")))
	if err != nil {
		t.Fatal(err)
	}
	want := &Document{
		Text: "\nOvens are cold.", Title: "Ovens", Author: "Ada Holt and Tom Weil", Language: "en-GB",
		Created: "20260507T063000+0200", Modified: "20260508",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for want, doc := range map[string]string{
		"a PDF document without text: scanned pages have to be recognised first": drawn("0 0 m", ""),
		"page 1 cannot be read":  drawn(strings.Repeat("0 0 m\n", 1<<20), ""),
		"a damaged PDF document": "%PDF-1.4",
	} {
		_, err := Read([]byte(doc))
		rejected := new(rejection.Error)
		if !errors.As(err, &rejected) || rejected.Reason != want {
			t.Errorf("rejected with %v, want %q", err, want)
		}
	}
}

func TestDate(t *testing.T) {
	for in, want := range map[string]string{
		"D:20260507063000+02'00'": "20260507T063000+0200",
		"D:20260507063000-05'30":  "20260507T063000-0530",
		"D:20260507063000Z":       "20260507T063000Z",
		"D:20260507063000+02":     "20260507T063000+0200",
		"20260507":                "20260507",
		"May 7, 2026":             "May 7, 2026",
	} {
		if got := date(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
