package reports

import (
	"strings"

	"copydesk.dev/reports/worddiff"
)

const (
	maxPassage = 460 // runes of a passage on the Duplicates sheet
	maxSame    = 160 // runes of a stretch that is the same on both sides
)

// shorten cuts a long passage in the middle.
func shorten(s string) string { return cutMiddle(s, maxPassage) }

// maxContext is how many runes of a sentence beside the one that matters are
// shown.
const maxContext = 150

// firstWords is the beginning of a sentence.
func firstWords(s string) string { return line(s, maxContext) }

// lastWords is the end of a sentence.
func lastWords(s string) string {
	runes := []rune(line(s, maxUnits))
	if len(runes) <= maxContext {
		return string(runes)
	}
	tail := string(runes[len(runes)-maxContext+1:])
	if i := strings.IndexByte(tail, ' '); i >= 0 && i < len(tail)/2 {
		tail = tail[i+1:]
	}
	return "…" + tail
}

// condense cuts parts down to about maxPassage runes: first the middles of
// long stretches that are the same, and then what is left behind the limit.
func condense(parts []worddiff.Part) []worddiff.Part {
	total := 0
	for _, p := range parts {
		total += len([]rune(p.Text))
	}
	if total <= maxPassage {
		return parts
	}
	var short []worddiff.Part
	room := maxPassage
	for _, p := range parts {
		if room < 20 {
			return append(short, worddiff.Part{Text: "…", Kind: worddiff.Same})
		}
		limit := room
		if p.Kind == worddiff.Same {
			limit = min(room, maxSame)
		}
		p.Text = cutMiddle(p.Text, limit)
		room -= len([]rune(p.Text))
		short = append(short, p)
	}
	return short
}

// cutMiddle cuts s to at most limit runes, between words where it can.
func cutMiddle(s string, limit int) string {
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	half := (limit - 3) / 2
	head, tail := string(runes[:half]), string(runes[len(runes)-half:])
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 {
		head = head[:i]
	}
	if i := strings.IndexByte(tail, ' '); i >= 0 && i < len(tail)/2 {
		tail = tail[i+1:]
	}
	return head + " … " + tail
}
