package article

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// wordDocument is a Word document with that body.
func wordDocument(t testing.TB, body string) string {
	return zipped(t,
		entry{"[Content_Types].xml", ""},
		entry{"word/document.xml", `<w:document xmlns:w="w" xmlns:r="r"><w:body>` + body + `</w:body></w:document>`},
		entry{"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style><w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style></w:styles>`},
		entry{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="r1" Type="x/hyperlink" Target="https://lamme.example/office"/><Relationship Id="r2" Type="x/image" Target="media/a.png"/></Relationships>`},
	)
}

// wordParagraph is a paragraph of a Word document in a style.
func wordParagraph(style, runs string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val=%q/></w:pPr><w:r>%s</w:r></w:p>`, style, runs)
}

// webArchive is a web archive of one answer.
func webArchive(answer string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lamme.example/a\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(answer), answer)
}

func deflated(t testing.TB, data string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	ferry = "The ferry stops at six, and lorries may cross the bridge over the Lamme from noon on."
	mill  = "The mill by the river grinds rye on Mondays, and its wheel was mended in the spring."
)

// TestVariants reads the parts of formats that the samples in testdata/formats
// have no need of, and holds what comes out to a golden file.
func TestVariants(t *testing.T) {
	item := func(inner string) string {
		return `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Lamme</title><language>en-GB</language>` +
			`<wp:author><wp:author_login>al</wp:author_login><wp:author_display_name>Ann Lee</wp:author_display_name></wp:author><item>` + inner + `</item></channel></rss>`
	}
	news := func(about, content, set string) string {
		return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="https://lamme.example/a" xml:lang="en"><itemMeta>` + about + `</itemMeta><contentMeta>` + content + `</contentMeta><contentSet>` + set + `</contentSet></newsItem>`
	}
	nitf := func(head, body string) string {
		return `<nitf><head><title>Bridge</title></head><body><body.head>` + head + `</body.head>` + body + `</body></nitf>`
	}
	text := "<p>" + ferry + "</p><p>" + mill + "</p>"
	page := "<html lang=en><title>Open</title>" + text
	var out strings.Builder
	for _, tt := range []struct{ name, file, data string }{
		{"Word, kinds of paragraph", "a.docx", wordDocument(t, wordParagraph("Titel", "<w:t>Bridge opens</w:t>")+wordParagraph("Heading1", "<w:t>By the river</w:t>")+
			wordParagraph("", "<w:t>"+ferry+"</w:t>")+wordParagraph("Zitat", "<w:t>"+mill+"</w:t>")+wordParagraph("ListBullet", "<w:t>One thing to take along</w:t>")+
			wordParagraph("ListBullet", "<w:t>Another thing to take along</w:t>")+wordParagraph("", "<w:t>That is all there was to see on Thursday by the bridge.</w:t>")+wordParagraph("Beschriftung", "<w:t>The bridge at noon</w:t>"))},
		{"Word, parts of a line", "a.docx", wordDocument(t, wordParagraph("", "<w:t>Bridge&amp;ferry</w:t><w:tab/><w:t>stop</w:t><w:br/><w:t>at six</w:t><w:noBreakHyphen/><w:t>fifteen by the clock of the old mill</w:t><w:delText>never</w:delText>"))},
		{"Word, what was changed", "a.docx", wordDocument(t, `<w:ins>`+wordParagraph("", "<w:t>"+ferry+"</w:t>")+`</w:ins><w:sdt><w:sdtContent>`+wordParagraph("", "<w:t>"+mill+"</w:t>")+`</w:sdtContent></w:sdt><w:p><w:del><w:r><w:t>This was struck out before it was sent to the desk.</w:t></w:r></w:del></w:p>`)},
		{"Word, a table and a link", "a.docx", wordDocument(t, `<w:p><w:r><w:t>`+ferry+` See the </w:t></w:r><w:hyperlink r:id="r1"><w:r><w:t>road office</w:t></w:r></w:hyperlink></w:p><w:tbl><w:tblPr/><w:tr><w:trPr/><w:tc><w:p><w:r><w:t>Monday</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>closed</w:t></w:r></w:p><w:p><w:r><w:t>all day</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`)},
		{"Word without its text", "a.docx", zipped(t, entry{"[Content_Types].xml", ""}, entry{"word/document.xml", "<w:document xmlns:w='w'"})},

		{"mail from a folder", "a.eml", "From ann@lamme.example Thu May  7 06:30:00 2026\nFrom: ann@lamme.example\nSubject: Bridge\nDate: Thu, 7 May 2026 06:30:00 +0200\n\n" + ferry + "\n"},
		{"mail with a date in words", "a.eml", "From: Ann Lee <ann@lamme.example>\nSubject: Bridge\nDate: May 7, 2026\nContent-Language: en\nArchived-At: <https://lamme.example/mail>\n\n" + ferry + "\n"},
		{"mail laid out as a table", "a.eml", "From: Ann Lee <ann@lamme.example>\nSubject: Bridge\nContent-Type: text/html; charset=iso-8859-1\n\n<table><tr><td>" + ferry + "</td></tr><tr><td>Monday</td><td>closed</td></tr></table>\n"},

		{"NITF, bylines with and without persons", "a.nitf", nitf("<hedline><hl1>Bridge opens</hl1><hl2>Ferry stops</hl2></hedline><byline>By <person>Ann Lee</person><byttl>Reporter</byttl></byline><byline>By Tom Weil<byttl>Editor</byttl></byline><dateline>ORLBY</dateline>",
			"<body.content>"+text+"</body.content><body.end><tagline>Ann Lee is a reporter.</tagline></body.end>")},
		{"NITF, dates in short", "a.nitf", `<nitf><head><docdata><date.issue norm="20260507T0630+0200"/><doc.copyright holder="Lamme News"/><doc-id id-string="https://lamme.example/a"/></docdata><revision-history norm="20260508"/></head><body><body.content>` + text + "</body.content></body></nitf>"},
		{"NITF without text", "a.nitf", nitf("<hedline><hl1>Bridge opens</hl1></hedline>", "")},

		{"NewsML, text inline", "a.xml", news(`<provider><name>Lamme News</name></provider><firstCreated>2026-05-07T06:30:00Z</firstCreated><versionCreated>2026-05-08T06:30:00Z</versionCreated><title>Bridge</title>`,
			`<creator literal="Ann Lee"/><headline>Bridge opens</headline><language tag="en"/>`, "<inlineXML><html><body>"+text+"</body></html></inlineXML>")},
		{"NewsML, text as data", "a.xml", news(`<itemClass qcode="ninat:text"/>`, `<by>By Ann Lee</by><infoSource literal="Lamme News"/>`, "<inlineData>"+ferry+" "+mill+"</inlineData>")},
		{"NewsML, a picture", "a.xml", news(`<itemClass qcode="ninat:picture"/>`, "", "")},
		{"NewsML, text elsewhere", "a.xml", news("", "", `<remoteContent href="a.html"/>`)},

		{"RDF feed", "a.rdf", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Lamme</title></channel><item><title>Bridge &lt;b&gt;opens&lt;/b&gt;</title><link>https://lamme.example/a</link><dc:creator>Ann Lee</dc:creator><dc:language>en</dc:language><dc:date>2026-05-07</dc:date><description>` + ferry + `</description></item></rdf:RDF>`},
		{"feed, an item of a title only", "a.rss", item("<title>Bridge</title>")},
		{"feed, no sound XML", "a.rss", item("<title>Bridge & ferry <b></title>")},
		{"WordPress, a draft in the bin", "a.xml", item("<title>Bridge</title><wp:post_type>post</wp:post_type><wp:status>trash</wp:status><content:encoded>" + ferry + "</content:encoded>")},
		{"WordPress, without text", "a.xml", item("<title>Bridge</title><wp:post_type>post</wp:post_type><content:encoded> </content:encoded>")},
		{"WordPress, typed paragraphs", "a.xml", item("<title>Bridge</title><dc:creator>al</dc:creator><wp:post_type>page</wp:post_type><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date>2026-05-07 06:30:00</wp:post_date><content:encoded><![CDATA[" + ferry + "\n\n[gallery ids=\"1\"]\n\n[caption id=\"x\"]The bridge at noon[/caption]\n\n" + mill + "]]></content:encoded>")},

		{"JSON, a page of Fundus", "a.json", `{"title": "Bridge", "authors": ["Ann Lee"], "source": {"name": "The Lamme"}, "body": {"summary": ["It opens."], "sections": [{"headline": ["By the river"], "paragraphs": ["` + ferry + `", "` + mill + `"]}]}}`},
		{"JSON, named twice", "a.json", `{"headline": "Bridge &amp; ferry", "source": ["https://lamme.example/a"], "source_url": "https://www.lamme.example/a", "author_name": "Ann Lee", "date": 20260507, "bodies": [{"contenttype": "text/plain", "value": "` + mill + `"}, {"contenttype": "text/html", "value": "<p>` + ferry + `</p>"}]}`},
		{"JSON, in an envelope", "a.json", `{"title": "The Lamme", "language": "en", "articles": [{"title": "Bridge", "text": "` + ferry + `"}, {"type": "picture", "text": "x"}, {"title": "no text"}]}`},
		{"JSON after a byte order mark", "a.json", "\xEF\xBB\xBF" + `[{"title": "Bridge", "text": "` + ferry + `"}]`},
		{"JSON, cut off", "a.json", `[{"title": "Bridge", "text": "` + ferry + `"}, {"title": "Mill", "te`},
		{"JSON, one after the other", "a.json", `{"title": "Bridge",` + "\n" + ` "text": "` + ferry + `"}` + "\n" + `{"title": "Mill", "text": "` + mill + `"} x`},
		{"JSON, a broken line", "a.jsonl", `{"title": "Bridge", "text": "` + ferry + `"}` + "\n{\"title\": }\n[1]\n" + `{"title": "Mill", "text": "` + mill + `"}`},

		{"web archive, deflated", "a.warc", webArchive("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\n\r\n" + deflated(t, page))},
		{"web archive, no answer", "a.warc", webArchive("nothing") + webArchive("HTTP/1.1 200 OK\r\n\r\n"+page)},
		{"web archive, no length", "a.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\n"},
		{"web archive, endless header", "a.warc", webArchive("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+page) + "WARC/1.0\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n"},
		{"web archive, cut off", "a.warc", webArchive("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page)[:170]},
		{"web archive, damaged", "a.warc", webArchive("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+page) + "rubbish"},
		{"web archive, bad chunks", "a.warc", webArchive("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\nzz\r\n")},
		{"page with a base", "a.html", `<html lang=en><head><title>Open</title><base href="https://lamme.example/news/"></head><body><article><p>` + ferry + ` See the <a href="office">road office</a>.</p><p>` + mill + "</p></article></body></html>"},
	} {
		fmt.Fprintf(&out, "%s\n", tt.name)
		for _, line := range outcome(t, Options{}, writeFile(t, tt.file, tt.data)) {
			fmt.Fprintf(&out, "\t%s\n", line)
		}
	}
	checkGolden(t, "testdata/golden/variants.outcome", out.String())
}
