package article

import (
	"regexp"
	"strings"

	"github.com/mmcdole/gofeed"
)

// post reads an item of WordPress's export (WXR). Its text is what authors typed:
// blank lines stand between paragraphs, and commands in brackets among them.
func (f feedFormat) post(feed *gofeed.Feed, it *gofeed.Item, kind string) (*draft, error) {
	if kind != "post" && kind != "page" {
		return nil, &RejectedError{Reason: "no article but of WordPress's kind " + kind, Skipped: true}
	}
	switch status := wordPress(it, "status"); status {
	case "trash", "auto-draft", "inherit":
		return nil, &RejectedError{Reason: "of WordPress's status " + status, Skipped: true}
	}
	if strings.TrimSpace(it.Content) == "" {
		return nil, reject("an item without text: only a title or a link")
	}
	m := feedMetadata(feed, it)
	for i, login := range m.byline {
		m.byline[i] = displayName(feed, login)
	}
	m.published = firstDate(utc(wordPress(it, "post_date_gmt")), wordPress(it, "post_date"), it.Published)
	m.modified = firstDate(utc(wordPress(it, "post_modified_gmt")), wordPress(it, "post_modified"))
	text := shortcodes.ReplaceAllString(captionCode.ReplaceAllString(it.Content, "<figcaption>$1</figcaption>"), "")
	return f.html.body(typedParagraphs(text), m)
}

// displayName is what an export calls the author with a login.
func displayName(feed *gofeed.Feed, login string) string {
	for _, author := range feed.Extensions["wp"]["author"] {
		if extensionValue(author.Children["author_login"]) == login {
			if name := foldSpace(extensionValue(author.Children["author_display_name"])); name != "" {
				return name
			}
		}
	}
	return login
}

func utc(s string) string {
	if s == "" {
		return ""
	}
	return s + "Z"
}

func firstDate(all ...string) string {
	for _, s := range all {
		if strings.HasPrefix(s, "0000") { // WordPress's "never"
			continue
		}
		if date := normalDate(s); date != "" {
			return date
		}
	}
	return ""
}

var (
	// shortcodes are WordPress's commands; what stands between two of them stays.
	shortcodes  = regexp.MustCompile(`\[/?(?:gallery|embed|audio|video|playlist|vc_[a-z_]+|et_pb_[a-z_]+)(?:\s[^\]]*)?\]`)
	captionCode = regexp.MustCompile(`\[caption(?:\s[^\]]*)?\]((?s:.*?))\[/caption\]`)
	ownBlocks   = regexp.MustCompile(`(?i)<p[\s>]`)
	blankLines  = regexp.MustCompile(`\r?\n[ \t]*(?:\r?\n[ \t]*)+`)
)

// typedParagraphs marks up the paragraphs of a text that has none marked.
func typedParagraphs(text string) string {
	if ownBlocks.MatchString(text) {
		return text
	}
	return "<p>" + blankLines.ReplaceAllString(strings.TrimSpace(text), "</p>\n<p>") + "</p>"
}
