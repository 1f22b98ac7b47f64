package xmltree

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"copydesk.dev/audit/article/rejection"
)

func TestElements(t *testing.T) {
	root, err := Parse(`<?xml version="1.0" encoding="x"?><a xmlns:n="u"><n:b id=" 1 ">one &amp; <c>two</c></n:b><b><c>three</c></b></a>`)
	if err != nil {
		t.Fatal(err)
	}
	if got := root.First("a", "b").Text(); got != "one & two" {
		t.Errorf("text %q", got)
	}
	if got := root.First("b").Attr("id"); got != "1" {
		t.Errorf("attribute %q", got)
	}
	var all []string
	for c := range root.All("c") {
		all = append(all, c.Text())
	}
	if want := []string{"two", "three"}; !slices.Equal(all, want) {
		t.Errorf("elements %q, want %q", all, want)
	}
	if got := root.First("a").Markup(map[string]string{"a": "div", "b": "p", "c": ""}); got != "<div><p>one &amp; </p><p></p></div>" {
		t.Errorf("HTML %q", got)
	}
	if none := root.First("d", "c"); none != nil || none.Text() != "" || none.Attr("id") != "" || none.First("e") != nil {
		t.Errorf("found %+v, which is not there", none)
	}
}

// TestRejected has documents that are not read, and are read to no end.
func TestRejected(t *testing.T) {
	for reason, document := range map[string]string{
		"no sound XML":                         "<a>",
		"its XML is nested more than 400 deep": strings.Repeat("<a>", maxDepth+1) + strings.Repeat("</a>", maxDepth+1),
		"or has more than 500000 parts":        "<a>" + strings.Repeat("<b/>", maxNodes) + "</a>",
	} {
		rejected := new(rejection.Error)
		if _, err := Parse(document); !errors.As(err, &rejected) || !strings.Contains(rejected.Reason, reason) {
			t.Errorf("error %v, want %q", err, reason)
		}
	}
	if _, err := Parse(`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`); err == nil {
		t.Error("an entity that the document declares was expanded")
	}
}
