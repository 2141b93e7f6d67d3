//! Every source on its own finds what it should, and says whether it may be trusted.

use home_station::{
    account::{Encryption, Incoming},
    discovery::Source,
    practice::{PracticeOptions, Scenario},
};

use super::{
    web::Page,
    world::{World, config, servers},
};

const FIRST: &str = "https://autoconfig.example.org/mail/config-v1.1.xml";
const SECOND: &str = "https://example.org/.well-known/autoconfig/mail/config-v1.1.xml";
const THIRD: &str = "https://autoconfig.example.org/.well-known/mail-v1.xml";
const ISPDB: &str = "https://autoconfig.thunderbird.net/v1.1/example.org";

#[tokio::test]
async fn the_catalogue_answers_without_asking_anybody() {
    let mut world = World::default();
    world.everything_is_web();
    let world = world.start().await;
    for (domain, provider) in [("gmail.com", "gmail"), ("hotmail.com.pe", "outlook")] {
        let (_, found) = world.search(domain).await;
        assert_eq!(found.source, Some(Source::Catalogue));
        assert_eq!(found.provider.as_deref(), Some(provider));
        assert!(!found.needs_consent());
    }
    assert!(world.web.addresses().is_empty() && world.dns.asked.lock().unwrap().is_empty());
    assert!(world.roads.dialled.lock().unwrap().is_empty());
}

#[tokio::test]
async fn an_administrators_file_comes_before_the_network() {
    let folder = tempfile::tempdir().unwrap();
    let file = config("mail.%EMAILDOMAIN%", "mail.example.org");
    std::fs::write(folder.path().join("example.org.xml"), file).unwrap();
    let mut world = World::default();
    world.folder = Some(folder.path().to_owned());
    world.web_at("autoconfig.example.org");
    world
        .web
        .page(FIRST, Page::Body(config("a.example.org", "b.example.org")));
    let world = world.start().await;
    let found = world.find("example.org").await;
    // Nobody else is told the domain.
    assert!(world.web.addresses().is_empty() && world.dns.asked.lock().unwrap().is_empty());
    assert!(world.roads.dialled.lock().unwrap().is_empty());
    assert_eq!(found.source, Some(Source::AdministratorFile));
    assert_eq!(
        servers(&found),
        [
            "mail.example.org:993",
            "mail.example.org:995",
            "mail.example.org:465"
        ]
    );
    assert!(!found.needs_consent());
}

#[tokio::test]
async fn each_page_of_the_provider_is_found_and_the_first_wins() {
    for (address, host) in [
        (FIRST, "autoconfig.example.org"),
        (SECOND, "example.org"),
        (THIRD, "autoconfig.example.org"),
    ] {
        let mut world = World::default();
        world.web_at(host);
        world.web.page(
            address,
            Page::Body(config("imap.example.org", "smtp.example.org")),
        );
        let found = world.start().await.find("example.org").await;
        assert_eq!(found.source, Some(Source::Autoconfig), "{address}");
        assert!(!found.needs_consent() && found.incoming.len() == 2);
        assert!(
            found
                .incoming
                .iter()
                .any(|(kind, _)| *kind == Incoming::Pop3)
        );
    }
    let mut world = World::default();
    world.web_at("autoconfig.example.org");
    world.web_at("example.org");
    world.web.page(
        FIRST,
        Page::Body(config("first.example.org", "s.example.org")),
    );
    world.web.page(
        SECOND,
        Page::Body(config("second.example.org", "s.example.org")),
    );
    let found = world.start().await.find("example.org").await;
    assert_eq!(servers(&found)[0], "first.example.org:993");
}

#[tokio::test]
async fn mozillas_list_is_asked_for_the_domain_alone() {
    let mut world = World::default();
    world.web_at("autoconfig.thunderbird.net");
    world.web.page(
        ISPDB,
        Page::Body(config("imap.hoster.example", "smtp.hoster.example")),
    );
    let world = world.start().await;
    let (asked, found) = world.search("example.org").await;
    assert_eq!(found.source, Some(Source::Ispdb));
    assert!(!found.needs_consent());
    // The person sees whose servers they are.
    let domain = "example.org".parse().unwrap();
    assert_eq!(found.other_sites(&domain), ["hoster.example"]);
    assert_eq!(world.web.addresses(), [ISPDB]);
    let expected = Source::ALL
        .into_iter()
        .filter(|source| asked.contains(source));
    assert_eq!(asked, expected.collect::<Vec<_>>(), "in the order of trust");
}

#[tokio::test]
async fn an_own_domain_at_a_known_provider_is_known_by_its_mail_exchanger() {
    let world = World::default();
    world.dns.mx("example.org", 20, "mx.elsewhere.example");
    world.dns.mx("example.org", 10, "ASPMX.L.google.com");
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, Some(Source::MailExchanger));
    assert_eq!(found.provider.as_deref(), Some("gworkspace"));
    assert!(found.needs_consent(), "DNS is not signed");
}

#[tokio::test]
async fn the_mail_exchangers_domain_is_looked_up_where_the_catalogue_has_nothing() {
    let mut world = World::default();
    world.dns.mx("example.org", 10, "mx1.mail.hoster.example");
    world.web_at("autoconfig.thunderbird.net");
    world.web.page(
        "https://autoconfig.thunderbird.net/v1.1/hoster.example",
        Page::Body(config("imap.%EMAILDOMAIN%", "smtp.hoster.example")),
    );
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, Some(Source::MailExchanger));
    assert_eq!(servers(&found)[0], "imap.example.org:993");
    assert!(found.needs_consent());
}

#[tokio::test]
async fn service_records_are_taken_by_priority_weight_and_kind() {
    let world = World::default();
    let dns = &world.dns;
    dns.srv("_imap._tcp.example.org", 0, 0, "old.example.org", 143);
    dns.srv("_imaps._tcp.example.org", 10, 0, "third.example.org", 993);
    dns.srv("_imaps._tcp.example.org", 0, 1, "second.example.org", 1993);
    dns.srv("_imaps._tcp.example.org", 0, 9, "first.example.org", 993);
    // Not offered.
    dns.srv("_pop3s._tcp.example.org", 0, 0, ".", 0);
    dns.srv("_pop3._tcp.example.org", 0, 0, "pop.example.org", 0);
    dns.srv(
        "_submission._tcp.example.org",
        0,
        0,
        "smtp.hoster.example",
        587,
    );
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, Some(Source::ServiceRecords));
    assert_eq!(
        servers(&found),
        [
            "first.example.org:993",
            "second.example.org:1993",
            "third.example.org:993",
            "old.example.org:143",
            "smtp.hoster.example:587",
        ]
    );
    let kinds: Vec<_> = found.incoming.iter().map(|(_, c)| c.encryption).collect();
    assert_eq!(kinds[0], Encryption::ImplicitTls);
    assert_eq!(kinds[3], Encryption::StartTls);
    assert!(
        found
            .incoming
            .iter()
            .all(|(kind, _)| *kind == Incoming::Imap)
    );
    // A record may name anybody's host: the person must agree, and sees whose it is.
    assert!(found.needs_consent());
    let domain = "example.org".parse().unwrap();
    assert_eq!(found.other_sites(&domain), ["hoster.example"]);
}

#[tokio::test]
async fn usual_names_are_guessed_where_a_mail_server_greets_with_a_valid_certificate() {
    let mut world = World::default();
    for host in ["imap.example.org", "mail.example.org", "smtp.example.org"] {
        world.mail_at(host);
    }
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, Some(Source::Guess));
    assert_eq!(
        servers(&found),
        [
            "imap.example.org:993",
            "mail.example.org:995",
            "smtp.example.org:465"
        ]
    );
    assert!(found.needs_consent());
}

#[tokio::test]
async fn a_guess_with_a_strange_certificate_is_no_guess() {
    let mut world = World::default();
    world.mail_at("mail.example.org");
    world.mail_with(PracticeOptions {
        scenario: Scenario::CertificateUntrusted,
        ..PracticeOptions::default()
    });
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, None);
    assert!(found.hosts().is_empty());
}

#[tokio::test]
async fn a_provider_that_takes_oauth2_alone_is_an_answer() {
    let mut world = World::default();
    world.web_at("autoconfig.thunderbird.net");
    let page = config("imap.example.org", "smtp.example.org")
        .replace("password-cleartext", "OAuth2")
        .replace("pop3", "exchange");
    world.web.page(ISPDB, Page::Body(page));
    // What would be found without asking for a password's way in is not offered.
    world.mail_at("mail.example.org");
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, Some(Source::Ispdb));
    assert!(found.oauth2_only && found.incoming.is_empty());
}
