package similarity

import "copydesk.dev/similarity/words"

// minContent is the fewest content words of a clause; a shorter one is read
// together with the next. 3 changes no plagdet and brings two reworded matches more
// among the news, 5 costs .2 points and brings one.
const minContent = 4

// clause is a stretch of a sentence between two marks of punctuation.
type clause struct {
	text    uint32
	from, n uint32 // first token, tokens
}

// clausesOf appends the clauses of a text to a list. They end with sentences, and
// at commas, semicolons, colons, dashes and brackets.
func clausesOf(list []clause, v *words.Vocabulary, text uint32, tokens []token) []clause {
	c := clause{text: text}
	content := 0
	for i, t := range tokens {
		if _, ok := v.Stem(t); ok {
			content++
		}
		c.n++
		last, end := i == len(tokens)-1, t.Boundary()
		if last || end == words.EndOfSentence || end == words.EndOfClause && content >= minContent {
			if content >= minContent {
				list = append(list, c)
			}
			c = clause{text: text, from: c.from + c.n}
			content = 0
		}
	}
	return list
}
