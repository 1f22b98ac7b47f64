package reports

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"copydesk.dev/audit/record"
	"copydesk.dev/reports/xlsx"
)

// node is an XML element.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Nodes   []node     `xml:",any"`
	Text    string     `xml:",chardata"`
}

func (n *node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all is every element of a name below n, in the document's order.
func (n *node) all(name string) []*node {
	var list []*node
	for i := range n.Nodes {
		if n.Nodes[i].XMLName.Local == name {
			list = append(list, &n.Nodes[i])
		}
		list = append(list, n.Nodes[i].all(name)...)
	}
	return list
}

// document is a package with every part parsed.
type document struct {
	t     testing.TB
	parts map[string]*node
	order []string
}

func parsePackage(t testing.TB, data []byte) *document {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	d := &document{t: t, parts: map[string]*node{}}
	for _, entry := range r.File {
		in, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatalf("%s: %v", entry.Name, err)
		}
		if d.parts[entry.Name] != nil {
			t.Errorf("%s is there twice", entry.Name)
		}
		root := &node{}
		if err := xml.Unmarshal(text, root); err != nil {
			t.Fatalf("%s: %v", entry.Name, err)
		}
		d.parts[entry.Name], d.order = root, append(d.order, entry.Name)
	}
	return d
}

// relations is what a part refers to, by ID; targets that are in the package
// are named as it names them.
func (d *document) relations(part string) map[string]string {
	list := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		list = "_rels/.rels"
	}
	rels := d.parts[list]
	targets := map[string]string{}
	if rels == nil {
		return targets
	}
	for _, rel := range rels.all("Relationship") {
		target := rel.attr("Target")
		if rel.attr("TargetMode") != "External" {
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", path.Dir(part), target)
			}
			target = target[1:]
			if d.parts[target] == nil {
				d.t.Errorf("%s refers to %s, which is not there", part, target)
			}
		}
		if _, twice := targets[rel.attr("Id")]; twice {
			d.t.Errorf("%s has two relations %s", part, rel.attr("Id"))
		}
		targets[rel.attr("Id")] = target
	}
	return targets
}

// worksheetOrder is the order that the schema wants a sheet's elements in.
var worksheetOrder = []string{
	"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter", "mergeCells",
	"conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
	"drawing", "legacyDrawing", "tableParts", "extLst",
}

// TestSchema holds workbooks against what the format's schema and
// specification ask for, as far as programs are known to refuse or repair
// files for it.
func TestSchema(t *testing.T) {
	for name, log := range map[string]*record.Log{
		"sample": sampleLog(), "second": secondLog(), "hostile": hostileLog(), "empty": {}, "big": bigLog(400),
	} {
		for _, rows := range []int{maxRows, 12} {
			t.Run(fmt.Sprintf("%s %d", name, rows), func(t *testing.T) {
				d := parsePackage(t, renderBytes(t, log, rows))
				d.checkContentTypes()
				d.checkRelations()
				d.checkWorkbook()
				for i := range sheetNames {
					d.checkSheet(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
				}
				d.checkTables()
			})
		}
	}
}

func (d *document) checkContentTypes() {
	defaults, overrides := map[string]bool{}, map[string]bool{}
	for _, n := range d.parts[contentTypes].Nodes {
		key, seen := "/"+strings.TrimPrefix(n.attr("PartName"), "/"), overrides
		if n.XMLName.Local == "Default" {
			key, seen = n.attr("Extension"), defaults
		} else if d.parts[key[1:]] == nil {
			d.t.Errorf("a content type for %s, which is not there", key)
		}
		if seen[key] {
			d.t.Errorf("two content types for %s", key)
		}
		seen[key] = true
	}
	for _, name := range d.order {
		if name != contentTypes && !overrides["/"+name] && !defaults[strings.TrimPrefix(path.Ext(name), ".")] {
			d.t.Errorf("%s has no content type", name)
		}
		if path.Ext(name) == ".xml" && name != contentTypes && !overrides["/"+name] {
			d.t.Errorf("%s has the content type of any XML", name)
		}
	}
}

// checkRelations checks that every part is referred to, and every reference
// by ID is to a relation that is there.
func (d *document) checkRelations() {
	reached := map[string]bool{}
	for _, part := range append([]string{""}, d.order...) {
		targets := d.relations(part)
		for _, target := range targets {
			reached[target] = true
		}
		if part == "" {
			continue
		}
		for _, n := range append(d.parts[part].all("tablePart"), append(d.parts[part].all("drawing"), append(d.parts[part].all("chart"), d.parts[part].all("sheet")...)...)...) {
			for _, a := range n.Attrs {
				if strings.HasSuffix(a.Name.Space, "/relationships") && targets[a.Value] == "" {
					d.t.Errorf("%s: %s refers to %q, which is no relation", part, n.XMLName.Local, a.Value)
				}
			}
		}
	}
	for _, part := range d.order {
		if part != contentTypes && path.Ext(part) != ".rels" && !reached[part] {
			d.t.Errorf("nothing refers to %s", part)
		}
	}
}

var reference = regexp.MustCompile(`(\w+)!\$[A-Z]+\$?\d*(:\$[A-Z]+\$?\d*)?`)

func (d *document) checkWorkbook() {
	names, ids := map[string]bool{}, map[string]bool{}
	book := d.parts["xl/workbook.xml"]
	for _, sheet := range book.all("sheet") {
		name := strings.ToLower(sheet.attr("name"))
		if names[name] || ids[sheet.attr("sheetId")] || len(name) > 31 || strings.ContainsAny(name, `[]:*?/\`) {
			d.t.Errorf("sheet %q (%s): not a name or ID of its own", name, sheet.attr("sheetId"))
		}
		names[name], ids[sheet.attr("sheetId")] = true, true
	}
	defined := map[string]bool{}
	for _, n := range book.all("definedName") {
		key := n.attr("name") + "/" + n.attr("localSheetId")
		m := reference.FindStringSubmatch(n.Text)
		if defined[key] || strings.HasPrefix(n.Text, "=") || m == nil && !strings.Contains(n.Text, "!$1:$1") || m != nil && !names[strings.ToLower(m[1])] {
			d.t.Errorf("defined name %s refers to %q", key, n.Text)
		}
		defined[key] = true
	}
	for _, part := range d.order {
		if !strings.HasPrefix(part, "xl/charts/") {
			continue
		}
		for _, f := range d.parts[part].all("f") {
			if m := reference.FindStringSubmatch(f.Text); m == nil || !names[strings.ToLower(m[1])] {
				d.t.Errorf("%s draws %q", part, f.Text)
			}
		}
	}
	for _, drawing := range d.order {
		for _, n := range d.parts[drawing].all("cNvPr") {
			if strings.HasPrefix(drawing, "xl/drawings/") && n.attr("descr") == "" {
				d.t.Errorf("%s: %s has no alternative text", drawing, n.attr("name"))
			}
		}
	}
}

// area is the corners of a range of cells.
func (d *document) area(ref string) (left, top, right, bottom int) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		to = from
	}
	left, top, err1 := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err1 != nil || err2 != nil || left > right || top > bottom {
		d.t.Errorf("%q is no range", ref)
	}
	return
}

func (d *document) checkSheet(part string) {
	sheet := d.parts[part]
	at := -1
	for _, n := range sheet.Nodes {
		i := slices.Index(worksheetOrder, n.XMLName.Local)
		if i <= at {
			d.t.Errorf("%s: %s is out of order", part, n.XMLName.Local)
		}
		at = i
	}
	last := 0
	for _, col := range sheet.all("col") {
		from, _ := strconv.Atoi(col.attr("min"))
		to, _ := strconv.Atoi(col.attr("max"))
		if from <= last || to < from {
			d.t.Errorf("%s: columns %d to %d after %d", part, from, to, last)
		}
		last = to
	}
	styles := len(d.parts["xl/styles.xml"].all("cellXfs")[0].Nodes)
	row := 0
	for _, r := range sheet.all("row") {
		number, _ := strconv.Atoi(r.attr("r"))
		height, _ := strconv.ParseFloat(r.attr("ht"), 64)
		if number <= row || number > excelize.TotalRows || height > 409 {
			d.t.Errorf("%s: row %d, %.0f points high, after row %d", part, number, height, row)
		}
		row = number
		column := 0
		for _, c := range r.Nodes {
			x, y, _, _ := d.area(c.attr("r"))
			style, _ := strconv.Atoi(c.attr("s"))
			if x <= column || y != row || style >= styles {
				d.t.Errorf("%s: cell %s, style %d of %d, in row %d after column %d", part, c.attr("r"), style, styles, row, column)
			}
			column = x
			d.checkCell(part, &c)
		}
	}
	if at := sheet.all("dimension"); len(at) > 0 && row > 1 && at[0].attr("ref") != "A1" {
		if _, _, _, bottom := d.area(at[0].attr("ref")); bottom > row {
			d.t.Errorf("%s: its area %s ends below its last row %d", part, at[0].attr("ref"), row)
		}
	}
	taken := map[[2]int]bool{}
	for _, m := range sheet.all("mergeCell") {
		left, top, right, bottom := d.area(m.attr("ref"))
		for x := left; x <= right; x++ {
			for y := top; y <= bottom; y++ {
				if taken[[2]int{x, y}] {
					d.t.Errorf("%s: %s overlaps other merged cells", part, m.attr("ref"))
				}
				taken[[2]int{x, y}] = true
			}
		}
	}
	for _, v := range sheet.all("dataValidation") {
		if _, _, _, bottom := d.area(v.attr("sqref")); bottom > row {
			d.t.Errorf("%s: a dropdown down to row %d of %d", part, bottom, row)
		}
		if f := v.all("formula1"); len(f) != 1 || strings.HasPrefix(f[0].Text, "=") {
			d.t.Errorf("%s: a dropdown without a list", part)
		}
	}
}

func (d *document) checkCell(part string, c *node) {
	at := part + "!" + c.attr("r")
	text := ""
	for _, n := range c.all("t") {
		text += n.Text
	}
	if units16(xlsx.Unescape(text), maxUnits+1) > maxUnits {
		d.t.Errorf("%s: more text than a cell holds", at)
	}
	switch kind := c.attr("t"); kind {
	case "inlineStr":
		if len(c.all("is")) != 1 {
			d.t.Errorf("%s: inline text without text", at)
		}
	case "str":
		if len(c.all("f")) != 1 || len(c.all("v")) != 1 {
			d.t.Errorf("%s: a formula without its value", at)
		}
	case "", "n":
		for _, v := range c.all("v") {
			if _, err := strconv.ParseFloat(v.Text, 64); err != nil {
				d.t.Errorf("%s: %q is no number", at, v.Text)
			}
		}
	case "s":
	default:
		d.t.Errorf("%s: type %s", at, kind)
	}
	for _, f := range c.all("f") {
		if len(f.Text) > 8192 || strings.HasPrefix(f.Text, "=") {
			d.t.Errorf("%s: formula %.50q", at, f.Text)
		}
	}
}

// checkTables checks tables against the sheets they are on.
func (d *document) checkTables() {
	names, ids := map[string]bool{}, map[string]bool{}
	for i := range sheetNames {
		part := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		for _, target := range d.relations(part) {
			table := d.parts[target]
			if table.XMLName.Local != "table" {
				continue
			}
			name := strings.ToLower(table.attr("displayName"))
			if names[name] || ids[table.attr("id")] {
				d.t.Errorf("%s: the name %s or the ID %s is another table's", target, name, table.attr("id"))
			}
			names[name], ids[table.attr("id")] = true, true
			left, top, right, bottom := d.area(table.attr("ref"))
			if filter := table.all("autoFilter"); bottom <= top || len(filter) != 1 || filter[0].attr("ref") != table.attr("ref") {
				d.t.Errorf("%s: over %s, its filter another", target, table.attr("ref"))
			}
			columns := table.all("tableColumn")
			if len(columns) != right-left+1 {
				d.t.Errorf("%s: %d columns over %s", target, len(columns), table.attr("ref"))
				continue
			}
			seen := map[string]bool{}
			header := d.parts[part].all("row")[0]
			for j, c := range columns {
				shown := header.Nodes[j].all("t")[0].Text
				if c.attr("name") != shown || seen[strings.ToLower(shown)] {
					d.t.Errorf("%s: column %q over %q", target, c.attr("name"), shown)
				}
				seen[strings.ToLower(shown)] = true
			}
		}
	}
}
