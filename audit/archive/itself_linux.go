package archive

import (
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"
)

// lockableItself reports whether a lock on the archive's own file is no lock
// against the database that opens it. Network file systems make one kind of
// lock of the two.
func lockableItself(path string) bool {
	var fs unix.Statfs_t
	if err := unix.Statfs(filepath.Dir(path), &fs); err != nil {
		return false
	}
	return !slices.Contains([]int64{unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC}, int64(fs.Type))
}
