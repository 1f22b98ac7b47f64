package audit

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"
)

// floor is the least share of copies found that tricks with letters and with
// hidden text are held to.
const floor = 0.9

// How many passages a trick is tried with. Hidden text either goes or doesn't.
const maxPassages, fewPassages = 20, 4

// tricks are all that TestEvasion tries, in the order of its table.
var tricks = []struct {
	name     string
	passages int // tried with each trick
	tricks   []trick
}{
	{"Nothing", maxPassages, []trick{{name: "the passage as it is", pages: inText(same), floor: 1}}},
	{"Letters", maxPassages, []trick{
		{name: "Cyrillic look-alikes, one a word", pages: inText(oneAWord(cyrillic)), floor: floor},
		{name: "Cyrillic look-alikes, every letter that has one", pages: inText(everywhere(cyrillic)), floor: floor},
		{name: "Greek look-alikes, one a word", pages: inText(oneAWord(greek)), floor: floor},
		{name: "Greek look-alikes, every letter that has one", pages: inText(everywhere(greek)), floor: floor},
		{name: "look-alikes of all scripts mixed", pages: inText(everywhere(anyScript)), floor: floor},
		{name: "Armenian, Cherokee, Lisu and Coptic look-alikes", pages: inText(everywhere(rarer)), floor: floor},
		{name: "small capitals of phonetic alphabets", pages: inText(everywhere(smallCapitals)), floor: floor},
		{name: "full-width letters", pages: inText(everywhere(shifted('Ａ', 'ａ'))), floor: floor},
		{name: "mathematical bold letters", pages: inText(everywhere(shifted('𝐀', '𝐚'))), floor: floor},
		{name: "mathematical letters, one a word", pages: inText(oneAWord(shifted('𝖠', '𝖺'))), floor: floor},
		{name: "circled letters", pages: inText(everywhere(shifted('Ⓐ', 'ⓐ'))), floor: floor},
		{name: "squared letters", pages: inText(everywhere(shifted('🄰', '🄰'))), floor: floor},
		{name: "dark squared letters", pages: inText(everywhere(shifted('🅰', '🅰'))), floor: floor},
		{name: "letters in brackets (⒜)", pages: inText(everywhere(shifted('🄐', '⒜')))},
		{name: "letters of flags (🇦)", pages: inText(everywhere(shifted('🇦', '🇦')))},
		{name: "ligatures", pages: inText(strings.NewReplacer("ffi", "ﬃ", "fi", "ﬁ", "fl", "ﬂ", "ff", "ﬀ", "st", "ﬆ", "lj", "ǉ").Replace), floor: floor},
		{name: "capital I for l", pages: inText(strings.NewReplacer("l", "I").Replace), floor: floor},
		{name: "rn for m, vv for w", pages: inText(strings.NewReplacer("m", "rn", "w", "vv").Replace)},
		{name: "accents, one a word", pages: inText(oneAWord(after("\u0323\u0307\u0301\u0309"))), floor: floor},
		{name: "accents, composed, on every vowel", pages: inText(strings.NewReplacer("a", "ạ", "e", "ẹ", "i", "ị", "o", "ọ", "u", "ụ").Replace), floor: floor},
		{name: "heaps of combining marks on every letter", pages: inText(everywhere(heaps)), floor: floor},
		{name: "letters struck through by overlays", pages: inText(everywhere(after("\u0335\u0336"))), floor: floor},
		{name: "case changed at random", pages: inText(everywhere(swapCase)), floor: floor},
		{name: "digits for letters (c0unc1l), one a word", pages: inText(oneAWord(leet))},
		{name: "digits for letters, wherever there is one", pages: inText(everywhere(leet))},
	}},
	{"Characters nobody sees", maxPassages, []trick{
		{name: "zero-width spaces between letters", pages: inText(everywhere(after("\u200b"))), floor: floor},
		{name: "zero-width joiners and non-joiners", pages: inText(everywhere(after("\u200d\u200c"))), floor: floor},
		{name: "word joiners and byte order marks", pages: inText(everywhere(after("\u2060\ufeff"))), floor: floor},
		{name: "soft hyphens, one a word", pages: inText(oneAWord(after("\u00ad"))), floor: floor},
		{name: "soft hyphens between all letters", pages: inText(everywhere(after("\u00ad"))), floor: floor},
		{name: "variation selectors", pages: inText(everywhere(after("\ufe0e\ufe0f\U000e0101"))), floor: floor},
		{name: "tag characters", pages: inText(everywhere(after("\U000e0061\U000e0062"))), floor: floor},
		{name: "Hangul and Khmer fillers", pages: inText(everywhere(after("\u3164\uffa0\u115f\u17b4"))), floor: floor},
		{name: "Mongolian vowel separators, invisible operators", pages: inText(everywhere(after("\u180e\u2061\u2063"))), floor: floor},
		{name: "control characters", pages: inText(everywhere(after("\u0007\u0008\u0085\u0090"))), floor: floor},
		{name: "private-use characters", pages: inText(oneAWord(after("\ue000"))), floor: floor},
		{name: "bidi marks and isolates", pages: inText(everywhere(after("\u200e\u2066\u2069\u202a\u202c"))), floor: floor},
		{name: "letters in reverse behind a right-to-left override", pages: inText(overridden), floor: floor},
		{name: "words in reverse, each behind an override", pages: inText(eachWord(overridden)), floor: floor},
		{name: "zero-width spaces in place of spaces' neighbours", pages: inText(strings.NewReplacer(" ", "\u200b \u2060").Replace), floor: floor},
	}},
	{"Spaces and signs", maxPassages, []trick{
		{name: "no-break spaces", pages: inText(strings.NewReplacer(" ", "\u00a0").Replace), floor: floor},
		{name: "en, em, thin, hair and ideographic spaces", pages: inText(spaces), floor: floor},
		{name: "blanks that Unicode calls letters or signs (U+2800, U+3164)", pages: inText(strings.NewReplacer(" ", "\u2800").Replace), floor: floor},
		{name: "curly, straight and low quotes, all dashes", pages: inText(signs), floor: floor},
		{name: "punctuation added and dropped", pages: inText(punctuation), floor: floor},
		{name: "words broken by hyphens at line ends", pages: inPre(hyphenated)},
		{name: "letters parted by hair spaces", pages: inText(eachWord(parted("\u200a"))), floor: floor},
		{name: "letters parted by no-break spaces, words by three", pages: inHTML(func(_ *copier, s string) string {
			return strings.ReplaceAll(eachWord(parted("\u00a0"))(s), " ", "\u00a0\u00a0\u00a0")
		}), floor: floor},
		{name: "letters parted by interpuncts", pages: inText(eachWord(parted("·"))), floor: floor},
		{name: "letters parted by full stops", pages: inText(eachWord(parted("."))), floor: floor},
		{name: "letters parted by hyphens", pages: inText(eachWord(parted("-"))), floor: floor},
		{name: "letters parted by plain spaces, words no further", pages: inText(eachWord(parted(" ")))},
		{name: "words without spaces between them", pages: inText(strings.NewReplacer(" ", "").Replace)},
	}},
	{"Markup", maxPassages, []trick{
		{name: "character references for all letters", pages: inHTML(references), floor: floor},
		{name: "<wbr> between letters", pages: inHTML(between("<wbr>")), floor: floor},
		{name: "a span around each letter", pages: inHTML(each("<span>", "</span>")), floor: floor},
		{name: "a comment between letters", pages: inHTML(between("<!-- x -->")), floor: floor},
		{name: "bold, italic and linked letters", pages: inHTML(each("<b>", "</b>", "<i>", "</i>", "<a href=/x>", "</a>")), floor: floor},
		{name: "a paragraph for each sentence", pages: inHTML(func(_ *copier, s string) string { return strings.ReplaceAll(s, ". ", ".</p><p>") }), floor: floor},
		{name: "a line break after every fifth word", pages: inHTML(everyWord(5, "<br>")), floor: floor},
		{name: "letters in reverse behind <bdo dir=rtl>", pages: inHTML(func(_ *copier, s string) string { return "<bdo dir=rtl>" + reversed(s) + "</bdo>" }), floor: floor},
		{name: "letters in reverse, turned by a style", pages: inHTML(func(_ *copier, s string) string {
			return `<span style="unicode-bidi:bidi-override;direction:rtl">` + reversed(s) + "</span>"
		}), floor: floor},
		{name: "each sentence of its own colour and font", pages: inHTML(func(_ *copier, s string) string {
			return `<span style="color:#222">` + strings.ReplaceAll(s, ". ", `.</span> <span style="color:#333;font-family:serif">`) + "</span>"
		}), floor: floor},
	}},
	{"Text nobody sees, between the words of a copy", fewPassages, unseenTricks(func(hide hiding) trick {
		return trick{name: hide.name, floor: hide.floor(), pages: func(c *copier, s string) []string {
			c.head = hide.head
			var b strings.Builder
			for i, w := range strings.Fields(s) {
				b.WriteString(html.EscapeString(w) + " ")
				if i%4 == 3 {
					b.WriteString(hide.around(c.sentence(2)) + " ")
				}
			}
			return []string{c.page("<p>" + b.String() + "</p>")}
		}}
	})},
	{"Text nobody sees, between the letters of a copy", fewPassages, unseenTricks(func(hide hiding) trick {
		return trick{name: hide.name, floor: hide.floor(), pages: func(c *copier, s string) []string {
			c.head = hide.head
			var b strings.Builder
			for _, w := range strings.Fields(s) {
				n := min(len(w), 3)
				for !isRuneStart(w, n) {
					n++
				}
				b.WriteString(html.EscapeString(w[:n]) + hide.around("xq") + html.EscapeString(w[n:]) + " ")
			}
			return []string{c.page("<p>" + b.String() + "</p>")}
		}}
	})},
	{"A passage nobody sees, planted to blame an article for it", fewPassages, slices.Concat(
		unseenTricks(func(hide hiding) trick {
			return trick{name: hide.name + ", within a paragraph", plant: !hide.open, pages: func(c *copier, s string) []string {
				c.head = hide.head
				return []string{c.page("<p>" + c.own() + " " + hide.around(html.EscapeString(s)) + " " + c.own() + "</p>")}
			}}
		}),
		unseenTricks(func(hide hiding) trick {
			return trick{name: hide.name + ", a block", plant: !hide.open, pages: func(c *copier, s string) []string {
				c.head = hide.head
				return []string{c.page(strings.NewReplacer("<span", "<div", "</span", "</div").Replace(hide.around("<p>" + html.EscapeString(s) + "</p>")))}
			}}
		}),
		[]trick{
			{name: "in attributes (alt, title, data-)", plant: true, pages: func(c *copier, s string) []string {
				q := html.EscapeString(s)
				return []string{c.page(`<p title="` + q + `" data-text="` + q + `">` + c.own() + `<img src=x.png alt="` + q + `"></p>`)}
			}},
		},
	)},
	{"Text that is shown and stands in no text", fewPassages, []trick{
		{name: "content of ::before, by a style", pages: func(c *copier, s string) []string {
			c.head = "<style>#q::before{content:" + `"` + s + `"` + "}</style>"
			return []string{c.page("<p id=q></p>")}
		}},
		{name: "a picture, or a canvas", pages: inHTML(func(*copier, string) string { return `<img src="data:image/png;base64,iVBORw0KGgo="><canvas></canvas>` })},
	}},
	{"Words", maxPassages, []trick{
		{name: "one word changed in each sentence", pages: inWords(func(c *copier, w []string) []string {
			out := slices.Clone(w)
			for from := 0; from < len(w); {
				to := from + 1
				for to < len(w) && !strings.HasSuffix(w[to-1], ".") {
					to++
				}
				out[from+c.IntN(to-from)] = c.sentence(1)
				from = to
			}
			return out
		})},
		{name: "every 8th word changed", pages: inWords(everyKth(8))},
		{name: "every 5th word changed", pages: inWords(everyKth(5))},
		{name: "every 3rd word changed", pages: inWords(everyKth(3))},
		{name: "a word added after every 5th", pages: inWords(func(c *copier, w []string) (out []string) {
			for i, word := range w {
				if out = append(out, word); i%5 == 4 {
					out = append(out, strings.ToLower(c.sentence(1)))
				}
			}
			return out
		})},
		{name: "every 6th word left out", pages: inWords(func(_ *copier, w []string) (out []string) {
			for i, word := range w {
				if i%6 != 5 {
					out = append(out, word)
				}
			}
			return out
		})},
		{name: "sentences in another order", pages: inSentences(func(c *copier, list []string) []string {
			out := slices.Clone(list)
			c.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
			return out
		})},
		{name: "sentences between the copier's own", pages: inSentences(func(c *copier, list []string) (out []string) {
			for _, s := range list {
				out = append(out, s, c.own())
			}
			return out
		})},
		{name: "sentences joined by \"and\"", pages: inSentences(func(_ *copier, list []string) []string {
			return []string{strings.ReplaceAll(strings.Join(list, " "), ". ", " and ")}
		})},
		{name: "sentences cut in two at commas and \"and\"", pages: inText(strings.NewReplacer(", ", ". ", " and ", ". ").Replace)},
		{name: "sentences in paragraphs of the copier's own", pages: inSentences(func(c *copier, list []string) (out []string) {
			for _, s := range list {
				out = append(out, c.own(), c.own(), s, c.own()+"</p><p>")
			}
			return out
		})},
		{name: "one half on each of two pages", pages: func(c *copier, s string) []string {
			w := strings.Fields(s)
			first := c.page("<p>" + html.EscapeString(strings.Join(w[:len(w)/2], " ")) + "</p>")
			return []string{first, c.page("<p>" + html.EscapeString(strings.Join(w[len(w)/2:], " ")) + "</p>")}
		}},
	}},
}

// same is no disguise.
func same(s string) string { return s }

// inText makes a trick of a change of plain text.
func inText(disguise func(string) string) func(*copier, string) []string {
	return inHTML(func(_ *copier, s string) string { return html.EscapeString(disguise(html.UnescapeString(s))) })
}

// inHTML makes a trick of a change of text that is HTML before and after.
func inHTML(disguise func(*copier, string) string) func(*copier, string) []string {
	return func(c *copier, s string) []string {
		return []string{c.page("<p>" + disguise(c, html.EscapeString(s)) + "</p>")}
	}
}

// inPre is inText for text whose line breaks are shown.
func inPre(disguise func(string) string) func(*copier, string) []string {
	return func(c *copier, s string) []string {
		return []string{c.page("<pre>" + html.EscapeString(disguise(s)) + "</pre>")}
	}
}

// inWords makes a trick of a change of words.
func inWords(change func(c *copier, words []string) []string) func(*copier, string) []string {
	return inHTML(func(c *copier, s string) string { return strings.Join(change(c, strings.Fields(s)), " ") })
}

// inSentences makes a trick of a change of sentences.
func inSentences(change func(c *copier, sentences []string) []string) func(*copier, string) []string {
	return inHTML(func(c *copier, s string) string {
		return strings.Join(change(c, strings.SplitAfter(s, ". ")), " ")
	})
}

func everyKth(k int) func(*copier, []string) []string {
	return func(c *copier, words []string) []string {
		out := slices.Clone(words)
		for i := k - 1; i < len(out); i += k {
			out[i] = strings.ToLower(c.sentence(1))
		}
		return out
	}
}

// letterTrick is what becomes of a letter, the nth of the text; "" when it is
// left alone.
type letterTrick func(n int, r rune) string

func everywhere(change letterTrick) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for i, r := range []rune(s) {
			form := ""
			if unicode.IsLetter(r) {
				form = change(i, r)
			}
			if form == "" {
				form = string(r)
			}
			b.WriteString(form)
		}
		return b.String()
	}
}

// oneAWord changes the first letter in the second half of each word that can
// be, or else the first at all.
func oneAWord(change letterTrick) func(string) string {
	return eachWord(func(w string) string {
		runes := []rune(w)
		for k := range runes {
			i := (k + len(runes)/2) % len(runes)
			if form := change(i+len(w), runes[i]); unicode.IsLetter(runes[i]) && form != "" {
				return string(runes[:i]) + form + string(runes[i+1:])
			}
		}
		return w
	})
}

func eachWord(change func(string) string) func(string) string {
	return func(s string) string {
		words := strings.Split(s, " ")
		for i, w := range words {
			words[i] = change(w)
		}
		return strings.Join(words, " ")
	}
}

// lookAlikes reads pairs of a letter and what passes for it.
func lookAlikes(pairs string) letterTrick {
	forms := make(map[rune][]rune)
	for pair := range strings.FieldsSeq(pairs) {
		r := []rune(pair)
		forms[r[0]] = append(forms[r[0]], r[1:]...)
	}
	return func(n int, r rune) string {
		if list := forms[r]; len(list) > 0 {
			return string(list[n%len(list)])
		}
		return ""
	}
}

// The pairs are from the confusables of Unicode Technical Standard 39 and from
// what generators of "fancy text" write.
var (
	cyrillic      = lookAlikes("aа cс dԁ eе hһ iі jј lӏ oо pр qԛ rг sѕ vѵ wԝ xх yу AА BВ CС EЕ HН IІ JЈ KК MМ OО PР SЅ TТ XХ YУ")
	greek         = lookAlikes("aα eε iι kκ nη oο pρ tτ uυ vν wω xχ yγ AΑ BΒ EΕ HΗ IΙ KΚ MΜ NΝ OΟ PΡ TΤ XΧ YΥ ZΖ")
	rarer         = lookAlikes("AᎪꓮ BᏴꓐ CᏟꓚ DᎠꓓ EᎬꓰ Fꓝ GᏀꓖ HᎻꓧ Iꓲ JᎫꓙ KᏦꓗ LᏞꓡ MᎷꓟ Nꓠ Oꓳ PᏢꓑ RᎡꓣ SᏚꓢ TᎢꓔ Uꓴ VᏙꓦ WᎳꓪ Xꓫ YꓬᎩ ZᏃꓜ oօⲟ pⲣ nո uս hհ gց cⲥ iⲓ xⲭ tⲧ kⲕ mⲙ yⲩ")
	anyScript     = lookAlikes("aаαɑ cсϲ dԁ eеε gɡ hһհ iіιı jј lӏ nոη oоοօ pрρ qԛ sѕ uսυʋ vѵν wԝ xхχ yуγ AАΑ BВΒ CС EЕΕ HНΗ IІΙ KКΚ MМΜ NΝ OОΟ PРΡ SЅ TТΤ XХΧ YУΥ")
	smallCapitals = lookAlikes("aᴀ bʙ cᴄ dᴅ eᴇ fꜰ gɢ hʜ iɪ jᴊ kᴋ lʟ mᴍ nɴ oᴏ pᴘ rʀ sꜱ tᴛ uᴜ vᴠ wᴡ yʏ zᴢ")
	leet          = lookAlikes("a4 e3 i1 o0 s5 t7 A4 E3 I1 O0 S5 T7")
)

// shifted puts letters of a block of characters in place of A to Z and a to z.
func shifted(capital, small rune) letterTrick {
	return func(_ int, r rune) string {
		switch {
		case 'A' <= r && r <= 'Z':
			return string(capital + r - 'A')
		case 'a' <= r && r <= 'z':
			return string(small + r - 'a')
		}
		return ""
	}
}

// after puts one of some characters after a letter.
func after(characters string) letterTrick {
	list := []rune(characters)
	return func(n int, r rune) string { return string(r) + string(list[n%len(list)]) }
}

func heaps(n int, r rune) string {
	return string(r) + string([]rune{0x300 + rune(n%20), 0x316 + rune(n%10), 0x334 + rune(n%4), 0x360})
}

func swapCase(n int, r rune) string {
	if n*7%3 == 0 {
		return strings.ToUpper(string(r))
	}
	return strings.ToLower(string(r))
}

func reversed(s string) string {
	runes := []rune(html.UnescapeString(s))
	slices.Reverse(runes)
	return html.EscapeString(string(runes))
}

func overridden(s string) string { return "\u202e" + reversed(s) + "\u202c" }

func spaces(s string) string {
	list := []rune("\u2002\u2003\u2009\u200a\u3000\u2005\u205f\u202f")
	n := 0
	return strings.Map(func(r rune) rune {
		if r == ' ' {
			n++
			return list[n%len(list)]
		}
		return r
	}, s)
}

func signs(s string) string {
	return strings.NewReplacer("'", "’", "’", "`", "-", "‑", " – ", " — ", ",", "，", ".", "․", ":", "：").Replace(s)
}

func punctuation(s string) string {
	return strings.NewReplacer(", ", " ", " and ", ", and, ", " of ", " (of) ", " the ", " “the” ").Replace(s)
}

// hyphenated breaks lines of 40 characters, and words at their ends.
func hyphenated(s string) string {
	var b strings.Builder
	at := 0
	for w := range strings.FieldsSeq(s) {
		switch runes := []rune(w); {
		case at+len(runes) > 40 && len(runes) > 5:
			b.WriteString(" " + string(runes[:3]) + "-\n" + string(runes[3:]))
			at = len(runes) - 3
			continue
		case at+len(runes) > 40:
			b.WriteString("\n")
			at = 0
		case b.Len() > 0:
			b.WriteString(" ")
		}
		b.WriteString(w)
		at += len([]rune(w)) + 1
	}
	return b.String()
}

func parted(by string) func(string) string {
	return func(w string) string { return strings.Join(strings.Split(w, ""), by) }
}

func references(_ *copier, s string) string {
	var b strings.Builder
	for i, r := range []rune(html.UnescapeString(s)) {
		fmt.Fprintf(&b, []string{"&#%d;", "&#x%x;"}[i%2], r)
	}
	return b.String()
}

func between(markup string) func(*copier, string) string {
	return func(_ *copier, s string) string {
		parts := strings.Split(html.UnescapeString(s), "")
		for i, p := range parts {
			parts[i] = html.EscapeString(p)
		}
		return strings.Join(parts, markup)
	}
}

func each(tags ...string) func(*copier, string) string {
	return func(_ *copier, s string) string {
		var b strings.Builder
		for i, r := range []rune(html.UnescapeString(s)) {
			k := 2 * i % len(tags)
			b.WriteString(tags[k] + html.EscapeString(string(r)) + tags[k+1])
		}
		return b.String()
	}
}

func everyWord(k int, markup string) func(*copier, string) string {
	return func(_ *copier, s string) string {
		words := strings.Fields(s)
		for i := k - 1; i < len(words); i += k {
			words[i] += markup
		}
		return strings.Join(words, " ")
	}
}
