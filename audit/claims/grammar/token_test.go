package grammar

import (
	"slices"
	"testing"
)

// reported is "The increase , which fell , was reported and believed to end .", and
// what hangs on what.
func reported() Sentence {
	s := tokenize("The increase, which fell, was reported and believed to end.")
	for i, h := range []struct {
		head int
		rel  Relation
		tag  Tag
	}{
		{1, RelDet, Det}, {7, RelNsubjPass, Noun}, {4, RelPunct, Punct}, {4, RelNsubj, Pron}, {1, RelAclRelcl, Verb}, {4, RelPunct, Punct},
		{7, RelAuxPass, Aux}, {-1, RelRoot, Verb}, {9, RelCc, CConj}, {7, RelConj, Verb}, {11, RelMark, Part}, {9, RelXcomp, Verb}, {7, RelPunct, Punct},
	} {
		s[i].Head, s[i].Relation, s[i].Tag = h.head, h.rel, h.tag
	}
	return s
}

func TestSentence(t *testing.T) {
	text := "The increase, which fell, was reported and believed to end."
	s := reported()
	if got := s.Root(); got != 7 {
		t.Errorf("the root is %d", got)
	}
	if got := s.Children(4); !slices.Equal(got, []int{2, 3, 5}) {
		t.Errorf("children of 4: %v", got)
	}
	if got := s.Child(7, RelConj, RelPunct); got != 9 {
		t.Errorf("the first conjunct or mark of 7 is %d", got)
	}
	if got := s.Child(7, RelObj); got != -1 {
		t.Errorf("the object of 7 is %d", got)
	}
	if first, end := s.Subtree(1); first != 0 || end != 6 {
		t.Errorf("the subtree of 1 is %d to %d", first, end)
	}
	if start, end := s.Span(1); text[start:end] != "The increase, which fell" {
		t.Errorf("the span of 1 is %q", text[start:end])
	}
	for predicate, want := range map[int]int{4: 3, 7: 1, 9: 1, 11: 1, 0: -1} {
		if got := s.Subject(predicate); got != want {
			t.Errorf("the subject of %d is %d, not %d", predicate, got, want)
		}
	}
	s[1].Relation = RelObj
	if got := s.Subject(11); got != -1 {
		t.Errorf("without a subject, that of 11 is %d", got)
	}
	s[8].Relation = RelObj
	if got := s.Subject(11); got != 8 {
		t.Errorf("the subject of 11 is %d, not the object of the verb above it", got)
	}
	if !s.Passive(7) || s.Passive(4) {
		t.Error("7 is passive, 4 is not")
	}
	if got := (Sentence{}).Root(); got != -1 {
		t.Errorf("the root of nothing is %d", got)
	}
}

// TestNames holds names and numbers of tags and relations together.
func TestNames(t *testing.T) {
	for i := range tagCount {
		if got, err := ParseTag(i.String()); err != nil || got != i {
			t.Errorf("%v is read as %v, %v", i, got, err)
		}
	}
	for i := range fineCount {
		if got, err := ParseFine(i.String()); err != nil || got != i {
			t.Errorf("%v is read as %v, %v", i, got, err)
		}
	}
	for i := range relationCount {
		if got, err := ParseRelation(i.String()); err != nil || got != i {
			t.Errorf("%v is read as %v, %v", i, got, err)
		}
	}
	for _, err := range []error{second(ParseTag("noun")), second(ParseFine("NNX")), second(ParseRelation("subj"))} {
		if err == nil {
			t.Error("a name nobody has was read")
		}
	}
	if Tag(200).String() != "?" {
		t.Error("a tag out of range has a name")
	}
}

func second[T any](_ T, err error) error { return err }
