package memory

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"

	"copydesk.dev/audit/archive"
	"copydesk.dev/audit/article"
	"copydesk.dev/audit/article/fetch"
)

// Cache is the archive as what was read before: [article.Cache] and
// [fetch.Pages]. What a run adds is kept, packed, until the run is committed.
// What can't be read back is as if it weren't there.
type Cache struct {
	archive *archive.Archive

	mu   sync.Mutex
	new  map[string][]byte
	used map[string]bool
}

// NewCache returns an archive's cache.
func NewCache(a *archive.Archive) *Cache {
	return &Cache{archive: a, new: make(map[string][]byte), used: make(map[string]bool)}
}

// Get implements [article.Cache].
func (c *Cache) Get(input string) (*article.Article, bool) {
	body, ok := c.get(input)
	a := new(article.Article)
	if !ok || json.Unmarshal(body, a) != nil {
		return nil, false
	}
	return a, true
}

// Put implements [article.Cache].
func (c *Cache) Put(input string, a *article.Article) {
	if body, err := json.Marshal(a); err == nil {
		c.put(input, body)
	}
}

// pageHead is what is remembered of a page besides its body, which follows.
type pageHead struct {
	URL, ContentType, Charset string
	Validators                fetch.Validators
}

// KnownPage implements [fetch.Pages].
func (c *Cache) KnownPage(url string) *fetch.Page {
	stored, ok := c.get("page " + url)
	head, body, whole := bytes.Cut(stored, []byte("\n"))
	var h pageHead
	if !ok || !whole || json.Unmarshal(head, &h) != nil {
		return nil
	}
	return &fetch.Page{URL: h.URL, ContentType: h.ContentType, Charset: h.Charset, Validators: h.Validators, Body: body}
}

// KeepPage implements [fetch.Pages].
func (c *Cache) KeepPage(page *fetch.Page) {
	head, err := json.Marshal(pageHead{page.URL, page.ContentType, page.Charset, page.Validators})
	if err == nil {
		c.put("page "+page.URL, append(append(head, '\n'), page.Body...))
	}
}

func (c *Cache) get(input string) ([]byte, bool) {
	body, ok, err := c.archive.ParsedInput(context.Background(), input) // it takes no time worth interrupting
	if err != nil || !ok {
		return nil, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used[input] = true
	return body, true
}

func (c *Cache) put(input string, body []byte) {
	packed := c.archive.Pack(body)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.new[input] = packed
}

// Parsed is what the archive is to remember.
func (c *Cache) Parsed() archive.Parsed {
	c.mu.Lock()
	defer c.mu.Unlock()
	parsed := archive.Parsed{New: c.new}
	for input := range c.used {
		parsed.Used = append(parsed.Used, input)
	}
	return parsed
}
