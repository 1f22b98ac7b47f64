package article

import (
	"strings"
	"testing"
)

// TestGuessLanguage asks about the first blocks that are long enough, and
// wants most of them to agree.
func TestGuessLanguage(t *testing.T) {
	blocks := map[rune]string{
		'e': "The council met on Thursday to talk about the bridge, and nobody had anything good to say about it.",
		'd': "Der Rat traf sich am Donnerstag, um über die Brücke zu sprechen, und niemand hatte etwas Gutes zu sagen.",
		's': "Der Rat traf sich am Donnerstag.",
	}
	for order, want := range map[string]string{
		"": "", "e": "en", "d": "de", "s": "", "sssse": "en", "eeeee": "en",
		"deeeeee": "en", "ddeeeee": "en", "dddeeee": "", "ed": "", "deee": "en", "eeeeeeedddd": "en", "eeeeedddddd": "en", "eeeedddddddd": "",
	} {
		var a Article
		for _, kind := range order {
			a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Start: len(a.Text), End: len(a.Text) + len(blocks[kind])})
			a.Text += blocks[kind] + "\n\n"
		}
		if got := guessLanguage(&a); got != want {
			t.Errorf("%q: %q, want %q", order, got, want)
		}
	}
	long := strings.Repeat(blocks['d']+" ", maxGuess/len(blocks['d'])+1)
	a := Article{Text: long + strings.Repeat(blocks['e'], 200)}
	a.Blocks = []Block{{Kind: Paragraph, End: len(a.Text)}}
	if got := guessLanguage(&a); got != "de" {
		t.Errorf("a block that begins in German: %q", got)
	}
}
