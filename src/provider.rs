//! The catalogue of providers: servers, user names, password kinds, guides.
//!
//! Facts live in `assets/providers.json`, each entry with the kind of its source and the day on
//! which it was checked; they are read once, on first use. This module answers "which provider is
//! this address at, and can it work in this role?" before anything is asked for. No I/O: MX
//! records are looked up elsewhere and handed to [`Catalogue::by_mx`].

pub mod choice;
mod data;
mod domain;
mod entry;
pub mod glossary;
mod guess;
pub mod guide;
pub mod password;
mod server;
mod suggest;
mod verdict;
mod words;

use std::sync::OnceLock;

pub use domain::Family;
pub use entry::{
    Confidence, Limits, PasswordKind, PasswordShape, Provider, SourceKind, SwitchOn, UserForm,
};
pub use guess::{GuessedServer, guess};
pub use server::{Certainty, ServerTemplate};
pub use verdict::{Condition, Refusal, RefusalReason, Verdict, WayOn, long_date};
pub use words::{name_of, suggestion};

use crate::account::Host;

const PROVIDERS: &str = include_str!("../assets/providers.json");

/// All known providers.
#[derive(Debug)]
pub struct Catalogue {
    providers: Vec<Provider>,
}

impl Catalogue {
    /// The catalogue that comes with the program; read on the first call.
    pub fn bundled() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE.get_or_init(|| Self {
            // A file with a fault would leave it empty; a test reads the file and refuses it.
            providers: data::read(PROVIDERS).unwrap_or_default(),
        })
    }

    /// The provider of this id (`gmail`), as saved in an account.
    pub fn by_id(&self, id: &str) -> Option<&Provider> {
        self.iter().find(|provider| provider.id() == id)
    }

    /// The provider of a mail domain (`gmail.com`): domains that are listed, then those below a
    /// listed one, then families such as `hotmail.<country>`.
    pub fn by_domain(&self, domain: &str) -> Option<&Provider> {
        let domain = domain.trim_end_matches('.').to_ascii_lowercase();
        let listed = |provider: &&Provider| provider.domains().contains(&domain.as_str());
        let below = |provider: &&Provider| {
            provider
                .parents()
                .iter()
                .any(|parent| domain::is_below(&domain, parent))
        };
        let family = |provider: &&Provider| {
            provider
                .families()
                .iter()
                .any(|family| family.contains(&domain))
        };
        self.iter()
            .find(listed)
            .or_else(|| self.iter().find(below))
            .or_else(|| self.iter().find(family))
    }

    /// The provider behind an own domain, by the hosts of its MX records, best preference first.
    /// The longest suffix wins, so that a part of a provider can have its own entry.
    pub fn by_mx(&self, hosts: &[Host]) -> Option<&Provider> {
        hosts.iter().find_map(|host| {
            self.iter()
                .flat_map(|provider| provider.mx().iter().map(move |suffix| (suffix, provider)))
                .filter(|(suffix, _)| {
                    host.as_str() == **suffix || domain::is_below(host.as_str(), suffix)
                })
                .max_by_key(|(suffix, _)| suffix.len())
                .map(|(_, provider)| provider)
        })
    }

    /// The known provider whose mail server this is, also when it was typed by hand. Hosting patterns
    /// and a bridge on this computer are nobody's.
    pub fn by_host(&self, host: &Host) -> Option<&Provider> {
        self.iter().find(|provider| {
            provider.is_known() && provider.all_servers().any(|server| server.is_host(host))
        })
    }

    /// Whether this host is a known provider's mail server: its certificate must be right, so that
    /// accepting another one is never offered, even when the servers were typed by hand.
    pub fn is_known_host(&self, host: &Host) -> bool {
        self.by_host(host).is_some()
    }

    /// Every entry, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Provider> {
        self.providers.iter()
    }
}

/// The tiles of the provider screen, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tile {
    /// Gmail.
    Gmail,
    /// Yahoo.
    Yahoo,
    /// Apple iCloud.
    Icloud,
    /// Outlook.com and its sisters.
    Microsoft,
    /// Yandex.
    Yandex,
    /// Everything else: another known provider, or own servers.
    Other,
}

impl Tile {
    /// Every tile, in order.
    pub const ALL: [Self; 6] = [
        Self::Gmail,
        Self::Yahoo,
        Self::Icloud,
        Self::Microsoft,
        Self::Yandex,
        Self::Other,
    ];

    /// The catalogue id, or `other`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Gmail => "gmail",
            Self::Yahoo => "yahoo",
            Self::Icloud => "icloud",
            Self::Microsoft => "outlook",
            Self::Yandex => "yandex",
            Self::Other => OTHER,
        }
    }

    /// The key of its label.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Gmail => "provider-tile-gmail",
            Self::Yahoo => "provider-tile-yahoo",
            Self::Icloud => "provider-tile-icloud",
            Self::Microsoft => "provider-tile-microsoft",
            Self::Yandex => "provider-tile-yandex",
            Self::Other => "provider-tile-other",
        }
    }

    /// Its entry; none for [`Tile::Other`].
    pub fn provider(self) -> Option<&'static Provider> {
        Catalogue::bundled().by_id(self.id())
    }

    /// The tile under which a provider is found (its family of entries included).
    pub fn of(provider: &Provider) -> Self {
        match provider.id() {
            "gmail" | "gworkspace" => Self::Gmail,
            "yahoo" => Self::Yahoo,
            "icloud" => Self::Icloud,
            "outlook" | "m365" => Self::Microsoft,
            "yandex" => Self::Yandex,
            _ => Self::Other,
        }
    }
}

/// The id of an account at no provider of the catalogue.
pub const OTHER: &str = "other";

#[cfg(test)]
mod tests {
    use super::*;

    fn id_of(domain: &str) -> Option<&'static str> {
        Catalogue::bundled().by_domain(domain).map(Provider::id)
    }

    fn id_by_mx(hosts: &[&str]) -> Option<&'static str> {
        let hosts: Vec<Host> = hosts.iter().map(|host| host.parse().unwrap()).collect();
        Catalogue::bundled().by_mx(&hosts).map(Provider::id)
    }

    #[test]
    fn families_reach_the_countries_that_are_not_listed() {
        for country in ["es", "com.ar", "com.mx", "cl", "com.pe", "com.co", "co.uk"] {
            for name in ["outlook", "hotmail", "live", "msn"] {
                let domain = format!("{name}.{country}");
                assert_eq!(id_of(&domain), Some("outlook"), "{domain}");
            }
            let domain = format!("yahoo.{country}");
            assert_eq!(id_of(&domain), Some("yahoo"), "{domain}");
        }
        assert_eq!(id_of("HOTMAIL.com.PE"), Some("outlook"));
    }

    #[test]
    fn what_only_resembles_a_family_is_in_none() {
        for domain in [
            "yahoo.co.jp",
            "yahoo.jp",
            "yahoo.example.org",
            "hotmail.evil.com",
            "live.museum",
            "outlook.com.example.org",
            "notgmail.com",
            "gmail.com.ar.example",
            "xhotmail.es",
            "hotmail.",
            "",
        ] {
            assert_eq!(id_of(domain), None, "{domain}");
        }
    }

    #[test]
    fn listed_domains_win_over_families() {
        assert_eq!(id_of("gmx.de"), Some("gmxnet"));
        assert_eq!(id_of("gmx.se"), Some("gmxcom"));
        assert_eq!(id_of("tampabay.rr.com"), Some("twc"));
        assert_eq!(id_of("agua.onmicrosoft.com"), Some("m365"));
    }

    #[test]
    fn own_domains_are_found_by_their_mail_exchanger() {
        for (hosts, id) in [
            (
                &["aspmx.l.google.com", "alt1.aspmx.l.google.com"][..],
                "gworkspace",
            ),
            (&["smtp.google.com"], "gworkspace"),
            (&["agua-es.mail.protection.outlook.com"], "m365"),
            (&["hotmail-com.olc.protection.outlook.com"], "outlook"),
            (&["mx.yandex.net"], "yandex"),
            (&["mx.zoho.com"], "zohopro"),
            (&["mx2.zoho.eu"], "zohopro_eu"),
            (&["mx3.mail.ovh.net"], "ovh"),
            (&["mx00.ionos.es"], "ionos_es"),
            (&["mx01.ionos.mx"], "ionos_mx"),
            (&["smtp.secureserver.net"], "godaddy"),
            (&["mx1.emailsrvr.com"], "rackspace"),
            (&["mx.serviciodecorreo.es"], "arsys"),
            (&["mx1.servidor-correo.net"], "hostalia"),
            (&["unknown.example.org", "mx.zoho.com"], "zohopro"),
        ] {
            assert_eq!(id_by_mx(hosts), Some(id), "{hosts:?}");
        }
        assert_eq!(
            id_by_mx(&["mx.notgoogle.com", "google.com.example.org"]),
            None
        );
        assert_eq!(id_by_mx(&[]), None);
    }

    #[test]
    fn the_tiles_lead_to_their_entries() {
        let ids: Vec<_> = Tile::ALL
            .into_iter()
            .map(|tile| tile.provider().map(Provider::id))
            .collect();
        assert_eq!(
            ids,
            [
                Some("gmail"),
                Some("yahoo"),
                Some("icloud"),
                Some("outlook"),
                Some("yandex"),
                None
            ]
        );
        for tile in Tile::ALL {
            if let Some(provider) = tile.provider() {
                assert_eq!(Tile::of(provider), tile);
            }
        }
    }

    #[test]
    fn a_known_host_stays_known_when_it_was_typed_by_hand() {
        let known = |host: &str| Catalogue::bundled().is_known_host(&host.parse().unwrap());
        assert!(known("imap.gmail.com") && known("SMTP.mail.yahoo.com"));
        assert!(!known("mail.example.org") && !known("127.0.0.1"));
        let google = "imap.gmail.com".parse().unwrap();
        let provider = Catalogue::bundled().by_host(&google);
        assert_eq!(provider.map(Provider::id), Some("gmail"));
    }

    #[test]
    fn every_key_of_the_catalogue_has_its_text() {
        for language in crate::i18n::Language::ALL {
            let locale = crate::i18n::Locale::new(language);
            let has = |key: &str| assert!(locale.has(key), "{key} in {}", language.code());
            for provider in Catalogue::bundled().iter() {
                for key in provider.hint_keys() {
                    has(&key);
                }
                has(provider.password_kind().label_key());
            }
            let tiles = Tile::ALL.into_iter().map(Tile::label_key);
            let ways = WayOn::ALL.into_iter().map(WayOn::text_key);
            let reasons = RefusalReason::ALL.into_iter().map(RefusalReason::text_key);
            for key in tiles.chain(ways).chain(reasons) {
                has(key);
            }
        }
    }
}
