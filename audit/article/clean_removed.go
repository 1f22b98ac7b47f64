package article

import "fmt"

const (
	// maxOutside and maxOutsideBytes bound what is listed of a page beyond its
	// article: blocks, and bytes of their text.
	maxOutside      = 1000
	maxOutsideBytes = 64 << 10
	// maxTogether is how many bytes blocks may have together to be one entry: what
	// can be read at a glance.
	maxTogether = 1000
)

// removedList lists removed blocks as an editor reads them: those that stand
// next to each other and go for the same reason, such as a menu's items, are one
// entry, a block a line.
type removedList struct {
	entries []Removed
	apart   bool // something stands between the last entry and what comes next

	listed, listedBytes     int // blocks beyond the article
	unlisted, unlistedBytes int
}

func (l *removedList) add(text, reason string) {
	last := len(l.entries) - 1
	if last >= 0 && !l.apart && l.entries[last].Reason == reason && len(l.entries[last].Text)+len(text) < maxTogether {
		l.entries[last].Text += "\n" + text
		return
	}
	l.entries = append(l.entries, Removed{text, reason})
	l.apart = false
}

// admits reports whether one more block beyond the article is to be listed.
func (l *removedList) admits(text string) bool {
	if l.listed == maxOutside || l.listedBytes+len(text) > maxOutsideBytes {
		l.unlisted++
		l.unlistedBytes += len(text)
		l.apart = true
		return false
	}
	l.listed++
	l.listedBytes += len(text)
	return true
}

// list returns the entries, and how much was not listed, if any.
func (l *removedList) list() []Removed {
	if l.unlisted == 0 {
		return l.entries
	}
	return append(l.entries, Removed{fmt.Sprintf("… and %d more blocks of %d bytes", l.unlisted, l.unlistedBytes), notArticle})
}
