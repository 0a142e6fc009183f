package project

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

var lockFileEx = syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")

const (
	lockExclusive = 2
	lockAtOnce    = 1
	lockViolation = syscall.Errno(33) // ERROR_LOCK_VIOLATION
)

// tryLock takes the lock on the open file, which is let go with the file. It
// lies on one byte far behind the text, since Windows lets nobody read what is
// locked.
func tryLock(f *os.File) error {
	at := syscall.Overlapped{OffsetHigh: 1}
	ok, _, err := lockFileEx.Call(f.Fd(), lockExclusive|lockAtOnce, 0, 1, 0, uintptr(unsafe.Pointer(&at)))
	switch {
	case ok != 0:
		return nil
	case errors.Is(err, lockViolation) || errors.Is(err, syscall.ERROR_IO_PENDING):
		return errLocked
	}
	return err
}

// release closes the file first: Windows does not remove open files. If another
// takes it in between, it is open again and stays.
func (l *lock) release() {
	l.file.Close()
	os.Remove(l.path)
}

// settle has nothing to do: NTFS keeps names by itself.
func settle(string) error { return nil }
