//go:build !unix

package archive

// names is how many names a file has; here nobody can tell.
func names(string) int { return 1 }
