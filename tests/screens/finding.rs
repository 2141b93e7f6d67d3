//! The scenes of an address that no catalogue knows.

use home_station::account::{Encryption, Incoming};
use home_station::app::{App, Effect, Message};
use home_station::backend::{DiscoveryEvent, scripted::Scripted};
use home_station::discovery::{Candidate, Discovered, SentOn, Source};
use home_station::draft::{Page, PageKind};
use home_station::failure::Side;
use home_station::i18n::Language;
use home_station::screen::servers;
use iced::Size;

use super::{Play, at_protocol, at_provider, at_provider_for_device, at_servers, typed};

fn found(source: Source, site: &str) -> Discovered {
    let candidate = |label: &str, port: u16| Candidate {
        host: format!("{label}.{site}").parse().unwrap(),
        port: port.try_into().unwrap(),
        encryption: Encryption::ImplicitTls,
        user_name: "%EMAILADDRESS%".to_owned(),
    };
    Discovered {
        source: Some(source),
        incoming: vec![
            (Incoming::Imap, candidate("imap", 993)),
            (Incoming::Pop3, candidate("pop", 995)),
        ],
        outgoing: vec![
            candidate("smtp", 465),
            Candidate {
                encryption: Encryption::StartTls,
                ..candidate("smtp", 587)
            },
        ],
        ..Discovered::default()
    }
}

/// The address is typed, and the moment without a key has passed.
fn waited(mut play: Play, address: &str) -> App {
    typed(&mut play, address);
    let Some(Effect::Pause(pause)) = play.effects.last().cloned() else {
        panic!("{:?}", play.effects.last());
    };
    play.send(Message::Paused(pause));
    play.app
}

fn with(found: Discovered) -> Scripted {
    Scripted::new().with_discovery(found)
}

pub fn searching(language: Language, size: Size) -> App {
    let events = vec![DiscoveryEvent::Asking(Source::Ispdb)];
    let play = at_provider(Scripted::new().with_search(events), language, size);
    waited(play, "ana@agua.example")
}

pub fn found_screen(language: Language, size: Size) -> App {
    let backend = with(found(Source::Autoconfig, "agua.example"));
    waited(at_provider(backend, language, size), "ana@agua.example")
}

pub fn offline(language: Language, size: Size) -> App {
    let backend = with(Discovered {
        offline: true,
        ..Discovered::default()
    });
    waited(at_provider(backend, language, size), "ana@agua.example")
}

pub fn redirect(language: Language, size: Size) -> App {
    let backend = with(Discovered {
        elsewhere: vec![SentOn {
            from: "autoconfig.agua.example".parse().unwrap(),
            to: "settings.hoster.example".parse().unwrap(),
        }],
        ..Discovered::default()
    });
    waited(at_provider(backend, language, size), "ana@agua.example")
}

pub fn oauth2(language: Language, size: Size) -> App {
    let backend = with(Discovered {
        source: Some(Source::Autoconfig),
        oauth2_only: true,
        ..Discovered::default()
    });
    waited(at_provider(backend, language, size), "ana@agua.example")
}

pub fn no_pop(language: Language, size: Size) -> App {
    let mut found = found(Source::Ispdb, "agua.example");
    found.incoming.truncate(1);
    let play = at_provider_for_device(with(found), language, size);
    waited(play, "ls123456@agua.example")
}

pub fn protocol_found(language: Language, size: Size) -> App {
    let mut found = found(Source::Autoconfig, "agua.example");
    let mut switch = Page::new(
        "https://www.agua.example/mail/enable-imap".to_owned(),
        PageKind::SwitchOn,
    );
    let words = [
        ("en", "Settings, Mail, switch on “IMAP and POP”, Save."),
        ("es", "Configuración, Correo, active «IMAP y POP», Guardar."),
    ];
    let words = words.map(|(tag, words)| (tag.to_owned(), words.to_owned()));
    switch.texts = words.to_vec();
    let guide = Page::new(
        "https://help.agua.example/mail".to_owned(),
        PageKind::Reading,
    );
    found.pages = vec![guide, switch];
    at_protocol(with(found), "ana@agua.example", language, size).app
}

pub fn servers_found(language: Language, size: Size) -> App {
    let mut found = found(Source::Ispdb, "hoster.example");
    let page = "https://www.hoster.example/help/mail".to_owned();
    found.pages = vec![Page::new(page, PageKind::Reading)];
    at_servers(with(found), language, size).app
}

pub fn servers_guess(language: Language, size: Size) -> App {
    let backend = with(found(Source::ServiceRecords, "hoster.example"));
    at_servers(backend, language, size).app
}

pub fn servers_half(language: Language, size: Size) -> App {
    let mut found = found(Source::ServiceRecords, "agua.example");
    found.outgoing.clear();
    let mut play = at_servers(with(found), language, size);
    let port = servers::Typed::Port(Side::Incoming);
    let typed = servers::Message::Typed(port, "143".to_owned());
    play.send(Message::Servers(typed));
    play.app
}
