package words

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	uax "github.com/clipperhouse/uax29/v2/words"
	"github.com/google/go-cmp/cmp"
)

// sample is a text as newspapers print it.
const sample = "The council voted on Tuesday to close the swimming baths on Mill Street, ending ninety years of lessons, galas and early morning lengths in the cold stone building. "

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
		segments := uax.FromString(text)
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

// FuzzTokenize checks that words lie in order on characters' bounds, that none
// is empty, and that equal words are those that fold to the same.
func FuzzTokenize(f *testing.F) {
	for _, s := range []string{sample, "Zoë’s \ufb01le-wai\u200bts", "中文 and ภาษา カメラ", "\xff\u0301a\u00ad", "Ｗide ᾳ ß İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cherokee, r) }) {
			t.Skip("x/text takes its small letters for capitals, and its capitals for small ones")
		}
		after := uint32(0)
		folds := make(map[uint64]string)
		for _, token := range Tokenize(text) {
			if token.Start < after || token.End <= token.Start || int(token.End) > len(text) {
				t.Fatalf("%+v after %d of %d bytes", token, after, len(text))
			}
			after = token.End
			word := text[token.Start:token.End]
			if !utf8.ValidString(word) {
				t.Fatalf("%q is not UTF-8", word)
			}
			folded := Fold(word)
			if folded == "" || Fold(folded) != folded {
				t.Fatalf("%q folds to %q, and that to %q", word, folded, Fold(folded))
			}
			if other, ok := folds[token.Hash]; ok && other != folded {
				t.Fatalf("%q and %q have one hash", other, folded)
			}
			folds[token.Hash] = folded
		}
		if len(slices.Compact(slices.Sorted(maps.Values(folds)))) != len(folds) {
			t.Fatalf("one word has two hashes: %v", folds)
		}
	})
}

func BenchmarkTokenize(b *testing.B) {
	for name, text := range map[string]string{
		"ascii":    sample,
		"curly":    strings.NewReplacer("the", "the’s", ", ", " — ").Replace(sample),
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
