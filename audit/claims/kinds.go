package claims

// Kinds of source that are not in the register but come from how a sentence
// speaks of them.
const (
	sourcePerson    = "person"
	sourceBody      = "organisation"
	sourceDocument  = "document"
	sourceVague     = "vague"
	sourceAnonymous = "anonymous"
	sourceSelf      = "self"
	sourceResearch  = "research firm"
	sourceOutlet    = "outlet"
	sourceAgency    = "agency"
	sourceAcademic  = "academic"

	sourceCompany     = "company"
	sourceGovernment  = "government"
	sourceInstitution = "institution"
)
