package visible

import (
	"slices"
	"strconv"
	"strings"
)

// This file reads declarations of styles, as far as they decide whether text is
// seen. It is no implementation of CSS: lengths are guesses on a screen of
// screenWidth by screenHeight pixels, and what it can't read changes nothing.
const (
	screenWidth, screenHeight = 1280, 800
	fontPixels                = 16
)

// properties are the declarations of an element by the property's name.
type properties map[string]string

// visual are the properties that are looked at.
var visual = slices.Sorted(strings.FieldsSeq(`background background-color bottom clip clip-path color content-visibility direction display
	filter font font-size height inset left margin-left max-height max-width opacity overflow overflow-x overflow-y
	position right text-indent top transform scale unicode-bidi visibility width -webkit-text-fill-color`))

// declaration is one of a visual property.
type declaration struct {
	name, value string // in lower case
	important   bool
}

// declarations reads the visual declarations of a style, of each property the
// last that counts.
func declarations(style string) (list []declaration) {
	for style != "" {
		var one string
		one, style = cutOutside(style, ";")
		name, value, ok := strings.Cut(one, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, matters := slices.BinarySearch(visual, name); !ok || !matters {
			continue
		}
		value = strings.ToLower(strings.TrimSpace(value))
		value, important := strings.CutSuffix(value, "important")
		if important {
			value = strings.TrimSuffix(strings.TrimSpace(value), "!")
		}
		d := declaration{name, strings.TrimSpace(value), important}
		list = slices.DeleteFunc(list, func(before declaration) bool {
			return before.name == d.name && before.important == d.important
		})
		list = append(list, d)
	}
	return list
}

// take takes in those declarations that are important, or those that are not.
func (d properties) take(list []declaration, important bool) {
	for _, one := range list {
		if one.important != important {
			continue
		}
		d[one.name] = one.value
		switch one.name { // it sets these too
		case "background":
			delete(d, "background-color")
		case "font":
			delete(d, "font-size")
		}
	}
}

// cutOutside cuts s at the first of some characters that is in no bracket and
// no string.
func cutOutside(s, at string) (before, after string) {
	i := indexOutside(s, at, 0)
	return s[:i], s[min(i+1, len(s)):]
}

// indexOutside is where the first of some characters stands in s, from some place
// on, that is in no bracket and no string; the length of s if none does.
func indexOutside(s, at string, from int) int {
	depth := 0
	var quote byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case i >= from && depth == 0 && strings.IndexByte(at, c) >= 0:
			return i
		case c == '(' || c == '[':
			depth++
		case (c == ')' || c == ']') && depth > 0:
			depth--
		}
	}
	return len(s)
}

// pixels is a length in pixels, about.
func pixels(value string) (float64, bool) {
	digits := strings.TrimRight(value, "%abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, false
	}
	switch value[len(digits):] {
	case "px":
		return n, true
	case "":
		return n, n == 0
	case "pt":
		return n * 4 / 3, true
	case "em", "rem", "ch", "ex":
		return n * fontPixels, true
	case "%", "vw":
		return n * screenWidth / 100, true
	case "vh":
		return n * screenHeight / 100, true
	case "cm":
		return n * 38, true
	case "in":
		return n * 96, true
	}
	return 0, false
}

// fontSize says whether a font has a size that nobody can read. ok is false when
// the declarations say nothing about it.
func (d properties) fontSize() (tiny, ok bool) {
	size := d["font-size"]
	if size == "" {
		for part := range strings.FieldsSeq(d["font"]) {
			part, _, _ = strings.Cut(part, "/")
			if _, err := strconv.Atoi(part); err == nil && part != "0" {
				continue // a weight
			}
			if _, ok := pixels(part); ok {
				size = part
				break
			}
		}
	}
	n, known := pixels(size)
	relative := strings.HasSuffix(size, "%") || strings.HasSuffix(size, "em") && !strings.HasSuffix(size, "rem")
	if strings.HasSuffix(size, "%") {
		n = n / screenWidth * fontPixels
	}
	switch {
	case size == "" || size == "inherit":
		return false, false
	case known && n < leastFont:
		return true, true
	case relative:
		return false, false // of what it was before
	}
	return false, true
}
