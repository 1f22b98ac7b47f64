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

// What nobody sees.
const (
	leastOpacity  = 0.05
	leastFont     = 2    // pixels
	leastSide     = 1    // pixels, of a box that hides what flows over
	farOff        = -400 // pixels, of a box beyond the screen's left or top edge
	leastContrast = 12   // of 255, in any colour
)

// looks are the declarations of an element by the property's name.
type looks map[string]string

// telling are the properties that are looked at.
var telling = slices.Sorted(strings.FieldsSeq(`background background-color bottom clip clip-path color content-visibility direction display
	filter font font-size height inset left margin-left max-height max-width opacity overflow overflow-x overflow-y
	position right text-indent top transform scale unicode-bidi visibility width -webkit-text-fill-color`))

// declaration is one of a telling property.
type declaration struct {
	name, value string // in lower case
	important   bool
}

// declarations reads the telling declarations of a style, of each property the
// last that counts.
func declarations(style string) (list []declaration) {
	for style != "" {
		var one string
		one, style = cutOutside(style, ";")
		name, value, ok := strings.Cut(one, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, matters := slices.BinarySearch(telling, name); !ok || !matters {
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
func (d looks) take(list []declaration, important bool) {
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
		case depth == 0 && strings.IndexByte(at, c) >= 0:
			return s[:i], s[i+1:]
		case c == '(' || c == '[':
			depth++
		case (c == ')' || c == ']') && depth > 0:
			depth--
		}
	}
	return s, ""
}

// gone reports whether an element with these declarations is not to be seen,
// with all that is in it.
func (d looks) gone() bool {
	switch {
	case d["display"] == "none", d["content-visibility"] == "hidden",
		d.opaque("opacity") < leastOpacity, d.opaque("filter") < leastOpacity:
		return true
	case strings.HasPrefix(d["transform"], "scale(0)"), strings.HasPrefix(d["transform"], "scale(0,"),
		strings.HasPrefix(d["transform"], "scale3d(0,"), d["scale"] == "0":
		return true
	}
	if d.away("text-indent") || d.away("margin-left") || d.moved() || d.clipped() {
		return true
	}
	switch d["position"] {
	case "absolute", "fixed", "relative":
		if d.away("left") || d.away("right") || d.away("top") || d.away("bottom") || d.away("inset") {
			return true
		}
	}
	hides := strings.Contains(d["overflow"]+d["overflow-x"]+d["overflow-y"], "hidden") || strings.Contains(d["overflow"], "clip")
	return hides && (d.narrow("width") || d.narrow("height") || d.narrow("max-width") || d.narrow("max-height"))
}

// opaque is a property's opacity, 0 to 1.
func (d looks) opaque(name string) float64 {
	value := d[name]
	if name == "filter" {
		_, value, _ = strings.Cut(value, "opacity(")
		value, _, _ = strings.Cut(value, ")")
	}
	value, percent := strings.CutSuffix(value, "%")
	n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	switch {
	case err != nil:
		return 1
	case percent:
		return n / 100
	}
	return n
}

func (d looks) away(name string) bool {
	first, _, _ := strings.Cut(d[name], " ")
	n, ok := pixels(first)
	return ok && n <= farOff
}

func (d looks) narrow(name string) bool {
	n, ok := pixels(d[name])
	return ok && n <= leastSide
}

// moved reports whether a transformation moves the element off the screen.
func (d looks) moved() bool {
	_, arguments, ok := strings.Cut(d["transform"], "translate")
	if !ok {
		return false
	}
	_, arguments, _ = strings.Cut(arguments, "(")
	arguments, _, _ = strings.Cut(arguments, ")")
	for argument := range strings.SplitSeq(arguments, ",") {
		argument = strings.TrimSpace(argument)
		if n, ok := pixels(argument); ok && n <= farOff && !strings.HasSuffix(argument, "%") {
			return true
		}
	}
	return false
}

// clipped reports whether nothing is left of the element within its clip.
func (d looks) clipped() bool {
	if name, rest, ok := strings.Cut(d["clip"], "("); ok && name == "rect" && (d["position"] == "absolute" || d["position"] == "fixed") {
		sides := strings.FieldsFunc(strings.TrimSuffix(rest, ")"), func(r rune) bool { return r == ',' || r == ' ' })
		if len(sides) == 4 {
			top, ok1 := pixels(sides[0])
			right, ok2 := pixels(sides[1])
			bottom, ok3 := pixels(sides[2])
			left, ok4 := pixels(sides[3])
			return ok1 && ok2 && ok3 && ok4 && (right-left <= leastSide || bottom-top <= leastSide)
		}
	}
	name, rest, _ := strings.Cut(d["clip-path"], "(")
	first, _, _ := strings.Cut(strings.TrimSuffix(rest, ")"), " ")
	n, err := strconv.ParseFloat(strings.TrimRight(first, "%px"), 64)
	return err == nil && (name == "inset" && strings.HasSuffix(first, "%") && n >= 50 || name == "circle" && n == 0)
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
func (d looks) fontSize() (tiny, ok bool) {
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
