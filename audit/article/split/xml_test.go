package split

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"copydesk.dev/audit/article/rejection"
)

// TestXMLItems cuts documents into items, whatever stands in them that looks
// like a tag and is none, and puts each back into what stood around it.
func TestXMLItems(t *testing.T) {
	const most = 60
	for _, tt := range []struct {
		name, document string
		want           []string // each item in its envelope; at last, the error
	}{
		{"two items", `<r><t>x</t><i>1</i><i a="b">2</i></r>`, []string{"<r><t>x</t>\n<i>1</i></r>", "<r><t>x</t>\n<i a=\"b\">2</i></r>", "EOF"}},
		{"with a prefix", `<n:r><n:i>1</n:i></n:r>`, []string{"<n:r>\n<n:i>1</n:i></n:r>", "EOF"}},
		{"in each other's envelope", `<r><c><i>1</i></c><c><i>2</i></c></r>`, []string{"<r><c>\n<i>1</i></c></r>", "<r><c>\n<i>2</i></c></r>", "EOF"}},
		{"closed elements before", `<r><a/><b></b><i>1</i></r>`, []string{"<r><a/><b></b>\n<i>1</i></r>", "EOF"}},
		{"comments", `<r><!-- <i>0</i> --><i>1<!-- </i> --></i></r>`, []string{"<r><!-- <i>0</i> -->\n<i>1<!-- </i> --></i></r>", "EOF"}},
		{"short comments", `<r><!----><i><!-->--></i></r>`, []string{"<r><!---->\n<i><!-->--></i></r>", "EOF"}},
		{"data", `<r><i><![CDATA[</i>]]]></i></r>`, []string{"<r>\n<i><![CDATA[</i>]]]></i></r>", "EOF"}},
		{"instructions", `<?xml a=">"?><r><i><? </i> ?></i></r>`, []string{"<?xml a=\">\"?><r>\n<i><? </i> ?></i></r>", "EOF"}},
		{"a declaration", `<!DOCTYPE r [<!ENTITY i "<i>">]><r><i>1</i></r>`, []string{"<r>\n<i>1</i></r>", "EOF"}},
		{"signs in attributes", `<r><i a="/>" b='>"'>1</i></r>`, []string{"<r>\n<i a=\"/>\" b='>\"'>1</i></r>", "EOF"}},
		{"a name that goes on", `<r><item>0</item><i-b>0</i-b><i>1</i></r>`, []string{"<r><item>0</item><i-b>0</i-b>\n<i>1</i></r>", "EOF"}},
		{"an item without content", `<r><i a="1"/><i>2</i></r>`, []string{"<r>\n<i a=\"1\"/></r>", "<r>\n<i>2</i></r>", "EOF"}},
		{"an item without content within", `<r><i>1<i/>2</i></r>`, []string{"<r>\n<i>1<i/>2</i></r>", "EOF"}},
		{"less than", `<r><i>1 < 2 <</i></r>`, []string{"<r>\n<i>1 < 2 <</i></r>", "EOF"}},
		{"not closed", `<r><i>1<i a="2">2</i></r>`, []string{"not closed before the next one begins", "<r>\n<i a=\"2\">2</i></r>", "EOF"}},
		{"too long", `<r><i>` + strings.Repeat("x", most) + `</i><i>2</i></r>`, []string{fmt.Sprintf("larger than %d bytes; raise the limit or split it", most), "<r>\n<i>2</i></r>", "EOF"}},
		{"too long and not closed", `<r><i>` + strings.Repeat("x", most) + `<i a="b">2</i></r>`, []string{"not closed before the next one begins", "<r>\n<i>2</i></r>", "EOF"}},
		{"as long as may be", `<r><i>` + strings.Repeat("x", most-7) + `</i></r>`, []string{"<r>\n<i>" + strings.Repeat("x", most-7) + "</i></r>", "EOF"}},
		{"closed and never opened", `</x></y><r><i>1</i></r>`, []string{"</x></y><r>\n<i>1</i></r>", "EOF"}},
		{"cut off in an item", `<r><i>1`, []string{"cut off: it ends in the midst of an article"}},
		{"cut off in a comment", `<r><!-- `, []string{"EOF"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := NewXML(strings.NewReader(tt.document), most, "i")
			var got []string
			for range 10 {
				item, err := x.Next()
				var rejected *rejection.Error
				switch {
				case err == nil:
					got = append(got, string(x.Wrap(item)))
					continue
				case errors.As(err, &rejected):
					got = append(got, rejected.Reason)
				default:
					got = append(got, err.Error())
				}
				if err == io.EOF || strings.HasPrefix(got[len(got)-1], "cut off") {
					break
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRoot(t *testing.T) {
	for head, want := range map[string]string{
		`<?xml version="1.0"?><!-- x --><!DOCTYPE a><n:rss a="b"><c>`: `n:rss <n:rss a="b">`,
		"\xEF\xBB\xBF \n<rss>": "rss <rss>", `<rss a="b`: `rss <rss a="b`, "rss": "", "": "", "x<rss>": "", "<!-- ": "", "</rss>": "",
	} {
		name, whole := Root([]byte(head))
		if got := strings.TrimSpace(name + " " + whole); got != want && !strings.HasSuffix(want, `"b`) {
			t.Errorf("%q: %q, want %q", head, got, want)
		}
	}
	if got := tagName([]byte(strings.Repeat("x", maxTagName+1))); len(got) != maxTagName {
		t.Errorf("a name of %d bytes", len(got))
	}
}
