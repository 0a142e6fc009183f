package ingest

import "testing"

// What the apps write is dropped; what a person might write, of whatever it
// speaks, is kept.
func TestMetaNotices(t *testing.T) {
	notices := []string{
		"Reacted 👍 to your message ", "Reacted ❤️ to your message", "Liked a message", "Bob set your nickname to Bobby.",
		"Bob Ray set the nickname for Ann Lee to Annie.", "Bob cleared your nickname.", "Bob created a poll: Which day?",
		"Bob changed the chat theme to Love.", "Bob changed the theme to Berry.", "Bob created the group.", "Bob named the group Ward 7.",
		"Bob removed Cat from the group.", "You added Cat and Dan to the group.", "Bob left the group.", "Bob pinned a message.", "Bob unsent a message",
		"You unsent a message", "You are now connected on Messenger.", `Bob voted for "Monday" in the poll.`, "The video chat ended.", "Bob joined the call.",
		"Bob missed your call.", "You missed a call from Bob.", "Bob set the emoji to 👍.", "Bob sent an attachment.", "Bob sent 2 photos.",
	}
	for _, said := range notices {
		if !isNotice("Bob Ray", said) {
			t.Errorf("%q is a notice", said)
		}
	}
	words := []string{
		"You missed your call", "You left the group with a bad feeling", "Reacted badly to your message", "The video chat ended badly.", "The call ended.",
		"Bob changed the dressing on ward 7.", "Bob removed Cat from the rota.", "Cat left the group.", "You added milk to the list.",
		"created a poll: Which day?", "Liked a message you sent me", "Bob", "", "You are now connected", "Bob joined the callous crowd",
	}
	for _, said := range words {
		if isNotice("Bob Ray", said) {
			t.Errorf("%q is what somebody said", said)
		}
	}
	if isNotice("", "left the group.") {
		t.Error("a message of nobody was taken for a notice")
	}
}
