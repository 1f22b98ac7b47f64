package claims

import "unicode/utf8"

// quotation is a stretch of a block between quotation marks, in tokens of the
// block: the marks themselves stand at from-1 and, if it was closed, at to.
type quotation struct {
	from, to int
	closed   bool
	double   bool // “…” rather than ‘…’
}

// quotations pairs the quotation marks of one block and marks the tokens
// between them as quoted. A double quotation left open runs to the block's
// end, as it does when a speech goes on in the next paragraph; a lone single
// mark is an apostrophe, and behind a plural it makes a possessive.
func quotations(text string, tokens []token, possessive *word) []quotation {
	var found []quotation
	open, double := -1, false
	end := func(i int, closed bool) {
		if open+1 < i {
			found = append(found, quotation{from: open + 1, to: i, closed: closed, double: double})
			for k := open + 1; k < i; k++ {
				tokens[k].quoted = true
			}
		}
		open = -1
	}
	for i := range tokens {
		if tokens[i].kind != quoteToken {
			continue
		}
		mark, size := utf8.DecodeRuneInString(text[tokens[i].start:])
		if tokens[i].end > tokens[i].start+size { // a twin
			mark = '"'
		}
		switch mark {
		case '"':
			switch again := opensAgain(text, tokens[i]); {
			case open >= 0 && double:
				if end(i, !again); again {
					open = i
				}
			case open < 0:
				open, double = i, true
			}
		case '“', '„', '«':
			if open < 0 {
				open, double = i, true
			}
		case '”', '»':
			if open >= 0 && double {
				end(i, true)
			}
		default: // single marks
			if open >= 0 && !double && closesSingle(text, tokens[i]) {
				end(i, true)
			} else if open < 0 && opensSingle(text, tokens[i]) && singleCloses(text, tokens[i+1:]) {
				open, double = i, false
			} else if i > 0 && tokens[i].start == tokens[i-1].end && text[tokens[i].start-1] == 's' {
				tokens[i].kind, tokens[i].word = wordToken, possessive // "the bakers' guild"
			}
		}
	}
	if open >= 0 && double {
		end(len(tokens), false)
	}
	return found
}

// opensAgain reports whether a mark that might close opens: a space before it, a
// letter after it. A speech of several paragraphs has one at the head of each,
// also where they have been run together.
func opensAgain(text string, t token) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:t.start])
	after, _ := utf8.DecodeRuneInString(text[t.end:])
	return t.start > 0 && isSpace(before) && isLetter(after)
}

// opensSingle: a space or an opening mark before it, a letter after it.
func opensSingle(text string, t token) bool {
	if text[t.start:t.end] == "’" {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:t.start])
	after, _ := utf8.DecodeRuneInString(text[t.end:])
	return isLetter(after) && (t.start == 0 || isSpace(before) || before == '(' || before == '—' || before == '–')
}

// closesSingle: no space before it, no letter after it.
func closesSingle(text string, t token) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:t.start])
	after, _ := utf8.DecodeRuneInString(text[t.end:])
	return !isSpace(before) && !isLetter(after) && !isDigit(after)
}

// singleCloses looks for the closing mark, no further than a quotation is long.
func singleCloses(text string, tokens []token) bool {
	const longest = 80 // tokens
	for i := 0; i < len(tokens) && i < longest; i++ {
		if tokens[i].kind != quoteToken {
			continue
		}
		switch text[tokens[i].start:tokens[i].end] {
		case "'", "’":
			if closesSingle(text, tokens[i]) {
				return true
			}
		case "‘", "“", "\"":
			return false
		}
	}
	return false
}
