package charset

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"copydesk.dev/audit/article/rejection"
)

func encode(t *testing.T, enc encoding.Encoding, s string) string {
	t.Helper()
	out, err := enc.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	const (
		french  = "L’été dernier, la mairie a planté cent érables à l’entrée du cimetière."
		russian = "Мост через реку снова открыт, сообщила в четверг дорожная служба города."
		nihongo = "橋は木曜日に再び開通したと道路事務所が発表した。トラックは正午から通行できる。"
	)
	meta := func(charset string) string { return `<html><head><meta charset="` + charset + `"></head><body>` }
	padding := "<script>" + strings.Repeat("x", 20<<10) + "</script>"
	le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, tt := range []struct {
		name, data    string
		charset, from string
		want          string
	}{
		{"ASCII", "plain", "utf-8", "utf-8", "plain"},
		{"UTF-8", french, "utf-8", "utf-8", french},
		{"UTF-8 mark", "\xEF\xBB\xBF" + french, "utf-8", "bom", french},
		{"UTF-16 LE mark", "\xFF\xFE" + encode(t, le, russian), "utf-16le", "bom", russian},
		{"UTF-16 BE mark", "\xFE\xFF" + encode(t, be, russian), "utf-16be", "bom", russian},
		{"UTF-16 without mark", encode(t, le, french), "utf-16le", "detected", french},
		{"UTF-8 declared otherwise", meta("iso-8859-1") + french, "utf-8", "utf-8", french},
		{"broken UTF-8", french + french + "\xE9" + french, "utf-8", "utf-8", french + french + "\uFFFD" + french},
		{"declared", meta("windows-1252") + encode(t, charmap.Windows1252, french), "windows-1252", "meta", french},
		{"declared late", padding + meta("koi8-r") + encode(t, charmap.KOI8R, russian), "koi8-r", "meta", russian},
		{"declared as content type", `<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">` + encode(t, japanese.ShiftJIS, nihongo), "shift_jis", "meta", nihongo},
		{"declared in XML", `<?xml version="1.0" encoding="windows-1251"?>` + encode(t, charmap.Windows1251, russian), "windows-1251", "meta", russian},
		{"not declared", encode(t, charmap.Windows1251, strings.Repeat(russian, 3)), "windows-1251", "detected", russian},
		{"Japanese in seven bits", encode(t, japanese.ISO2022JP, nihongo), "iso-2022-jp", "detected", nihongo},
		{"Japanese not declared", encode(t, japanese.EUCJP, strings.Repeat(nihongo, 3)), "euc-jp", "detected", nihongo},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Decode([]byte(tt.data), "")
			if err != nil {
				t.Fatal(err)
			}
			if got.Charset != tt.charset || got.From != tt.from || !strings.Contains(got.Text, tt.want) {
				t.Errorf("got %s from %s: %q", got.Charset, got.From, got.Text)
			}
		})
	}
}

// TestDecodeHeader has what a server says beside what the bytes say.
func TestDecodeHeader(t *testing.T) {
	const polish = "Zażółć gęślą jaźń, powiedział w czwartek burmistrz."
	latin2 := encode(t, charmap.ISO8859_2, polish)
	for _, tt := range []struct{ name, header, data, charset, from, want string }{
		{"header", "ISO-8859-2", latin2, "iso-8859-2", "header", polish},
		{"header before page", "iso-8859-2", `<meta charset="windows-1252">` + latin2, "iso-8859-2", "header", polish},
		{"UTF-8 before header", "iso-8859-2", polish, "utf-8", "utf-8", polish},
		{"mark before header", "iso-8859-2", "\xEF\xBB\xBF" + polish, "utf-8", "bom", polish},
		{"header nobody knows", "x-klingon", `<meta charset="iso-8859-2">` + latin2, "iso-8859-2", "meta", polish},
		{"header that cannot be", "utf-8", `<meta charset="iso-8859-2">` + latin2, "iso-8859-2", "meta", polish},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Decode([]byte(tt.data), tt.header)
			if err != nil {
				t.Fatal(err)
			}
			if got.Charset != tt.charset || got.From != tt.from || !strings.Contains(got.Text, tt.want) {
				t.Errorf("got %s from %s: %q", got.Charset, got.From, got.Text)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xFF\xFEa\x00"), "utf-8")
	f.Add([]byte("caf\xE9"), "iso-8859-1")
	f.Add([]byte(`<meta charset="shift_jis">`+"\x83\x65"), "")
	f.Fuzz(func(t *testing.T, data []byte, header string) {
		d, err := Decode(data, header)
		if err != nil {
			if !errors.As(err, new(*rejection.Error)) {
				t.Fatal(err)
			}
			return
		}
		if !utf8.ValidString(d.Text) || d.Charset == "" || d.From == "" {
			t.Errorf("%s from %s: %q", d.Charset, d.From, d.Text)
		}
	})
}
