package words

// Word is a [Token] as a search holds it: a third of the size, as the texts of a
// search have far fewer different words than words. Where it ends, the text
// tells.
type Word struct {
	bits  uint32 // its number in the vocabulary, and flags
	Start uint32 // byte of the text
}

const (
	isPlainWord    = 1 << 31 // see isPlain
	endsItsLine    = 1 << 30 // see endsLine
	boundaryShift  = 28      // two bits: the boundary behind it
	maxWords       = 1 << boundaryShift
	wordNumber     = maxWords - 1
	boundaryNumber = 3
)

// Number is the number of the word in its vocabulary; equal words have equal
// numbers.
func (w Word) Number() uint32 { return w.bits & wordNumber }

// IsPlain reports whether a word is neither a name nor a number: it begins with a
// small letter, or one of a script that has no capitals.
func (w Word) IsPlain() bool { return w.bits&isPlainWord != 0 }

// EndsLine reports whether a line ends behind the word and the next does not go
// on with a small letter, as one that was only wrapped would.
func (w Word) EndsLine() bool { return w.bits&endsItsLine != 0 }

// Boundary is what ends behind the word.
func (w Word) Boundary() Boundary { return Boundary(w.bits >> boundaryShift & boundaryNumber) }

// End returns the byte of the text behind the word.
func (w Word) End(text string) int {
	end, _ := word(text, int(w.Start))
	return end
}
