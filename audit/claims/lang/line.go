package lang

// Line is a sentence, or another stretch of a text, as its tokens.
type Line struct {
	Lexicon *Lexicon // of the text's language
	Text    string   // all of it: tokens have their places in it
	Tokens  []Token
}

// Words returns the text of tokens [from, to).
func (l *Line) Words(from, to int) string {
	if from >= to {
		return ""
	}
	return l.Text[l.Tokens[from].Start:l.Tokens[to-1].End]
}

// Surface returns a token as it stands in the text.
func (l *Line) Surface(i int) string { return l.Text[l.Tokens[i].Start:l.Tokens[i].End] }

// Around reports whether a word of the classes stands in tokens [from, to).
func (l *Line) Around(from, to int, c Class) bool {
	for i := max(0, from); i < min(to, len(l.Tokens)); i++ {
		if l.Tokens[i].Is(c) {
			return true
		}
	}
	return false
}

// Regarding reports whether a word about the topics stands in tokens [from, to).
func (l *Line) Regarding(from, to int, topics Topic) bool {
	for i := max(0, from); i < min(to, len(l.Tokens)); i++ {
		if l.Tokens[i].Regards(topics) {
			return true
		}
	}
	return false
}

// Has reports whether a word of the classes stands outside quotation marks.
func (l *Line) Has(c Class) bool {
	for i := range l.Tokens {
		if l.Tokens[i].Is(c) && !l.Tokens[i].Quoted {
			return true
		}
	}
	return false
}

// IsDash reports whether a mark is a dash.
func IsDash(s string) bool { return s == "—" || s == "–" || s == "―" }
