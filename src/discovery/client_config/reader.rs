//! Walks the XML once and keeps what matters; knows nothing of what is usable.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use super::ConfigFault;
use crate::draft::{Page, PageKind};

/// The most servers of one direction that are taken from one file.
const MAX_SERVERS: usize = 16;

/// The most domains that are taken from one file; Mozilla's longest list has about 150.
const MAX_DOMAINS: usize = 2_000;

/// The deepest nesting; the format has five levels.
const MAX_DEPTH: usize = 32;

/// The longest text of one element, in bytes.
const MAX_TEXT: usize = 4_096;

/// A server element as it is read.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) kind: String,
    pub(super) host: String,
    pub(super) port: String,
    pub(super) socket: String,
    pub(super) user_name: String,
    pub(super) authentications: Vec<String>,
    pub(super) restricted: bool,
}

/// A file as it is read.
#[derive(Debug, Default)]
pub(super) struct Read {
    is_client_config: bool,
    pub(super) domains: Vec<String>,
    pub(super) incoming: Vec<Element>,
    pub(super) outgoing: Vec<Element>,
    pub(super) pages: Vec<Page>,
    /// The place of the page whose element is open, if it is kept.
    page: Option<usize>,
    /// The language of the words about it that are being read.
    speaking: Option<String>,
}

/// The longest words about a page, in characters: a sentence or two.
const MAX_WORDS: usize = 400;

/// The text of a file: UTF-8, UTF-16 with its mark, or what an 8-bit declaration says. Of the last
/// only ASCII matters here (names of hosts, ports, words), so all are read as Latin-1.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ConfigFault> {
    let wide = |swap: fn([u8; 2]) -> u16, rest: &[u8]| {
        let units = rest
            .chunks_exact(2)
            .filter_map(|pair| Some(swap(pair.try_into().ok()?)));
        char::decode_utf16(units)
            .collect::<Result<String, _>>()
            .map(Cow::Owned)
            .map_err(|_| ConfigFault::NotXml)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => return wide(u16::from_be_bytes, rest),
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text.trim_start_matches('\u{feff}'))),
        Err(_) if declares_eight_bits(bytes) => {
            Ok(Cow::Owned(bytes.iter().copied().map(char::from).collect()))
        }
        Err(_) => Err(ConfigFault::NotXml),
    }
}

fn declares_eight_bits(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let declaration = head.split("?>").next().unwrap_or_default();
    declaration.contains("encoding")
        && ["8859-", "windows-125", "us-ascii"]
            .iter()
            .any(|name| declaration.contains(name))
}

/// Walks the file once; what it does not know it passes over.
pub(super) fn read(text: &str) -> Result<Read, ConfigFault> {
    let mut reader = Reader::from_str(text);
    let mut found = Read::default();
    let mut path: Vec<String> = Vec::new();
    let mut current: Option<Element> = None;
    let mut content = String::new();
    loop {
        match reader.read_event().map_err(|_| ConfigFault::NotXml)? {
            Event::Eof => break,
            // A bare document type is harmless: nothing is fetched. One with a part of its own may
            // define entities; the format has none.
            Event::DocType(doctype) if doctype.contains(&b'[') => {
                return Err(ConfigFault::EntitiesRefused);
            }
            Event::GeneralRef(reference) => match resolve(&reference) {
                Some(character) => content.push(character),
                None => return Err(ConfigFault::EntitiesRefused),
            },
            Event::Start(start) => {
                open(&start, &path, &mut current, &mut found);
                path.push(name_of(&start));
                content.clear();
            }
            Event::Empty(start) => {
                // A server without children says nothing.
                let mut nothing = None;
                open(&start, &path, &mut nothing, &mut found);
            }
            Event::Text(text) => content.push_str(&text.decode().map_err(|_| ConfigFault::NotXml)?),
            Event::CData(data) => {
                content.push_str(&data.decode().map_err(|_| ConfigFault::NotXml)?);
            }
            Event::End(_) => {
                let name = path.pop().ok_or(ConfigFault::NotXml)?;
                close(&name, content.trim(), &path, &mut current, &mut found);
                content.clear();
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
        if path.len() > MAX_DEPTH || content.len() > MAX_TEXT {
            return Err(ConfigFault::NotClientConfig);
        }
    }
    if !path.is_empty() {
        Err(ConfigFault::NotXml)
    } else if found.is_client_config {
        Ok(found)
    } else {
        Err(ConfigFault::NotClientConfig)
    }
}

/// The name without its namespace's prefix.
fn name_of(start: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(start.local_name().as_ref()).into_owned()
}

fn attribute(start: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let attribute = start.try_get_attribute(wanted).ok()??;
    attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(|value| value.trim().to_owned())
}

/// One of XML's own five entities, or a numbered character.
fn resolve(reference: &BytesRef<'_>) -> Option<char> {
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

/// `<clientConfig><emailProvider><incomingServer>`: two elements are open where a server begins.
const SERVER_DEPTH: usize = 2;

fn open(start: &BytesStart<'_>, path: &[String], current: &mut Option<Element>, found: &mut Read) {
    // Words with elements among them are not plain ones; half of them would say something else.
    found.speaking = None;
    match (name_of(start).as_str(), path.len()) {
        ("clientConfig", 0) => found.is_client_config = true,
        ("incomingServer" | "outgoingServer", SERVER_DEPTH) if of_provider(path) => {
            let kind = attribute(start, "type").unwrap_or_default();
            *current = Some(Element {
                kind: kind.to_ascii_lowercase(),
                ..Element::default()
            });
        }
        ("enable", _) => page(attribute(start, "visiturl"), PageKind::SwitchOn, found),
        ("documentation", _) => page(attribute(start, "url"), PageKind::Reading, found),
        ("instruction", _) if is_in(path, "enable") => found.speaking = Some(language(start)),
        ("descr", _) if is_in(path, "documentation") => found.speaking = Some(language(start)),
        _ => {}
    }
}

/// Not in `<webMail>` and the like, which stand beside the provider.
fn of_provider(path: &[String]) -> bool {
    is_in(path, "emailProvider")
}

fn is_in(path: &[String], name: &str) -> bool {
    path.last().is_some_and(|parent| parent == name)
}

/// The language of words; those of a file that names none are English.
fn language(start: &BytesStart<'_>) -> String {
    let named = attribute(start, "lang").or_else(|| attribute(start, "xml:lang"));
    named.unwrap_or_else(|| "en".to_owned())
}

/// Keeps a page that can be shown; only https is opened. One that is named for both is to be
/// switched on at.
fn page(url: Option<String>, kind: PageKind, found: &mut Read) {
    found.page = None;
    let is_plain = |url: &String| {
        let mut characters = url.chars();
        !characters.any(|character| character.is_control() || character.is_whitespace())
    };
    let url = url.filter(|url| url.starts_with("https://") && url.len() < 500);
    let Some(url) = url.filter(is_plain) else {
        return;
    };
    let Some(place) = found.pages.iter().position(|page| page.url == url) else {
        if found.pages.len() < MAX_SERVERS {
            found.page = Some(found.pages.len());
            found.pages.push(Page::new(url, kind));
        }
        return;
    };
    if let Some(page) = found.pages.get_mut(place)
        && page.kind == PageKind::Reading
        && kind == PageKind::SwitchOn
    {
        *page = Page::new(url, kind);
        found.page = Some(place);
    }
}

/// Keeps words about the page that is open, as one line.
fn say(words: &str, found: &mut Read) {
    let Some(language) = found.speaking.take() else {
        return;
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain = !words.is_empty() && !words.chars().any(char::is_control);
    if let Some(page) = found.page.and_then(|place| found.pages.get_mut(place))
        && is_plain
        && words.chars().count() <= MAX_WORDS
        && page.texts.len() < MAX_SERVERS
    {
        page.texts.push((language, words));
    }
}

fn close(
    name: &str,
    content: &str,
    path: &[String],
    current: &mut Option<Element>,
    found: &mut Read,
) {
    match (name, path.len()) {
        ("instruction" | "descr", _) => say(content, found),
        ("enable" | "documentation", _) => found.page = None,
        ("incomingServer" | "outgoingServer", SERVER_DEPTH) => {
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
        ("domain", SERVER_DEPTH)
            if of_provider(path) && found.domains.len() < MAX_DOMAINS && !content.is_empty() =>
        {
            found.domains.push(content.to_ascii_lowercase());
        }
        // Directly in the server: an <oAuth2> or <pop3> in it has children of its own.
        (_, depth) if depth == SERVER_DEPTH + 1 => {
            if let Some(element) = current {
                property(element, name, content);
            }
        }
        _ => {}
    }
}

fn property(element: &mut Element, name: &str, content: &str) {
    let content = content.to_owned();
    match name {
        "hostname" => element.host = content,
        "port" => element.port = content,
        "socketType" => element.socket = content,
        "username" => element.user_name = content,
        "authentication" => element.authentications.push(content),
        "restriction" => element.restricted = true,
        _ => {}
    }
}
