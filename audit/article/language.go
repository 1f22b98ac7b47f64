package article

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

const (
	// maxAsked is how many blocks the detector is asked about; it takes a third
	// of a millisecond for one.
	maxAsked = 7
	// minGuess is the least length in bytes of a block worth asking about.
	minGuess = 80
	// maxGuess is how many bytes of a block it is asked about.
	maxGuess = 4 << 10
	// minAgreed is the share of those blocks that have to agree.
	minAgreed = 0.7
)

// guessLanguage returns ISO 639-1, or "" when the text is too short or too
// mixed to be sure. The detector is asked block by block: it is rarely sure of a
// whole text full of foreign names, but is right about most blocks of it.
func guessLanguage(a *Article) string {
	votes := map[whatlanggo.Lang]int{}
	asked := 0
	for _, b := range a.Blocks {
		if b.End-b.Start < minGuess {
			continue
		}
		block := a.Text[b.Start:min(b.End, b.Start+maxGuess)]
		votes[whatlanggo.DetectLang(strings.ToValidUTF8(block, ""))]++
		if asked++; asked == maxAsked {
			break
		}
	}
	for lang, n := range votes {
		if float64(n) >= minAgreed*float64(asked) {
			return lang.Iso6391()
		}
	}
	return ""
}
