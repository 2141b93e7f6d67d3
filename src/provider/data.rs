//! Reads `assets/providers.json`: the only place that knows its form.
//!
//! Texts are borrowed from the file, so reading it costs little. Hosts and pages are checked by a
//! test, not at run time.

use serde::Deserialize;
use time::{Date, macros::format_description};

use super::{
    domain::Family,
    entry::{
        Confidence, Limits, PasswordKind, PasswordShape, Provider, SourceKind, SwitchOn, UserForm,
    },
    server::ServerTemplate,
    verdict::{RefusalReason, RefusedAltogether},
};
use crate::{account::Protocol, failure::Cause};

/// What is wrong with the file.
#[derive(Debug, thiserror::Error)]
pub(super) enum DataError {
    /// Not the JSON that is expected.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    /// A version this program does not know.
    #[error("version {0}")]
    Version(u32),
    /// An entry's field holds no valid value or is missing.
    #[error("{id}: {field}")]
    Field {
        /// The entry.
        id: &'static str,
        /// The field.
        field: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(borrow)]
    providers: Vec<Entry<'static>>,
}

/// An entry as written. One with `like` takes everything it does not name itself from an earlier one.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Entry<'a> {
    id: &'a str,
    like: Option<&'a str>,
    name: Option<&'a str>,
    region: Option<&'a str>,
    #[serde(borrow)]
    domains: Vec<&'a str>,
    #[serde(borrow)]
    families: Vec<FamilyEntry<'a>>,
    #[serde(borrow)]
    under: Vec<&'a str>,
    #[serde(borrow)]
    mx: Vec<&'a str>,
    #[serde(borrow)]
    imap: Vec<&'a str>,
    #[serde(borrow)]
    pop3: Vec<&'a str>,
    #[serde(borrow)]
    smtp: Vec<&'a str>,
    user: Option<UserForm>,
    user_imap: Option<UserForm>,
    password: Option<PasswordKind>,
    shape: PasswordShape,
    app_password_page: Option<&'a str>,
    #[serde(borrow)]
    switch_on: Vec<SwitchEntry<'a>>,
    paid: bool,
    pop3_unknown: bool,
    #[serde(borrow)]
    refused: Option<RefusedEntry<'a>>,
    closes: Option<&'a str>,
    imap_id: bool,
    limits: Limits,
    #[serde(borrow)]
    hints: Vec<&'a str>,
    checked: Option<&'a str>,
    source: Option<SourceKind>,
    confidence: Option<Confidence>,
    /// For maintainers; not kept.
    #[serde(rename = "note")]
    _note: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyEntry<'a> {
    #[serde(borrow)]
    names: Vec<&'a str>,
    #[serde(borrow, default)]
    except: Vec<&'a str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SwitchEntry<'a> {
    protocols: Vec<Protocol>,
    page: Option<&'a str>,
    #[serde(borrow, default)]
    path_en: Vec<&'a str>,
    #[serde(borrow, default)]
    path_es: Vec<&'a str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RefusedEntry<'a> {
    cause: Cause,
    reason: RefusalReason,
    since: Option<&'a str>,
}

/// The providers of the file, in its order.
pub(super) fn read(text: &'static str) -> Result<Vec<Provider>, DataError> {
    let file: File = serde_json::from_str(text)?;
    if file.version != 1 {
        return Err(DataError::Version(file.version));
    }
    let mut providers: Vec<Provider> = Vec::with_capacity(file.providers.len());
    for entry in file.providers {
        let provider = match entry.like {
            None => whole(entry)?,
            Some(like) => {
                let kin = providers.iter().find(|provider| provider.id == like);
                variant(&entry, kin)?
            }
        };
        providers.push(provider);
    }
    Ok(providers)
}

fn whole(entry: Entry<'static>) -> Result<Provider, DataError> {
    let id = entry.id;
    let missing = |field| move || DataError::Field { id, field };
    Ok(Provider {
        id,
        kin: id,
        name: entry.name.ok_or_else(missing("name"))?,
        region: entry.region.ok_or_else(missing("region"))?,
        families: entry
            .families
            .into_iter()
            .map(|family| Family {
                names: family.names,
                except: family.except,
            })
            .collect(),
        parents: entry.under,
        imap: servers(id, "imap", &entry.imap)?,
        pop3: servers(id, "pop3", &entry.pop3)?,
        smtp: servers(id, "smtp", &entry.smtp)?,
        domains: entry.domains,
        mx: entry.mx,
        user: entry.user.unwrap_or(UserForm::Address),
        user_imap: entry.user_imap,
        password: entry.password.ok_or_else(missing("password"))?,
        shape: entry.shape,
        app_password_page: entry.app_password_page,
        switch_on: entry
            .switch_on
            .into_iter()
            .map(|switch| SwitchOn {
                protocols: switch.protocols,
                page: switch.page,
                path_en: switch.path_en,
                path_es: switch.path_es,
            })
            .collect(),
        paid: entry.paid,
        pop3_unknown: entry.pop3_unknown,
        refused: entry
            .refused
            .map(|refused| {
                Ok::<_, DataError>(RefusedAltogether {
                    cause: refused.cause,
                    reason: refused.reason,
                    since: date(id, "refused", refused.since)?,
                })
            })
            .transpose()?,
        closes: date(id, "closes", entry.closes)?,
        imap_id: entry.imap_id,
        limits: entry.limits,
        hints: entry.hints,
        checked: date(id, "checked", entry.checked)?.ok_or_else(missing("checked"))?,
        source: entry.source.ok_or_else(missing("source"))?,
        confidence: entry.confidence.ok_or_else(missing("confidence"))?,
    })
}

/// Another region of an entry: its own domains and servers, everything else as there.
fn variant(entry: &Entry<'static>, kin: Option<&Provider>) -> Result<Provider, DataError> {
    let id = entry.id;
    let kin = kin.ok_or(DataError::Field { id, field: "like" })?;
    Ok(Provider {
        id,
        name: entry.name.unwrap_or(kin.name),
        domains: entry.domains.clone(),
        families: Vec::new(),
        parents: entry.under.clone(),
        mx: entry.mx.clone(),
        imap: servers(id, "imap", &entry.imap)?,
        pop3: servers(id, "pop3", &entry.pop3)?,
        smtp: servers(id, "smtp", &entry.smtp)?,
        ..kin.clone()
    })
}

fn servers(
    id: &'static str,
    field: &'static str,
    texts: &[&'static str],
) -> Result<Vec<ServerTemplate>, DataError> {
    texts
        .iter()
        .map(|text| ServerTemplate::parse(text).ok_or(DataError::Field { id, field }))
        .collect()
}

fn date(
    id: &'static str,
    field: &'static str,
    text: Option<&str>,
) -> Result<Option<Date>, DataError> {
    text.map(|text| {
        Date::parse(text, format_description!("[year]-[month]-[day]"))
            .map_err(|_| DataError::Field { id, field })
    })
    .transpose()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::account::Host;

    fn providers() -> Vec<Provider> {
        read(super::super::PROVIDERS).unwrap()
    }

    #[test]
    fn every_entry_is_complete_and_its_hosts_pages_and_dates_are_valid() {
        let providers = providers();
        let of_its_own = providers
            .iter()
            .filter(|provider| provider.id == provider.kin);
        assert_eq!(of_its_own.count(), 102);
        for provider in &providers {
            let id = provider.id;
            for server in provider.all_servers() {
                let host = server.host("example.org").unwrap_or_else(|| panic!("{id}"));
                assert!(host.as_str().contains('.'), "{id}: {host}");
                assert_eq!(server.host.to_lowercase(), server.host, "{id}");
            }
            let pages = provider
                .app_password_page
                .into_iter()
                .chain(provider.switch_on.iter().filter_map(|switch| switch.page));
            for page in pages {
                let host = page
                    .strip_prefix("https://")
                    .unwrap_or_else(|| panic!("{id}: {page}"));
                let host = host.split('/').next().unwrap();
                assert!(host.parse::<Host>().is_ok(), "{id}: {page}");
                assert!(!page.contains(char::is_whitespace), "{id}: {page}");
            }
            assert!(provider.checked.year() >= 2026, "{id}");
            assert!(
                !provider.name.is_empty() && !provider.region.is_empty(),
                "{id}"
            );
            let nothing = provider.imap.is_empty() && provider.pop3.is_empty();
            assert_eq!(nothing, provider.password == PasswordKind::None, "{id}");
            assert_eq!(provider.smtp.is_empty(), nothing, "{id}");
        }
    }

    #[test]
    fn ids_domains_and_mail_exchangers_stand_once() {
        let providers = providers();
        let mut seen = BTreeSet::new();
        for provider in &providers {
            assert!(seen.insert(("id", provider.id)), "{}", provider.id);
            for domain in &provider.domains {
                assert!(seen.insert(("domain", domain)), "{domain}");
                assert!(
                    domain
                        .parse::<Host>()
                        .is_ok_and(|host| host.as_str() == *domain)
                );
            }
            for suffix in provider.mx.iter().chain(&provider.parents) {
                assert!(seen.insert(("suffix", suffix)), "{suffix}");
                assert!(
                    suffix
                        .parse::<Host>()
                        .is_ok_and(|host| host.as_str() == *suffix)
                );
            }
        }
    }

    #[test]
    fn an_unknown_field_or_a_bad_value_is_refused() {
        for text in [
            r#"{"version": 2, "providers": []}"#,
            r#"{"version": 1, "providers": [], "more": 1}"#,
            r#"{"version": 1, "providers": [{"id": "x", "colour": "red"}]}"#,
            r#"{"version": 1, "providers": [{"id": "x"}]}"#,
            r#"{"version": 1, "providers": [{"id": "x", "like": "nobody"}]}"#,
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        for server in [
            "h.example:0 tls",
            "h.example tls",
            "h.example:993",
            "h:993 plain",
            "h:1 tls !",
        ] {
            assert_eq!(ServerTemplate::parse(server), None, "{server}");
        }
    }
}
