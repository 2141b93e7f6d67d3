//! Which hosts belong together: the registrable domain, by Mozilla's Public Suffix List.

use std::net::IpAddr;

use crate::account::Host;

/// The registrable domain of a host (`imap.mail.example.co.uk`: `example.co.uk`); a host that has
/// none (an address, a public suffix) stands for itself.
pub fn site(host: &Host) -> &str {
    let name = host.as_str();
    if name.parse::<IpAddr>().is_ok() {
        return name;
    }
    psl::domain_str(name).unwrap_or(name)
}

/// The host below the domain of this label: `autoconfig` and `example.org`.
pub(super) fn below(label: &str, domain: &Host) -> Option<Host> {
    format!("{label}.{domain}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_what_somebody_registered() {
        for (host, expected) in [
            ("imap.example.org", "example.org"),
            ("a.b.example.co.uk", "example.co.uk"),
            ("agua.gob.pe", "agua.gob.pe"),
            ("mail.agua.gob.pe", "agua.gob.pe"),
            ("somebody.github.io", "somebody.github.io"),
            ("com", "com"),
            ("192.0.2.7", "192.0.2.7"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(site(&host.parse().unwrap()), expected, "{host}");
        }
    }
}
