package article

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"copydesk.dev/audit/article/rejection"
)

// jsonStream finds the objects in a stream of JSON without holding more than
// one of them.
type jsonStream struct {
	scanner  byteScanner
	envelope map[string]json.RawMessage // what the object around the articles says before them
	inArray  bool
	wrapped  bool // the array stands in an object
}

// wrappers are the keys under which an object keeps articles.
var wrappers = []string{"items", "articles", "results", "entries", "docs", "documents", "posts", "stories", "news"}

// errTooLong is why an object that was passed over gives no article.
var errTooLong = errors.New("too long")

// fitsNot reports whether a member is larger than allowed. The stream then
// stands behind it.
func fitsNot(err error) bool { return errors.Is(err, errTooLong) }

// line returns the next line that is not blank. The last may lack its end.
func (j *jsonStream) line() ([]byte, error) {
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

// next returns the next object.
func (j *jsonStream) next() ([]byte, error) {
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
			return nil, reject("not JSON between one object and the next")
		}
	}
}

// afterWrapped ends the object around the articles. What it says after them is
// not looked at.
func (j *jsonStream) afterWrapped() error {
	_, err := io.Copy(io.Discard, j.scanner.r)
	if err == nil {
		err = io.EOF
	}
	return err
}

// value returns the value that begins with c.
func (j *jsonStream) value(c byte) ([]byte, error) {
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
func (j *jsonStream) object() ([]byte, error) {
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
			return nil, reject("an object with a key that is no string")
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
		if err != nil && !fitsNot(err) {
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
		return []byte{}, &RejectedError{Reason: "not a JSON object", Err: err} // the next may be sound
	}
	return data, nil
}

// ofObjects reports whether the array whose bracket is read holds objects.
func (j *jsonStream) ofObjects() bool {
	ahead, _ := j.scanner.r.Peek(1 << 10)
	ahead = bytes.TrimLeft(ahead, jsonSpace)
	return len(ahead) > 0 && (ahead[0] == '{' || ahead[0] == ']')
}
