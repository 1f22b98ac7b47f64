package claims

import (
	"copydesk.dev/audit/claims/lang"
	"copydesk.dev/audit/claims/segment"
)

// Supported reports whether there is a language pack for the language (ISO
// 639-1, such as "en").
func Supported(language string) bool { return lang.Supported(language) }

// Segment returns the sentences of the text, in order, by the embedded English
// rules: every byte of a block that is not white space lies in exactly one. A
// block's end always ends a sentence. With no blocks, those of [segment.Paragraphs]
// are taken.
func Segment(text string, blocks []segment.Block) []segment.Span {
	x, err := lang.Embedded()
	if err != nil {
		panic("claims: embedded word lists: " + err.Error()) // a test reads them
	}
	if blocks == nil {
		blocks = segment.Paragraphs(text)
	}
	return x.Sentences.Sentences(text, blocks)
}
