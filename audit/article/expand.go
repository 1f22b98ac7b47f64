package article

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Expand replaces every folder in paths by the files in it and below, and
// returns the sources to read, sorted and without duplicates. "-" and files
// named explicitly are kept whatever they are called; of a folder's files,
// hidden ones and those of a format not read here come back in rejected, marked
// as skipped. What cannot be listed comes back in rejected too.
//
// Links to files are followed, links to folders are not: they may lead in
// circles.
//
// An address of a feed, a sitemap or a text of addresses is replaced by the
// pages it lists, and so is a named file of nothing but addresses, one a line.
func (r *Reader) Expand(ctx context.Context, paths []string) (sources []string, rejected []*RejectedError) {
	seen := map[string]bool{}
	add := func(source string) {
		if key := identity(source); !seen[key] {
			seen[key] = true
			sources = append(sources, source)
		}
	}
	var folders, addresses []string
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			folders = append(folders, path)
			continue
		}
		if isURL(path) {
			addresses = append(addresses, path)
			continue
		}
		if list, ok := listed(path); ok && !r.opts.Raw {
			addresses = append(addresses, list...)
			continue
		}
		add(path) // explicit names first: they win over being skipped
	}
	slices.Sort(addresses)
	pages, rejected := r.expandAddresses(ctx, slices.Compact(addresses))
	for _, page := range pages {
		add(page)
	}
	var skipped []*RejectedError
	for _, folder := range folders {
		files, passed := r.list(folder)
		for _, file := range files {
			add(file)
		}
		skipped = append(skipped, passed...)
	}
	for _, s := range skipped {
		if key := identity(s.Source); !seen[key] {
			seen[key] = true
			rejected = append(rejected, s)
		}
	}
	slices.Sort(sources)
	slices.SortFunc(rejected, func(a, b *RejectedError) int { return cmp.Compare(a.Source, b.Source) })
	return sources, rejected
}

// identity is one key for the different spellings of a path.
func identity(path string) string {
	if path == "-" || isURL(path) {
		return path
	}
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return filepath.Clean(path)
}

// list walks one folder.
func (r *Reader) list(folder string) (files []string, passed []*RejectedError) {
	pass := func(path, reason string) {
		passed = append(passed, &RejectedError{Source: path, Reason: reason, Skipped: true})
	}
	// The callback returns no error, so neither does WalkDir.
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			failure := rejectFile(err).(*RejectedError)
			failure.Source = path
			passed = append(passed, failure)
			return nil
		}
		hidden := path != folder && strings.HasPrefix(entry.Name(), ".")
		switch {
		case entry.IsDir() && hidden:
			pass(path, "hidden folder")
			return fs.SkipDir
		case entry.IsDir():
		case hidden:
			pass(path, "hidden file")
		case entry.Type()&fs.ModeSymlink != 0 && isFolder(path):
			pass(path, "link to a folder; name the folder itself to have it read")
		case entry.Type()&fs.ModeSymlink != 0 && !leadsInto(folder, path):
			pass(path, "link out of the folder; name the file itself to have it read")
		case !slices.Contains(r.extensions(), strings.ToLower(filepath.Ext(path))):
			pass(path, r.unread())
		default:
			files = append(files, path)
		}
		return nil
	})
	return files, passed
}

// leadsInto reports whether a link's target is below a folder. Whoever may put
// links into it could else have any file read. A link to nothing is for the
// reader to report.
func leadsInto(folder, link string) bool {
	inside, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return true
	}
	target, err := filepath.EvalSymlinks(link)
	if err != nil {
		return true
	}
	if inside, err = filepath.Abs(inside); err != nil {
		return true
	}
	if target, err = filepath.Abs(target); err != nil {
		return true
	}
	return strings.HasPrefix(target, strings.TrimSuffix(inside, string(filepath.Separator))+string(filepath.Separator))
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
