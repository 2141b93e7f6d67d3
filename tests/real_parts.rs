//! The parts themselves: private Dovecot, Postfix, gnome-keyring and X server start, work together
//! and stop.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::{
    io::Write,
    net::{Ipv4Addr, TcpStream},
    process::Command,
};

use support::{
    dovecot::{Dovecot, User},
    keyring::Keyring,
    postfix::Postfix,
    program,
    xvfb::Display,
};

const ANA: User = User {
    name: "ana",
    password: "contraseña: con todo",
};

/// Speaks to a TLS server with `openssl s_client`.
fn tls_dialogue(port: u16, root: &std::path::Path, starttls: Option<&str>, input: &str) -> String {
    let mut command = Command::new(program("openssl"));
    let _ = command
        .args([
            "s_client",
            "-quiet",
            "-verify_return_error",
            "-crlf",
            "-connect",
        ])
        .arg(format!("127.0.0.1:{port}"))
        .arg("-CAfile")
        .arg(root)
        .args(
            starttls
                .map(|protocol| ["-starttls", protocol])
                .into_iter()
                .flatten(),
        )
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .as_mut()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn what_postfix_takes_arrives_in_dovecot() {
    let dovecot = Dovecot::start(&[ANA]);
    let postfix = Postfix::start(&dovecot, &["ana"]);
    let root = &dovecot.certificates.root;
    let imap = "a LOGIN ana@example.org \"contraseña: con todo\"\nb LIST \"\" *\nc LOGOUT\n";
    for (port, starttls) in [(dovecot.imaps, None), (dovecot.imap, Some("imap"))] {
        let said = tls_dialogue(port, root, starttls, imap);
        assert!(said.contains("\\Junk"), "{said}\n{}", dovecot.log());
    }
    let pop = "USER ana\nPASS contraseña: con todo\nUIDL\nQUIT\n";
    for (port, starttls) in [(dovecot.pop3s, None), (dovecot.pop3, Some("pop3"))] {
        let said = tls_dialogue(port, root, starttls, pop);
        assert!(said.contains("+OK Logged in."), "{said}\n{}", dovecot.log());
    }
    // "\0ana@example.org\0contraseña: con todo"
    let smtp = "EHLO me\nAUTH PLAIN AGFuYUBleGFtcGxlLm9yZwBjb250cmFzZcOxYTogY29uIHRvZG8=\nMAIL FROM:<ana@example.org>\nRCPT TO:<ana@example.org>\nDATA\nSubject: x\n\nbody\n.\nQUIT\n";
    for (port, starttls) in [(postfix.smtps, None), (postfix.submission, Some("smtp"))] {
        let said = tls_dialogue(port, root, starttls, smtp);
        assert!(
            said.contains("250 2.0.0 Ok: queued"),
            "{said}\n{}",
            postfix.log()
        );
    }
    support::wait_for("the mail", &dovecot.certificates.key, || {
        (dovecot.messages("ana", "INBOX").len() == 2).then_some(())
    });
    let (imap, smtps) = (dovecot.imap, postfix.smtps);
    drop(postfix);
    drop(dovecot);
    for port in [imap, smtps] {
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
    }
}

#[test]
fn the_private_keyring_keeps_a_secret() {
    let mut keyring = Keyring::start();
    let mut store = Command::new(program("secret-tool"))
        .args([
            "store",
            "--label=x",
            "service",
            "Home Station",
            "username",
            "a/b/1",
        ])
        .envs(keyring.home.environment.iter().cloned())
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    store.stdin.take().unwrap().write_all(b"ge heim").unwrap();
    assert!(store.wait().unwrap().success());
    assert_eq!(
        keyring.secrets(),
        [("a/b/1".to_owned(), "ge heim".to_owned())]
    );
    keyring.stop_keyring();
    assert!(keyring.secrets().is_empty());
}

#[test]
fn a_display_of_its_own_is_empty_at_first() {
    let display = Display::start(640, 480);
    assert_eq!(display.colours(), 1);
    assert!(
        display
            .window("nothing", std::time::Duration::from_millis(50))
            .is_none()
    );
}
