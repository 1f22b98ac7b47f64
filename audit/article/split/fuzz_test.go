package split

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"copydesk.dev/audit/article/rejection"
)

// FuzzXML holds the splitter, which knows tags only, against a parser of
// XML: of a document that is sound it finds the same items.
func FuzzXML(f *testing.F) {
	f.Add(`<?xml version="1.0"?><rss a='>'><!-- <item> --><channel><item><t>1</t></item><item/><![CDATA[<item>]]></channel></rss>`)
	f.Add(`<!DOCTYPE r [<!ENTITY x "<item>">]><r><n:item xmlns:n="u" b="</item>">&lt;</n:item><items/></r>`)
	f.Fuzz(func(t *testing.T, text string) {
		x := NewXML(strings.NewReader(text), 1<<20, "item")
		var got []string
		for {
			data, err := x.Next()
			if err == io.EOF {
				break
			}
			if err != nil && len(got) <= len(text) {
				if rejected := new(rejection.Error); !errors.As(err, &rejected) {
					t.Fatal(err)
				}
				if !errors.Is(err, errUnclosed) {
					break
				}
				continue
			}
			if len(got) > len(text) {
				t.Fatalf("%d items in %d bytes", len(got), len(text))
			}
			got = append(got, string(data))
		}
		if want, sound := itemsOf(text); sound && !reflect.DeepEqual(got, want) {
			t.Fatalf("items %q, want %q", got, want)
		}
	})
}

// itemsOf parses a document and returns its items as they stand in it. sound is
// false when it is no XML, or items stand within each other.
func itemsOf(text string) (items []string, sound bool) {
	in := xml.NewDecoder(strings.NewReader(text))
	start, depth, opened := int64(0), 0, -1
	for {
		at := in.InputOffset()
		token, err := in.Token()
		switch {
		case err == io.EOF:
			return items, depth == 0
		case err != nil:
			return nil, false
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "item" {
				if opened >= 0 {
					return nil, false
				}
				start, opened = at, depth
			}
			depth++
		case xml.EndElement:
			if depth--; depth == opened {
				items, opened = append(items, text[start:in.InputOffset()]), -1
			}
		case xml.Directive:
			if bytes.ContainsAny(e, `"'<[`) {
				return nil, false // what a declaration declares is not read
			}
		}
	}
}

// FuzzJSON holds the stream of objects against a parser of JSON.
func FuzzJSON(f *testing.F) {
	f.Add(`[{"a":"}\"]"},{},{"b":[{"c":1}]}]`)
	f.Add(`{"title":"x","items":[{"a":1},{"a":2}],"more":{}}`)
	f.Add(`{"a":1} {"b":[1,2]}` + "\n" + `{"items":["no objects"]}`)
	f.Fuzz(func(t *testing.T, text string) {
		in := NewJSON(strings.NewReader(text), 1<<20)
		var got []json.RawMessage
		var failed error
		for failed == nil {
			var data []byte
			if data, failed = in.Next(); failed == nil {
				got = append(got, data)
			}
			if len(got) > len(text) {
				t.Fatalf("%d objects in %d bytes", len(got), len(text))
			}
		}
		var want []json.RawMessage
		if json.Unmarshal([]byte(text), &want) != nil || !strings.HasPrefix(strings.TrimLeft(text, space), "[") {
			return
		}
		if failed != io.EOF || len(got) != len(want) {
			t.Fatalf("%d of %d values: %v", len(got), len(want), failed)
		}
		for i := range want {
			if !bytes.Equal(bytes.TrimSpace(got[i]), bytes.TrimSpace(want[i])) {
				t.Fatalf("value %d is %q, want %q", i, got[i], want[i])
			}
		}
	})
}
