package article

import "testing"

func TestIsGenericByline(t *testing.T) {
	for _, name := range []string{"Staff", "staff writer", "Newsroom", "Harbour Post Staff", "The Harbour Newsroom", "Web Desk", "Editorial team", "Admin", "Die Redaktion",
		"Hafenpost-Redaktion", "La rédaction", "Redacción", "Redazione", "Редакция", "STAFF REPORTS", "Guest author", "Sports Desk"} {
		if !IsGenericByline(name) {
			t.Errorf("%q is taken for a name", name)
		}
	}
	for _, name := range []string{"", "Ann Lee", "Stafford Lee", "Ed Newsroom-Lee", "Adminah Okoro", "Reuters", "Associated Press", "Bo Chan-Desker", "Harbour Post"} {
		if IsGenericByline(name) {
			t.Errorf("%q is taken for nobody's name", name)
		}
	}
}
