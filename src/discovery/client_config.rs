//! Reads Mozilla's autoconfig format, version 1.1, from whatever source it came.
//!
//! Hostile input is expected: nothing is fetched, entities other than XML's own five are refused,
//! sizes are bounded, servers without TLS are left out. The format:
//! <https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat>.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{Candidate, Discovered};
use crate::account::{Encryption, Host, Incoming, Port};

/// The largest file that is read, in bytes; Mozilla's largest has 8 KiB.
pub const MAX_CONFIG_BYTES: usize = 256 * 1024;

/// The most servers that are taken from one file.
const MAX_SERVERS: usize = 16;

/// Why a file gives no usable secure servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ConfigFault {
    /// More than [`MAX_CONFIG_BYTES`].
    #[error("too_large")]
    TooLarge,
    /// Not UTF-8, or not well-formed XML.
    #[error("not_xml")]
    NotXml,
    /// It names entities of its own (an entity bomb, or a file of the reader's machine).
    #[error("entities_refused")]
    EntitiesRefused,
    /// XML of another kind.
    #[error("not_client_config")]
    NotClientConfig,
    /// Neither IMAP nor POP3 is named.
    #[error("no_incoming_server")]
    NoIncomingServer,
    /// No submission server is named.
    #[error("no_outgoing_server")]
    NoOutgoingServer,
    /// IMAP and POP3 are named without TLS only.
    #[error("incoming_not_encrypted")]
    IncomingNotEncrypted,
    /// Submission is named without TLS only.
    #[error("outgoing_not_encrypted")]
    OutgoingNotEncrypted,
    /// Only OAuth2 is accepted: no password will work.
    #[error("oauth2_only")]
    Oauth2Only,
    /// Only ways to sign in are named that need more than a password over TLS.
    #[error("authentication_not_supported")]
    AuthenticationNotSupported,
    /// Host names or ports that cannot be any.
    #[error("invalid_server")]
    InvalidServer,
}

/// What a file says, and the domains it says it of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientConfig {
    /// The domains named in the file.
    pub domains: Vec<String>,
    /// Its usable servers; the source is filled in by who fetched it.
    pub discovered: Discovered,
}

/// How a server of the file wants to be signed in to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Authentication {
    Password,
    Oauth2,
    Other,
}

/// A server element as it is read.
#[derive(Debug, Default)]
struct Element {
    kind: String,
    host: String,
    port: String,
    socket: String,
    user_name: String,
    authentications: Vec<String>,
}

/// Why one server element is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    NotEncrypted,
    Oauth2,
    Authentication,
    Invalid,
}

/// Reads a file. `domain` fills `%EMAILDOMAIN%` in host names; none: the file's own first domain.
pub fn parse(bytes: &[u8], domain: Option<&Host>) -> Result<ClientConfig, ConfigFault> {
    if bytes.len() > MAX_CONFIG_BYTES {
        return Err(ConfigFault::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| ConfigFault::NotXml)?;
    let read = read(text.trim_start_matches('\u{feff}'))?;
    if !read.is_client_config {
        return Err(ConfigFault::NotClientConfig);
    }
    let domain = domain
        .map(Host::as_str)
        .or(read.domains.first().map(String::as_str))
        .unwrap_or_default();
    let (mut incoming, mut incoming_left_out) = (Vec::new(), Vec::new());
    let (mut outgoing, mut outgoing_left_out) = (Vec::new(), Vec::new());
    for element in &read.incoming {
        let protocol = match element.kind.as_str() {
            "imap" => Incoming::Imap,
            "pop3" => Incoming::Pop3,
            // Exchange and the like: not a server this program speaks to.
            _ => continue,
        };
        match candidate(element, domain) {
            Ok(candidate) => incoming.push((protocol, candidate)),
            Err(reason) => incoming_left_out.push(reason),
        }
    }
    for element in read
        .outgoing
        .iter()
        .filter(|element| element.kind == "smtp")
    {
        match candidate(element, domain) {
            Ok(candidate) => outgoing.push(candidate),
            Err(reason) => outgoing_left_out.push(reason),
        }
    }
    if incoming.is_empty() {
        return Err(fault(
            &incoming_left_out,
            ConfigFault::NoIncomingServer,
            ConfigFault::IncomingNotEncrypted,
        ));
    }
    if outgoing.is_empty() {
        return Err(fault(
            &outgoing_left_out,
            ConfigFault::NoOutgoingServer,
            ConfigFault::OutgoingNotEncrypted,
        ));
    }
    // TLS from the first byte before STARTTLS (RFC 8314), else the order of the file.
    incoming.sort_by_key(|(protocol, candidate)| {
        (*protocol, candidate.encryption == Encryption::StartTls)
    });
    outgoing.sort_by_key(|candidate| candidate.encryption == Encryption::StartTls);
    Ok(ClientConfig {
        discovered: Discovered {
            incoming,
            outgoing,
            pages: read.pages,
            ..Discovered::default()
        },
        domains: read.domains,
    })
}

/// The likeliest single reason why no server of a side is usable.
fn fault(left_out: &[LeftOut], none_named: ConfigFault, not_encrypted: ConfigFault) -> ConfigFault {
    let has = |reason| left_out.contains(&reason);
    if left_out.is_empty() {
        none_named
    } else if has(LeftOut::Oauth2) {
        ConfigFault::Oauth2Only
    } else if has(LeftOut::Authentication) {
        ConfigFault::AuthenticationNotSupported
    } else if has(LeftOut::NotEncrypted) {
        not_encrypted
    } else {
        ConfigFault::InvalidServer
    }
}

fn candidate(element: &Element, domain: &str) -> Result<Candidate, LeftOut> {
    let encryption = match element.socket.to_ascii_uppercase().as_str() {
        "SSL" | "TLS" => Encryption::ImplicitTls,
        "STARTTLS" => Encryption::StartTls,
        _ => return Err(LeftOut::NotEncrypted),
    };
    let kinds: Vec<Authentication> = element
        .authentications
        .iter()
        .map(|word| authentication(word))
        .collect();
    if !kinds.is_empty() && !kinds.contains(&Authentication::Password) {
        let oauth2 = kinds.contains(&Authentication::Oauth2);
        return Err(if oauth2 {
            LeftOut::Oauth2
        } else {
            LeftOut::Authentication
        });
    }
    // A host name made from the local part would send the address to the resolver.
    let host = element.host.replace("%EMAILDOMAIN%", domain);
    let host: Host = host.parse().map_err(|_| LeftOut::Invalid)?;
    let port: Port = element.port.parse().map_err(|_| LeftOut::Invalid)?;
    let user_name = match element.user_name.as_str() {
        "" => "%EMAILADDRESS%".to_owned(),
        pattern if pattern.len() > 255 || pattern.chars().any(char::is_control) => {
            return Err(LeftOut::Invalid);
        }
        pattern => pattern.to_owned(),
    };
    Ok(Candidate {
        host,
        port,
        encryption,
        user_name,
    })
}

fn authentication(word: &str) -> Authentication {
    match word {
        // "secure" and "password-encrypted" mean CRAM-MD5: over TLS such servers nearly always take
        // the password as well, and nothing but TLS is ever used here, so it is worth the check.
        "password-cleartext" | "plain" | "password-encrypted" | "secure" => {
            Authentication::Password
        }
        "OAuth2" | "oauth2" => Authentication::Oauth2,
        _ => Authentication::Other,
    }
}

#[derive(Default)]
struct Read {
    is_client_config: bool,
    domains: Vec<String>,
    incoming: Vec<Element>,
    outgoing: Vec<Element>,
    pages: Vec<String>,
}

/// Walks the file once; what it does not know it passes over.
fn read(text: &str) -> Result<Read, ConfigFault> {
    let mut reader = Reader::from_str(text);
    let mut found = Read::default();
    let mut path: Vec<String> = Vec::new();
    let mut current: Option<Element> = None;
    let mut content = String::new();
    loop {
        match reader.read_event().map_err(|_| ConfigFault::NotXml)? {
            Event::Eof => break,
            // A document type may define entities; the format has none.
            Event::DocType(_) => return Err(ConfigFault::EntitiesRefused),
            Event::GeneralRef(reference) => match resolve(&reference) {
                Some(character) => content.push(character),
                None => return Err(ConfigFault::EntitiesRefused),
            },
            Event::Start(start) => {
                open(&start, &path, &mut current, &mut found);
                path.push(name_of(&start));
                content.clear();
            }
            Event::Empty(start) => open(&start, &path, &mut current, &mut found),
            Event::Text(text) => content.push_str(&text.decode().map_err(|_| ConfigFault::NotXml)?),
            Event::CData(data) => {
                content.push_str(&data.decode().map_err(|_| ConfigFault::NotXml)?)
            }
            Event::End(_) => {
                let name = path.pop().ok_or(ConfigFault::NotXml)?;
                close(&name, content.trim(), &path, &mut current, &mut found);
                content.clear();
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
        if path.len() > 32 || content.len() > 4096 {
            return Err(ConfigFault::NotClientConfig);
        }
    }
    if path.is_empty() {
        Ok(found)
    } else {
        Err(ConfigFault::NotXml)
    }
}

fn name_of(start: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(start.local_name().as_ref()).into_owned()
}

fn attribute(start: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let attribute = start.try_get_attribute(wanted).ok()??;
    attribute
        .unescape_value()
        .ok()
        .map(|value| value.trim().to_owned())
}

/// One of XML's own five entities, or a numbered character.
fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &**reference {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        _ => None,
    }
}

fn open(start: &BytesStart<'_>, path: &[String], current: &mut Option<Element>, found: &mut Read) {
    match (name_of(start).as_str(), path.len()) {
        ("clientConfig", 0) => found.is_client_config = true,
        ("incomingServer" | "outgoingServer", 2) => {
            let kind = attribute(start, "type")
                .unwrap_or_default()
                .to_ascii_lowercase();
            *current = Some(Element {
                kind,
                ..Element::default()
            });
        }
        ("enable", _) => page(attribute(start, "visiturl"), found),
        ("documentation", _) => page(attribute(start, "url"), found),
        _ => {}
    }
}

/// Keeps a page that can be shown; only https is opened.
fn page(url: Option<String>, found: &mut Read) {
    if let Some(url) = url.filter(|url| url.starts_with("https://") && url.len() < 500)
        && found.pages.len() < MAX_SERVERS
        && !found.pages.contains(&url)
    {
        found.pages.push(url);
    }
}

fn close(
    name: &str,
    content: &str,
    path: &[String],
    current: &mut Option<Element>,
    found: &mut Read,
) {
    match name {
        "incomingServer" | "outgoingServer" => {
            if let Some(element) = current.take() {
                let side = if name == "incomingServer" {
                    &mut found.incoming
                } else {
                    &mut found.outgoing
                };
                if side.len() < MAX_SERVERS {
                    side.push(element);
                }
            }
        }
        "domain" if path.len() == 2 => found.domains.push(content.to_ascii_lowercase()),
        _ => {
            let inside = path.last().is_some_and(|parent| parent.ends_with("Server"));
            let Some(element) = current.as_mut().filter(|_| inside) else {
                return;
            };
            let content = content.to_owned();
            match name {
                "hostname" => element.host = content,
                "port" => element.port = content,
                "socketType" => element.socket = content,
                "username" => element.user_name = content,
                "authentication" => element.authentications.push(content),
                _ => {}
            }
        }
    }
}

/// Fills the placeholders of a user name pattern; done here, on this machine only.
pub fn fill_user_name(pattern: &str, address: &crate::account::Address) -> String {
    pattern
        .replace("%EMAILADDRESS%", address.as_str())
        .replace("%EMAILLOCALPART%", address.local_part())
        .replace("%EMAILDOMAIN%", address.domain())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(servers: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<clientConfig version=\"1.1\"><emailProvider id=\"e\">\
             <domain>example.org</domain>{servers}\
             <enable visiturl=\"https://example.org/on?a=1&amp;b=2\"><instruction>x</instruction></enable>\
             <documentation url=\"http://example.org/plain\"/></emailProvider></clientConfig>"
        )
    }

    fn server(kind: &str, host: &str, port: u16, socket: &str, authentication: &str) -> String {
        let side = if kind == "smtp" {
            "outgoing"
        } else {
            "incoming"
        };
        format!(
            "<{side}Server type=\"{kind}\"><hostname>{host}</hostname><port>{port}</port>\
             <socketType>{socket}</socketType><username>%EMAILLOCALPART%</username>\
             <authentication>{authentication}</authentication></{side}Server>"
        )
    }

    fn parsed(servers: &str) -> Result<ClientConfig, ConfigFault> {
        parse(config(servers).as_bytes(), None)
    }

    #[test]
    fn tls_comes_before_starttls_plain_is_left_out_and_pop3_is_kept() {
        let text = [
            server(
                "imap",
                "imap.%EMAILDOMAIN%",
                143,
                "STARTTLS",
                "password-cleartext",
            ),
            server("imap", "imap.example.org", 993, "SSL", "password-cleartext"),
            server(
                "pop3",
                "pop.example.org",
                110,
                "plain",
                "password-cleartext",
            ),
            server("pop3", "pop.example.org", 995, "SSL", "plain"),
            server(
                "smtp",
                "smtp.example.org",
                587,
                "STARTTLS",
                "password-cleartext",
            ),
            server("smtp", "smtp.example.org", 465, "SSL", "password-cleartext"),
        ]
        .concat();
        let found = parsed(&text).unwrap().discovered;
        let ports = |incoming: &[(Incoming, Candidate)]| {
            incoming
                .iter()
                .map(|(_, c)| c.port.get())
                .collect::<Vec<_>>()
        };
        assert_eq!(ports(&found.incoming), [993, 143, 995]);
        assert_eq!(found.incoming[1].1.host.as_str(), "imap.example.org");
        assert_eq!(
            found
                .outgoing
                .iter()
                .map(|c| c.port.get())
                .collect::<Vec<_>>(),
            [465, 587]
        );
        assert_eq!(found.pages, ["https://example.org/on?a=1&b=2"]);
        let address = "ana@example.org".parse().unwrap();
        assert_eq!(
            fill_user_name(&found.incoming[0].1.user_name, &address),
            "ana"
        );
    }

    #[test]
    fn oauth2_only_plain_only_and_missing_servers_are_reasons() {
        let smtp = server("smtp", "smtp.example.org", 465, "SSL", "password-cleartext");
        let with = |incoming: String| parsed(&(incoming + &smtp)).unwrap_err();
        assert_eq!(
            with(server("imap", "i.example.org", 993, "SSL", "OAuth2")),
            ConfigFault::Oauth2Only
        );
        assert_eq!(
            with(server(
                "imap",
                "i.example.org",
                143,
                "plain",
                "password-cleartext"
            )),
            ConfigFault::IncomingNotEncrypted
        );
        assert_eq!(
            with(server("imap", "i.example.org", 993, "SSL", "GSSAPI")),
            ConfigFault::AuthenticationNotSupported
        );
        assert_eq!(
            with(server("exchange", "e.example.org", 443, "SSL", "NTLM")),
            ConfigFault::NoIncomingServer
        );
        assert_eq!(
            with(server(
                "imap",
                "%EMAILLOCALPART%.e.org",
                993,
                "SSL",
                "plain"
            )),
            ConfigFault::InvalidServer
        );
        assert_eq!(
            parsed(&server("imap", "i.example.org", 993, "SSL", "plain")).unwrap_err(),
            ConfigFault::NoOutgoingServer
        );
    }

    #[test]
    fn entity_bombs_rubbish_and_other_xml_are_refused() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><clientConfig>&b;</clientConfig>";
        let external = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><clientConfig>&a;</clientConfig>";
        for text in [bomb, external, "<clientConfig>&b;</clientConfig>"] {
            assert_eq!(
                parse(text.as_bytes(), None),
                Err(ConfigFault::EntitiesRefused),
                "{text}"
            );
        }
        for text in ["<clientConfig>", "<a></b>", "\u{1}<", "<clientConfig"] {
            assert_eq!(
                parse(text.as_bytes(), None),
                Err(ConfigFault::NotXml),
                "{text}"
            );
        }
        for text in ["", "<html></html>", "hello"] {
            assert_eq!(
                parse(text.as_bytes(), None),
                Err(ConfigFault::NotClientConfig),
                "{text}"
            );
        }
        assert_eq!(parse(&[0xff, 0xfe], None), Err(ConfigFault::NotXml));
        assert_eq!(
            parse(&vec![b' '; MAX_CONFIG_BYTES + 1], None),
            Err(ConfigFault::TooLarge)
        );
    }

    #[test]
    fn no_cut_of_a_good_file_panics() {
        let text = config(&server("imap", "i.example.org", 993, "SSL", "plain"));
        for end in 0..text.len() {
            let _ = parse(&text.as_bytes()[..end], None);
        }
    }
}
