package claims

// Kinds of source that a sentence shows by how it speaks of them.
const (
	sourcePerson    = "person"
	sourceBody      = "organisation"
	sourceDocument  = "document"
	sourceVague     = "vague"
	sourceAnonymous = "anonymous"
	sourceSelf      = "self"
)

// Kinds of source that the register has too (register.yaml).
const (
	sourceResearch    = "research firm"
	sourceOutlet      = "outlet"
	sourceAgency      = "agency"
	sourceAcademic    = "academic"
	sourceCompany     = "company"
	sourceGovernment  = "government"
	sourceInstitution = "institution"
)
