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

// operator is one that is followed: how many operands it has, and what it does.
// Its operands are numbers but where it says otherwise.
type operator struct {
	operands int
	do       func(d *drawing, args operands)
}

// operands are those of an operator, and what their names stand for.
type operands struct {
	values    []pdf.Value
	resources pdf.Value
}

func (o operands) number(i int) float64 { return o.values[i].Float64() }

func (o operands) text(i int) string { return o.values[i].RawString() }

func (o operands) matrix() (m matrix) {
	for i := range m {
		m[i] = o.number(i)
	}
	return m
}

// named is the resource of a kind that the operand names.
func (o operands) named(kind string, i int) pdf.Value {
	return o.resources.Key(kind).Key(o.values[i].Name())
}

// operators are the operators that are followed, as PDF calls them.
var operators map[string]operator

func init() { // a form among them draws with them
	operators = map[string]operator{
		"q":  {0, func(d *drawing, _ operands) { d.save() }},
		"Q":  {0, func(d *drawing, _ operands) { d.restore() }},
		"cm": {6, func(d *drawing, args operands) { d.state.page = args.matrix().then(d.state.page) }},
		"Do": {1, func(d *drawing, args operands) { d.form(args.named("XObject", 0), args.resources) }},

		"BT": {0, func(d *drawing, _ operands) { d.state.begin(identityMatrix) }},
		"Tm": {6, func(d *drawing, args operands) { d.state.begin(args.matrix()) }},
		"Td": {2, func(d *drawing, args operands) { d.state.move(args.number(0), args.number(1)) }},
		"TD": {2, func(d *drawing, args operands) {
			d.state.leading = -args.number(1)
			d.state.move(args.number(0), args.number(1))
		}},
		"T*": {0, func(d *drawing, _ operands) { d.state.nextLine() }},

		"TL": {1, func(d *drawing, args operands) { d.state.leading = args.number(0) }},
		"Tc": {1, func(d *drawing, args operands) { d.state.letter = args.number(0) }},
		"Tw": {1, func(d *drawing, args operands) { d.state.word = args.number(0) }},
		"Tz": {1, func(d *drawing, args operands) { d.state.stretch = args.number(0) / 100 }},
		"Tf": {2, func(d *drawing, args operands) {
			d.state.font, d.state.size = d.font(args.named("Font", 0)), args.number(1)
		}},

		"Tj": {1, func(d *drawing, args operands) { d.show(args.text(0)) }},
		"TJ": {1, func(d *drawing, args operands) { d.showSpaced(args.values[0]) }},
		"'": {1, func(d *drawing, args operands) {
			d.state.nextLine()
			d.show(args.text(0))
		}},
		`"`: {3, func(d *drawing, args operands) {
			d.state.word, d.state.letter = args.number(0), args.number(1)
			d.state.nextLine()
			d.show(args.text(2))
		}},
	}
}

func (d *drawing) do(name string, args []pdf.Value, resources pdf.Value) {
	op, followed := operators[name]
	if followed && len(args) >= op.operands {
		op.do(d, operands{args[len(args)-op.operands:], resources})
	}
}

func (d *drawing) save() {
	if len(d.saved) < maxSaved {
		d.saved = append(d.saved, d.state)
	}
}

func (d *drawing) restore() {
	if last := len(d.saved) - 1; last >= 0 {
		d.state, d.saved = d.saved[last], d.saved[:last]
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

// begin sets where text and its lines begin.
func (s *state) begin(at matrix) { s.text, s.line = at, at }

func (s *state) nextLine() { s.move(0, -s.leading) }

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

// showSpaced draws the strings of a list. Numbers between them move the next one
// to the left, in thousandths of the font's size.
func (d *drawing) showSpaced(list pdf.Value) {
	for i := range list.Len() {
		if v := list.Index(i); v.Kind() == pdf.String {
			d.show(v.RawString())
		} else {
			d.state.advance(-v.Float64() / 1000 * d.state.size * d.state.stretch)
		}
	}
}
