// Package fetch gets pages from the web, politely and safely.
//
// # Politely
//
// Every request says who is asking. Before a host's first page its robots.txt
// is read (RFC 9309) and obeyed, Crawl-delay included; one request at a time
// goes to a host, at most one a second unless it asks for less. A host that is
// busy (429, 503) is left alone for as long as it says. What the caller already
// has is asked for conditionally.
//
// # Safely
//
// Addresses come from feeds, sitemaps and redirects, so nobody has vouched for
// them. Which machine a request reaches is decided where the connection is
// made, after the name was looked up and for each redirect anew: a name cannot
// be looked up twice with two answers. No proxy of the environment stands in
// between. Bodies are cut off at a size, after decompression; requests at a
// time; redirects at a number.
//
// # Errors
//
// Every error but the context's own is an [Error], whose Reason is a clause for
// an editor to read. Kinds of them can be told apart with errors.Is and
// [ErrPrivateHost] and its neighbours.
package fetch
