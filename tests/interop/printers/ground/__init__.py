"""What the printers of this folder stand on: sockets and TLS, the session rules that are known of Web Image Monitor, and
the bookkeeping of a strict examiner. Nothing here knows any page, field name or wording: those belong to each printer."""
