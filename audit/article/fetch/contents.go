package fetch

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html/charset"
)

// maxUnpacked is what a compressed list may come to: the sitemap protocol
// permits 50 MB.
const maxUnpacked = 50 << 20

// parseContents tells a list from a page, by what is in it, and reads at most
// limit links of it.
func parseContents(page *Page, limit int) (*contents, error) {
	base, err := url.Parse(page.URL)
	if err != nil {
		return nil, fail(ErrAddress, "not a web address")
	}
	data, broken := unpack(page.Body)
	list, err := readContents(data, page.ContentType, base, limit)
	if err == nil && broken != nil && !list.more {
		list.broken = broken
	}
	return list, err
}

func readContents(data []byte, contentType string, base *url.URL, limit int) (*contents, error) {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n")
	switch root := rootOf(data); {
	case root == "urlset", root == "sitemapindex":
		return readSitemap(data, base, limit), nil
	case root == "rss", root == "rdf", root == "feed", isJSONFeed(data):
		return readFeed(data, base, limit)
	case contentType == "text/plain":
		if addresses, ok := Addresses(data); ok {
			list := &contents{kind: KindList}
			for _, address := range addresses {
				list.link(&list.links, base, address)
			}
			return list, nil
		}
	}
	return &contents{kind: KindPage}, nil
}

// unpack undoes gzip, which sitemaps are stored in, up to maxUnpacked. broken
// says why there is less than there should be.
func unpack(data []byte) (unpacked []byte, broken *Error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err == nil {
		unpacked, err = io.ReadAll(io.LimitReader(zip, maxUnpacked+1))
	}
	switch {
	case err != nil:
		return unpacked, &Error{Reason: "its compression is damaged; what follows is left out", Err: err}
	case len(unpacked) > maxUnpacked:
		return unpacked[:maxUnpacked], fail(ErrTooLarge, "larger than %d bytes when decompressed; the rest is left out", maxUnpacked)
	}
	return unpacked, nil
}

// rootOf returns the local name of an XML document's root, in lower case, or
// "". It looks no further than the start of the document.
func rootOf(data []byte) string {
	const prologue = 64 << 10
	if !bytes.HasPrefix(data, []byte("<")) {
		return ""
	}
	d := xmlDecoder(data[:min(len(data), prologue)])
	for {
		token, err := d.RawToken()
		if err != nil {
			return ""
		}
		if start, ok := token.(xml.StartElement); ok {
			return strings.ToLower(start.Name.Local)
		}
	}
}

// isJSONFeed reports whether data looks like a JSON Feed, which states its
// version near its start.
func isJSONFeed(data []byte) bool {
	const head = 4 << 10
	return bytes.HasPrefix(data, []byte("{")) && bytes.Contains(data[:min(len(data), head)], []byte("jsonfeed.org/version"))
}

// xmlDecoder reads XML as it is found: any charset, HTML's entities, mismatched
// tags.
func xmlDecoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// readSitemap reads a sitemap or an index of sitemaps: the loc of each url and
// of each sitemap, and nobody else's (images have some too).
func readSitemap(data []byte, base *url.URL, limit int) *contents {
	list := &contents{kind: KindSitemap}
	d := xmlDecoder(data)
	var (
		path  [3]string // names of the outermost open elements
		depth int       // of all
		loc   strings.Builder
	)
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			if depth > 0 {
				list.broken = fail(nil, "it breaks off before its end")
			}
			return list
		case err != nil:
			list.broken = &Error{Reason: "damaged; what follows is left out", Err: err}
			return list
		}
		inLoc := depth == 3 && path[2] == "loc"
		switch token := token.(type) {
		case xml.StartElement:
			if depth < len(path) {
				path[depth] = token.Name.Local
			}
			depth++
			loc.Reset()
		case xml.CharData:
			if inLoc {
				loc.Write(token)
			}
		case xml.EndElement:
			depth = max(depth-1, 0)
			if !inLoc {
				continue
			}
			if address := strings.TrimSpace(loc.String()); !list.located(path[1], address, base, limit) {
				return list
			}
		}
	}
}

// located takes in what an element of a sitemap says of where something is, and
// reports whether to go on.
func (c *contents) located(element, address string, base *url.URL, limit int) bool {
	if element == "sitemap" {
		if len(c.sitemaps) > maxSitemaps {
			return false // more than will be fetched
		}
		c.link(&c.sitemaps, base, address)
		return true
	}
	if len(c.links) == limit {
		c.more = true
		return false
	}
	c.link(&c.links, base, address)
	return true
}
