//! `home-station discover` and what `setup` does with servers that were found.

use std::{fs, process::Command as Process, sync::Arc};

use clap::Parser as _;
use home_station::{
    account::Incoming,
    backend::scripted::{Call, Scripted},
    cli::{Console, Exit, console::NoPassword, grammar::Arguments, run_command},
    discovery::{Candidate, Discovered, Question, SentOn, Source},
    draft::{Page, PageKind},
    i18n::{Language, Locale},
    secret::Secret,
};
use serde_json::Value;

use super::world::config;

/// What was printed; the password is always the same.
#[derive(Debug, Default)]
struct Paper {
    out: String,
    errors: String,
}

impl Console for Paper {
    fn out(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn error(&mut self, line: &str) {
        self.errors.push_str(line);
        self.errors.push('\n');
    }

    fn line(&mut self) -> Option<String> {
        None
    }

    fn password(&mut self, _prompt: &str) -> Result<Secret, NoPassword> {
        Ok(Secret::new("Zq7-unverwechselbar".to_owned()))
    }

    fn password_answer(&mut self, prompt: &str) -> Result<Secret, NoPassword> {
        self.password(prompt)
    }
}

fn run(backend: &Scripted, words: &[&str]) -> (Exit, Paper) {
    let arguments = std::iter::once("home-station").chain(words.iter().copied());
    let arguments = Arguments::try_parse_from(arguments).unwrap();
    let mut paper = Paper::default();
    let exit = run_command(
        &arguments.command.unwrap(),
        Arc::new(backend.clone()),
        &mut paper,
        &Locale::new(Language::English),
    );
    (exit, paper)
}

fn question(domain: &str, agreed: &[&str]) -> Question {
    Question {
        domain: domain.parse().unwrap(),
        agreed: agreed.iter().map(|host| host.parse().unwrap()).collect(),
    }
}

fn found(source: Source) -> Discovered {
    let candidate = |host: &str, port: u16| Candidate {
        host: host.parse().unwrap(),
        port: port.try_into().unwrap(),
        encryption: home_station::account::Encryption::ImplicitTls,
        user_name: "%EMAILLOCALPART%".to_owned(),
    };
    Discovered {
        source: Some(source),
        incoming: vec![(Incoming::Imap, candidate("imap.hoster.example", 993))],
        outgoing: vec![candidate("smtp.example.org", 465)],
        ..Discovered::default()
    }
}

const SETUP: [&str; 9] = [
    "setup",
    "--role",
    "home-station",
    "--email",
    "ana@example.org",
    "--password-stdin",
    "--protocol",
    "imap",
    "--json",
];

#[test]
fn discover_prints_each_candidate_with_source_and_trust_and_gives_away_the_domain_alone() {
    let page = |name: &str, kind| Page::new(format!("https://example.org/{name}"), kind);
    let pages = vec![
        page("guide", PageKind::Reading),
        page("settings", PageKind::SwitchOn),
    ];
    let backend = Scripted::new().with_discovery(Discovered {
        pages,
        ..found(Source::ServiceRecords)
    });
    let (exit, paper) = run(&backend, &["discover", "ana@example.org", "--json"]);
    assert_eq!(exit, Exit::Done);
    let json: Value = serde_json::from_str(&paper.out).unwrap();
    assert_eq!(json["domain"], "example.org");
    assert_eq!(json["needs_consent"], true);
    assert_eq!(json["other_sites"][0], "hoster.example");
    let first = &json["candidates"][0];
    assert_eq!(first["server"], "imaps://imap.hoster.example:993");
    assert_eq!(first["source"], "srv");
    assert_eq!(first["trust"], "unauthenticated");
    assert_eq!(first["user_name"], "ana");
    assert_eq!(json["candidates"][1]["protocol"], "smtp");
    assert_eq!(json["pages"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["switch_on"][0], "https://example.org/settings");
    assert_eq!(
        backend.calls(),
        [Call::Discover(question("example.org", &[]))]
    );
}

#[test]
fn another_site_is_told_and_asked_only_where_it_is_named() {
    let sent_on = Discovered {
        elsewhere: vec![SentOn {
            from: "autoconfig.example.org".parse().unwrap(),
            to: "other.example".parse().unwrap(),
        }],
        ..Discovered::default()
    };
    let backend = Scripted::new()
        .with_discovery(sent_on.clone())
        .with_discovery(sent_on)
        .with_discovery(found(Source::Autoconfig));
    let (exit, paper) = run(&backend, &["discover", "example.org"]);
    assert_eq!(exit, Exit::Refused);
    let told = "autoconfig.example.org sends on to other.example";
    assert!(paper.out.contains(told), "{paper:?}");
    assert!(paper.out.contains("--follow other.example"), "{paper:?}");
    let (_, paper) = run(&backend, &["discover", "example.org", "--json"]);
    let json: Value = serde_json::from_str(&paper.out).unwrap();
    assert_eq!(json["elsewhere"][0], "other.example");
    let words = ["discover", "example.org", "--follow", "other.example"];
    let (exit, _) = run(&backend, &words);
    assert_eq!(exit, Exit::Done);
    let last = Call::Discover(question("example.org", &["other.example"]));
    assert_eq!(backend.calls().last(), Some(&last));
}

#[test]
fn a_silent_network_is_another_reason_than_nothing_found() {
    let offline = Discovered {
        offline: true,
        ..Discovered::default()
    };
    let backend = Scripted::new()
        .with_discovery(offline.clone())
        .with_discovery(offline);
    let (exit, paper) = run(&backend, &["discover", "example.org", "--json"]);
    assert_eq!(exit, Exit::Refused);
    let json: Value = serde_json::from_str(&paper.out).unwrap();
    assert_eq!(json["reason"], "offline");
    let (_, paper) = run(&backend, &["discover", "example.org"]);
    assert!(paper.out.contains("network does not answer"), "{paper:?}");
}

#[test]
fn setup_takes_servers_of_an_authenticated_source() {
    let backend = Scripted::new().with_discovery(found(Source::Autoconfig));
    let (exit, paper) = run(&backend, &SETUP);
    assert_eq!(exit, Exit::Done, "{}{}", paper.out, paper.errors);
    let calls = backend.calls();
    let Some(Call::Check(login)) = calls.get(1) else {
        panic!("{calls:?}");
    };
    let account = &login.account;
    assert_eq!(account.incoming.host.as_str(), "imap.hoster.example");
    assert_eq!(account.incoming.user_name.as_str(), "ana");
}

#[test]
fn setup_sends_no_password_to_servers_nobody_vouches_for_but_names_them() {
    for source in [Source::MailExchanger, Source::ServiceRecords, Source::Guess] {
        let backend = Scripted::new().with_discovery(found(source));
        let (exit, paper) = run(&backend, &SETUP);
        assert_eq!(exit, Exit::WrongUse, "{source:?}");
        let said = paper.out + &paper.errors;
        assert!(
            said.contains("--incoming imaps://imap.hoster.example:993"),
            "{said}"
        );
        assert!(
            said.contains("--outgoing smtps://smtp.example.org:465"),
            "{said}"
        );
        let calls = backend.calls();
        assert_eq!(calls, [Call::Discover(question("example.org", &[]))]);
    }
}

#[test]
fn setup_says_that_no_password_works_where_only_oauth2_is_taken() {
    let nothing = Discovered {
        source: Some(Source::Ispdb),
        oauth2_only: true,
        ..Discovered::default()
    };
    let backend = Scripted::new().with_discovery(nothing);
    let words: Vec<&str> = SETUP.into_iter().filter(|word| *word != "--json").collect();
    let (exit, paper) = run(&backend, &words);
    assert_eq!(exit, Exit::Refused);
    assert!(paper.out.contains("No password works"), "{paper:?}");
    assert_eq!(backend.calls().len(), 1, "no password was sent anywhere");
}

#[test]
fn a_folder_of_files_is_one_row_a_file_with_candidates_or_a_reason() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("isp");
    fs::create_dir_all(folder.join("inner")).unwrap();
    let put = |name: &str, content: &[u8]| fs::write(folder.join(name), content).unwrap();
    put(
        "good.xml",
        config("imap.%EMAILDOMAIN%", "smtp.example.org").as_bytes(),
    );
    put("binary", &[0, 159, 146, 150]);
    put("huge.xml", &vec![b' '; 2_000_000]);
    let oauth = config("imap.example.org", "smtp.example.org")
        .replace("password-cleartext", "OAuth2")
        .replace("pop3", "exchange");
    put("oauth.xml", oauth.as_bytes());
    let output = Process::new(env!("CARGO_BIN_EXE_home-station"))
        .args(["discover", "--isp-dir"])
        .arg(&folder)
        .args(["--all", "--json"])
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path())
        .env("XDG_STATE_HOME", home.path())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .output()
        .unwrap();
    assert!(output.status.success());
    let rows: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ends: Vec<(&str, Option<&str>)> = rows
        .iter()
        .map(|row| (row["file"].as_str().unwrap(), row["reason"].as_str()))
        .collect();
    assert_eq!(
        ends,
        [
            ("binary", Some("not_xml")),
            ("good.xml", None),
            ("huge.xml", Some("too_large")),
            ("oauth.xml", Some("oauth2_only")),
        ]
    );
    let candidates = rows[1]["candidates"].as_array().unwrap();
    assert_eq!(candidates.len(), 3);
    assert_eq!(candidates[0]["host"], "imap.example.org");
    assert_eq!(candidates[0]["encryption"], "implicit-tls");
    assert_eq!(rows[1]["domains"][0], "example.org");
    assert_eq!(rows[3]["domains"][0], "example.org");
}
