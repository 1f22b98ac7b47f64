package article

import (
	"strings"

	"github.com/abadojack/whatlanggo"
	"github.com/kljensen/snowball/english"
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
	// minSure is how many bytes of these it has to be sure of before it is
	// believed against what an article states: some 70 words.
	minSure = 400
	// minEnglish is the share of a text's words that are English function words
	// if it is English. Nearly all English articles have more than a quarter;
	// other languages, which have a few, such as "in" and "was", less than a
	// tenth.
	minEnglish = 0.2
)

// languageOf returns ISO 639-1: the language that an article states, unless its
// text is long enough to show that this is wrong, as on pages made from another
// site's template; and "" when it can't be told. Most articles state English and
// are English, which their function words show in a thousandth of the time that
// the detector takes.
func languageOf(a *Article, stated string) string {
	if stated == "en" && looksEnglish(a.Text[:min(len(a.Text), maxGuess)]) {
		return stated
	}
	guess, sure := guessLanguage(a)
	if stated == "" || sure && detectable[stated] {
		return guess
	}
	return stated
}

// detectable are the languages that the detector knows. It takes others for one
// of these.
var detectable = func() map[string]bool {
	known := make(map[string]bool)
	for lang := range whatlanggo.Langs {
		known[lang.Iso6391()] = true
	}
	return known
}()

// looksEnglish reports whether a text has as many function words as English.
func looksEnglish(text string) bool {
	words, common := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		if english.IsStopWord(strings.ToLower(word)) {
			common++
		}
	}
	return float64(common) >= minEnglish*float64(words)
}

// guessLanguage returns ISO 639-1, or "" when the text is too short or too
// mixed to say, and whether the text leaves no doubt. The detector is asked block
// by block: it is rarely sure of a whole text full of foreign names, but is right
// about most blocks of it.
func guessLanguage(a *Article) (lang string, sure bool) {
	type vote struct{ blocks, sureBytes int }
	votes := map[whatlanggo.Lang]vote{}
	asked := 0
	for _, b := range a.Blocks {
		if b.End-b.Start < minGuess {
			continue
		}
		block := a.Text[b.Start:min(b.End, b.Start+maxGuess)]
		answer := whatlanggo.Detect(strings.ToValidUTF8(block, ""))
		v := votes[answer.Lang]
		v.blocks++
		if answer.IsReliable() {
			v.sureBytes += len(block)
		}
		votes[answer.Lang] = v
		if asked++; asked == maxAsked {
			break
		}
	}
	for lang, v := range votes {
		if float64(v.blocks) >= minAgreed*float64(asked) {
			iso := lang.Iso6391()
			return iso, iso != "" && v.sureBytes >= minSure
		}
	}
	return "", false
}
