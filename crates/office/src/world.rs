//! What a printer of the office has to know of the world outside: Microsoft's address, Exchange's address, whom to
//! trust, and the client id under which printers ask. Plain data, so that the printers need not know who plays Microsoft.

use url::Url;

/// Where the office's Microsoft and Exchange are, as a printer sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// The authority, without a tenant: `https://localhost:1234`. No slash is needed at its end.
    pub authority: Url,
    /// The tenant's domain or id, the first path segment of the endpoints.
    pub tenant: String,
    /// The certificate authority (PEM, one or more) that signed Microsoft's and Exchange's certificates.
    pub ca_pem: String,
    /// Exchange's submission host; also the name its certificate must carry.
    pub smtp_host: String,
    /// Exchange's submission port.
    pub smtp_port: u16,
    /// The scope that a printer asks for.
    pub scope: String,
    /// The printers' own client id: never the app's.
    pub printer_client_id: String,
}
