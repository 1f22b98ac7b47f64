package split

import (
	"errors"

	"copydesk.dev/audit/article/rejection"
)

var (
	// errTooLong is why an item that was passed over gives no article.
	errTooLong = errors.New("too long")
	// errUnclosed is why an item in which the next one opens gives none.
	errUnclosed = rejection.New("not closed before the next one begins")
)

// brokenItem is why one item can't be read that was found whole.
type brokenItem struct{ error }

// Unwrap returns the cause.
func (b brokenItem) Unwrap() error { return b.error }

// GoesOn reports whether an error is one item's alone: the stream then stands
// behind it, and the next may be sound.
func GoesOn(err error) bool {
	return errors.Is(err, errTooLong) || errors.Is(err, errUnclosed) || errors.As(err, new(brokenItem))
}
