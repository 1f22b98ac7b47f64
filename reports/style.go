package reports

import (
	"cmp"
	"fmt"

	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/record"
)

const (
	// Arial, or a font of the same widths, is everywhere; with Calibri a row
	// that fits in one program is cut in another.
	fontFamily = "Arial"
	fontSize   = 9
	// defaultFontSize is what widths of columns are measured in.
	defaultFontSize = 10

	// One accent; the severities have colours of their own, always beside
	// their word.
	accent      = "1F5C7A"
	accentTint  = "E6EFF4"
	mutedColour = "5F6B73"
	ruleColour  = "D5DBDF"
	redColour   = "A61B1B"
	amberColour = "8A5300"

	inputHeaderColour = "C7DCE7"
)

// style is a cell style of the workbook.
type style int

const (
	styleText         style = iota
	styleMuted              // context around the words that matter
	styleStrong             // first words of a row
	styleNew                // what the last run did not have
	styleWholeArticle       // a check that is about an article, not a passage
	styleAltered            // a check that is about a quotation's words
	styleAlarm              // what must not be overlooked
	styleLink               // within the workbook or out of it
	styleLinkWhole          // a number that is a link
	styleWhole              // a whole number, or a score
	styleRowNumber
	styleUnknown // in place of a score
	stylePercent // 0 to 1, shown as a percentage
	styleDate
	styleHigh
	styleMedium
	styleLow
	styleInput     // for the reviewer to fill in
	styleInputDate // the same, a date
	styleHeader
	styleInputHeader
	styleNumberHeader
	styleNote  // a sentence in place of rows
	styleProse // a sentence beside no rows
	styleTitle
	styleHeading
	styleTile
	styleTileHigh
	styleTileMedium
	styleTileLabel
	styleCount
)

// look is what a style looks like; a zero field is as in a text cell.
type look struct {
	format   string // of numbers; text when ""
	size     float64
	bold     bool
	colour   string
	fill     string
	rule     string // the line below
	position position
}

// position is where in its cell text stands.
type position int

const (
	topLeft  position = iota // wrapped, with a little room on the left
	flush                    // the same without the room
	topRight                 // of numbers, not wrapped
	wrappedRight
	middleLeft // on one line
	bottomLeft // on one line
	topMiddle
	middle
)

var alignments = [...]excelize.Alignment{
	topLeft:      {Horizontal: "left", Vertical: "top", Indent: 1, WrapText: true},
	flush:        {Horizontal: "left", Vertical: "top", WrapText: true},
	topRight:     {Horizontal: "right", Vertical: "top", Indent: 1},
	wrappedRight: {Horizontal: "right", Vertical: "top", Indent: 1, WrapText: true},
	middleLeft:   {Horizontal: "left", Vertical: "center"},
	bottomLeft:   {Horizontal: "left", Vertical: "bottom"},
	topMiddle:    {Horizontal: "center", Vertical: "top"},
	middle:       {Horizontal: "center", Vertical: "center"},
}

const (
	asText  = "@"
	asWhole = "#,##0"
	asShare = "0%"
	asDay   = "yyyy-mm-dd"
	white   = "FFFFFF"
)

var looks = [styleCount]look{
	styleText:         {rule: ruleColour},
	styleMuted:        {rule: ruleColour, colour: mutedColour},
	styleStrong:       {rule: ruleColour, bold: true},
	styleNew:          {rule: ruleColour, bold: true, colour: accent},
	styleWholeArticle: {rule: ruleColour, bold: true, colour: white, fill: accent},
	styleAltered:      {rule: ruleColour, bold: true, colour: accent, fill: inputHeaderColour},
	styleAlarm:        {bold: true, colour: redColour, position: flush},
	styleLink:         {rule: ruleColour, colour: accent, format: "General"},
	styleLinkWhole:    {rule: ruleColour, colour: accent, format: asWhole, position: topRight},
	styleWhole:        {rule: ruleColour, format: asWhole, position: topRight},
	styleRowNumber:    {rule: ruleColour, colour: mutedColour, format: asWhole},
	styleUnknown:      {rule: ruleColour, colour: mutedColour, position: wrappedRight},
	stylePercent:      {rule: ruleColour, format: asShare, position: topRight},
	styleDate:         {rule: ruleColour, format: asDay},
	styleHigh:         {rule: ruleColour, bold: true, colour: redColour},
	styleMedium:       {rule: ruleColour, bold: true, colour: amberColour},
	styleLow:          {rule: ruleColour, bold: true, colour: mutedColour},
	styleInput:        {rule: ruleColour, fill: accentTint},
	styleInputDate:    {rule: ruleColour, fill: accentTint, format: asDay},
	styleHeader:       {rule: ruleColour, fill: accent, colour: white, bold: true},
	styleNumberHeader: {rule: ruleColour, fill: accent, colour: white, bold: true, position: wrappedRight},
	styleInputHeader:  {rule: ruleColour, fill: inputHeaderColour, colour: accent, bold: true},
	styleNote:         {size: 11, colour: mutedColour, position: middleLeft},
	styleProse:        {position: flush},
	styleTitle:        {size: 20, bold: true, colour: accent, position: middleLeft},
	styleHeading:      {size: 12, bold: true, colour: accent, rule: accent, position: bottomLeft},
	styleTile:         {size: 20, bold: true, colour: accent, fill: accentTint, format: asWhole, position: middle},
	styleTileHigh:     {size: 20, bold: true, colour: redColour, fill: accentTint, format: asWhole, position: middle},
	styleTileMedium:   {size: 20, bold: true, colour: amberColour, fill: accentTint, format: asWhole, position: middle},
	styleTileLabel:    {colour: mutedColour, fill: accentTint, position: topMiddle},
}

// addStyles registers every style with the workbook.
func (b *book) addStyles() error {
	for s, look := range looks {
		id, err := b.file.NewStyle(look.excelize())
		if err != nil {
			return fmt.Errorf("style %d: %w", s, err)
		}
		b.styles[s] = id
	}
	return nil
}

// excelize is the look in excelize's terms.
func (l look) excelize() *excelize.Style {
	format := cmp.Or(l.format, asText)
	style := &excelize.Style{
		Font:         &excelize.Font{Family: fontFamily, Size: cmp.Or(l.size, fontSize), Bold: l.bold, Color: l.colour},
		Alignment:    &alignments[l.position],
		CustomNumFmt: &format,
	}
	if l.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.rule != "" {
		style.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: l.rule}}
	}
	return style
}

// severityStyle is the style for a severity's word.
func severityStyle(s record.Severity) style {
	switch s {
	case record.High:
		return styleHigh
	case record.Medium:
		return styleMedium
	}
	return styleLow
}

// triageStyle is the style for a triage word.
func triageStyle(triage record.Triage) style {
	switch triage {
	case record.TriageHold:
		return styleHigh
	case record.TriageQuery:
		return styleMedium
	}
	return styleText
}
