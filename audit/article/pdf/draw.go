package pdf

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// run is a string as it is drawn.
type run struct {
	text   string
	x, y   float64 // of its start, from the page's lower left corner
	width  float64 // 0 unknown
	size   float64 // of the font
	spaced float64 // what the drawing adds between the letters
}

// drawing follows the drawing of a page and notes what text it draws. The
// library has a function for it, which adds a letter that is not there at the
// end of most lines and reads each font anew wherever it is used.
type drawing struct {
	fonts map[string]*font // by the font object's own text
	runs  []run

	state state
	saved []state
	forms int // forms drawn within each other
}

// state is the part of the graphics state that text depends on. Lengths are
// in units of the page but for those of the font, which are in its size.
type state struct {
	page, text, line matrix
	font             *font
	size             float64
	letter, word     float64 // added after each letter and each space
	stretch          float64 // 1 is none
	leading          float64
}

// matrix is a transformation as PDF writes it: a b c d e f.
type matrix [6]float64

var identityMatrix = matrix{1, 0, 0, 1, 0, 0}

// then is the transformation by m and after it by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

const (
	maxSaved = 500 // states
	maxForms = 10
	maxRuns  = 300_000 // strings on one page
)

// begin makes ready for a page.
func (d *drawing) begin() {
	d.runs, d.saved = d.runs[:0], nil
	d.state = state{page: identityMatrix, text: identityMatrix, line: identityMatrix, stretch: 1}
}

// draw follows one page or a form on it.
func (d *drawing) draw(content, resources pdf.Value) {
	pdf.Interpret(content, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		if len(d.runs) < maxRuns {
			d.do(op, args, resources)
		}
	})
}

// arity is how many operands the operators have that are followed.
var arity = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "BT": 0, "Td": 2, "TD": 2, "Tm": 6, "T*": 0, "TL": 1, "Tc": 1, "Tw": 1, "Tz": 1,
	"Tf": 2, "Tj": 1, "TJ": 1, "'": 1, `"`: 3, "Do": 1,
}

func (d *drawing) do(op string, args []pdf.Value, resources pdf.Value) {
	n, followed := arity[op]
	if !followed || len(args) < n {
		return
	}
	args = args[len(args)-n:]
	number := func(i int) float64 { return args[i].Float64() }
	s := &d.state
	switch op {
	case "q":
		if len(d.saved) < maxSaved {
			d.saved = append(d.saved, *s)
		}
	case "Q":
		if last := len(d.saved) - 1; last >= 0 {
			*s, d.saved = d.saved[last], d.saved[:last]
		}
	case "cm", "Tm":
		var m matrix
		for i := range m {
			m[i] = number(i)
		}
		if op == "cm" {
			s.page = m.then(s.page)
		} else {
			s.text, s.line = m, m
		}
	case "BT":
		s.text, s.line = identityMatrix, identityMatrix
	case "TD":
		s.leading = -number(1)
		s.move(number(0), number(1))
	case "Td":
		s.move(number(0), number(1))
	case "T*":
		s.move(0, -s.leading)
	case "TL":
		s.leading = number(0)
	case "Tc":
		s.letter = number(0)
	case "Tw":
		s.word = number(0)
	case "Tz":
		s.stretch = number(0) / 100
	case "Tf":
		s.font, s.size = d.font(resources.Key("Font").Key(args[0].Name())), number(1)
	case "Tj":
		d.show(args[0].RawString())
	case "'":
		s.move(0, -s.leading)
		d.show(args[0].RawString())
	case `"`:
		s.word, s.letter = number(0), number(1)
		s.move(0, -s.leading)
		d.show(args[2].RawString())
	case "TJ":
		for i := range args[0].Len() {
			if v := args[0].Index(i); v.Kind() == pdf.String {
				d.show(v.RawString())
			} else {
				s.advance(-v.Float64() / 1000 * s.size * s.stretch)
			}
		}
	case "Do":
		d.form(resources.Key("XObject").Key(args[0].Name()), resources)
	}
}

// form draws what is drawn by reference.
func (d *drawing) form(form, resources pdf.Value) {
	if form.Key("Subtype").Name() != "Form" || d.forms == maxForms {
		return
	}
	if own := form.Key("Resources"); own.Kind() == pdf.Dict {
		resources = own
	}
	before, saved := d.state, d.saved
	if m := form.Key("Matrix"); m.Len() == 6 {
		var by matrix
		for i := range by {
			by[i] = m.Index(i).Float64()
		}
		d.state.page = by.then(d.state.page)
	}
	d.forms++
	d.saved = nil
	d.draw(form, resources)
	d.forms--
	d.state, d.saved = before, saved
}

func (s *state) move(x, y float64) {
	s.line = matrix{1, 0, 0, 1, x, y}.then(s.line)
	s.text = s.line
}

func (s *state) advance(x float64) { s.text = matrix{1, 0, 0, 1, x, 0}.then(s.text) }

// show draws a string.
func (d *drawing) show(raw string) {
	s := &d.state
	if s.font == nil || raw == "" {
		return
	}
	at := s.text.then(s.page)
	letters, spaces, width := s.font.measure(raw)
	along := (width*s.size + float64(letters)*s.letter + float64(spaces)*s.word) * s.stretch
	s.advance(along)
	scale := math.Hypot(at[0], at[1])
	d.runs = append(d.runs, run{
		text: s.font.decode(raw), x: at[4], y: at[5],
		width: along * scale, size: math.Abs(s.size) * math.Hypot(at[2], at[3]), spaced: s.letter * scale,
	})
}
