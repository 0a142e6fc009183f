package native

import (
	"fmt"
	"runtime"
	"syscall"
	"unicode/utf16"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

var (
	comdlg32 = syscall.NewLazyDLL("comdlg32.dll")
	shell32  = syscall.NewLazyDLL("shell32.dll")
	ole32    = syscall.NewLazyDLL("ole32.dll")

	getOpenFileName      = comdlg32.NewProc("GetOpenFileNameW")
	commDlgExtendedError = comdlg32.NewProc("CommDlgExtendedError")
	browseForFolder      = shell32.NewProc("SHBrowseForFolderW")
	pathFromIDList       = shell32.NewProc("SHGetPathFromIDListEx")
	coInitialize         = ole32.NewProc("CoInitializeEx")
	coUninitialize       = ole32.NewProc("CoUninitialize")
	coTaskMemFree        = ole32.NewProc("CoTaskMemFree")
)

// newPicker returns Windows' own dialogs.
func newPicker(w fyne.Window, do Dispatch) Picker { return &windows{window: w, do: do} }

type windows struct {
	window fyne.Window
	do     Dispatch
}

// Files asks for any number of files.
func (p *windows) Files(folder string, picked func([]string, error)) {
	p.ask(func(owner uintptr) func() {
		paths, err := openFiles(owner, folder)
		return func() { picked(paths, err) }
	})
}

// Folder asks for a folder.
func (p *windows) Folder(title, _ string, picked func(string, error)) {
	p.ask(func(owner uintptr) func() {
		path, err := openFolder(owner, title)
		return func() { picked(path, err) }
	})
}

// ask runs a dialog on a thread of its own, owned by the window, and brings the
// answer to the UI goroutine.
func (p *windows) ask(dialog func(owner uintptr) func()) {
	owner := p.handle()
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		p.do(dialog(owner))
	}()
}

// handle is the window's HWND, 0 where it is not known. It is called on the UI
// goroutine.
func (p *windows) handle() (owner uintptr) {
	if w, ok := p.window.(driver.NativeWindow); ok {
		w.RunNative(func(context any) {
			if c, ok := context.(driver.WindowsWindowContext); ok {
				owner = c.HWND
			}
		})
	}
	return owner
}

// openFileName is OPENFILENAMEW.
type openFileName struct {
	size            uint32
	owner, instance uintptr
	filter          *uint16
	customFilter    *uint16
	maxCustomFilter uint32
	filterIndex     uint32
	file            *uint16
	maxFile         uint32
	fileTitle       *uint16
	maxFileTitle    uint32
	initialDir      *uint16
	title           *uint16
	flags           uint32
	fileOffset      uint16
	fileExtension   uint16
	defExt          *uint16
	custData        uintptr
	hook            uintptr
	templateName    *uint16
	reserved        uintptr
	reserved2       uint32
	flagsEx         uint32
}

const (
	ofnHideReadOnly     = 0x00000004
	ofnNoChangeDir      = 0x00000008
	ofnAllowMultiSelect = 0x00000200
	ofnPathMustExist    = 0x00000800
	ofnFileMustExist    = 0x00001000
	ofnExplorer         = 0x00080000
)

const filters = "Projects, chats and comments\x00*.yearbook;*.txt;*.csv;*.tsv;*.log;*.html;*.htm;*.json;*.xml;*.zip\x00All files\x00*.*\x00\x00"

// openFiles shows the dialog and waits for the answer.
func openFiles(owner uintptr, folder string) ([]string, error) {
	buffer := make([]uint16, 1<<16)
	filter := utf16.Encode([]rune(filters))
	title, err := syscall.UTF16PtrFromString("Open chats and comments")
	if err != nil {
		return nil, err
	}
	ask := openFileName{
		owner: owner, filter: &filter[0], filterIndex: 1,
		file: &buffer[0], maxFile: uint32(len(buffer)), title: title,
		flags: ofnExplorer | ofnAllowMultiSelect | ofnFileMustExist | ofnPathMustExist | ofnHideReadOnly | ofnNoChangeDir,
	}
	ask.size = uint32(unsafe.Sizeof(ask))
	if folder != "" {
		if ask.initialDir, err = syscall.UTF16PtrFromString(folder); err != nil {
			return nil, err
		}
	}
	ok, _, _ := getOpenFileName.Call(uintptr(unsafe.Pointer(&ask)))
	if ok == 0 {
		if code, _, _ := commDlgExtendedError.Call(); code != 0 {
			return nil, fmt.Errorf("windows' dialog for files failed with code %#x", code)
		}
		return nil, nil // cancelled
	}
	return multiple(string(utf16.Decode(buffer))), nil
}

// browseInfo is BROWSEINFOW.
type browseInfo struct {
	owner       uintptr
	root        uintptr
	displayName *uint16
	title       *uint16
	flags       uint32
	callback    uintptr
	param       uintptr
	image       int32
}

const (
	bifReturnOnlyFSDirs   = 0x0001
	bifNewDialogStyle     = 0x0040
	bifEditBox            = 0x0010
	coInitApartmentThread = 0x2
)

// openFolder shows the dialog and waits for the answer.
func openFolder(owner uintptr, title string) (string, error) {
	if r, _, _ := coInitialize.Call(0, coInitApartmentThread); int32(r) >= 0 {
		defer coUninitialize.Call()
	}
	words, err := syscall.UTF16PtrFromString(title)
	if err != nil {
		return "", err
	}
	name := make([]uint16, syscall.MAX_PATH)
	ask := browseInfo{
		owner: owner, displayName: &name[0], title: words,
		flags: bifReturnOnlyFSDirs | bifNewDialogStyle | bifEditBox,
	}
	list, _, _ := browseForFolder.Call(uintptr(unsafe.Pointer(&ask)))
	if list == 0 {
		return "", nil // cancelled
	}
	defer coTaskMemFree.Call(list)
	path := make([]uint16, 1<<15)
	if ok, _, _ := pathFromIDList.Call(list, uintptr(unsafe.Pointer(&path[0])), uintptr(len(path)), 0); ok == 0 {
		return "", fmt.Errorf("this place has no path on a drive: choose a folder on a drive or a share")
	}
	return syscall.UTF16ToString(path), nil
}
