package score

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"copydesk.dev/audit/regular"
	"copydesk.dev/audit/text"
)

// rating is the newsroom's own judgement of a source.
type rating struct {
	value string
	score float64 // 0 to 100
	note  string
}

// Ratings are the newsroom's own, found by a source's name or its domain.
type Ratings struct {
	byName   map[string]rating // folded
	byDomain map[string]rating
}

// ReadRatings reads a CSV file with the columns name, rating (0 to 100) and
// note; without a path, none. A name with a dot and no space is a domain, and
// holds for its subdomains.
func ReadRatings(path string) (*Ratings, error) {
	rs := &Ratings{make(map[string]rating), make(map[string]rating)}
	if path == "" {
		return rs, nil
	}
	file, err := regular.Read(path)
	if err != nil {
		return nil, fmt.Errorf("ratings: %w", err)
	}
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))) // spreadsheets write it
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	for first := true; ; first = false {
		fields, err := in.Read()
		if err == io.EOF {
			return rs, nil
		}
		if err != nil {
			return nil, fmt.Errorf("ratings %s: %w", path, err)
		}
		if first && strings.EqualFold(fields[0], "name") {
			continue
		}
		line, _ := in.FieldPos(0)
		if len(fields) < 2 {
			return nil, fmt.Errorf("ratings %s, line %d: want name,rating,note", path, line)
		}
		score, err := strconv.ParseFloat(strings.TrimSpace(fields[1]), 64)
		if err != nil || !(score >= 0 && score <= 100) { // NaN is none
			return nil, fmt.Errorf("ratings %s, line %d: rating %q is not a number from 0 to 100", path, line, fields[1])
		}
		r := rating{value: strings.TrimSpace(fields[1]), score: score}
		if len(fields) > 2 {
			r.note = strings.TrimSpace(fields[2])
		}
		if name := strings.TrimSpace(fields[0]); strings.Contains(name, ".") && !strings.Contains(name, " ") {
			rs.byDomain[strings.ToLower(strings.TrimPrefix(name, "*."))] = r
		} else {
			rs.byName[text.Key(name)] = r
		}
	}
}

// of returns the rating of a source.
func (rs *Ratings) of(name, domain string) (rating, bool) {
	if r, ok := rs.byName[text.Key(name)]; ok {
		return r, true
	}
	for domain = strings.ToLower(domain); domain != ""; {
		if r, ok := rs.byDomain[domain]; ok {
			return r, true
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return rating{}, false
}
