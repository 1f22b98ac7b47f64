package split

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"copydesk.dev/audit/article/rejection"
)

// JSON finds the objects in a stream of JSON: one after the other, in an array,
// or under a key of an object around them.
type JSON struct {
	scanner  scanner
	envelope map[string]json.RawMessage
	inArray  bool
	wrapped  bool // the array stands in an object
}

// NewJSON splits a stream into objects of at most max bytes.
func NewJSON(r io.Reader, max int64) *JSON { return &JSON{scanner: newScanner(r, max)} }

// Envelope is what the object around the items says before them, nil where there
// is none.
func (j *JSON) Envelope() map[string]json.RawMessage { return j.envelope }

// wrappers are the keys under which an object keeps articles.
var wrappers = []string{"items", "articles", "results", "entries", "docs", "documents", "posts", "stories", "news"}

// Line returns the next line that is not blank; errors are as those of
// [JSON.Next]. The last may lack its end.
func (j *JSON) Line() ([]byte, error) {
	for {
		j.scanner.reset()
		err := j.scanner.line()
		data := bytes.TrimSpace(j.scanner.kept)
		switch {
		case j.scanner.over:
			return nil, j.scanner.tooLong()
		case err != nil && err != io.EOF:
			return nil, err
		case len(data) > 0:
			return bytes.Clone(data), nil
		case err != nil:
			return nil, err
		}
	}
}

// Next returns the next object, and io.EOF after the last. Any other error is a
// [rejection.Error], and the last one unless it [GoesOn].
func (j *JSON) Next() ([]byte, error) {
	for {
		c, err := j.scanner.visible()
		switch {
		case err != nil && j.inArray:
			return nil, rejection.CutOff(err)
		case err != nil:
			return nil, err
		case j.inArray && c == ',' || j.wrapped && !j.inArray && (c == ',' || c == '}'):
			continue
		case j.inArray && c == ']':
			j.inArray = false
			if j.wrapped {
				return nil, j.afterWrapped()
			}
		case j.inArray:
			return j.value(c)
		case c == '[':
			j.inArray = true
		case c == '{':
			object, err := j.object()
			if object != nil || err != nil {
				return object, err
			}
		default:
			return nil, rejection.New("not JSON between one object and the next")
		}
	}
}

// afterWrapped ends the object around the articles. What it says after them is
// not looked at.
func (j *JSON) afterWrapped() error {
	_, err := io.Copy(io.Discard, j.scanner.r)
	if err == nil {
		err = io.EOF
	}
	return err
}

// value returns the value that begins with c.
func (j *JSON) value(c byte) ([]byte, error) {
	j.scanner.reset()
	if err := j.scanner.value(c); err != nil {
		return nil, rejection.CutOff(err)
	}
	if j.scanner.over {
		return nil, j.scanner.tooLong()
	}
	return bytes.Clone(j.scanner.kept), nil
}

// object reads an object whose brace is read already, key by key. It returns it
// as an article, or nothing when it turns out to hold articles: then it is the
// envelope, and what it said before them is kept.
func (j *JSON) object() ([]byte, error) {
	object := map[string]json.RawMessage{}
	size, over := int64(0), false
	for {
		c, err := j.scanner.visible()
		if err != nil {
			return nil, rejection.CutOff(err)
		}
		if c == ',' {
			continue
		}
		if c == '}' {
			break
		}
		key, err := j.value(c)
		if err != nil {
			return nil, err
		}
		var name string
		if json.Unmarshal(key, &name) != nil {
			return nil, rejection.New("an object with a key that is no string")
		}
		if c, err = j.scanner.visible(); err == nil && c == ':' {
			c, err = j.scanner.visible()
		}
		if err != nil {
			return nil, rejection.CutOff(err)
		}
		if c == '[' && slices.Contains(wrappers, strings.ToLower(name)) && j.ofObjects() {
			j.envelope, j.inArray, j.wrapped = object, true, true
			return nil, nil
		}
		value, err := j.value(c)
		if err != nil && !errors.Is(err, errTooLong) {
			return nil, err
		}
		size += int64(len(value))
		over = over || err != nil || size > j.scanner.max
		if !over {
			object[name] = value
		}
	}
	if over {
		return nil, j.scanner.tooLong()
	}
	data, err := json.Marshal(object)
	if err != nil {
		return nil, &rejection.Error{Reason: "not a JSON object", Err: brokenItem{err}}
	}
	return data, nil
}

// ofObjects reports whether the array whose bracket is read holds objects.
func (j *JSON) ofObjects() bool {
	ahead, _ := j.scanner.r.Peek(1 << 10)
	ahead = bytes.TrimLeft(ahead, space)
	return len(ahead) > 0 && (ahead[0] == '{' || ahead[0] == ']')
}
