package pdf

import "github.com/ledongthuc/pdf"

// font is a font as far as reading needs it: what its codes stand for, and
// how wide they are drawn.
type font struct {
	encoding pdf.TextEncoding
	font     pdf.Font
	wide     bool            // its codes are two bytes
	widths   map[int]float64 // of two-byte codes, in thousandths of the size
	usual    float64         // of codes that are not in widths
	known    [256]float64    // of single bytes
}

// typical is the width of a character, in units of the font's size, where the
// document gives none.
const typical = 0.5

// font reads a font, once for each document.
func (d *drawing) font(v pdf.Value) *font {
	if v.Kind() != pdf.Dict {
		return nil
	}
	key := v.String()
	if f, ok := d.fonts[key]; ok {
		return f
	}
	f := &font{font: pdf.Font{V: v}, usual: 1000}
	f.encoding = f.font.Encoder()
	if f.wide = v.Key("Subtype").Name() == "Type0"; f.wide {
		below := v.Key("DescendantFonts").Index(0)
		if w := below.Key("DW"); !w.IsNull() {
			f.usual = w.Float64()
		}
		f.widths = wideWidths(below.Key("W"))
	} else {
		first, last, all := f.font.FirstChar(), f.font.LastChar(), f.font.Widths()
		for code := range f.known {
			f.known[code] = 1000 * typical
			if i := code - first; code >= first && code <= last && i < len(all) && all[i] > 0 {
				f.known[code] = all[i]
			}
		}
	}
	d.fonts[key] = f
	return f
}

// wideWidths reads the widths of two-byte codes: "c [w w w]" gives those of the
// codes from c on, "c d w" that of all from c to d.
func wideWidths(list pdf.Value) map[int]float64 {
	const most = 1 << 16
	out := map[int]float64{}
	for i := 0; i+1 < list.Len() && len(out) < most; {
		from, next := int(list.Index(i).Int64()), list.Index(i+1)
		if next.Kind() == pdf.Array {
			for j := range min(next.Len(), most) {
				out[from+j] = next.Index(j).Float64()
			}
			i += 2
			continue
		}
		width := list.Index(i + 2).Float64()
		for code := from; code <= min(int(next.Int64()), from+most); code++ {
			out[code] = width
		}
		i += 3
	}
	return out
}

// measure counts the letters of a string and the spaces among them, and adds up
// their widths in units of the font's size.
func (f *font) measure(raw string) (letters, spaces int, width float64) {
	if f.wide {
		for i := 0; i+1 < len(raw); i += 2 {
			w, ok := f.widths[int(raw[i])<<8|int(raw[i+1])]
			if !ok {
				w = f.usual
			}
			letters++
			width += w
		}
		return letters, 0, width / 1000
	}
	for i := range len(raw) {
		letters++
		if raw[i] == ' ' {
			spaces++
		}
		width += f.known[raw[i]]
	}
	return letters, spaces, width / 1000
}

// decode is a string as text.
func (f *font) decode(raw string) string { return f.encoding.Decode(raw) }
