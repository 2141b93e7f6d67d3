//! The three servers as a client meets them: dialogues over real sockets.

use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::{
    account::{Encryption, Protocol},
    secret::Secret,
};

use super::*;

struct Peer(BufReader<TlsStream<TcpStream>>);

impl Peer {
    async fn connect(servers: &Servers, protocol: Protocol, host: &str) -> Self {
        let port = servers.port(protocol, Encryption::ImplicitTls);
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .await
            .unwrap();
        Self::over(servers, stream, host).await.unwrap()
    }

    async fn over(servers: &Servers, stream: TcpStream, host: &str) -> io::Result<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(servers.authority_der()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from(host.to_owned()).unwrap();
        let stream = TlsConnector::from(Arc::new(config))
            .connect(name, stream)
            .await?;
        Ok(Self(BufReader::new(stream)))
    }

    async fn line(&mut self) -> String {
        let mut line = String::new();
        let _ = self.0.read_line(&mut line).await.unwrap();
        line.trim_end().to_owned()
    }

    async fn send(&mut self, line: &str) {
        self.0
            .write_all(format!("{line}\r\n").as_bytes())
            .await
            .unwrap();
    }

    /// Sends a line and reads up to the line that starts with `end`.
    async fn ask(&mut self, line: &str, end: &str) -> Vec<String> {
        self.send(line).await;
        let mut lines = vec![self.line().await];
        let is_end = |line: &str| {
            if end == "." {
                line == end
            } else {
                line.starts_with(end)
            }
        };
        while !is_end(lines.last().unwrap()) {
            let line = self.line().await;
            assert!(!line.is_empty() || lines.len() < 100, "{lines:?}");
            lines.push(line);
        }
        lines
    }
}

fn servers(scenario: Scenario) -> Servers {
    Servers::start(scenario.into()).unwrap()
}

const MAIL: &str = "Subject: test\r\nX-Mark: abc\r\n\r\n..two dots\r\n.";

async fn send_mail(servers: &Servers, host: &str, address: &str) -> String {
    let mut smtp = Peer::connect(servers, Protocol::Smtp, host).await;
    assert!(smtp.line().await.starts_with("220 "));
    let hello = smtp.ask("EHLO me", "250 ").await;
    assert!(
        hello.iter().any(|line| line == "250 AUTH PLAIN LOGIN"),
        "{hello:?}"
    );
    assert_eq!(smtp.ask("AUTH LOGIN", "334").await, ["334 VXNlcm5hbWU6"]);
    assert_eq!(smtp.ask("YW5h", "334").await, ["334 UGFzc3dvcmQ6"]);
    assert!(smtp.ask("cHc=", "235").await[0].starts_with("235"));
    // PIPELINING: three commands in one packet.
    smtp.send(&format!(
        "MAIL FROM:<{address}>\r\nRCPT TO:<{address}>\r\nDATA"
    ))
    .await;
    assert!(smtp.line().await.starts_with("250 2.1.0"));
    assert!(smtp.line().await.starts_with("250 2.1.5"));
    assert!(smtp.line().await.starts_with("354"));
    smtp.send(MAIL).await;
    let answer = smtp.line().await;
    let mut line = answer.clone();
    while line.get(3..4) == Some("-") {
        line = smtp.line().await;
    }
    assert!(smtp.ask("QUIT", "221").await[0].starts_with("221"));
    answer
}

#[tokio::test]
async fn a_sent_mail_is_searched_fetched_and_removed_by_imap() {
    let servers = servers(Scenario::None);
    assert_eq!(
        send_mail(&servers, "smtp.mail.me.com", "ana@icloud.com").await,
        "250 2.0.0 Ok: queued"
    );
    let mut imap = Peer::connect(&servers, Protocol::Imap, "imap.mail.me.com").await;
    assert!(
        imap.line()
            .await
            .starts_with("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN")
    );
    // iCloud signs in with the part before the @.
    let login = imap.ask("a LOGIN {3+}\r\nana \"p w\"", "a ").await;
    assert!(login[0].starts_with("a OK [CAPABILITY"), "{login:?}");
    let folders = imap.ask("b LIST \"\" *", "b ").await;
    assert!(
        folders
            .iter()
            .any(|line| line.contains("\\Junk) \"/\" \"Junk\"")),
        "{folders:?}"
    );
    let examined = imap.ask("c EXAMINE INBOX", "c ").await;
    assert!(examined.contains(&"* 1 EXISTS".to_owned()), "{examined:?}");
    assert_eq!(
        examined.last().unwrap(),
        "c OK [READ-ONLY] EXAMINE completed."
    );
    assert_eq!(
        imap.ask("d UID SEARCH HEADER X-Mark abc", "d ").await[0],
        "* SEARCH 1"
    );
    let fetched = imap.ask("e UID FETCH 1:* (UID BODY.PEEK[])", "e ").await;
    assert!(fetched.contains(&".two dots".to_owned()), "{fetched:?}");
    assert!(imap.ask("f UID STORE 1 +FLAGS (\\Deleted)", "f ").await[0].starts_with("f NO"));
    let _ = imap.ask("g SELECT INBOX", "g ").await;
    let _ = imap
        .ask("h UID STORE 1 +FLAGS.SILENT (\\Deleted)", "h ")
        .await;
    assert_eq!(imap.ask("i UID EXPUNGE 1", "i ").await[0], "* 1 EXPUNGE");
    assert!(servers.store().messages("ana@icloud.com", INBOX).is_empty());
    assert!(imap.ask("j LOGOUT", "j ").await[0].starts_with("* BYE"));
    assert_eq!(imap.line().await, "");
    assert_eq!(servers.store().count(Protocol::Imap, "UID EXPUNGE"), 1);
}

#[tokio::test]
async fn idle_tells_of_a_mail_that_arrives() {
    let servers = servers(Scenario::None);
    let mut imap = Peer::connect(&servers, Protocol::Imap, "mail.example.org").await;
    let _ = imap.line().await;
    // "\0ana\0pw" without and with the initial response.
    assert_eq!(imap.ask("a AUTHENTICATE PLAIN", "+").await, ["+"]);
    assert!(imap.ask("AGFuYQBwdw==", "a ").await[0].starts_with("a OK"));
    let _ = imap.ask("b SELECT INBOX", "b ").await;
    let _ = imap.ask("c IDLE", "+").await;
    let _ = servers
        .store()
        .put("ana@example.org", b"X-Mark: abc\r\n\r\n");
    assert_eq!(imap.line().await, "* 1 EXISTS");
    assert_eq!(imap.line().await, "* 0 RECENT");
    assert_eq!(imap.ask("DONE", "c ").await, ["c OK Idle completed."]);
}

#[tokio::test]
async fn pop3_lists_and_takes_nothing_by_itself() {
    let servers = servers(Scenario::None);
    let _ = servers
        .store()
        .put("ana@example.org", b"Subject: x\r\n\r\n.dot\r\n");
    let mut pop = Peer::connect(&servers, Protocol::Pop3, "mail.example.org").await;
    assert!(pop.line().await.starts_with("+OK"));
    let capa = pop.ask("CAPA", ".").await;
    assert!(capa.contains(&"SASL PLAIN".to_owned()) && !capa.contains(&"STLS".to_owned()));
    assert_eq!(pop.ask("USER ana@example.org", "+").await, ["+OK"]);
    assert_eq!(pop.ask("PASS  p w ", "+").await, ["+OK Logged in."]);
    assert_eq!(pop.ask("STAT", "+").await, ["+OK 1 20"]);
    assert_eq!(pop.ask("UIDL", ".").await, ["+OK", "1 uid-1", "."]);
    assert_eq!(pop.ask("LIST 1", "+").await, ["+OK 1 20"]);
    assert_eq!(
        pop.ask("TOP 1 0", ".").await,
        ["+OK", "Subject: x", "", "."]
    );
    assert_eq!(
        pop.ask("TOP 1 1", ".").await[..4],
        ["+OK", "Subject: x", "", "..dot"]
    );
    // One client at a time.
    let mut second = Peer::connect(&servers, Protocol::Pop3, "mail.example.org").await;
    let _ = second.line().await;
    let busy = second.ask("AUTH PLAIN AGFuYQBwdw==", "-").await;
    assert_eq!(
        busy,
        ["-ERR [IN-USE] Mailbox is locked by another POP3 session."]
    );
    assert!(pop.ask("QUIT", "+").await[0].starts_with("+OK"));
    assert_eq!(servers.store().messages("ana@example.org", INBOX).len(), 1);
    let log = servers.store().log();
    assert!(
        log.iter()
            .all(|command| !["RETR", "DELE"].contains(&&*command.verb))
    );
    assert!(
        log.iter()
            .all(|command| command.encrypted && !command.verb.contains("p w"))
    );
}

#[tokio::test]
async fn gmail_hides_own_mail_from_pop3_unless_recent_is_asked_for() {
    let servers = servers(Scenario::None);
    let address = "ana@gmail.com";
    let accounts = send_mail(&servers, "smtp.gmail.com", address).await;
    assert!(accounts.starts_with("250"));
    servers.store().open(address, flavour::Flavour::Gmail);
    for (user, expected) in [
        ("ana@gmail.com", "+OK 0"),
        ("recent:ana@gmail.com", "+OK 1"),
    ] {
        let mut pop = Peer::connect(&servers, Protocol::Pop3, "pop.gmail.com").await;
        let _ = pop.line().await;
        assert!(
            pop.ask("CAPA", ".")
                .await
                .contains(&"LOGIN-DELAY 300".to_owned())
        );
        let _ = pop.ask(&format!("USER {user}"), "+").await;
        let _ = pop.ask("PASS abcdefghijklmnop", "+").await;
        assert!(
            pop.ask("STAT", "+").await[0].starts_with(expected),
            "{user}"
        );
        let _ = pop.ask("QUIT", "+").await;
    }
}

#[tokio::test]
async fn no_server_takes_a_password_before_tls() {
    let servers = servers(Scenario::None);
    for (protocol, attempts, upgrade) in [
        (
            Protocol::Imap,
            vec!["a LOGIN ana pw", "a AUTHENTICATE PLAIN AGFuYQBwdw=="],
            "a STARTTLS",
        ),
        (
            Protocol::Pop3,
            vec!["USER ana", "PASS pw", "AUTH PLAIN AGFuYQBwdw=="],
            "STLS",
        ),
        (
            Protocol::Smtp,
            vec!["AUTH PLAIN AGFuYQBwdw==", "MAIL FROM:<a@b.c>"],
            "STARTTLS",
        ),
    ] {
        let port = servers.port(protocol, Encryption::StartTls);
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .await
            .unwrap();
        let mut plain = BufReader::new(stream);
        let mut line = String::new();
        let _ = plain.read_line(&mut line).await.unwrap();
        for attempt in attempts {
            plain
                .write_all(format!("{attempt}\r\n").as_bytes())
                .await
                .unwrap();
            line.clear();
            let _ = plain.read_line(&mut line).await.unwrap();
            if line.starts_with("* BAD") {
                line.clear();
                let _ = plain.read_line(&mut line).await.unwrap();
            }
            let refused = ["a NO", "-ERR", "530"]
                .iter()
                .any(|start| line.starts_with(start));
            assert!(refused, "{attempt}: {line}");
        }
        // What is sent ahead of the handshake is thrown away.
        plain
            .write_all(format!("{upgrade}\r\n").as_bytes())
            .await
            .unwrap();
        line.clear();
        let _ = plain.read_line(&mut line).await.unwrap();
        let _ = Peer::over(&servers, plain.into_inner(), "mail.example.org")
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn stories_speak_the_providers_own_words() {
    let gmail = servers(Scenario::AppPasswordRequired);
    let mut imap = Peer::connect(&gmail, Protocol::Imap, "imap.gmail.com").await;
    let _ = imap.line().await;
    assert_eq!(
        imap.ask("a LOGIN ana pw", "a ").await,
        [
            "a NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)"
        ]
    );
    let mut smtp = Peer::connect(&gmail, Protocol::Smtp, "smtp.gmail.com").await;
    let _ = smtp.line().await;
    let _ = smtp.ask("EHLO me", "250 ").await;
    let refused = smtp.ask("AUTH PLAIN AGFuYQBwdw==", "534 ").await;
    assert!(refused[0].starts_with("534-5.7.9 Application-specific password required."));
    // Another password is right.
    assert!(imap.ask("b LOGIN ana abcdefghijklmnop", "b ").await[0].starts_with("b OK"));
}

#[tokio::test]
async fn the_certificate_stories_fail_in_the_handshake() {
    for scenario in [
        Scenario::CertificateUntrusted,
        Scenario::CertificateExpired,
        Scenario::CertificateWrongName,
    ] {
        let servers = servers(scenario);
        let port = servers.port(Protocol::Imap, Encryption::ImplicitTls);
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .await
            .unwrap();
        assert!(
            Peer::over(&servers, stream, "localhost").await.is_err(),
            "{scenario}"
        );
    }
}

#[tokio::test]
async fn mail_goes_astray_as_its_story_says() {
    let astray = async |scenario| {
        let servers = Servers::start(PracticeOptions {
            late_by: Duration::from_millis(30),
            ..PracticeOptions::from(scenario)
        })
        .unwrap();
        let answer = send_mail(&servers, "smtp.gmail.com", "ana@gmail.com").await;
        (servers, answer)
    };
    let (servers, _) = astray(Scenario::SpamFolder).await;
    assert_eq!(
        servers
            .store()
            .messages("ana@gmail.com", "[Gmail]/Spam")
            .len(),
        1
    );
    let (servers, _) = astray(Scenario::NeverArrives).await;
    assert!(servers.store().messages("ana@gmail.com", INBOX).is_empty());
    let (_, answer) = astray(Scenario::MailboxFull).await;
    assert!(answer.starts_with("552-5.2.2"));
    let (servers, _) = astray(Scenario::LateArrival).await;
    let mut changes = servers.store().subscribe();
    while servers.store().messages("ana@gmail.com", INBOX).is_empty() {
        changes.changed().await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_is_down_refuses_and_stopped_servers_are_gone() {
    let down = servers(Scenario::ServerDown);
    let address = down.address_for(993).unwrap();
    let refused = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
    assert_eq!(down.address_for(80), None);
    let running = servers(Scenario::None);
    let address = running.address_for(587).unwrap();
    drop(TcpStream::connect(address).await.unwrap());
    drop(running);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn given_accounts_are_the_only_ones() {
    let account = PracticeAccount {
        user_name: "ana@example.org".into(),
        password: Secret::new("contraseña".into()),
    };
    let servers = Servers::start(PracticeOptions {
        accounts: vec![account],
        without: vec!["SASL-IR".into(), "GREETING-CAPABILITY".into()],
        ..PracticeOptions::default()
    })
    .unwrap();
    let mut imap = Peer::connect(&servers, Protocol::Imap, "mail.example.org").await;
    assert_eq!(imap.line().await, "* OK Practice IMAP ready.");
    let refused = imap.ask("a LOGIN ana@example.org x", "a ").await;
    assert_eq!(
        refused,
        ["a NO [AUTHENTICATIONFAILED] Authentication failed."]
    );
    let login = "b LOGIN ana@example.org {11}";
    assert_eq!(imap.ask(login, "+").await, ["+ OK"]);
    assert!(imap.ask("contraseña", "b ").await[0].starts_with("b OK"));
}
