package article

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is how many bytes of a member's name are kept.
const maxName = 200

// memberName is the name of an archive's member as it is shown: with slashes,
// relative, without steps upwards and unprintable characters. It names, it is
// never opened.
func memberName(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "\uFFFD"), `\`, "/")
	name = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) && r != '#' {
			return r
		}
		return '_'
	}, name)
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if len(name) > maxName {
		cut := len(name) - maxName
		for !utf8.RuneStart(name[cut]) {
			cut++
		}
		name = "…" + name[cut:]
	}
	if name == "" {
		return "unnamed"
	}
	return name
}

// passesBy decides as [Reader.Expand] does for a folder's files which members of
// an archive are read: it returns why one is passed over, or nil.
func (r *Reader) passesBy(name string) error {
	skip := func(reason string) error { return &RejectedError{Reason: reason, Skipped: true} }
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return skip("hidden file")
		}
	}
	if !slices.Contains(r.extensions(), strings.ToLower(path.Ext(name))) {
		return skip(r.unread())
	}
	return nil
}

// unread is why a file found in a folder or an archive is not read.
func (r *Reader) unread() string {
	return fmt.Sprintf("not a format read from folders (%s); name the file itself to have it tried",
		strings.Join(r.extensions(), ", "))
}
