package visible

import (
	"slices"
	"strconv"
	"strings"
)

// What nobody sees.
const (
	leastOpacity  = 0.05
	leastFont     = 2    // pixels
	leastSide     = 1    // pixels, of a box that hides what flows over
	farOff        = -400 // pixels, of a box beyond the screen's left or top edge
	leastContrast = 12   // of 255, in any colour
)

// hiding are the ways of declarations to hide an element with all that is in it.
var hiding = []func(properties) bool{
	func(d properties) bool { return d["display"] == "none" || d["content-visibility"] == "hidden" },
	func(d properties) bool {
		return d.opacity("opacity") < leastOpacity || d.opacity("filter") < leastOpacity
	},
	properties.shrunk,
	properties.moved,
	properties.beyondEdge,
	properties.clipped,
	properties.clippedByPath,
	properties.cropped,
}

// hides reports whether an element with these declarations is not to be seen,
// with all that is in it.
func (d properties) hides() bool {
	return slices.ContainsFunc(hiding, func(hides func(properties) bool) bool { return hides(d) })
}

// shrunk reports whether the element is drawn without any size.
func (d properties) shrunk() bool {
	for _, nothing := range []string{"scale(0)", "scale(0,", "scale3d(0,"} {
		if strings.HasPrefix(d["transform"], nothing) {
			return true
		}
	}
	return d["scale"] == "0"
}

// beyondEdge reports whether the element's place is off the screen.
func (d properties) beyondEdge() bool {
	if d.away("text-indent") || d.away("margin-left") {
		return true
	}
	switch d["position"] {
	case "absolute", "fixed", "relative":
		return slices.ContainsFunc([]string{"left", "right", "top", "bottom", "inset"}, d.away)
	}
	return false
}

// cropped reports whether the element's text flows over a box too small for any
// of it, and is hidden there.
func (d properties) cropped() bool {
	crops := strings.Contains(d["overflow"]+d["overflow-x"]+d["overflow-y"], "hidden") || strings.Contains(d["overflow"], "clip")
	return crops && slices.ContainsFunc([]string{"width", "height", "max-width", "max-height"}, d.narrow)
}

// opacity is a property's opacity, 0 to 1.
func (d properties) opacity(name string) float64 {
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

func (d properties) away(name string) bool {
	first, _, _ := strings.Cut(d[name], " ")
	n, ok := pixels(first)
	return ok && n <= farOff
}

func (d properties) narrow(name string) bool {
	n, ok := pixels(d[name])
	return ok && n <= leastSide
}

// moved reports whether a transformation moves the element off the screen.
func (d properties) moved() bool {
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
func (d properties) clipped() bool {
	name, rest, _ := strings.Cut(d["clip"], "(")
	if name != "rect" || d["position"] != "absolute" && d["position"] != "fixed" {
		return false
	}
	list := strings.FieldsFunc(strings.TrimSuffix(rest, ")"), func(r rune) bool { return r == ',' || r == ' ' })
	var sides []float64 // top, right, bottom, left
	for _, side := range list {
		n, ok := pixels(side)
		if !ok {
			return false
		}
		sides = append(sides, n)
	}
	return len(sides) == 4 && (sides[1]-sides[3] <= leastSide || sides[2]-sides[0] <= leastSide)
}

// clippedByPath is clipped for the property that took that one's place.
func (d properties) clippedByPath() bool {
	shape, rest, _ := strings.Cut(d["clip-path"], "(")
	first, _, _ := strings.Cut(strings.TrimSuffix(rest, ")"), " ")
	n, err := strconv.ParseFloat(strings.TrimRight(first, "%px"), 64)
	switch {
	case err != nil:
		return false
	case shape == "circle":
		return n == 0
	}
	return shape == "inset" && strings.HasSuffix(first, "%") && n >= 50
}
