//! Every domain of the catalogue, the families in the countries of Spanish, and own domains by their
//! mail exchanger: which provider, which user names, which verdict in either role.
//!
//! The table `domains.tsv` was checked against the facts line by line; a change of the catalogue
//! that changes an answer has to change the table too.

use std::{collections::BTreeSet, fmt::Write};

use home_station::{
    account::{Address, Host, Protocol, Role},
    provider::{Catalogue, Condition, Provider, Verdict},
};

const TABLE: &str = include_str!("domains.tsv");

/// The endings of countries in which Spanish is spoken, and two more of each kind.
const COUNTRIES: [&str; 10] = [
    "es", "com.ar", "com.mx", "cl", "com.pe", "com.co", "com.br", "co.uk", "fr", "de",
];

fn verdict_words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Workable => "yes".to_owned(),
        Verdict::WorkableAfter(conditions) => {
            let words = conditions.iter().map(|condition| match condition {
                Condition::SwitchOn(switch) => {
                    let protocols = switch.protocols().iter();
                    let names: Vec<_> = protocols.map(|protocol| protocol.as_str()).collect();
                    format!("switch on {}", names.join("+"))
                }
                Condition::PaidPlan => "paid".to_owned(),
                Condition::Bridge => "bridge".to_owned(),
                Condition::Ends(date) => format!("until {date}"),
            });
            let words: Vec<_> = words.collect();
            format!("after {}", words.join(", "))
        }
        Verdict::Refused(refusal) => format!("no: {} {:?}", refusal.cause, refusal.reason),
    }
}

fn line(key: &str, address: &Address, provider: &Provider) -> String {
    let level_sender = Role::LevelSender {
        serial: "123456".parse().unwrap(),
    };
    let names = Protocol::ALL.map(|protocol| provider.user_name(protocol, address).to_string());
    let home = verdict_words(&provider.verdict(&Role::HomeStation, None));
    let device = verdict_words(&provider.verdict(&level_sender, None));
    format!(
        "{key}\t{}\t{}\t{home}\t{device}",
        provider.id(),
        names.join(" ")
    )
}

fn actual() -> String {
    let catalogue = Catalogue::bundled();
    let mut domains: Vec<String> = Vec::new();
    let mut exchangers: Vec<&str> = Vec::new();
    for provider in catalogue.iter() {
        domains.extend(provider.domains().iter().map(ToString::to_string));
        domains.extend(
            provider
                .parents()
                .iter()
                .map(|parent| format!("sub.{parent}")),
        );
        for family in provider.families() {
            for name in family.names() {
                domains.extend(COUNTRIES.map(|country| format!("{name}.{country}")));
            }
        }
        exchangers.extend(provider.mx());
    }
    let mut seen = BTreeSet::new();
    let mut text = String::new();
    for domain in domains.iter().filter(|domain| seen.insert(domain.as_str())) {
        let address: Address = format!("ana@{domain}").parse().unwrap();
        let provider = catalogue.by_domain(domain);
        let provider = provider.unwrap_or_else(|| panic!("{domain} is at no provider"));
        writeln!(text, "{}", line(domain, &address, provider)).unwrap();
    }
    for suffix in exchangers {
        let address: Address = "ana@example.org".parse().unwrap();
        let host: Host = format!("mx1.{suffix}").parse().unwrap();
        let provider = catalogue.by_mx(&[host]).unwrap();
        writeln!(
            text,
            "{}",
            line(&format!("MX {suffix}"), &address, provider)
        )
        .unwrap();
    }
    // Hosting patterns have neither: the person chooses them.
    for provider in catalogue.iter() {
        if provider.domains().is_empty()
            && provider.mx().is_empty()
            && provider.parents().is_empty()
        {
            let address: Address = "ana@example.org".parse().unwrap();
            let key = format!("ID {}", provider.id());
            writeln!(text, "{}", line(&key, &address, provider)).unwrap();
        }
    }
    text
}

#[test]
fn every_domain_has_its_provider_user_names_and_verdicts() {
    let actual = actual();
    let differences: Vec<String> = actual
        .lines()
        .filter(|line| !TABLE.lines().any(|expected| expected == *line))
        .map(|line| format!("+{line}"))
        .chain(
            TABLE
                .lines()
                .filter(|expected| !actual.lines().any(|line| line == *expected))
                .map(|expected| format!("-{expected}")),
        )
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
