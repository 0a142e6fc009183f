package ingest

import "strings"

// jsonKind says what a value of JSON is.
type jsonKind uint8

const (
	jsonNone jsonKind = iota // there is no such value
	jsonNull
	jsonTrue
	jsonFalse
	jsonNumber
	jsonString
	jsonArray
	jsonObject
)

// jsonValue is one value of JSON. Numbers stay as they are written, so that a
// long id loses no digit.
type jsonValue struct {
	kind  jsonKind
	text  string      // of a string, a number or a word
	key   string      // its name where it lies in an object
	items []jsonValue // of a list or an object
}

// put adds a field to an object or an element to a list.
func (v *jsonValue) put(key string, item jsonValue) {
	if v.items == nil {
		v.items = make([]jsonValue, 0, 4)
	}
	item.key = key
	v.items = append(v.items, item)
}

// wordKind tells what a word without quotation marks stands for.
func wordKind(word []byte) jsonKind {
	switch string(word) {
	case "true":
		return jsonTrue
	case "false":
		return jsonFalse
	case "null", "undefined", "NaN", "Infinity", "-Infinity":
		return jsonNull
	}
	if c := word[0]; isDigit(c) || c == '-' && len(word) > 1 || c == '.' {
		return jsonNumber
	}
	return jsonNone
}

// at is the value below the keys; the last of two equal keys counts.
func (v jsonValue) at(keys ...string) jsonValue {
	for _, key := range keys {
		v = v.field(key)
	}
	return v
}

func (v jsonValue) field(key string) jsonValue {
	if v.kind != jsonObject {
		return jsonValue{}
	}
	for i := len(v.items) - 1; i >= 0; i-- {
		if v.items[i].key == key {
			return v.items[i]
		}
	}
	return jsonValue{}
}

// str is a string or a number as text, "" for any other value.
func (v jsonValue) str() string {
	if v.kind == jsonString || v.kind == jsonNumber {
		return v.text
	}
	return ""
}

// first is the first of the fields that holds text.
func (v jsonValue) first(keys ...string) string {
	for _, key := range keys {
		if s := strings.TrimSpace(v.field(key).str()); s != "" {
			return s
		}
	}
	return ""
}

// list is the elements of a list, none for any other value.
func (v jsonValue) list() []jsonValue {
	if v.kind != jsonArray {
		return nil
	}
	return v.items
}

func (v jsonValue) has(key string) bool { return v.field(key).kind != jsonNone }

// given reports whether the field holds more than null, nothing or false.
func (v jsonValue) given(key string) bool {
	switch f := v.field(key); f.kind {
	case jsonNone, jsonNull, jsonFalse:
		return false
	case jsonArray, jsonObject:
		return len(f.items) > 0
	default:
		return f.kind == jsonTrue || f.text != ""
	}
}
