package similarity

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/google/go-cmp/cmp"
)

func sameTokens(a, b []Token) bool {
	return slices.EqualFunc(a, b, func(s, t Token) bool { return s.Hash == t.Hash })
}

func wordsIn(text string) []string {
	var list []string
	for _, token := range Tokenize(text) {
		list = append(list, text[token.Start:token.End])
	}
	return list
}

func TestTokenize(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"The U.S. can’t", []string{"The", "U", "S", "can", "t"}},
		{"canʼt can＇t", []string{"can", "t", "can", "t"}},
		{"large-scale\tGPT-4", []string{"large", "scale", "GPT", "4"}},
		{"co\u00adoperate \u200bnow\u200b", []string{"co\u00adoperate", "now"}},
		{"naïve café", []string{"naïve", "café"}},
		{"the U.S.A. has U.S. and S-A-M, a.b-c", []string{"the", "U.S.A", "has", "U", "S", "and", "S-A-M", "a.b", "c"}},
		{"o.f t·o R&D A/B J.K. Rowling at 9 a.m.", []string{"o.f", "t·o", "R", "D", "A", "B", "J", "K", "Rowling", "at", "9", "a", "m"}},
		{"a b c, 3.4.5.6 а·б·в э", []string{"a", "b", "c", "3", "4", "5", "6", "а·б·в", "э"}},
		{"o\ue000dd", []string{"o\ue000dd"}},
		{"中文 text中", []string{"中", "文", "text", "中"}},
		{"カメラ、ニューヨークの", []string{"カメラ", "ニューヨーク", "の"}},
		{"ภาษา ที่", []string{"ภ", "า", "ษ", "า", "ที่"}},
		{"Ⓐⓛⓛ ①", []string{"Ⓐⓛⓛ", "①"}},
		{"\u0301 lone", []string{"lone"}},
		{"\xff\xfebad\xff", []string{"bad"}},
		{"", nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, wordsIn(test.text)); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

// TestTokenizeUnicode holds words against Unicode Standard Annex 29, on texts
// without the apostrophes and full stops that are read otherwise.
func TestTokenizeUnicode(t *testing.T) {
	for _, text := range []string{
		"Die größten Wälder – 3 von 10 – schrumpfen, sagt Øystein",
		"Все счастливые семьи похожи друг на друга",
		"Η ταχεία αλεπού πηδάει πάνω από το σκυλί",
		"敏捷的棕色狐狸跳过了懒狗，今天是星期三",
		"カメラとニューヨークの話をする。サッカー日本代表は",
		"สุนัขจิ้งจอกสีน้ำตาล",
		"ພາສາລາວ ភាសាខ្មែរ မြန်မာဘာသာ",
		"다람쥐 헌 쳇바퀴에 타고파",
		"तेज़ भूरी लोमड़ी आलसी कुत्ते पर कूदती है",
		"الثعلب البني السريع يقفز فوق الكلب",
		"שועל חום מהיר קופץ מעל הכלב",
	} {
		var want []string
		segments := words.FromString(text)
		for segments.Next() {
			if word := segments.Value(); strings.ContainsFunc(word, func(r rune) bool { return unicode.In(r, unicode.L, unicode.N) }) {
				want = append(want, word)
			}
		}
		if diff := cmp.Diff(want, wordsIn(text)); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestFold(t *testing.T) {
	equal := [][]string{
		{"straße", "STRASSE", "straSSe"},
		{"office", "o\ufb03ce", "OF\u00adFICE", "ｏｆｆｉｃｅ", "\U0001d428ffice", "ⓞffice", "of\u034ffice", "of\ufe0ffice"},
		{"zoë", "Zoe\u0308", "ZOE\u200b\u0308", "zoe", "ẕöé", "z\u0336o\u0300\u0316\u0360e\u20dd"},
		{"council", "c0uncil", "counc1l", "c0unc1l", "ᴄᴏᴜɴᴄɪʟ", "ᏟOUNCIL", "🅲🅾🆄🅽🅲🅸🅻", "c.o.u.n.c.i.l", "C-o-u-n-c-i-l", "c·o·u·n·c·i·l"},
		{"book", "b00k"},
		{"4th"}, {"g7"}, {"covid19"}, {"1000"}, {"a2b"}, {"x1000y"},
		{"bank", "BАNК", "Вank", "bаnk", "ΒΑΝk"},
		{"hello", "НELLO", "Ηello", "hellо", "hеllо", "HELLΟ"},
		{"city", "сіtу", "CITΥ"},
		{"él", "έl", "έl", "Е́L"},
		{"вода", "ВОДА", "Вода"},
		{"москва", "МОСКВА"},
		{"σίσυφος", "ΣΊΣΥΦΟΣ"},
		{"ναι", "ΝΑΙ", "Ναι"},
	}
	seen := make(map[string]string)
	for _, forms := range equal {
		for _, form := range forms {
			if got, want := Fold(form), Fold(forms[0]); got != want {
				t.Errorf("Fold(%q) = %q, and Fold(%q) = %q", form, got, forms[0], want)
			}
			if tokens := Tokenize(form); len(tokens) != 1 || tokens[0].Hash != Tokenize(forms[0])[0].Hash {
				t.Errorf("%q is not the word %q", form, forms[0])
			}
		}
		if other, ok := seen[Fold(forms[0])]; ok {
			t.Errorf("%q and %q are one", forms[0], other)
		}
		seen[Fold(forms[0])] = forms[0]
	}
}

// TestFoldAlphabets checks that no two small letters of an alphabet become
// one, accents aside.
func TestFoldAlphabets(t *testing.T) {
	for _, alphabet := range []string{
		"abcdefghijklmnopqrstuvwxyzßøæœ",
		"абвгдежзиклмнопрстуфхцчшщъыьэюяієґјљњћђџѕ",
		"αβγδεζηθικλμνξοπρστυφχψω",
		"աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
	} {
		seen := make(map[string]rune)
		for _, r := range alphabet {
			if other, ok := seen[Fold(string(r))]; ok {
				t.Errorf("%c and %c are one", r, other)
			}
			seen[Fold(string(r))] = r
		}
	}
}

// TestClasses holds the shortcuts for frequent characters against the table
// that all are looked up in.
func TestClasses(t *testing.T) {
	for r := range unicode.MaxRune + 1 {
		if !utf8.ValidRune(r) || int(r) < len(runes().classes) {
			continue
		}
		if got, want := classOf(r, utf8.RuneLen(r))&^simpleFold, lookUp(r); got != want {
			t.Fatalf("%U is of class %d, want %d", r, got, want)
		}
	}
}

// disguise changes a text in ways that words are seen through.
func disguise(rng *rand.Rand, text string) string {
	var b strings.Builder
	inside := false // a word of Latin letters and digits
	for _, r := range text {
		ascii := r < utf8.RuneSelf && asciiFold[r] != 0
		if ascii && inside && rng.IntN(6) == 0 {
			b.WriteString([]string{"\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u034f", "\ufe0e"}[rng.IntN(7)])
		}
		switch form := rng.IntN(8); {
		case ascii && form == 0:
			r = unicode.ToUpper(r)
		case ascii && form == 1:
			r += '！' - '!'
		case ascii && form == 2:
			if same := lookingLike[r]; len(same) > 0 {
				r = same[rng.IntN(len(same))]
			}
		case r == '\'' && form < 4:
			r = []rune("’ʼ‘`＇")[rng.IntN(5)]
		case r == '"' && form < 4:
			r = []rune("“”„«»")[rng.IntN(5)]
		case r == '-' && form < 4:
			r = []rune("‐‑–—−－")[rng.IntN(6)]
		case r == ' ' && form < 4:
			r = []rune("\u00a0\u2009\u3000\n")[rng.IntN(4)]
		}
		inside = ascii
		b.WriteRune(r)
	}
	return b.String()
}

// lookingLike lists the letters that pass for each Latin one.
var lookingLike = func() map[rune][]rune {
	list := map[rune][]rune{'h': {'Н'}, 'b': {'В', 'Β'}, 'm': {'М', 'Μ'}, 't': {'Т', 'Τ'}, 'k': {'К', 'Κ'}, 'n': {'η'}}
	for r := range rune(0x600) {
		if latin := lookalikes[r]; latin != 0 && latin < utf8.RuneSelf {
			list[latin] = append(list[latin], r)
		}
	}
	return list
}()

func FuzzDisguise(f *testing.F) {
	f.Add("The mayor's \"well-known\" deputy can't stop now: 12 offices closed", uint64(1))
	f.Add("中文 and ภาษา, naïve Straße e\u0301a", uint64(2))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if !utf8.ValidString(text) {
			return // a rune put in its place would be another text
		}
		if strings.ContainsAny(text, "ΗΝΥ") {
			return // these follow the Latin letters beside them, which may all be replaced
		}
		disguised := disguise(rand.New(rand.NewPCG(seed, 1)), text)
		plain, got := Tokenize(text), Tokenize(disguised)
		if !sameTokens(plain, got) {
			t.Fatalf("%q has words %q; disguised as %q, %q", text, wordsIn(text), disguised, wordsIn(disguised))
		}
		for _, token := range plain {
			if Fold(text[token.Start:token.End]) == "" {
				t.Fatalf("%q has an empty word", text)
			}
		}
	})
}

func BenchmarkTokenize(b *testing.B) {
	for name, text := range map[string]string{
		"ascii":    original,
		"curly":    strings.NewReplacer("the", "the’s", ", ", " — ").Replace(original),
		"cyrillic": "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. ",
		"chinese":  "敏捷的棕色狐狸跳过了懒狗，今天是星期三，明天会下雨。",
	} {
		text = strings.Repeat(text+" ", 100)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Tokenize(text)
			}
		})
	}
}
