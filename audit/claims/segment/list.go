package segment

import "strings"

// MostTokens is how many words, numbers and marks a sentence has at most. Of
// 160,000 sentences of news the longest, a list of players, has 242, and in
// prose one in some thousands has 100. A longer run of text in which none ends is
// a list, a table, or speech that nobody put stops into; what modifies a word of
// it does not stand so far off.
const MostTokens = 400

// addRun appends a run of text in which no sentence ends: as one sentence, or,
// where it is too long for one, in parts that go on from one another. They are
// its items, whatever stands around them, so that a change to one leaves the
// others as they are; an item that is too long itself is cut where its words
// run over.
func (x *Rules) addRun(spans []Span, text string, s Span) []Span {
	if x.runsOver(text, s.Start, s.End) == s.End {
		return append(spans, s)
	}
	first := len(spans)
	for start, item := s.Start, s.Start; start < s.End; {
		if start == item {
			item = itemEnd(text, start, s.End)
		}
		part := Span{Block: s.Block, GoesOn: len(spans) > first}
		end := x.runsOver(text, start, item)
		if part.Start, part.End = trim(text, start, end); part.Start < part.End {
			spans = append(spans, part)
		}
		start = end
	}
	return spans
}

// itemEnd returns where the item of a list that begins at start ends: behind a
// semicolon or a bar, or before a bullet. Items as short as the cells of a table
// go together.
func itemEnd(text string, start, end int) int {
	const shortest = 40 // bytes
	for i := start + shortest; i < end; i++ {
		switch {
		case text[i] == ';' || text[i] == '|':
			return i + 1
		case strings.HasPrefix(text[i:end], "•"):
			return i
		}
	}
	return end
}

// runsOver returns where text[start:end] has more words than a sentence: end, if
// it hasn't, or behind the last comma that leaves at least half a sentence, or
// before a word, or, of marks without a space between, anywhere.
func (x *Rules) runsOver(text string, start, end int) int {
	if end-start <= MostTokens { // a token has a byte at least
		return end
	}
	var room [MostTokens + 1]Token
	tokens := room[:0]
	scan := Scan(text, start, end)
	for t, ok := scan.Next(); ok && len(tokens) <= MostTokens; t, ok = scan.Next() {
		tokens = append(tokens, t)
	}
	if len(tokens) <= MostTokens {
		return end
	}
	for _, ends := range []func(last, next *Token) bool{
		func(last, _ *Token) bool { return text[last.Start] == ',' },
		func(last, next *Token) bool { return last.End < next.Start },
	} {
		for i := MostTokens; i > MostTokens/2; i-- {
			if ends(&tokens[i-1], &tokens[i]) {
				return tokens[i].Start
			}
		}
	}
	return tokens[MostTokens].Start
}
