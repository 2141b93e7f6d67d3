//! `setup --interactive` where a page sends on to another site, and where nobody vouches for the
//! servers: what is asked, and what leaves the computer after a yes and after a no.

use std::{
    collections::{HashSet, VecDeque},
    sync::Arc,
};

use clap::Parser as _;
use home_station::{
    account::Account,
    backend::{Backend, live::Live},
    cli::{Console, Exit, console::NoPassword, grammar::Arguments, run_command},
    discovery::Sources,
    i18n::{Language, Locale},
    secret::Secret,
    store::{Folders, Keyring, Store, keyring::MemoryStore},
};

use super::{
    web::Page,
    world::{Started, World, config},
};

const PASSWORD: &str = "Zq7-unverwechselbar";

const OTHER_SITE: &str = "https://autoconfig.hoster.example/mail/config-v1.1.xml";

/// Answers in order; what was asked and said is kept.
#[derive(Debug, Default)]
struct Script {
    answers: VecDeque<String>,
    said: String,
}

impl Console for Script {
    fn out(&mut self, text: &str) {
        self.said.push_str(text);
    }

    fn error(&mut self, line: &str) {
        self.said.push_str(line);
        self.said.push('\n');
    }

    fn line(&mut self) -> Option<String> {
        let answer = self.answers.pop_front();
        self.said.push_str(answer.as_deref().unwrap_or("(end)"));
        self.said.push('\n');
        answer
    }

    fn password(&mut self, prompt: &str) -> Result<Secret, NoPassword> {
        self.password_answer(prompt)
    }

    fn password_answer(&mut self, prompt: &str) -> Result<Secret, NoPassword> {
        self.said.push_str(prompt);
        self.said.push('\n');
        let answer = self.answers.pop_front();
        answer.map(Secret::new).ok_or(NoPassword::End)
    }
}

/// How a walk ended.
struct Walked {
    exit: Exit,
    said: String,
    /// What was saved.
    accounts: Vec<Account>,
    started: Started,
}

impl Walked {
    /// Where the saved mailbox is read and sent from.
    fn hosts(&self) -> Vec<&str> {
        let servers = self
            .accounts
            .iter()
            .flat_map(|account| [&account.incoming, &account.outgoing]);
        servers.map(|server| server.host.as_str()).collect()
    }

    /// How often somebody signed in anywhere.
    fn sign_ins(&self) -> usize {
        let log = self.started.servers.store().log();
        let words = ["LOGIN", "AUTH", "PASS"];
        log.iter()
            .filter(|logged| words.iter().any(|word| logged.verb.starts_with(word)))
            .count()
    }

    /// The pages that were asked for more than once.
    fn asked_twice(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let addresses = self.started.web.addresses();
        let again = addresses
            .into_iter()
            .filter(|address| !seen.insert(address.clone()));
        again.collect()
    }

    fn other_site(&self) -> usize {
        let addresses = self.started.web.addresses();
        let there = addresses
            .iter()
            .filter(|address| address.contains("hoster.example"));
        there.count()
    }
}

async fn walk(world: World, language: Language, answers: &[&[&str]]) -> Walked {
    let started = world.start().await;
    let folder = tempfile::tempdir().unwrap();
    let entries = Arc::new(MemoryStore::default());
    let keyring = Keyring::new(Arc::new(move || Ok(Arc::clone(&entries) as _)));
    let store = Store::new(&Folders::in_one(folder.path()), keyring);
    let sources = Sources::clone(&started.sources);
    let live = Live::new(store, sources.network.clone()).with_sources(sources);
    let backend: Arc<dyn Backend> = Arc::new(live);
    let mut script = Script {
        answers: answers.concat().into_iter().map(str::to_owned).collect(),
        said: String::new(),
    };
    let with = Arc::clone(&backend);
    let (exit, script) = tokio::task::spawn_blocking(move || {
        let words = ["home-station", "setup", "--interactive"];
        let command = Arguments::try_parse_from(words).unwrap().command.unwrap();
        let exit = run_command(&command, with, &mut script, &Locale::new(language));
        (exit, script)
    })
    .await
    .unwrap();
    assert!(script.answers.is_empty(), "{script:?}");
    assert!(!script.said.contains(PASSWORD), "{}", script.said);
    assert!(!script.said.contains("discovery-"), "{}", script.said);
    // An option of another command is of no use here.
    assert!(!script.said.contains("--follow"), "{}", script.said);
    let snapshot = backend.load().await.unwrap();
    let accounts = snapshot.accounts.into_iter().map(|stored| stored.account);
    Walked {
        exit,
        said: script.said,
        accounts: accounts.collect(),
        started,
    }
}

/// `example.org` sends on to a hoster's page; service records, which nobody signs, name others.
fn sent_on() -> World {
    let mut world = unconfirmed();
    world.web_at("autoconfig.example.org");
    world.web_at("autoconfig.hoster.example");
    for host in ["imap.hoster.example", "smtp.hoster.example"] {
        world.mail_at(host);
    }
    let page = "https://autoconfig.example.org/mail/config-v1.1.xml";
    world.web.page(page, Page::Redirect(OTHER_SITE.to_owned()));
    let found = config("imap.hoster.example", "smtp.hoster.example");
    world.web.page(OTHER_SITE, Page::Body(found));
    world
}

/// `example.org` has service records alone.
fn unconfirmed() -> World {
    let mut world = World::default();
    for host in ["in.example.org", "out.example.org"] {
        world.mail_at(host);
    }
    let dns = &world.dns;
    dns.srv("_imaps._tcp.example.org", 0, 0, "in.example.org", 993);
    dns.srv(
        "_submissions._tcp.example.org",
        0,
        0,
        "out.example.org",
        465,
    );
    world
}

const YES: [&str; 2] = ["sí", "yes"];

/// Home Station, the address.
const ADDRESS: &[&str] = &["1", "ana@example.org"];

/// Other programs read it too; IMAP; the password.
const PROTOCOL: &[&str] = &["yes", "", PASSWORD];

/// Host, encryption, port and user name of both sides, as proposed.
const AS_PROPOSED: &[&str] = &["", "", "", "", "", "", "", ""];

/// No test mail.
const NO_TEST: &[&str] = &["no"];

fn languages() -> impl Iterator<Item = (Language, &'static str, [&'static str; 2])> {
    let questions = [
        [
            "¿Preguntar a autoconfig.hoster.example?",
            "¿Usar estos servidores?",
        ],
        ["Ask autoconfig.hoster.example?", "Use these servers?"],
    ];
    let languages = [Language::Spanish, Language::English];
    languages
        .into_iter()
        .zip(YES)
        .zip(questions)
        .map(|((language, yes), questions)| (language, yes, questions))
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_is_asked_after_a_yes_and_its_servers_are_set_up() {
    for (language, yes, [question, consent]) in languages() {
        let answers = [ADDRESS, &[yes], PROTOCOL, AS_PROPOSED, NO_TEST];
        let walked = walk(sent_on(), language, &answers).await;
        let said = &walked.said;
        assert_eq!(walked.exit, Exit::Done, "{said}");
        assert_eq!(said.matches(question).count(), 1, "{said}");
        assert_eq!(
            walked.hosts(),
            ["imap.hoster.example", "smtp.hoster.example"]
        );
        assert_eq!(
            walked.other_site(),
            1,
            "{:?}",
            walked.started.web.addresses()
        );
        // The provider itself named them over https.
        assert!(!said.contains(consent), "{said}");
        // Whose servers they are is said before the password.
        let whose = said.find("hoster.example, ").unwrap();
        assert!(whose < said.find("Contraseña:").or(said.find("Password:")).unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_site_is_never_asked_after_a_no_and_nobody_is_asked_twice() {
    for (language, yes, [question, consent]) in languages() {
        let answers = [ADDRESS, &["no"], PROTOCOL, AS_PROPOSED, &[yes], NO_TEST];
        let walked = walk(sent_on(), language, &answers).await;
        let said = &walked.said;
        assert_eq!(walked.exit, Exit::Done, "{said}");
        assert_eq!(said.matches(question).count(), 1, "{said}");
        assert_eq!(said.matches(consent).count(), 1, "{said}");
        assert_eq!(
            walked.other_site(),
            0,
            "{:?}",
            walked.started.web.addresses()
        );
        assert_eq!(walked.asked_twice(), [""; 0]);
        assert_eq!(walked.hosts(), ["in.example.org", "out.example.org"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_answer_nothing_is_asked_and_nothing_is_saved() {
    let walked = walk(sent_on(), Language::English, &[ADDRESS, &["perhaps"]]).await;
    let said = &walked.said;
    assert_eq!(walked.exit, Exit::Refused, "{said}");
    assert_eq!(
        (walked.other_site(), walked.accounts.len()),
        (0, 0),
        "{said}"
    );
    assert!(said.contains("Type yes or no."), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_nobody_vouches_for_get_a_password_after_a_yes_alone() {
    for (language, yes, [_, consent]) in languages() {
        // Twice no, each time back to the servers; then away.
        let no = [
            ADDRESS,
            PROTOCOL,
            AS_PROPOSED,
            &["no"],
            AS_PROPOSED,
            &["no"],
        ];
        let walked = walk(unconfirmed(), language, &no).await;
        let said = &walked.said;
        assert_eq!(walked.exit, Exit::Refused, "{said}");
        assert_eq!(said.matches(consent).count(), 2, "{said}");
        assert_eq!((walked.sign_ins(), walked.accounts.len()), (0, 0), "{said}");

        let yes_after_no = [
            ADDRESS,
            PROTOCOL,
            AS_PROPOSED,
            &["no"],
            AS_PROPOSED,
            &[yes],
            NO_TEST,
        ];
        let walked = walk(unconfirmed(), language, &yes_after_no).await;
        let said = &walked.said;
        assert_eq!(walked.exit, Exit::Done, "{said}");
        assert_eq!(walked.hosts(), ["in.example.org", "out.example.org"]);
        assert!(walked.sign_ins() >= 2, "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_is_followed_by_servers_of_the_persons_own() {
    let mut world = unconfirmed();
    world.mail_at("mail.example.org");
    let own = ["mail.example.org", "", "", ""];
    let answers = [ADDRESS, PROTOCOL, AS_PROPOSED, &["no"], &own, &own, NO_TEST];
    let walked = walk(world, Language::English, &answers).await;
    let said = &walked.said;
    assert_eq!(walked.exit, Exit::Done, "{said}");
    assert_eq!(said.matches("Use these servers?").count(), 1, "{said}");
    assert_eq!(walked.hosts(), ["mail.example.org", "mail.example.org"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_is_said_before_the_usual_names_are_proposed() {
    for (language, words) in [
        (
            Language::Spanish,
            "No se han encontrado servidores de example.org",
        ),
        (Language::English, "No servers of example.org were found"),
    ] {
        let mut world = World::default();
        world.web_at("autoconfig.thunderbird.net");
        let walked = walk(world, language, &[ADDRESS]).await;
        assert!(walked.said.contains(words), "{}", walked.said);
    }
}

/// A page to switch something on at, and one to read, each with words in one language or two.
const PAGES: &str = "<enable visiturl=\"https://example.org/settings\">\
    <instruction lang=\"en\">Switch on IMAP under Mail.</instruction>\
    <instruction lang=\"es\">Active IMAP en Correo.</instruction></enable>\
    <documentation url=\"https://example.org/guide\">\
    <descr lang=\"en\">Mail programs</descr></documentation></emailProvider>";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_switched_on_and_what_can_be_read_stand_before_the_password() {
    for (language, task, reading, prompt) in [
        (
            Language::Spanish,
            "Active antes IMAP o POP en el proveedor. Mientras no se haga allí, puede rechazar la \
             contraseña.\n  https://example.org/settings\n  «Active IMAP en Correo.»\n",
            "La guía del propio proveedor:\n  https://example.org/guide\n1.",
            "Contraseña:",
        ),
        (
            Language::English,
            "Switch on IMAP or POP at the provider first. Until that is done there, it may refuse \
             the password.\n  https://example.org/settings\n  “Switch on IMAP under Mail.”\n",
            "The provider’s own guide:\n  https://example.org/guide\n  “Mail programs”\n1.",
            "Password:",
        ),
    ] {
        let mut world = unconfirmed();
        world.web_at("autoconfig.example.org");
        let page = "https://autoconfig.example.org/mail/config-v1.1.xml";
        let found = config("in.example.org", "out.example.org");
        let found = found.replace("</emailProvider>", PAGES);
        world.web.page(page, Page::Body(found));
        let answers = [ADDRESS, PROTOCOL, AS_PROPOSED, NO_TEST];
        let walked = walk(world, language, &answers).await;
        let said = &walked.said;
        assert_eq!(walked.exit, Exit::Done, "{said}");
        let place = |words: &str| {
            said.find(words)
                .unwrap_or_else(|| panic!("{words} in {said}"))
        };
        assert!(place(task) < place(reading), "{said}");
        assert!(place(reading) < place(prompt), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_a_page_nobody_vouches_for_are_not_repeated() {
    let mut world = World::default();
    world.dns.mx("example.org", 10, "mx1.mail.hoster.example");
    world.web_at("autoconfig.hoster.example");
    let page = "https://autoconfig.hoster.example/mail/config-v1.1.xml";
    let found = config("imap.hoster.example", "smtp.hoster.example");
    let found = found.replace("</emailProvider>", PAGES);
    world.web.page(page, Page::Body(found));
    let walked = walk(world, Language::English, &[ADDRESS, &["yes", ""]]).await;
    let said = &walked.said;
    assert!(said.contains("https://example.org/settings"), "{said}");
    assert!(!said.contains("Switch on IMAP under Mail"), "{said}");
}
