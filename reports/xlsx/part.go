package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// read calls do with each token of a part and the elements that are open
// there. Its errors name the part.
func (x *File) read(name string, do func(t xml.Token, open []string) error) error {
	in, err := x.open(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer in.Close()
	if err := eachToken(in, do); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// open opens a part, unless it would unpack to more than a workbook's does.
func (x *File) open(name string) (io.ReadCloser, error) {
	part := x.parts[strings.ToLower(name)]
	if part == nil {
		return nil, errors.New("damaged: this part is missing")
	}
	if size := part.UncompressedSize64; size > maxUnpacked || size > 16<<20 && size/maxExpansion > part.CompressedSize64 {
		return nil, errors.New("it unpacks to more than a workbook would; save it again from the program it was made with")
	}
	return part.Open()
}

// eachToken calls do with each token and the elements that are open there.
func eachToken(in io.Reader, do func(t xml.Token, open []string) error) error {
	decoder := xml.NewDecoder(&tagged{r: in})
	var open elements
	for {
		// RawToken, for the decoder's own bookkeeping of namespaces takes
		// half the time; whether elements are closed is checked here.
		t, err := decoder.RawToken()
		if err == io.EOF && len(open) == 0 {
			return nil
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return fmt.Errorf("damaged: %w", err)
		}
		if err := open.pass(t); err != nil {
			return fmt.Errorf("damaged: %w", err)
		}
		if err := do(t, open); err != nil {
			return err
		}
	}
}

// elements is the elements that are open, by their names.
type elements []string

// pass opens or closes an element.
func (e *elements) pass(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		if *e = append(*e, t.Name.Local); len(*e) > maxDepth {
			return fmt.Errorf("elements are nested more than %d deep", maxDepth)
		}
	case xml.EndElement:
		last := len(*e) - 1
		if last < 0 || (*e)[last] != t.Name.Local {
			return fmt.Errorf("</%s> closes nothing", t.Name.Local)
		}
		*e = (*e)[:last]
	}
	return nil
}

// tagged refuses text that no tag interrupts for long, because the decoder
// holds it in memory.
type tagged struct {
	r     io.Reader
	since int // bytes since the last tag began
}

// Read refuses what has no tag for long.
func (t *tagged) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if i := bytes.LastIndexByte(p[:n], '<'); i >= 0 {
		t.since = n - i
	} else {
		t.since += n
	}
	if t.since > maxToken {
		return 0, errors.New("too much text in one place")
	}
	return n, err
}
