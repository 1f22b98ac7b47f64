// Package dateparser stands in for github.com/markusmobius/go-dateparser, which
// compiles four thousand regular expressions whenever a program starts. Only
// go-htmldate's extensive search asks it, and that is never asked for here: what
// is below is what go-htmldate names.
package dateparser

import (
	"errors"
	"time"
)

// Configuration says how a text is read.
type Configuration struct {
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// PreferredDateSource is where a date without a year lies.
type PreferredDateSource uint8

// Past is the only one that is named.
const Past PreferredDateSource = 0

// ParserType is a way to read a text.
type ParserType uint8

// These are named.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// Parser reads texts.
type Parser struct{ ParserTypes []ParserType }

// Date is what a text says.
type Date struct{ Time time.Time }

// ErrLeftOut is what Parse returns.
var ErrLeftOut = errors.New("dateparser: left out of this program")

// Parse reads nothing.
func (*Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, ErrLeftOut }
