//! Mozilla's format with all its peculiarities, and hostile files.

use super::*;
use crate::{
    draft::{Page, PageKind},
    i18n::Language,
};

fn config(servers: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<clientConfig version=\"1.1\"><emailProvider id=\"e\">\
         <domain>example.org</domain>{servers}\
         <enable visiturl=\"https://example.org/on?a=1&amp;b=2\"><instruction>x</instruction></enable>\
         <documentation url=\"http://example.org/plain\"/></emailProvider></clientConfig>"
    )
}

fn server_with(kind: &str, host: &str, port: u16, socket: &str, rest: &str) -> String {
    let side = if kind == "smtp" {
        "outgoing"
    } else {
        "incoming"
    };
    format!(
        "<{side}Server type=\"{kind}\"><hostname>{host}</hostname><port>{port}</port>\
         <socketType>{socket}</socketType>{rest}</{side}Server>"
    )
}

fn server(kind: &str, host: &str, port: u16, socket: &str, authentication: &str) -> String {
    let rest = format!(
        "<username>%EMAILLOCALPART%</username><authentication>{authentication}</authentication>"
    );
    server_with(kind, host, port, socket, &rest)
}

fn smtp() -> String {
    server("smtp", "smtp.example.org", 465, "SSL", "password-cleartext")
}

fn parsed(servers: &str) -> ClientConfig {
    parse(config(servers).as_bytes(), None).unwrap()
}

fn fault(servers: &str) -> Option<ConfigFault> {
    parsed(servers).fault
}

fn ports(incoming: &[(Incoming, Candidate)]) -> Vec<u16> {
    incoming.iter().map(|(_, c)| c.port.get()).collect()
}

#[test]
fn tls_comes_before_starttls_plain_is_left_out_and_pop3_is_kept() {
    let word = "password-cleartext";
    let text = [
        server("imap", "imap.%EMAILDOMAIN%", 143, "STARTTLS", word),
        server("imap", "imap.example.org", 993, "SSL", word),
        server("pop3", "pop.example.org", 110, "plain", word),
        server("pop3", "pop.example.org", 995, "SSL", "plain"),
        server("smtp", "smtp.example.org", 587, "STARTTLS", word),
        server("smtp", "smtp.example.org", 465, "SSL", word),
    ]
    .concat();
    let read = parsed(&text);
    assert_eq!(read.fault, None);
    let found = read.discovered;
    assert_eq!(ports(&found.incoming), [993, 143, 995]);
    assert_eq!(found.incoming[1].1.host.as_str(), "imap.example.org");
    let outgoing: Vec<u16> = found.outgoing.iter().map(|c| c.port.get()).collect();
    assert_eq!(outgoing, [465, 587]);
    let [page] = found.pages.as_slice() else {
        panic!("{:?}", found.pages);
    };
    assert_eq!(page.url, "https://example.org/on?a=1&b=2");
    assert_eq!(page.text(Language::English), Some("x"));
    let address = "ana@example.org".parse().unwrap();
    let user = found.incoming[0].1.user_name_for(&address);
    assert_eq!(user, "ana");
    let mut candidate = found.incoming[0].1.clone();
    candidate.user_name = "%EMAILLOCALPART%.%EMAILDOMAIN%".to_owned();
    assert_eq!(candidate.user_name_for(&address), "ana.example.org");
}

#[test]
fn oauth2_only_plain_only_and_missing_servers_are_reasons() {
    for (incoming, expected) in [
        (
            server("imap", "i.example.org", 993, "SSL", "OAuth2"),
            ConfigFault::Oauth2Only,
        ),
        (
            server("imap", "i.example.org", 143, "plain", "plain"),
            ConfigFault::IncomingNotEncrypted,
        ),
        (
            server_with("imap", "i.example.org", 143, "", ""),
            ConfigFault::IncomingNotEncrypted,
        ),
        (
            server("imap", "i.example.org", 993, "SSL", "GSSAPI"),
            ConfigFault::AuthenticationNotSupported,
        ),
        (
            server("exchange", "e.example.org", 443, "SSL", "NTLM"),
            ConfigFault::NoIncomingServer,
        ),
        (
            server("imap", "%EMAILLOCALPART%.e.org", 993, "SSL", "plain"),
            ConfigFault::InvalidServer,
        ),
        (
            server("imap", "i.example.org", 0, "SSL", "plain"),
            ConfigFault::InvalidServer,
        ),
    ] {
        let read = parsed(&(incoming.clone() + &smtp()));
        assert_eq!(read.fault, Some(expected), "{incoming}");
        assert!(read.discovered.incoming.is_empty(), "{incoming}");
        let oauth2_only = expected == ConfigFault::Oauth2Only;
        assert_eq!(read.discovered.oauth2_only, oauth2_only, "{incoming}");
        // What can be used of the other side is kept, and so are the pages.
        assert_eq!(read.discovered.outgoing.len(), 1);
        assert_eq!(read.discovered.pages.len(), 1);
    }
    let imap = server("imap", "i.example.org", 993, "SSL", "plain");
    assert_eq!(fault(&imap), Some(ConfigFault::NoOutgoingServer));
    for authentication in ["none", "client-IP-address", "smtp-after-pop"] {
        let open = server("smtp", "s.example.org", 465, "SSL", authentication);
        assert_eq!(
            fault(&(imap.clone() + &open)),
            Some(ConfigFault::AuthenticationNotSupported),
            "{authentication}"
        );
    }
}

#[test]
fn a_password_is_found_among_several_ways_to_sign_in() {
    let ways = |ways: &str| {
        let imap = server_with("imap", "i.example.org", 993, "SSL", ways);
        fault(&(imap + &smtp()))
    };
    let both = "<authentication>OAuth2</authentication>\
                <authentication>password-cleartext</authentication>";
    assert_eq!(ways(both), None);
    assert_eq!(ways("<authentication>secure</authentication>"), None);
    assert_eq!(
        ways("<authentication> Password-Encrypted </authentication>"),
        None
    );
    assert_eq!(ways(""), None);
}

#[test]
fn only_children_of_the_server_itself_describe_it() {
    let nested = "<oAuth2><hostname>login.evil.example</hostname><port>1</port></oAuth2>\
                  <pop3><username>x</username></pop3>\
                  <incomingServer type=\"imap\"><hostname>inner.evil.example</hostname></incomingServer>";
    let imap = server_with("imap", "i.example.org", 993, "SSL", nested);
    let read = parsed(&(imap + &smtp()));
    assert_eq!(read.fault, None);
    let (_, candidate) = &read.discovered.incoming[0];
    assert_eq!(candidate.host.as_str(), "i.example.org");
    assert_eq!(candidate.port.get(), 993);
    assert_eq!(candidate.user_name, "%EMAILADDRESS%");
    assert_eq!(read.discovered.incoming.len(), 1);
    let outside = config("").replace(
        "</clientConfig>",
        "<webMail><loginPageInfo url=\"https://w.example\"><username>u</username></loginPageInfo>\
         <incomingServer type=\"imap\"><hostname>h.example</hostname></incomingServer>\
         </webMail></clientConfig>",
    );
    let read = parse(outside.as_bytes(), None).unwrap();
    assert_eq!(read.fault, Some(ConfigFault::NoIncomingServer));
}

#[test]
fn user_names_that_cannot_be_filled_fall_back_to_the_address() {
    for (pattern, expected) in [
        (
            "%EMAILLOCALPART%.%EMAILDOMAIN%",
            "%EMAILLOCALPART%.%EMAILDOMAIN%",
        ),
        ("%EMAILADDRESS", "%EMAILADDRESS%"),
        ("%USERNAME%", "%EMAILADDRESS%"),
        ("", "%EMAILADDRESS%"),
        ("fred", "fred"),
    ] {
        assert_eq!(user_name(pattern).as_deref(), Ok(expected), "{pattern}");
    }
    assert!(user_name(&"x".repeat(256)).is_err());
    assert!(user_name("a\nb").is_err());
}

#[test]
fn namespaces_document_types_comments_and_repetitions_are_read_past() {
    let one = server("imap", "i.example.org", 993, "SSL", "plain");
    let text = config(&format!("{one}<!-- a <b> comment -->{one}{}", smtp()))
        .replace(
            "<?xml version=\"1.0\"?>\n",
            "\u{feff}<?xml version=\"1.0\"?><!DOCTYPE clientConfig>",
        )
        .replace(
            "<clientConfig version",
            "<m:clientConfig xmlns:m=\"urn:x\" version",
        )
        .replace("</clientConfig>", "</m:clientConfig>")
        .replace(
            "<domain>example.org</domain>",
            "<domain>Example.ORG</domain><domain purpose=\"mx\">mx.example.net</domain>",
        );
    let read = parse(text.as_bytes(), None).unwrap();
    assert_eq!(read.fault, None);
    assert_eq!(read.domains, ["example.org", "mx.example.net"]);
    assert_eq!(read.discovered.incoming.len(), 1);
}

#[test]
fn a_server_for_some_networks_comes_after_one_for_all() {
    let limited = server_with(
        "smtp",
        "s.example.org",
        465,
        "SSL",
        "<restriction>client-IP-address</restriction>",
    );
    let open = server("smtp", "s.example.org", 587, "STARTTLS", "plain");
    let imap = server("imap", "i.example.org", 993, "SSL", "plain");
    let found = parsed(&[imap, limited, open].concat()).discovered;
    let outgoing: Vec<u16> = found.outgoing.iter().map(|c| c.port.get()).collect();
    assert_eq!(outgoing, [587, 465]);
}

#[test]
fn other_encodings_are_read_where_they_are_declared() {
    let servers = server("imap", "i.example.org", 993, "SSL", "plain") + &smtp();
    let text = config(&(servers + "<displayName>Agua Ñuble</displayName>"));
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(parse(&wide, None).unwrap().fault, None);
    let latin: Vec<u8> = text
        .replace("version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\"")
        .chars()
        .map(|character| u8::try_from(character).unwrap())
        .collect();
    assert_eq!(parse(&latin, None).unwrap().fault, None);
    let undeclared: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    assert_eq!(parse(&undeclared, None), Err(ConfigFault::NotXml));
}

#[test]
fn entity_bombs_rubbish_and_other_xml_are_refused() {
    let bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><clientConfig>&b;</clientConfig>";
    let external =
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><clientConfig>&a;</clientConfig>";
    let remote =
        "<!DOCTYPE x SYSTEM \"http://evil.example/x.dtd\"><clientConfig>&a;</clientConfig>";
    for text in [bomb, external, remote, "<clientConfig>&b;</clientConfig>"] {
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
    let deep = "<clientConfig>".repeat(40) + &"</clientConfig>".repeat(40);
    for text in ["", "<html></html>", "hello", "{\"a\": 1}", &deep] {
        assert_eq!(
            parse(text.as_bytes(), None),
            Err(ConfigFault::NotClientConfig),
            "{text}"
        );
    }
    assert_eq!(parse(&[0x89, 0x50, 0xff], None), Err(ConfigFault::NotXml));
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

#[test]
fn every_reason_and_source_has_its_text() {
    for language in crate::i18n::Language::ALL {
        let locale = crate::i18n::Locale::new(language);
        let reasons = ConfigFault::ALL.into_iter().map(ConfigFault::text_key);
        let sources = crate::discovery::Source::ALL
            .into_iter()
            .flat_map(|source| [source.text_key(), source.asking_key()]);
        for key in reasons
            .chain(sources)
            .chain(["discovery-reason-unreadable"])
        {
            assert!(locale.has(key), "{key} in {}", language.code());
        }
    }
}

#[test]
fn what_is_to_be_switched_on_is_told_from_what_can_be_read() {
    let more = "<documentation url=\"https://example.org/both\"><descr>Both</descr></documentation>\
        <enable visiturl=\"https://example.org/both\">\
        <instruction lang=\"de\">Schalten Sie IMAP ein</instruction>\
        <instruction lang=\"es-MX\">  Active\n   IMAP  </instruction>\
        <instruction lang=\"en\">Switch <b>on</b> IMAP</instruction></enable>\
        <documentation url=\"https://example.org/guide\">\
        <descr lang=\"en\">Setting up &amp; use</descr></documentation>\
        <documentation url=\"http://example.org/plain\"><descr>of no page</descr></documentation>\
        <enable visiturl=\"https://example.org/a b\"/>";
    let read = parsed(more).discovered;
    let pages: Vec<(&str, PageKind)> = read
        .pages
        .iter()
        .map(|page| (page.url.as_str(), page.kind))
        .collect();
    assert_eq!(
        pages,
        [
            ("https://example.org/both", PageKind::SwitchOn),
            ("https://example.org/guide", PageKind::Reading),
            ("https://example.org/on?a=1&b=2", PageKind::SwitchOn),
        ]
    );
    let text = |place: usize, language| {
        let page: Option<&Page> = read.pages.get(place);
        page.and_then(|page| page.text(language))
    };
    assert_eq!(text(0, Language::Spanish), Some("Active IMAP"));
    assert_eq!(text(0, Language::English), None, "half of it would be said");
    assert_eq!(text(1, Language::English), Some("Setting up & use"));
    assert_eq!(text(1, Language::Spanish), None);
}

#[test]
fn words_without_end_are_left_out_and_their_page_is_kept() {
    let more = format!(
        "<enable visiturl=\"https://example.org/first\"><instruction>{}</instruction></enable>",
        "long ".repeat(200)
    );
    let pages = parsed(&more).discovered.pages;
    let first = Page::new("https://example.org/first".to_owned(), PageKind::SwitchOn);
    assert_eq!(pages.first(), Some(&first));
}
