//go:build unix

package project

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock on the open file, which is let go with the file. On
// NFS and SMB the kernel passes it on to the server.
func tryLock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return errLocked
		default:
			return err
		}
	}
}

// release removes the file while the lock still holds, so that nobody can take
// it in between and lose it.
func (l *lock) release() {
	os.Remove(l.path)
	l.file.Close()
}

// settle makes a new name in a folder survive a power cut.
func settle(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return err
	}
	return nil
}
