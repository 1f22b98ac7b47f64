package workbook

import (
	"cmp"
	"fmt"

	"github.com/xuri/excelize/v2"
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
	Accent      = "1F5C7A"
	accentTint  = "E6EFF4"
	MutedColour = "5F6B73" // of context
	ruleColour  = "D5DBDF"
	RedColour   = "A61B1B" // of high severity, and of alarms
	amberColour = "8A5300"

	inputHeaderColour = "C7DCE7"
)

// Style is a cell style of the workbook.
type Style int

const (
	StyleText         Style = iota // of no other kind
	StyleMuted                     // context around the words that matter
	StyleStrong                    // first words of a row
	StyleNew                       // what the last run did not have
	StyleWholeArticle              // a check that is about an article, not a passage
	StyleAltered                   // a check that is about a quotation's words
	StyleAlarm                     // what must not be overlooked
	StyleLink                      // within the workbook or out of it
	StyleLinkWhole                 // a number that is a link
	StyleWhole                     // a whole number, or a score
	StyleRowNumber                 // in the first column of a table
	StyleUnknown                   // in place of a score
	StylePercent                   // 0 to 1, shown as a percentage
	StyleDate                      // a day
	StyleHigh                      // a severity or triage, as are the next two
	StyleMedium                    // in amber
	StyleLow                       // muted
	StyleInput                     // for the reviewer to fill in
	StyleInputDate                 // the same, a date
	StyleHeader                    // names a column
	StyleInputHeader               // names one for the reviewer
	StyleNumberHeader              // names one of numbers
	StyleNote                      // a sentence in place of rows
	StyleProse                     // a sentence beside no rows
	StyleTitle                     // of a page
	StyleHeading                   // of a section
	StyleTile                      // a count in large figures
	StyleTileHigh                  // the same in red
	StyleTileMedium                // the same in amber
	StyleTileLabel                 // what is counted
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
	StyleText:         {rule: ruleColour},
	StyleMuted:        {rule: ruleColour, colour: MutedColour},
	StyleStrong:       {rule: ruleColour, bold: true},
	StyleNew:          {rule: ruleColour, bold: true, colour: Accent},
	StyleWholeArticle: {rule: ruleColour, bold: true, colour: white, fill: Accent},
	StyleAltered:      {rule: ruleColour, bold: true, colour: Accent, fill: inputHeaderColour},
	StyleAlarm:        {bold: true, colour: RedColour, position: flush},
	StyleLink:         {rule: ruleColour, colour: Accent, format: "General"},
	StyleLinkWhole:    {rule: ruleColour, colour: Accent, format: asWhole, position: topRight},
	StyleWhole:        {rule: ruleColour, format: asWhole, position: topRight},
	StyleRowNumber:    {rule: ruleColour, colour: MutedColour, format: asWhole},
	StyleUnknown:      {rule: ruleColour, colour: MutedColour, position: wrappedRight},
	StylePercent:      {rule: ruleColour, format: asShare, position: topRight},
	StyleDate:         {rule: ruleColour, format: asDay},
	StyleHigh:         {rule: ruleColour, bold: true, colour: RedColour},
	StyleMedium:       {rule: ruleColour, bold: true, colour: amberColour},
	StyleLow:          {rule: ruleColour, bold: true, colour: MutedColour},
	StyleInput:        {rule: ruleColour, fill: accentTint},
	StyleInputDate:    {rule: ruleColour, fill: accentTint, format: asDay},
	StyleHeader:       {rule: ruleColour, fill: Accent, colour: white, bold: true},
	StyleNumberHeader: {rule: ruleColour, fill: Accent, colour: white, bold: true, position: wrappedRight},
	StyleInputHeader:  {rule: ruleColour, fill: inputHeaderColour, colour: Accent, bold: true},
	StyleNote:         {size: 11, colour: MutedColour, position: middleLeft},
	StyleProse:        {position: flush},
	StyleTitle:        {size: 20, bold: true, colour: Accent, position: middleLeft},
	StyleHeading:      {size: 12, bold: true, colour: Accent, rule: Accent, position: bottomLeft},
	StyleTile:         {size: 20, bold: true, colour: Accent, fill: accentTint, format: asWhole, position: middle},
	StyleTileHigh:     {size: 20, bold: true, colour: RedColour, fill: accentTint, format: asWhole, position: middle},
	StyleTileMedium:   {size: 20, bold: true, colour: amberColour, fill: accentTint, format: asWhole, position: middle},
	StyleTileLabel:    {colour: MutedColour, fill: accentTint, position: topMiddle},
}

// addStyles registers every style with the workbook.
func (b *Book) addStyles() error {
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
