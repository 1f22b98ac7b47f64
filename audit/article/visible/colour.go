package visible

import (
	"strconv"
	"strings"
)

// colour is a colour of the screen.
type colour struct {
	r, g, b float64 // 0 to 255
	alpha   float64 // 0 to 1
}

var (
	black = colour{alpha: 1}
	white = colour{255, 255, 255, 1}
)

// namedColours are the names that a page's ground or paper-coloured text has.
var namedColours = map[string]colour{
	"white": white, "black": black, "transparent": {}, "snow": {255, 250, 250, 1}, "ivory": {255, 255, 240, 1},
	"whitesmoke": {245, 245, 245, 1}, "ghostwhite": {248, 248, 255, 1}, "floralwhite": {255, 250, 240, 1},
}

// parseColour reads a colour as a style declares it, in lower case.
func parseColour(s string) (colour, bool) {
	if c, ok := namedColours[s]; ok {
		return c, true
	}
	if digits, ok := strings.CutPrefix(s, "#"); ok {
		return hexColour(digits)
	}
	name, rest, ok := strings.Cut(s, "(")
	if !ok || name != "rgb" && name != "rgba" && name != "hsl" && name != "hsla" {
		return colour{}, false
	}
	parts := strings.FieldsFunc(strings.TrimSuffix(rest, ")"), func(r rune) bool { return strings.ContainsRune(", /\t\n", r) })
	if len(parts) != 3 && len(parts) != 4 {
		return colour{}, false
	}
	c := colour{alpha: 1}
	if len(parts) == 4 {
		c.alpha = looks{"opacity": parts[3]}.opaque("opacity")
	}
	if strings.HasPrefix(name, "hsl") {
		return c, c.alpha < leastOpacity // only whether it is seen at all
	}
	for i, channel := range []*float64{&c.r, &c.g, &c.b} {
		digits, percent := strings.CutSuffix(parts[i], "%")
		n, err := strconv.ParseFloat(digits, 64)
		if err != nil {
			return colour{}, false
		}
		if percent {
			n = n * 255 / 100
		}
		*channel = n
	}
	return c, true
}

// hexColour reads three, four, six or eight digits.
func hexColour(digits string) (colour, bool) {
	if n := len(digits); n == 3 || n == 4 {
		var long strings.Builder
		for i := range n {
			long.WriteString(digits[i:i+1] + digits[i:i+1])
		}
		digits = long.String()
	}
	if len(digits) == 6 {
		digits += "ff"
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 8 {
		return colour{}, false
	}
	channel := func(shift uint) float64 { return float64(n >> shift & 0xff) }
	return colour{channel(24), channel(16), channel(8), channel(0) / 255}, true
}

// on reports whether text of colour c can be told from its ground.
func (c colour) on(ground colour) bool {
	apart := max(c.r-ground.r, ground.r-c.r, c.g-ground.g, ground.g-c.g, c.b-ground.b, ground.b-c.b)
	return c.alpha >= leastOpacity && apart > leastContrast
}

// ground finds the colour in a background. ok is false when it has none, or
// something else besides.
func ground(d looks) (c colour, ok bool) {
	if c, ok := parseColour(d["background-color"]); ok {
		return c, true
	}
	return parseColour(d["background"])
}
