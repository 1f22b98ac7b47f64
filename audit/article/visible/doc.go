// Package visible makes of a page, or of a text, what its reader sees.
//
// Pages hide text in more ways than by saying so: by attributes, by styles, by
// the rules of their style sheets, by letters as pale as the paper, by turning
// their order around. What a page hides is taken out of it and what it turns
// around is turned back, so that nothing hidden is taken for an article and no
// copied passage hides behind invisible words.
//
// It reads styles, it does not lay pages out: what it cannot read hides nothing.
package visible
