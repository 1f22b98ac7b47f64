package article

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// body is text long enough for what stands before or after it to be neither
// head nor tail of the other end.
var body = strings.TrimSpace(strings.Repeat("The council met again and talked about the bridge until midnight. ", 14))

var rulesOnce = sync.OnceValues(loadRules)

// removedFrom cleans blocks of text around body and returns the reasons by
// text.
func removedFrom(t *testing.T, before, after []piece) (map[string]string, metadata) {
	t.Helper()
	rules, err := rulesOnce()
	if err != nil {
		t.Fatal(err)
	}
	d := &draft{pieces: append(append(before, piece{kind: Paragraph, text: body}), after...)}
	reasons := map[string]string{}
	for _, r := range clean(d, rules).removed {
		for line := range strings.SplitSeq(r.Text, "\n") {
			reasons[line] = r.Reason
		}
	}
	return reasons, d.meta
}

func paragraphs(lines ...string) (out []piece) {
	for _, l := range lines {
		out = append(out, piece{kind: Paragraph, text: l})
	}
	return out
}

// TestRules has, for every reason, blocks that go and blocks like them that
// stay.
func TestRules(t *testing.T) {
	for _, tt := range []struct {
		reason     string
		head, tail []string // where the block stands
		stay       []string // at either end
	}{
		{"placeholder of a missing picture",
			[]string{"Image Not Found", "Image Not FoundImage Not Found", "Photo not available."}, nil,
			[]string{"Image not found in the files of the police, a lawyer said."}},
		{"message of a player",
			[]string{"We're sorry, this video is no longer available.", "This video is unavailable in your region", "Please enable JavaScript to watch this clip.", "Your browser does not support the audio element."}, nil,
			[]string{"This video is unavailable to the court, which has asked the harbour for a copy, and nobody in the council of the town remembers having seen it.", "This video has been watched by half the town."}},
		{"breadcrumb navigation",
			[]string{"Home > News > Harbour", "• Home • AI •", "Home » Sport » Chess", "Startseite > Sport > Schach", "Accueil › Sport"}, nil,
			[]string{"Home is where the harbour is.", "Home prices fell by a tenth."}},
		{"note that a picture is made by AI or is illustrative",
			[]string{"Featured image is AI-generated.", "The header image was created with software.", "(Image for illustrative purposes only)"},
			[]string{"AI-generated image"},
			[]string{"The image is one of a city in ruins.", "The image was created by a former officer.", "Images of the flood are used in court."}},
		{"description of a picture",
			[]string{"A man in a grey suit stands on a pier. In the background, a ferry is leaving.", "Two women are seen at a gate. Behind them, a banner hangs."},
			nil,
			[]string{"A man who stands for parliament was fined on Monday.", "A woman in a red dress walks through what was her kitchen.", "A worker said the pier had been unsafe for years."}},
		{"picture caption",
			[]string{"The ferry leaves Holm for the last time. (Photo: Ida Quell)", "Divers at the wall (AP Photo/Ida Quell, File)"}, nil,
			[]string{"The photo (now lost) shows the ferry.", "He filed (late) his papers."}},
		{"picture credit",
			[]string{"Photo: Ida Quell", "Фото: Ида Квелл", "Zdjęcie: Ida Quell", "Foto: Ida Quell / Hafenamt", "Image credit: The harbour office", "Ida Quell/Getty Images", "Getty Images"}, nil,
			[]string{"Images of the wall were shown to the council.", "Videos by the police show the wall falling.", "Credits for the work went to the divers."}},
		{"byline",
			[]string{"By Ann Lee", "Von Anna Lee und Bo Kern", "Por Ana Lee", "Written by Ann Lee and Bo Chan", "BY: ANN LEE", "Author: Ann Lee"},
			[]string{"By Ann Lee"},
			[]string{"Von der Mauer blieb nichts.", "Par ici, tout va bien.", "Por la noche cayó el muro.", "By then the wall had fallen.", "By Monday it was over and the town was dry again.", "Written by hand, the letter took a week."}},
		{"date line",
			[]string{"Published January 3, 2026", "3 May 2026", "Posted on 2026-05-03", "Updated: 11:05, Tue, May 3, 2026", "5 min read", "3 hours ago",
				"segunda-feira, 22 de janeiro de 2018 às 0:13", "24.12.2025, 08:15", "Ann Lee Published Monday, May 3, 2026", "Lesezeit: 4 Minuten",
				"Aktualisiert am 3. Mai 2026", "Aggiornato il 3 maggio 2026", "14 marca 2026 r."}, nil,
			[]string{"On 3 May 2026 the wall fell.", "Published figures tell another story.", "It happened three hours ago.",
				"Aktualisiert wird die Karte jedes Jahr.", "Publicado o edital, 12 empresas concorreram. Três ficaram."}},
		{"newsletter sign-up", nil,
			[]string{"Newsletter: die Woche am Hafen. Jetzt anmelden.", "Abonnez-vous à notre newsletter", "Recevez chaque matin notre newsletter. Je m’inscris", "Erhalten Sie jeden Morgen unseren Newsletter.", "Iscriviti alla nostra newsletter", "Zapisz się do newslettera", "Suscríbete a nuestro boletín",
				"The tides, every Friday. Subscribe to the Harbour letter.", "Subscribe", "Sign up for our newsletter", "The Harbour Newsletter", "Delivered straight to your inbox.", "By signing up you agree to our terms."},
			[]string{"She will sign up for the navy.", "She runs a weekly newsletter.", "People who receive the newsletter complained.", "The newsletter that the mayor sends to the citizens was late.", "By signing the treaty they agreed to leave."}},
		{"newsletter about itself",
			[]string{"View in browser", "View this email in your browser", "Trouble viewing this email? Open it in your browser.", "Read online", "Web version", "Im Browser öffnen", "Newsletter im Browser ansehen",
				"Voir dans le navigateur", "Lire cette lettre dans votre navigateur", "Ver en el navegador", "Visualizza questa email nel browser", "Bekijk online", "Visa i webbläsaren", "Zobacz w przeglądarce"},
			[]string{"Unsubscribe", "Unsubscribe here", "Unsubscribe | Manage preferences | Privacy policy", "Update your preferences or unsubscribe from this list", "Forward to a friend", "Forward this email",
				"Was this email forwarded to you? Subscribe here.", "Did a friend send you this newsletter?", "You are receiving this email because you signed up on our website.", "You’re receiving this newsletter as a member.",
				"This email was sent to reader@example.org by Harbour Post.", "If you no longer wish to receive these emails, let us know below.", "To unsubscribe, click the link below.", "You can unsubscribe at any time by clicking the link in the footer.",
				"Please add news@harbour.example to your address book.", "Newsletter abbestellen", "Abmelden | Profil ändern | Impressum", "Sie erhalten diesen Newsletter, weil Sie sich angemeldet haben.", "Wenn Sie keine weiteren E-Mails mehr erhalten möchten, können Sie den Newsletter hier abbestellen.",
				"Vous recevez cette newsletter car vous êtes inscrit.", "Se désabonner", "Pour vous désabonner, cliquez ici.", "Recibes este correo porque te suscribiste.", "Darse de baja", "Ricevi questa email perché sei iscritto.", "Je ontvangt deze nieuwsbrief omdat je lid bent.", "Afmelden", "Otrzymujesz tę wiadomość, ponieważ się zapisałeś."},
			[]string{"Unsubscribe buttons have to work with one click, the court ruled.", "You are receiving this medal because you held the wall, the mayor said.", "This email was the one that cost him his office.", "This message was sent by the mayor’s own telephone, the clerk said, and nobody else had it.",
				"If you want to receive a permit, you queue at the town hall.", "To unsubscribe from the list of voters, citizens have to appear in person.", "Was this sent by the mayor?", "He told her to forward this email to the police.",
				"View from the bridge", "Online version of history, says the archivist, is what people want.", "Vous recevez ce prix pour votre courage, a dit le maire.", "Sie erhalten diesen Preis für Ihren Mut, sagte der Bürgermeister.", "Um die Newsletter der Stadt kümmert sich ein Praktikant."}},
		{"postal address", nil,
			[]string{"Our mailing address is: Harbour Post, 12 Quay Street", "Harbour Post, 12 Quay Street, Holm, ME 04101, USA", "Harbour Post Ltd | 4 Pier Road, Holm HL1 2AB", "Harbour Post, P.O. Box 12, Holm", "Hafenpost GmbH, Am Kai 3, 20457 Hamburg",
				"Hafenpost, Kaistraße 3a, 20457 Hamburg", "Le Port, 12 rue du Quai, 75011 Paris", "El Puerto, Calle Mayor 3, 28013 Madrid"},
			[]string{"The fire broke out at 12 Quay Street on Monday and spread to Pier Road.", "The mayor lives in Kaistraße 3, a short walk from the harbour.", "He was born at 12 rue du Quai and never left.", "P.O. boxes are full, the postmaster said."}},
		{"cookie or privacy notice",
			[]string{"We use cookies to improve our site.", "Accept all cookies", "Wir verwenden Cookies.", "Nous utilisons des cookies.", "Utilizamos cookies."}, nil,
			[]string{"We use butter for the cookies.", "She baked cookies for the crew."}},
		{"advertising or media kit",
			[]string{"Advertisement", "ADVERTISEMENT", "Anzeige", "Publicité", "Story continues below advertisement", "Реклама", "Pubblicità"},
			[]string{"Advertise with Us", "Get our media kit"},
			[]string{"The advertisement cost the party two seats.", "Sponsored by nobody, the race went on."}},
		{"feedback prompt", nil,
			[]string{"Notice an error?", "Notice an error? Write to the desk.", "Spotted a typo in this article?", "Leave a comment", "12 comments", "Was this article helpful?",
				"Kommentare (12)", "Comments that name neighbours will be removed by the editors.", "Os comentários são moderados."},
			[]string{"Notice an error in the budget, and nobody listens.", "Comments by the mayor were not welcome."}},
		{"share buttons",
			[]string{"Share", "Share this article", "Tweet Share Email", "Follow us on Twitter", "Share on Facebook", "Share on LinkedIn | Share on Mastodon", "Artikel teilen", "Partager cet article",
				"Whatsapp Facebook Pinterest Baixar", "Seguici su Facebook", "Link kopieren"},
			nil,
			[]string{"Share this information, please?", "Share prices fell by a tenth.", "Email is how they spoke."}},
		{"pointer to other articles", nil,
			[]string{"Read more: The wall that fell", "Related articles", "Lesen Sie auch: Die Mauer", "À lire aussi : le mur", "Lea también", "You may also like", "READ MORE ON THE WALL BY CLICKING HERE", "More from The Harbour",
				"(Leggi anche: Il muro che è caduto)", "Lees ook: De muur", "Читайте также: Стена", "Läs mer: Muren som föll"},
			[]string{"More people came than in May.", "Read more than ten books, the teacher said.", "Related to the mayor, he kept silent.", "Also the ferry was late.",
				"Les mer om muren i boken hennes, sa hun."}},
		{"disclaimer", nil,
			[]string{"Disclaimer", "The views expressed are those of the author.", "This article is not investment advice; views expressed are not financial advice."},
			[]string{"The view from the wall was clear.", "He expressed his views."}},
		{"copyright notice", nil,
			[]string{"© 2026 The Harbour", "Copyright 2026 The Harbour. All rights reserved.", "Alle Rechte vorbehalten.", "Tous droits réservés"},
			[]string{"The copyright lies with the diver.", "Copyright law is changing.", "(c) The third wall stays."}},
		{"about the author", nil,
			[]string{"About the author", "Ann Lee is a reporter for The Harbour.", "Ann Lee covers harbours for The Post.", "Contact her at annlee@harbour.example"},
			[]string{"“Ann Lee is a reporter,” the mayor said.", "Ann Lee is a diver.", "Insurance covers the damage.", "Holm Bank joined the lawsuit on Friday.", "Follow the money, said the diver."}},
		{"credit of reporters", nil,
			[]string{"Reporting by Ann Lee and Bo Chan; editing by Cy Diaz", "(Additional reporting by Ann Lee)", "Ann Lee contributed to this report.", "Source: news agencies"},
			[]string{"Reporting by phone, the captain gave his position.", "The firm contributed to this report with figures of its own."}},
		{"about the company", nil,
			[]string{"Quell Pumps is a leading provider of harbour pumps.", "Quell Pumps is headquartered in Holm and has 300 staff."},
			[]string{"Quell Pumps is a small firm by the quay.", "The ferry is based in Holm."}},
		{"offer of a subscription", nil,
			[]string{"Get the Harbour delivered to your door. 12 issues for £11.", "Subscribe now and get your first subscription for $1.", "Subscribe to the Harbour podcast on any player"},
			[]string{"The paper lost 300 subscribers, which cost it $9,000.", "A subscription to the ferry costs $90 a year."}},
		{"note about affiliate links", nil,
			[]string{"This post may contain affiliate links.", "We may earn an affiliate commission."},
			[]string{"The group includes its Norwegian affiliate."}},
		{"appeal to readers", nil,
			[]string{"Support our journalism", "If you enjoyed this article, join us."},
			[]string{"Support for the mayor fell to a fifth.", "If you enjoyed the race, so did they."}},
		{"topic labels", nil,
			[]string{"Tags: harbour, wall", "Filed under: News", "Topics | Harbour"},
			[]string{"Tags on the stones gave their age.", "Topics were many and answers were few."}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			check := func(line string, head bool, want string) {
				t.Helper()
				before, after := []piece(nil), paragraphs(line)
				if head {
					before, after = after, before
				}
				reasons, _ := removedFrom(t, before, after)
				if reasons[line] != want {
					t.Errorf("%q (head %v): reason %q, want %q", line, head, reasons[line], want)
				}
			}
			for _, line := range tt.head {
				check(line, true, tt.reason)
			}
			for _, line := range tt.tail {
				check(line, false, tt.reason)
			}
			for _, line := range tt.stay {
				check(line, true, "")
				check(line, false, "")
			}
		})
	}
}

// TestPlace has blocks that are furniture only at one end of an article.
func TestPlace(t *testing.T) {
	for _, tt := range []struct {
		line string
		head bool
	}{
		{"About the author", true},
		{"Disclaimer", true},
		{"A man in a grey suit stands on a pier. In the background, a ferry is leaving.", false},
	} {
		before, after := []piece(nil), paragraphs(tt.line)
		if tt.head {
			before, after = after, before
		}
		if reasons, _ := removedFrom(t, before, after); len(reasons) > 0 {
			t.Errorf("head %v: removed %v", tt.head, reasons)
		}
	}
}

func TestMetadataFromText(t *testing.T) {
	_, meta := removedFrom(t, paragraphs("By Ann Lee and Bo Chan", "Published January 3, 2026"), nil)
	want := metadata{byline: []string{"Ann Lee", "Bo Chan"}, published: "2026-01-03"}
	if diff := cmp.Diff(want, meta, cmp.AllowUnexported(metadata{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func items(list int, linked bool, texts ...string) (out []piece) {
	for _, s := range texts {
		p := piece{kind: ListItem, text: s, list: list}
		if linked {
			p.links = []Link{{0, len(s), "https://a.example/"}}
		}
		out = append(out, p)
	}
	return out
}

func TestLists(t *testing.T) {
	for _, tt := range []struct {
		name          string
		before, after []piece
		want          int // blocks removed
	}{
		{"breadcrumb", items(1, false, "Home", "News", "The wall that fell"), nil, 3},
		{"links", nil, items(1, true, "The wall that fell", "The ferry that left"), 2},
		{"one link among items", nil, append(items(1, true, "The wall that fell"), items(1, false, "The ferry")...), 0},
		{"a single linked item", nil, items(1, true, "The wall that fell"), 0},
		{"two lists", nil, append(items(1, true, "A wall", "A ferry"), items(2, false, "Stone", "Sand")...), 2},
	} {
		if got, _ := removedFrom(t, tt.before, tt.after); len(got) != tt.want {
			t.Errorf("%s: removed %v, want %d", tt.name, got, tt.want)
		}
	}
}

// TestOpeners takes out what follows a heading of furniture, unless it is
// article.
func TestOpeners(t *testing.T) {
	got, _ := removedFrom(t, nil, paragraphs("Subscribe for Updates", "The Sedge Letter", "Subscribe", "Notice an error?"))
	if got["The Sedge Letter"] != "newsletter sign-up" {
		t.Errorf("removed %v", got)
	}
	got, _ = removedFrom(t, nil, paragraphs("Subscribe for Updates", "The mayor went home.", "So did the divers.", "It rained."))
	if len(got) != 1 {
		t.Errorf("removed %v", got)
	}
}

// TestOpenersInTheMiddle takes out only the pointers when the article goes on.
func TestOpenersInTheMiddle(t *testing.T) {
	pointer := items(0, true, "The wall that fell")
	after := slices.Concat(paragraphs("Related stories"), pointer,
		paragraphs("The mayor went home after the meeting, and so did the divers who had come."))
	got, _ := removedFrom(t, nil, after)
	want := map[string]string{"Related stories": "pointer to other articles", "The wall that fell": "pointer to other articles"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLinkRuns takes out three headlines in a row, not two.
func TestLinkRuns(t *testing.T) {
	linked := func(texts ...string) []piece {
		run := items(0, true, texts...)
		for i := range run {
			run[i].kind = Heading
		}
		return run
	}
	if got, _ := removedFrom(t, nil, linked("The wall that fell", "The ferry that left", "The mayor who stayed")); len(got) != 3 {
		t.Errorf("removed %v", got)
	}
	if got, _ := removedFrom(t, nil, linked("The wall that fell", "The ferry that left")); len(got) != 0 {
		t.Errorf("removed %v", got)
	}
}
