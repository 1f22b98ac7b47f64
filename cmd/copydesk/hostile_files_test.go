package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

// hostileFile is an input, made when it is needed: some are large.
type hostileFile struct {
	name, file string
	data       func() string
}

const (
	said  = "The council met again and talked about the bridge until midnight, the clerk wrote in her minutes of 3 May."
	open  = "<!DOCTYPE html><html lang=en><title>Council</title><body><article>"
	laugh = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">` +
		`<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">` +
		`<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>`
)

// long are the files that become articles of ten thousand words or more.
var long = []string{
	"page of 2 MB", "90,000 paragraphs", "90,000 table cells", "90,000 line breaks", "lists 200 deep, 100 times",
	"40,000 quotations", "asides within asides", "a paragraph of 2 MB, and 90,000 anchors", "entities",
	"28,000 short blocks", "14,000 line breaks", "a paragraph of 900 KB",
}

// hostileFiles are the inputs that are files.
func hostileFiles(t *testing.T) []hostileFile {
	article := "<p>" + said
	page := func(part string, times int) func() string {
		return func() string { return open + strings.Repeat(part, times) + strings.Repeat(article, 8) }
	}
	times := func(before, part string, n int, after string) func() string {
		return func() string { return before + strings.Repeat(part, n) + after }
	}
	files := []hostileFile{
		{"page of 50 MB", "a.html", page(article, 50<<20/len(article))},
		{"page of 2 MB", "a.html", page(article, 2<<20/len(article))},
		{"100,000 nested elements", "a.html", page("<div>", 100_000)},
		{"400 deep, 60 times", "a.html", page(strings.Repeat("<div>", 400)+article+strings.Repeat("</div>", 400), 60)},
		{"1,000,000 paragraphs", "a.html", page("<p>x", 1_000_000)},
		{"1,000,000 table cells", "a.html", times(open+"<table>", "<tr>"+strings.Repeat("<td>x", 1000), 1000, "")},
		{"90,000 paragraphs", "a.html", page("<p>Word word.", 90_000)},
		{"90,000 table cells", "a.html", times(open+"<table>", "<tr>"+strings.Repeat("<td>word word", 100), 880, "")},
		{"90,000 line breaks", "a.html", page("Word<br>", 90_000)},
		{"lists 200 deep, 100 times", "a.html", page(strings.Repeat("<ul><li>word ", 200)+strings.Repeat("</ul>", 200), 100)},
		{"40,000 quotations", "a.html", page("<blockquote><p>Word word.</blockquote>", 40_000)},
		{"asides within asides", "a.html", page(strings.Repeat("<span class=tooltip-text>word ", 30)+strings.Repeat("</span>", 30), 3000)},
		{"anchors that never close", "a.html", page("<a href=x><b>t<p>word", 25_000)},
		{"a paragraph of 2 MB, and 90,000 anchors", "a.html", page("<a href=x>word</a>, ", 90_000)},
		{"a paragraph of 9 MB", "a.html", page("a, ", 3_000_000)},
		{"entities", "a.html", page("&amp;&#x41; ", 600_000)},
		// As many as a second opinion is asked about.
		{"28,000 short blocks", "a.html", page("<p>a</p><p>b</p>", 14_000)},
		{"14,000 line breaks", "a.html", page("word<br>Word", 14_000)},
		{"a paragraph of 900 KB", "a.html", page("word, ", 150_000)},
		{"15,000 elements, and anchors that never close", "a.html", page("<a href=x><b>t<p>", 5000)},
		{"attribute of 20 MB", "a.html", times(open+`<p title="`, "a", 20<<20, `">`+said)},
		{"attribute of 9 MB", "a.html", times(open+`<p title="`, "a", 9<<20, `">`+said)},
		{"class names of 9 MB", "a.html", page("<div class='"+strings.Repeat("related-", 2000)+"'>x</div>", 550)},
		{"nested JSON-LD", "a.html", times(open+"<script type=application/ld+json>", `{"a":`, 400_000, "</script>"+strings.Repeat(article, 8))},
		{"NULs between words", "a.html", func() string { return open + strings.Repeat(strings.ReplaceAll(article, " of ", "\x00of\x00"), 8) }},
		{"nothing but NULs", "a.html", func() string { return strings.Repeat("\x00", 1<<20) }},
		{"PNG called HTML", "a.html", func() string { return "\x89PNG\r\n\x1a\n" + noise(600_000) }},
		{"noise called HTML", "a.html", func() string { return noise(600_000) }},
		{"truncated gzip", "a.html.gz", func() string {
			s := gzipped(strings.NewReader(open + strings.Repeat(article, 8)))
			return s[:len(s)-20]
		}},
		{"gzip bomb", "a.txt.gz", func() string { return gzipped(zeros(1 << 27)) }},
		{"ZIP bomb", "a.zip", func() string { return zipped(t, file{"a.txt", zeros(1 << 30)}) }},
		{"ZIP within ZIP", "a.zip", func() string {
			s := article
			for range 9 {
				s = zipped(t, file{"a.zip", strings.NewReader(s)})
			}
			return s
		}},
		{"ZIP with names that lead out", "a.zip", func() string {
			var files []file
			for _, name := range []string{"../../../tmp/evil.txt", "/etc/cron.d/evil.txt", `..\..\evil.txt`, `C:\evil.txt`} {
				files = append(files, file{name, strings.NewReader(said)})
			}
			return zipped(t, files...)
		}},
		{"billion laughs in a feed", "a.xml", func() string {
			return laugh + "<rss><channel><item><title>&g;</title><description>&g;</description></item></channel></rss>"
		}},
		{"billion laughs in NITF", "a.nitf", func() string { return laugh + "<nitf><body><body.content><p>&g;</p></body.content></body></nitf>" }},
		{"billion laughs in NewsML-G2", "a.xml", func() string {
			return laugh + "<newsItem><contentMeta><headline>&g;</headline></contentMeta></newsItem>"
		}},
		{"billion laughs in HTML", "a.html", func() string { return laugh + "<html><body><p>&g;</p>" + strings.Repeat(article, 8) }},
		{"billion laughs in YAML", "a.txt", func() string {
			s := "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
			for c := 'b'; c < 'j'; c++ {
				s += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", c-1), 9), ","))
			}
			return s + "author: *i\n---\n" + said
		}},
		{"YAML with 3,000 equal keys", "a.txt", times("---\n", "a: &a [*a, *a]\n", 3000, "---\n"+strings.Repeat(said+"\n\n", 8))},
		{"nested JSON", "a.json", times(`{"title":"x","text":`, "[", 200_000, strings.Repeat("]", 200_000)+"}")},
		{"JSON line of 15 MB", "a.jsonl", times(`{"title":"x","text":"`, "word ", 3_000_000, `"}`+"\n"+`{"title":"Council","text":"`+said+`"}`)},
		{"nested XML", "a.nitf", times("<nitf>", "<p>", 100_000, said)},
		{"nested elements of a vocabulary in a feed", "a.xml", times("<rss><channel><item><title>x</title>", "<m:a>", 1_800_000, "</item></channel></rss>")},
		{"nested lists in PDF", "a.pdf", times("%PDF-1.4\n1 0 obj\n", "[", 4_000_000, "\nendobj\nstartxref\n9\n%%EOF\n")},
		{"nested Markdown", "a.md", times("", "> ", 5000, said)},
		{"links in Markdown that never close", "a.md", times("", "[a](<b", 100_000, said)},
		{"brackets in Markdown that never close", "a.md", times("", "[", 500_000, said)},
		{"emphasis in Markdown that never closes", "a.md", times("", "*a **b ", 150_000, said)},
		{"parts within parts of a message", "a.eml", func() string {
			s := "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
			for i := range 20_000 {
				s += fmt.Sprintf("Content-Type: multipart/mixed; boundary=a%d\r\n\r\n--a%d\r\n", i, i)
			}
			return s + "\r\n" + said
		}},
		{"200,000 parts of a message", "a.eml", times("From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n", "--a\r\n\r\nText.\r\n", 200_000, "")},
		{"90,000 authors", "a.html", times(`<html><head><meta name=author content="`, "Ann Lee, ", 90_000, `"></head><body>`+strings.Repeat(article, 8))},
		{"one word of 9 MB", "a.txt", times("", "a", 9<<20, "")},
		{"4,000,000 lines", "a.txt", times("", "a\n", 4_000_000, "")},
		{"5,000,000 words", "a.txt", times("", "a ", 5_000_000, "")},
	}
	for _, label := range []string{"utf-8", "windows-1252", "iso-8859-15", "windows-1250", "windows-1251", "koi8-r", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr"} {
		files = append(files, hostileFile{"declared as " + label, "a.html", func() string { return declared(t, label) }})
	}
	return append(files, hostileFile{"UTF-16 with a mark", "a.html", func() string {
		s, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(open + strings.Repeat(article, 8))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}})
}

// sentences are in scripts that the encodings of declared pages have.
var sentences = map[string]string{
	"windows-1250": "Rada miejska znów rozmawiała o moście aż do północy, zapisała urzędniczka w żółtym zeszycie.",
	"windows-1251": "Городской совет снова до полуночи говорил о мосте, записала секретарь в протоколе.",
	"koi8-r":       "Городской совет снова до полуночи говорил о мосте, записала секретарь в протоколе.",
	"shift_jis":    "市議会は再び深夜まで橋について話し合ったと書記は議事録に書いた。",
	"euc-jp":       "市議会は再び深夜まで橋について話し合ったと書記は議事録に書いた。",
	"iso-2022-jp":  "市議会は再び深夜まで橋について話し合ったと書記は議事録に書いた。",
	"gb18030":      "市议会再次讨论这座桥直到午夜，书记员在会议记录中写道。",
	"big5":         "市議會再次討論這座橋直到午夜，書記員在會議記錄中寫道。",
	"euc-kr":       "시의회는 자정까지 다리에 대해 다시 논의했다고 서기가 회의록에 적었다.",
}

// declared is a page in the encoding that it declares.
func declared(t *testing.T, label string) string {
	sentence, ok := sentences[label]
	if !ok {
		sentence = "Déjà vu: le conseil a encore parlé du pont jusqu'à minuit, a noté la greffière."
	}
	enc, _ := charset.Lookup(label)
	s, err := enc.NewEncoder().String("<html><head><meta charset=" + label + "></head><body>" + strings.Repeat("<p>"+sentence+"</p>", 5))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// zeros is so many of them, without holding them in memory.
func zeros(n int64) io.Reader { return io.LimitReader(zero{}, n) }

type zero struct{}

func (zero) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func noise(n int) string {
	b := make([]byte, n)
	rand.New(rand.NewSource(1)).Read(b)
	return string(b)
}

func gzipped(data io.Reader) string {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed) // it is a level
	_, _ = io.Copy(w, data)                         // to memory, which does not fail
	_ = w.Close()
	return b.String()
}

// file is to be packed.
type file struct {
	name string
	data io.Reader
}

func zipped(t *testing.T, files ...file) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	for _, in := range files {
		f, err := w.Create(in.name)
		if err == nil {
			_, err = io.Copy(f, in.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
