package words

import "testing"

// TestBoundary shows what ends a clause and what a sentence.
func TestBoundary(t *testing.T) {
	for between, want := range map[string]Boundary{
		" ": NoBoundary, "-": NoBoundary, "\n": NoBoundary, " \n ": NoBoundary, "’": NoBoundary, ".": NoBoundary, ",": NoBoundary, "...": NoBoundary,
		". ": EndOfSentence, "! ": EndOfSentence, "?” ": EndOfSentence, "… ": EndOfSentence, "。": EndOfSentence, "！": EndOfSentence, "？": EndOfSentence,
		"... ": EndOfSentence, ",. ": EndOfSentence, "\n\n": EndOfSentence, " \n \n": EndOfSentence,
		", ": EndOfClause, "; ": EndOfClause, ": ": EndOfClause, " — ": EndOfClause, " – ": EndOfClause, " (": EndOfClause, ") ": EndOfClause,
		"，": EndOfClause, "；": EndOfClause, "、": EndOfClause, ", (. ": EndOfSentence,
	} {
		if got := boundary(between); got != want {
			t.Errorf("%q: %d, want %d", between, got, want)
		}
	}
}

// TestPlainWords tells words from names and numbers.
func TestPlainWords(t *testing.T) {
	for word, want := range map[string]bool{
		"a": true, "z": true, "mill": true, "über": true, "мельница": true, "中": true,
		"A": false, "Z": false, "Mill": false, "Über": false, "Мельница": false, "7": false, "`": false, "{": false, "№": false,
	} {
		if got := isPlain(word); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}
