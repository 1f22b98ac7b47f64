package lexis

// A Class is one thing that a word can be. The classes of WordNet's
// lexicographer files (noun.act to adv.all) divide a lemma's senses among them;
// the classes after them overlap, and say what a word does in sourcing.
type Class uint8

// The classes of nouns that WordNet's lexicographers sorted senses into.
const (
	Unknown Class = iota // no class: what Top says of a word that is not known

	NounTops          // the most general: entity, thing, group, person
	NounAct           // acts: attack, analysis, work
	NounAnimal        // animals
	NounArtifact      // things made: car, building
	NounAttribute     // attributes of people and things: size, strength
	NounBody          // parts of the body
	NounCognition     // contents of minds: idea, theory, datum
	NounCommunication // things said and written: statement, report, book
	NounEvent         // events: crisis, increase, war
	NounFeeling       // feelings: hope, fear
	NounFood          // food and drink
	NounGroup         // groups of people and things: company, data, government
	NounLocation      // places: city, border, Paris
	NounMotive        // motives
	NounObject        // natural objects: river, star
	NounPerson        // people: analyst, mother, Einstein
	NounPhenomenon    // natural phenomena: consequence, storm
	NounPlant         // plants
	NounPossession    // what is owned and paid: price, tax, share
	NounProcess       // natural processes: growth
	NounQuantity      // quantities and units: percent, dozen, number
	NounRelation      // relations: share, ratio, link
	NounShape         // shapes
	NounState         // states: unemployment, war, illness
	NounSubstance     // substances
	NounTime          // times: year, quarter

	VerbBody          // grooming and functions of the body
	VerbChange        // change: increase, fall, become
	VerbCognition     // thinking, judging: expect, believe
	VerbCommunication // saying: tell, ask, announce
	VerbCompetition   // fighting, sport
	VerbConsumption   // eating, using
	VerbContact       // touching, hitting, cutting
	VerbCreation      // making
	VerbEmotion       // feeling
	VerbMotion        // moving
	VerbPerception    // seeing, hearing, showing
	VerbPossession    // buying, having, owing
	VerbSocial        // politics, work, social acts
	VerbStative       // being, having a relation
	VerbWeather       // weather

	AdjAll        // adjectives
	AdjPertaining // adjectives that only relate to a noun: federal, medical
	AdjParticiple // participial adjectives
	AdvAll        // adverbs

	files = AdvAll // the last of the classes that divide senses
)

// The classes of sourcing. What belongs to them is chosen in classes.yaml, by
// roots in WordNet's tree; a class can have members of several parts of speech.
const (
	Name Class = files + 1 + iota // senses that are written with a capital letter (Paris, Congress, Monday); 0 of a common noun, 1 of what is never one

	Expert      // people who are asked for what they know: analyst, economist, scientist
	Official    // people who speak by their office: minister, spokesperson, executive
	Commentator // people who speak by their opinion: critic, observer, advocate, journalist
	Informant   // people who tell what they know or saw: source, insider, witness
	Layman      // people asked as one of many: user, resident, voter, customer, people
	Speaker     // all five of these

	Company     // businesses
	Authority   // governments, agencies, courts, police, armies
	Institution // universities, institutes, hospitals, foundations
	Press       // newspapers, broadcasters, agencies
	Association // parties, unions, associations
	Body        // all organisations, these five and others

	Study    // inquiries: study, survey, poll, research, analysis, test
	Data     // what was counted or found: data, statistic, estimate, finding
	Document // what was written: report, filing, article, book, statement
	Evidence // all three of these, and evidence itself

	Talk     // what is said by nobody in particular: rumour, speculation, consensus, criticism, allegation, opinion
	Forecast // what is said of the future; nouns (prediction, projection) and verbs (predict, expect)

	Increase // becoming or making more; nouns and verbs: rise, grow, growth
	Decrease // becoming or making less; nouns and verbs: fall, cut, decline
	Change   // both of these, and change that has no direction

	Proportion // shares and rates: half, majority, percentage, ratio, average
	Unit       // units of measurement and money: kilometre, dollar, hour
	Period     // lengths of time and parts of the calendar: year, decade, quarter

	Say    // verbs of saying: say, announce, argue, warn, admit
	Think  // verbs of holding true: think, believe, consider, expect
	Show   // verbs of what evidence does: show, find, reveal, indicate, suggest
	Regard // verbs of taking something for something: see, regard, consider, describe
	Seem   // verbs of looking as if: seem, appear, look

	Hearsay     // adverbs and adjectives of what others say: reportedly, alleged
	Uncertain   // adverbs and adjectives of what may be: perhaps, likely, possible
	Approximate // adverbs and adjectives of what is not exact: about, nearly, rough
	Recent      // adverbs and adjectives of short ago: recent, recently, new, lately
	Anonymous   // adjectives of who is not named: anonymous, unnamed

	classes = Anonymous + 1 // how many there are
)

var classNames = [classes]string{
	"unknown",
	"noun.tops", "noun.act", "noun.animal", "noun.artifact", "noun.attribute", "noun.body",
	"noun.cognition", "noun.communication", "noun.event", "noun.feeling", "noun.food",
	"noun.group", "noun.location", "noun.motive", "noun.object", "noun.person",
	"noun.phenomenon", "noun.plant", "noun.possession", "noun.process", "noun.quantity",
	"noun.relation", "noun.shape", "noun.state", "noun.substance", "noun.time",
	"verb.body", "verb.change", "verb.cognition", "verb.communication", "verb.competition",
	"verb.consumption", "verb.contact", "verb.creation", "verb.emotion", "verb.motion",
	"verb.perception", "verb.possession", "verb.social", "verb.stative", "verb.weather",
	"adj.all", "adj.pert", "adj.ppl", "adv.all",
	"name",
	"expert", "official", "commentator", "informant", "layman", "speaker",
	"company", "authority", "institution", "press", "association", "body",
	"study", "data", "document", "evidence",
	"talk", "forecast",
	"increase", "decrease", "change",
	"proportion", "unit", "period",
	"say", "think", "show", "regard", "seem",
	"hearsay", "uncertain", "approximate", "recent", "anonymous",
}

// String gives the class's name as in classes.yaml, or as WordNet names its
// file: "noun.person", "expert".
func (c Class) String() string {
	if c >= classes {
		return classNames[Unknown]
	}
	return classNames[c]
}

// Divides reports whether the class is one of those that divide a lemma's
// senses among them, so that their shares sum to 1.
func (c Class) Divides() bool { return Unknown < c && c <= files }

// Classes lists all classes but Unknown, in order.
func Classes() []Class {
	all := make([]Class, 0, classes-1)
	for c := Unknown + 1; c < classes; c++ {
		all = append(all, c)
	}
	return all
}

// ParseClass finds a class by its name, and reports whether there is one.
func ParseClass(name string) (Class, bool) {
	for _, c := range Classes() {
		if classNames[c] == name {
			return c, true
		}
	}
	return Unknown, false
}
