package split

import (
	"io"
	"strings"
	"testing"
)

// TestJSONValue keeps one value and leaves what follows it.
func TestJSONValue(t *testing.T) {
	for in, want := range map[string]string{
		`{"a": {"b": [1, "}"]}}, x`: `{"a": {"b": [1, "}"]}}`, `"a\"b\\" x`: `"a\"b\\"`, `12.5, x`: `12.5`, `true}`: `true`, `null]`: `null`, "1 x": "1", `[]x`: `[]`, `[[], [1]]`: `[[], [1]]`,
	} {
		r := strings.NewReader(in)
		s := newScanner(r, 100)
		c, err := s.visible()
		if err == nil {
			err = s.value(c)
		}
		rest, _ := io.ReadAll(s.r)
		if err != nil || string(s.kept) != want || string(rest) != in[len(want):] {
			t.Errorf("%s: kept %q and left %q, error %v", in, s.kept, rest, err)
		}
	}
	for _, in := range []string{`{"a": 1`, `"a`, `"a\`, `[1, `, `12`} {
		s := newScanner(strings.NewReader(in[1:]), 100)
		if err := s.value(in[0]); err != io.EOF {
			t.Errorf("%s: error %v", in, err)
		}
	}
	s := newScanner(strings.NewReader("bcd\nef\n"), 2)
	s.keep('a')
	if err := s.line(); err != nil || string(s.kept) != "ab" || !s.over {
		t.Errorf("a line too long: kept %q, over %v, error %v", s.kept, s.over, err)
	}
	s.reset()
	if err := s.line(); err != nil || string(s.kept) != "ef" || !s.over {
		t.Errorf("the next: kept %q, over %v, error %v", s.kept, s.over, err)
	}
}
