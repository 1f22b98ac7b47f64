package article

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"

	"copydesk.dev/audit/article/charset"
	"copydesk.dev/audit/article/split"
)

// jsonFormat reads JSON: an article an object, and the objects one a line, in an
// array, under a key of a wrapping object, or one after the other. JSON Feed,
// ninjs and what crawlers write differ in the names of fields only.
type jsonFormat struct {
	html htmlFormat
	raw  bool
	max  int64 // bytes of one object
}

func (jsonFormat) extensions() []string { return []string{".json", ".jsonl", ".ndjson"} }

// holds takes what begins like an object or an array of objects.
func (f jsonFormat) holds(s *stream) bool {
	if s.takenRaw(f.raw) {
		return false
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(s.head, utf8Mark), jsonSpace)
	opens := func(mark byte) bool {
		if len(head) == 0 || head[0] != mark {
			return false
		}
		head = bytes.TrimLeft(head[1:], jsonSpace)
		return true
	}
	if opens('[') {
		return len(head) > 0 && (head[0] == '{' || head[0] == ']' && len(bytes.TrimSpace(head)) == 1)
	}
	return opens('{') && len(head) > 0 && (head[0] == '"' || head[0] == '}')
}

const jsonSpace = " \t\r\n"

var utf8Mark = []byte("\xEF\xBB\xBF")

func (f jsonFormat) open(s *stream) (members, error) {
	if bytes.HasPrefix(s.head, utf8Mark) {
		s.r.Discard(len(utf8Mark))
	}
	in := split.NewJSON(s.r, f.max)
	next := in.Next
	if byLines(s) {
		next = in.Line
	}
	n := 0
	return func() (*member, error) {
		data, err := next()
		if err == io.EOF {
			return nil, err
		}
		n++
		m := &member{name: item(n), data: data, err: err}
		switch {
		case err != nil && !split.GoesOn(err):
			return nil, err
		case err == nil:
			d, err := charset.Decode(data, "")
			m.err, m.charset, m.from = err, d.Charset, d.From
			envelope := in.Envelope()
			m.draft = func() (*draft, error) { return f.draft([]byte(d.Text), envelope) }
		}
		return m, nil
	}, nil
}

// byLines reports whether a stream of JSON has one object a line. Then a broken
// line costs no other line. What is printed over several lines, and a single
// line of unknown length, is told apart by its brackets.
func byLines(s *stream) bool {
	if s.ext == ".jsonl" || s.ext == ".ndjson" {
		return true
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(s.head, utf8Mark), jsonSpace)
	if !bytes.HasPrefix(head, []byte("{")) {
		return false
	}
	_, rest, more := bytes.Cut(head, []byte("\n"))
	return more && bytes.HasPrefix(bytes.TrimLeft(rest, jsonSpace), []byte("{"))
}

// draft reads one object.
func (f jsonFormat) draft(data []byte, envelope map[string]json.RawMessage) (*draft, error) {
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil {
		return nil, &RejectedError{Reason: "not a JSON object", Err: err}
	}
	said := fields(object)
	if kind := said["type"]; len(kind) > 0 && slices.Contains(notText, kind[0]) {
		return nil, &RejectedError{Reason: "described as " + kind[0] + ", not as text", Skipped: true}
	}
	meta := understand(said, jsonNames)
	meta.fill(metadata{outlet: envelopeTitle(envelope, said)})
	if lang, ok := envelope["language"]; ok {
		var s string
		if json.Unmarshal(lang, &s) == nil {
			meta.fill(metadata{language: normalLanguage(s)})
		}
	}
	if len(meta.byline) == 0 {
		meta.byline = splitNames(firstOf(said, "author_name"))
	}
	for _, name := range jsonBodies {
		text := firstOf(said, name)
		if name == "body" && text == "" {
			text = fundusBody(object["body"])
		}
		if text != "" {
			return f.html.body(text, meta)
		}
	}
	return nil, reject("an object without an article's text; none of its fields is known to hold one")
}
