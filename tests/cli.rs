//! The program's command line from outside: exit codes, JSON, what is said and what is never said.
//!
//! Nothing here has a keyring: the session bus leads nowhere, so that nobody's real one is touched.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

#[path = "cli/nothing_done.rs"]
mod nothing_done;

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use home_station::account::{Encryption, Protocol};
use serde_json::Value;

const PASSWORD: &str = "Zq7-unverwechselbar-Ñ";

/// A run of the program with its own folders and no keyring.
fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_home-station"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_STATE_HOME", folder.join("state"))
        .env("XDG_RUNTIME_DIR", folder)
        .env(
            "DBUS_SESSION_BUS_ADDRESS",
            format!("unix:path={}", folder.join("no-bus").display()),
        )
        .env("LANG", "C")
        .env(
            "RUST_LOG",
            "trace,async_pop=trace,async_imap=trace,lettre=trace",
        )
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that ends without reading it closes the pipe.
    drop(child.stdin.take().unwrap().write_all(input));
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(output: &Output) -> Value {
    let out = text(&output.stdout);
    assert_eq!(out.lines().count(), 1, "one object: {out}");
    serde_json::from_str(&out).unwrap()
}

fn password() -> Vec<u8> {
    format!("{PASSWORD}\n").into_bytes()
}

/// Neither output nor any file below the folder has the password.
fn nowhere(folder: &Path, output: &Output) {
    for bytes in [&output.stdout, &output.stderr] {
        assert!(!text(bytes).contains(PASSWORD), "{}", text(bytes));
    }
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                let found = bytes
                    .windows(PASSWORD.len())
                    .any(|part| part == PASSWORD.as_bytes());
                assert!(!found, "{}", path.display());
            }
        }
    }
}

const OWN: [&str; 7] = [
    "setup",
    "--role",
    "home-station",
    "--incoming",
    "imaps://127.0.0.1:9",
    "--outgoing",
    "smtps://127.0.0.1:9",
];

fn own<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&OWN[..], more].concat()
}

#[test]
fn bad_input_is_wrong_use_with_a_clear_message_and_saves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let long = "x".repeat(1_025);
    let mail = ["--email", "ana@agua.example", "--password-stdin"];
    let with = |more: &[&'static str]| [&own(&mail)[..], more].concat();
    let cases: Vec<(Vec<&str>, Vec<u8>, &str)> = vec![
        (
            own(&["--email", "ana", "--password-stdin"]),
            password(),
            "--email",
        ),
        (
            own(&["--email", "ana@agua.example\nx", "--password-stdin"]),
            password(),
            "--email",
        ),
        (
            with(&["--incoming", "imaps://h:0"]),
            password(),
            "--incoming",
        ),
        (own(&mail), Vec::new(), "--password-stdin"),
        (own(&mail), b"\n".to_vec(), "--password-stdin"),
        (own(&mail), long.clone().into_bytes(), "--password-stdin"),
        (own(&mail), b"a\x07b\n".to_vec(), "--password-stdin"),
        (own(&mail), b"a\nb\n".to_vec(), "--password-stdin"),
        (
            own(&["--email", "ana@agua.example"]),
            password(),
            "--password-stdin",
        ),
        (
            with(&["--password", "hunter2"]),
            password(),
            "--password-stdin",
        ),
        (with(&["hunter2"]), password(), "rgument"),
        (with(&["--role", "levelsender"]), password(), "--role"),
        (
            with(&["--protocol", "carrier-pigeon"]),
            password(),
            "--protocol",
        ),
        (with(&["--provider", "nobody"]), password(), "--provider"),
        (with(&["--id", "Home Station"]), password(), "--id"),
        (
            with(&["--accept-certificate", "12"]),
            password(),
            "--accept-certificate",
        ),
        (with(&["--reply-to", "nobody"]), password(), "--reply-to"),
        (vec!["nonsense"], Vec::new(), "rgument"),
        (vec!["password", "home-station"], Vec::new(), "mailbox"),
        (vec!["remove", "nobody"], Vec::new(), "mailbox"),
        (vec!["--practice=nonsense"], Vec::new(), "--practice"),
    ];
    for (arguments, input, names) in cases {
        let arguments = [&["--lang", "en"][..], &arguments].concat();
        let output = run(folder.path(), &arguments, &input);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(names), "{arguments:?}: {said}");
        assert!(!said.contains("hunter2"), "{said}");
        nowhere(folder.path(), &output);
    }
    assert!(
        !folder.path().join("config").exists(),
        "something was written"
    );
}

#[test]
fn a_host_or_port_that_is_none_is_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    for (option, uri) in [
        ("--incoming", "imaps://mail agua.example"),
        ("--incoming", "imaps://mail.agua.example:70000"),
        ("--incoming", "imap://mail.agua.example:143"),
        ("--incoming", "smtps://mail.agua.example"),
        ("--outgoing", "smtps://mail.agua.example:0"),
        ("--outgoing", "smtp://mail.agua.example:25"),
    ] {
        let other = if option == "--incoming" {
            ["--outgoing", "smtps://mail.agua.example"]
        } else {
            ["--incoming", "imaps://mail.agua.example"]
        };
        let start = ["setup", "--role", "home-station", "--email", "a@b.example"];
        let arguments = [
            &start[..],
            &[option, uri],
            &other,
            &["--password-stdin", "--json"],
        ];
        let output = run(folder.path(), &arguments.concat(), &password());
        assert_eq!(output.status.code(), Some(2), "{uri}");
        let json = json(&output);
        assert_eq!(json["saved"], false);
        assert_eq!(json["errors"][0]["option"], option, "{json}");
        assert!(!json["errors"][0]["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_levelsender_by_imap_is_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    let start = [
        "setup",
        "--role",
        "levelsender",
        "--serial",
        "123456",
        "--email",
    ];
    let more = [
        "ana@gmail.com",
        "--protocol",
        "imap",
        "--password-stdin",
        "--lang",
        "es",
    ];
    let output = run(folder.path(), &[&start[..], &more].concat(), &password());
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("LevelSender"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn a_provider_that_cannot_work_is_refused_before_anything_is_contacted() {
    let folder = tempfile::tempdir().unwrap();
    for (role, email, cause) in [
        (
            &["home-station"][..],
            "ana@outlook.com",
            "basic_auth_disabled",
        ),
        (
            &["levelsender", "--serial", "7"],
            "ana@icloud.com",
            "protocol_disabled",
        ),
    ] {
        let start = [&["setup", "--json", "--role"][..], role].concat();
        let arguments = [&start[..], &["--email", email, "--password-stdin"]].concat();
        let output = run(folder.path(), &arguments, &password());
        assert_eq!(output.status.code(), Some(1), "{email}");
        let json = json(&output);
        assert_eq!(json["incoming"]["outcome"], "failed");
        assert_eq!(json["incoming"]["cause"], cause);
        assert_eq!(json["incoming"]["stage"], "name");
        assert_eq!(json["incoming"]["elapsed_ms"], 0);
        assert_eq!(json["saved"], false);
        nowhere(folder.path(), &output);
    }
}

#[test]
fn a_server_that_is_down_is_refused_on_both_sides_and_nothing_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let more = ["--email", "ana@agua.example", "--password-stdin", "--json"];
    let output = run(folder.path(), &own(&more), &password());
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let json = json(&output);
    for side in ["incoming", "outgoing"] {
        assert_eq!(json[side]["cause"], "connection_refused");
        assert_eq!(json[side]["stage"], "connect");
        assert!(json[side]["alternatives"].is_array());
        assert!(json[side]["elapsed_ms"].is_u64());
    }
    assert_eq!(json["test_mail"]["outcome"], "skipped");
    assert_eq!(json["saved"], false);
    nowhere(folder.path(), &output);
}

#[test]
fn practice_proves_saves_and_sends_without_leaving_a_trace() {
    let folder = tempfile::tempdir().unwrap();
    let start = ["--practice", "setup", "--role", "home-station", "--email"];
    let more = ["ana@gmail.com", "--password-stdin", "--send-test", "--json"];
    for protocol in ["imap", "pop"] {
        let arguments = [&start[..], &more, &["--protocol", protocol]].concat();
        let output = run(folder.path(), &arguments, &password());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let json = json(&output);
        assert_eq!(json["incoming"]["outcome"], "ok", "{json}");
        assert_eq!(json["outgoing"]["outcome"], "ok", "{json}");
        assert_eq!(json["test_mail"]["outcome"], "arrived", "{json}");
        assert!(json["test_mail"]["seconds"].is_number());
        assert_eq!(json["test_mail"]["folder"], "INBOX");
        assert_eq!(json["saved"], true);
        nowhere(folder.path(), &output);
    }
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        0,
        "a file was left"
    );
}

#[test]
fn practice_plays_failures_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for (scenario, cause) in [
        ("wrong-password", "bad_credentials"),
        ("app-password-required", "app_password_required"),
        ("server-down", "connection_refused"),
        ("certificate-expired", "tls_cert_expired"),
        ("certificate-wrong-name", "tls_name_mismatch"),
    ] {
        let arguments = [
            "setup",
            "--practice",
            scenario,
            "--role",
            "home-station",
            "--email",
            "ana@gmail.com",
            "--password-stdin",
            "--json",
        ];
        let output = run(folder.path(), &arguments, &password());
        assert_eq!(
            output.status.code(),
            Some(1),
            "{scenario}: {}",
            text(&output.stderr)
        );
        let json = json(&output);
        assert_eq!(json["incoming"]["cause"], cause, "{scenario}: {json}");
        assert_eq!(json["outgoing"]["cause"], cause, "{scenario}: {json}");
        nowhere(folder.path(), &output);
    }
}

#[test]
fn both_sides_are_explained_in_the_chosen_language() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [
        "--lang",
        "es",
        "--practice=wrong-password",
        "setup",
        "--role",
        "home-station",
        "--email",
        "ana@gmail.com",
        "--password-stdin",
    ];
    let output = run(folder.path(), &arguments, &password());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("Correo entrante") && said.contains("Correo saliente"),
        "{said}"
    );
    // One reason for both sides is said once.
    assert_eq!(
        said.matches("Gmail no aceptó la contraseña").count(),
        1,
        "{said}"
    );
    assert!(said.contains("No se ha guardado nada"), "{said}");
    nowhere(folder.path(), &output);
}

#[test]
fn without_a_keyring_a_proven_mailbox_is_not_saved_and_the_exit_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let servers =
        home_station::practice::Servers::start(home_station::practice::Scenario::None.into())
            .unwrap();
    let authority = folder.path().join("authority.pem");
    fs::write(&authority, servers.authority_pem()).unwrap();
    let incoming = format!(
        "imaps://127.0.0.1:{}",
        servers.port(Protocol::Imap, Encryption::ImplicitTls)
    );
    let outgoing = format!(
        "smtps://127.0.0.1:{}",
        servers.port(Protocol::Smtp, Encryption::ImplicitTls)
    );
    let arguments = [
        "setup",
        "--role",
        "home-station",
        "--email",
        "ana@agua.example",
        "--incoming",
        &incoming,
        "--outgoing",
        &outgoing,
        "--password-stdin",
        "--json",
        "--lang",
        "en",
    ];
    let mut child = Command::new(env!("CARGO_BIN_EXE_home-station"))
        .args(arguments)
        .env("SSL_CERT_FILE", &authority)
        .env("HOME", folder.path())
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .env("XDG_STATE_HOME", folder.path().join("state"))
        .env("XDG_RUNTIME_DIR", folder.path())
        .env(
            "DBUS_SESSION_BUS_ADDRESS",
            format!("unix:path={}", folder.path().join("no-bus").display()),
        )
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&password()).unwrap();
    let output = child.wait_with_output().unwrap();
    let json = json(&output);
    assert_eq!(json["incoming"]["outcome"], "ok", "{json}");
    assert_eq!(json["outgoing"]["outcome"], "ok", "{json}");
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert_eq!(json["saved"], false);
    assert!(
        text(&output.stderr).contains("gnome-keyring"),
        "{}",
        text(&output.stderr)
    );
    nowhere(folder.path(), &output);
}

#[test]
fn diagnose_explains_a_line_and_names_its_alternatives() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [
        "diagnose",
        "--protocol",
        "pop3",
        "--stage",
        "select/list",
        "--provider",
        "Dovecot",
        "--reply",
        "-ERR [IN-USE] Mailbox is locked",
        "--lang",
        "es",
        "--json",
    ];
    let output = run(folder.path(), &arguments, b"");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let json = json(&output);
    assert_eq!(json["cause"], "mailbox_busy");
    assert!(json["alternatives"].is_array());
    assert!(
        json["explanation"].as_str().unwrap().contains("buzón"),
        "{json}"
    );
    assert!(!json["action"].as_str().unwrap().is_empty());
}

#[test]
fn the_questions_in_the_terminal_set_up_a_mailbox_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let answers = "\nana@gmail.com\nno\nyes\n\nqmzr wkxp vtbn hjds\n\n\n";
    for (language, done) in [("es", "El buzón"), ("en", "The mailbox")] {
        let arguments = ["--lang", language, "--practice", "setup", "--interactive"];
        let output = run(folder.path(), &arguments, answers.as_bytes());
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains(done), "{said}");
        assert!(!said.contains("qmzr"), "{said}");
    }
}

#[test]
fn help_is_in_the_chosen_language_and_exits_with_zero() {
    let folder = tempfile::tempdir().unwrap();
    for (language, word) in [("es", "Uso:"), ("en", "Usage:")] {
        for arguments in [
            &["--help"][..],
            &["setup", "--help"],
            &["diagnose", "--help"],
        ] {
            let output = run(
                folder.path(),
                &[&["--lang", language], arguments].concat(),
                b"",
            );
            assert_eq!(output.status.code(), Some(0));
            assert!(
                text(&output.stdout).contains(word),
                "{}",
                text(&output.stdout)
            );
        }
    }
}
