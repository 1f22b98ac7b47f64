package fetch

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"

	"github.com/mmcdole/gofeed"
)

// readFeed reads the links of a feed's entries.
func readFeed(data []byte, base *url.URL, limit int) (list *contents, err error) {
	defer func() {
		if p := recover(); p != nil { // the library's, on input nobody thought of
			list, err = nil, &Error{Reason: "the feed cannot be read", Err: fmt.Errorf("panic: %v", p)}
		}
	}()
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return nil, &Error{Reason: "the feed cannot be read", Err: err}
	}
	list = &contents{kind: KindFeed}
	for _, item := range feed.Items {
		if len(list.links) == limit {
			list.more = true
			break
		}
		href := item.Link
		if href == "" && len(item.Links) > 0 {
			href = item.Links[0]
		}
		list.link(&list.links, base, cmp.Or(href, permalink(item.GUID)))
	}
	return list, nil
}

// permalink is an entry's ID when it is an address, as RSS has it unless it
// says otherwise.
func permalink(guid string) string {
	if _, err := parseAddress(guid); err != nil {
		return ""
	}
	return guid
}
