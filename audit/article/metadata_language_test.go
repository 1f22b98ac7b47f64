package article

import (
	"strings"
	"testing"
)

// TestGuessLanguage asks about the first blocks that are long enough, and
// wants most of them to agree.
func TestGuessLanguage(t *testing.T) {
	blocks := map[rune]string{
		'e': "The council met on Thursday to talk about the bridge, and nobody had anything good to say about it.",
		'd': "Der Rat traf sich am Donnerstag, um über die Brücke zu sprechen, und niemand hatte etwas Gutes zu sagen.",
		's': "Der Rat traf sich am Donnerstag.",
	}
	for order, want := range map[string]string{
		"": "", "e": "en", "d": "de", "s": "", "sssse": "en", "eeeee": "en",
		"deeeeee": "en", "ddeeeee": "en", "dddeeee": "", "ed": "", "deee": "en", "eeeeeeedddd": "en", "eeeeedddddd": "en", "eeeedddddddd": "",
	} {
		var a Article
		for _, kind := range order {
			a.Blocks = append(a.Blocks, Block{Kind: Paragraph, Start: len(a.Text), End: len(a.Text) + len(blocks[kind])})
			a.Text += blocks[kind] + "\n\n"
		}
		if got, _ := guessLanguage(&a); got != want {
			t.Errorf("%q: %q, want %q", order, got, want)
		}
	}
	long := strings.Repeat(blocks['d']+" ", maxGuess/len(blocks['d'])+1)
	a := Article{Text: long + strings.Repeat(blocks['e'], 200)}
	a.Blocks = []Block{{Kind: Paragraph, End: len(a.Text)}}
	if got, _ := guessLanguage(&a); got != "de" {
		t.Errorf("a block that begins in German: %q", got)
	}
}

// spoken are some real words of several languages, twice minSure bytes or
// more of each.
var spoken = map[string]string{
	"en": "The council of Orlby met in the old customs house on Thursday evening to talk about the bridge. Nobody in the room had anything good to say about the plan, and the mayor left before the vote.\n\n" +
		"The harbour master, who has kept the tide tables for thirty years, said that the ferry would be late again this week. It had been late on every day but two since the storm took the eastern pier.\n\n" +
		"Next spring the fishermen will be asked whether they can live with the new timetable. Most of them were at sea when the question was first put to the town.",
	"de": "Der Rat von Orlby traf sich am Donnerstagabend im alten Zollhaus, um über die Brücke zu sprechen. Niemand im Saal hatte etwas Gutes über den Plan zu sagen, und der Bürgermeister ging vor der Abstimmung.\n\n" +
		"Der Hafenmeister, der seit dreißig Jahren die Gezeitentafeln führt, sagte, die Fähre werde auch diese Woche wieder zu spät kommen. Seit der Sturm die östliche Mole mitnahm, war sie nur an zwei Tagen pünktlich.\n\n" +
		"Im nächsten Frühjahr sollen die Fischer gefragt werden, ob sie mit dem neuen Fahrplan leben können. Die meisten waren auf See, als die Frage der Stadt zum ersten Mal gestellt wurde.",
	"fr": "Le conseil d'Orlby s'est réuni jeudi soir dans l'ancienne maison des douanes pour parler du pont. Personne dans la salle n'avait rien de bon à dire du projet, et le maire est parti avant le vote.\n\n" +
		"Le maître du port, qui tient les tables des marées depuis trente ans, a dit que le bac serait encore en retard cette semaine. Depuis que la tempête a emporté la jetée, il n'a été à l'heure que deux jours.\n\n" +
		"Au printemps prochain, on demandera aux pêcheurs s'ils peuvent vivre avec le nouvel horaire. La plupart d'entre eux étaient en mer quand la question a été posée à la ville pour la première fois.",
	"nl": "De raad van Orlby kwam donderdagavond bijeen in het oude douanehuis om over de brug te praten. Niemand in de zaal had iets goeds te zeggen over het plan, en de burgemeester vertrok voor de stemming.\n\n" +
		"De havenmeester, die al dertig jaar de getijdentafels bijhoudt, zei dat de veerboot deze week weer te laat zou zijn. Sinds de storm de oostelijke pier meenam, was hij maar op twee dagen op tijd.\n\n" +
		"Volgend voorjaar wordt aan de vissers gevraagd of zij met de nieuwe dienstregeling kunnen leven. De meesten waren op zee toen de vraag voor het eerst aan de stad werd gesteld.",
	"pl": "Rada Orlby zebrała się w czwartek wieczorem w starym urzędzie celnym, aby porozmawiać o moście. Nikt na sali nie miał nic dobrego do powiedzenia o tym planie, a burmistrz wyszedł przed głosowaniem.\n\n" +
		"Kapitan portu, który od trzydziestu lat prowadzi tablice pływów, powiedział, że prom w tym tygodniu znów się spóźni. Odkąd sztorm zabrał wschodnie molo, przypłynął na czas tylko dwa razy.\n\n" +
		"Wiosną rybacy zostaną zapytani, czy mogą żyć z nowym rozkładem. Większość z nich była na morzu, kiedy po raz pierwszy zadano miastu to pytanie.",
	"ru": "Совет Орлби собрался в четверг вечером в старой таможне, чтобы поговорить о мосте. Никто в зале не сказал о плане ничего хорошего, и мэр ушёл до голосования.\n\n" +
		"Начальник порта, который тридцать лет ведёт таблицы приливов, сказал, что паром на этой неделе снова опоздает. С тех пор как шторм унёс восточный причал, он пришёл вовремя только дважды.\n\n" +
		"Следующей весной рыбаков спросят, могут ли они жить с новым расписанием. Большинство из них было в море, когда этот вопрос впервые задали городу.",
}

// TestLanguage labels texts rightly and wrongly. A label is believed against a
// short text, and where the detector doesn't know its language.
func TestLanguage(t *testing.T) {
	r := newReader(t, Options{})
	read := func(label, text string) string {
		page := "<html lang=" + label + "><title>The bridge</title><body><article><p>" + strings.ReplaceAll(text, "\n\n", "</p><p>") + "</p></article></body></html>"
		a, err := r.article(&input{source: "a.html", ext: ".html", data: []byte(page)})
		if err != nil {
			t.Fatal(err)
		}
		return a.Language
	}
	for language, text := range spoken {
		for label := range spoken {
			if got := read(label, text); got != language {
				t.Errorf("a text in %s, labelled %s: %q", language, label, got)
			}
			short, _, _ := strings.Cut(text, ".")
			if got := read(label, short+"."); got != label {
				t.Errorf("one sentence in %s, labelled %s: %q", language, label, got)
			}
		}
		if got := read("cy", text); got != "cy" {
			t.Errorf("a text in %s, labelled Welsh: %q", language, got)
		}
		if got := read("", text); got != language {
			t.Errorf("a text in %s, without a label: %q", language, got)
		}
	}
	mixed := spoken["en"] + "\n\n" + spoken["de"]
	for _, label := range []string{"en", "de"} {
		if got := read(label, mixed); got != label {
			t.Errorf("English and German, labelled %s: %q", label, got)
		}
	}
}

// TestNoSecondLook labels English as English: the detector is not asked.
func TestNoSecondLook(t *testing.T) {
	if !looksEnglish(spoken["en"]) {
		t.Error("English doesn't look English")
	}
	for language, text := range spoken {
		if language != "en" && looksEnglish(text) {
			t.Errorf("a text in %s looks English", language)
		}
	}
}
