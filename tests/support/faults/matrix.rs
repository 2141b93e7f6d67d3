//! The faults of every protocol and encryption.

use home_station::{
    account::{
        Encryption::{self, ImplicitTls, StartTls},
        Protocol,
    },
    failure::Cause,
    practice::authority::Leaf,
};

use super::{
    cell::{Cell, Expect},
    honest::Point,
    server::Act,
    world::Way,
};

/// All cells.
pub fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    for protocol in Protocol::ALL {
        for encryption in [ImplicitTls, StartTls] {
            ways(&mut cells, protocol, encryption);
            points(&mut cells, protocol, encryption);
            handshakes(&mut cells, protocol, encryption);
            capabilities(&mut cells, protocol, encryption);
            words(&mut cells, protocol, encryption);
        }
        attacks(&mut cells, protocol);
    }
    cells
}

fn ways(cells: &mut Vec<Cell>, protocol: Protocol, encryption: Encryption) {
    for (name, way, cause) in [
        ("name not found", Way::NameNotFound, Cause::HostNotFound),
        (
            "name server silent",
            Way::NameServerSilent,
            Cause::ConnectionTimedOut,
        ),
        ("refused", Way::Refused, Cause::ConnectionRefused),
        (
            "silent at connect",
            Way::SilentAtConnect,
            Cause::ConnectionTimedOut,
        ),
    ] {
        cells.push(Cell {
            way: Some(way),
            ..Cell::new(name, protocol, encryption).expect(&[cause])
        });
    }
}

/// The points of a dialogue that a client comes by.
fn dialogue(protocol: Protocol, encryption: Encryption) -> Vec<Point> {
    let mut points = vec![Point::Greeting];
    if encryption == StartTls {
        if protocol == Protocol::Smtp {
            points.push(Point::ClearCapability);
        }
        points.push(Point::Starttls);
    }
    points.extend([Point::Capability, Point::Login]);
    match protocol {
        Protocol::Imap => points.push(Point::Mailbox),
        Protocol::Pop3 => points.extend([Point::Mailbox, Point::Uidl]),
        Protocol::Smtp => points.extend([Point::MailFrom, Point::Rcpt]),
    }
    points
}

fn points(cells: &mut Vec<Cell>, protocol: Protocol, encryption: Encryption) {
    for point in dialogue(protocol, encryption) {
        for (word, act, causes) in [
            ("silent", Act::Silent, vec![Cause::ConnectionTimedOut]),
            (
                "1 byte a second",
                Act::Drip,
                vec![Cause::ConnectionTimedOut],
            ),
            ("reset", Act::Reset, vec![Cause::ConnectionClosed]),
            ("closed", Act::Close, vec![Cause::ConnectionClosed]),
            (
                "closed in order",
                Act::CloseInOrder,
                vec![Cause::ConnectionClosed],
            ),
            ("10 MB line", Act::LongLine, vec![Cause::ProtocolViolation]),
            (
                "garbage",
                Act::Garbage,
                vec![Cause::ProtocolViolation, Cause::WrongPortOrProtocol],
            ),
        ] {
            let name = format!("{word} at {point:?}");
            cells.push(
                Cell::new(name, protocol, encryption)
                    .at(point, act)
                    .expect(&causes),
            );
        }
    }
}

/// A fatal alert: [RFC 8446](https://www.rfc-editor.org/rfc/rfc8446#section-6).
fn alert(description: u8) -> Act {
    Act::Bytes(vec![0x15, 3, 1, 0, 2, 2, description])
}

/// What a server of TLS 1.1 alone answers to a hello that would go up to 1.3: the start of a
/// `ServerHello` with version 3.2.
fn hello_of_tls_11() -> Act {
    let mut hello = vec![0x16, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2];
    hello.extend([7; 32]);
    // No session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression.
    hello.extend([0, 0, 0x2f, 0]);
    Act::Bytes(hello)
}

fn handshakes(cells: &mut Vec<Cell>, protocol: Protocol, encryption: Encryption) {
    let cell = |name: &str| Cell::new(name, protocol, encryption);
    for (name, leaf, cause) in [
        ("certificate expired", Leaf::Expired, Cause::TlsCertExpired),
        (
            "certificate not yet valid",
            Leaf::NotYetValid,
            Cause::TlsCertExpired,
        ),
        (
            "certificate for another name",
            Leaf::WrongName,
            Cause::TlsNameMismatch,
        ),
        (
            "certificate self-signed",
            Leaf::SelfSigned,
            Cause::TlsCertUntrusted,
        ),
        (
            "certificate of an unknown authority",
            Leaf::UnknownAuthority,
            Cause::TlsCertUntrusted,
        ),
    ] {
        cells.push(Cell {
            leaf,
            ..cell(name).expect(&[cause])
        });
    }
    for (name, act, causes) in [
        ("TLS 1.1 only: alert", alert(70), vec![Cause::TlsVersion]),
        (
            "TLS 1.1 only: hello",
            hello_of_tls_11(),
            vec![Cause::TlsVersion],
        ),
        (
            "no common cipher: alert",
            alert(40),
            vec![Cause::TlsVersion],
        ),
        (
            "silent at Tls",
            Act::Silent,
            vec![Cause::ConnectionTimedOut],
        ),
        (
            "1 byte a second at Tls",
            Act::Drip,
            vec![Cause::ConnectionTimedOut],
        ),
        ("reset at Tls", Act::Reset, vec![Cause::ConnectionClosed]),
        ("closed at Tls", Act::Close, vec![Cause::ConnectionClosed]),
        (
            "garbage at Tls",
            Act::Garbage,
            vec![Cause::ProtocolViolation, Cause::WrongPortOrProtocol],
        ),
    ] {
        cells.push(cell(name).at(Point::Tls, act).expect(&causes));
    }
    let name = match encryption {
        ImplicitTls => "plain on TLS",
        StartTls => "TLS on plain",
    };
    cells.push(Cell {
        other_encryption: true,
        ..cell(name).expect(&[Cause::WrongPortOrProtocol])
    });
    for (name, greeting, speaker) in [
        ("IMAP answers", "* OK ready\r\n", Some(Protocol::Imap)),
        ("POP3 answers", "+OK ready\r\n", Some(Protocol::Pop3)),
        (
            "SMTP answers",
            "220 mail.example.org ESMTP\r\n",
            Some(Protocol::Smtp),
        ),
        (
            "a web server answers",
            "HTTP/1.1 400 Bad Request\r\n\r\n",
            None,
        ),
        ("a shell answers", "SSH-2.0-OpenSSH_9.2\r\n", None),
    ] {
        if speaker != Some(protocol) {
            let act = Act::Say(greeting.to_owned());
            cells.push(
                cell(name)
                    .at(Point::Greeting, act)
                    .expect(&[Cause::WrongPortOrProtocol]),
            );
        }
    }
}

fn capabilities(cells: &mut Vec<Cell>, protocol: Protocol, encryption: Encryption) {
    let (none, oauth) = match protocol {
        Protocol::Imap => (
            "IMAP4rev1 LOGINDISABLED",
            "IMAP4rev1 SASL-IR AUTH=XOAUTH2 LOGINDISABLED",
        ),
        Protocol::Pop3 => ("RESP-CODES", "SASL XOAUTH2"),
        Protocol::Smtp => ("SIZE", "AUTH XOAUTH2"),
    };
    let disabled = [Cause::ProtocolDisabled, Cause::BasicAuthDisabled];
    for (name, capabilities, causes) in [
        ("no way to sign in (LOGINDISABLED)", none, &disabled[..]),
        ("OAuth2 alone", oauth, &[Cause::BasicAuthDisabled][..]),
    ] {
        cells.push(Cell {
            capabilities: Some(capabilities),
            // A server that offers nothing takes nothing.
            refuses_password: true,
            ..Cell::new(name, protocol, encryption).expect(causes)
        });
    }
    if protocol == Protocol::Pop3 {
        // POP3 servers may know no capabilities: the plain refusal is all there is to judge by.
        if let Some(cell) = cells.iter_mut().rev().nth(1) {
            cell.expect = Expect::Cause(vec![Cause::BadCredentials, Cause::ProtocolDisabled]);
        }
    }
}

fn words(cells: &mut Vec<Cell>, protocol: Protocol, encryption: Encryption) {
    let cell = |name: &str| Cell::new(name, protocol, encryption);
    let (refusal, endless, referral) = match protocol {
        Protocol::Imap => (
            "{tag} NO [AUTHENTICATIONFAILED] \u{1b}[2J\u{1b}[31m<b>Wrong</b>\u{7}\u{9b}\u{202e}\r\n",
            "+ go on\r\n",
            "{tag} NO [REFERRAL imap://ana;AUTH=*@evil.example/] Specified user is invalid on this server. Try evil.example\r\n",
        ),
        Protocol::Pop3 => (
            "-ERR [AUTH] \u{1b}[2J\u{1b}[31m<b>Wrong</b>\u{7}\u{9b}\u{202e}\r\n",
            "+ go on\r\n",
            "-ERR [AUTH] wrong, go to pop://evil.example/\r\n",
        ),
        Protocol::Smtp => (
            "535 5.7.8 \u{1b}[2J\u{1b}[31m<b>Wrong</b>\u{7}\u{9b}\u{202e}\r\n",
            "334 Z28gb24=\r\n",
            "535 5.7.8 wrong, go to smtp://evil.example/\r\n",
        ),
    };
    let refused = [Cause::BadCredentials];
    let say = |words: &str| Act::Say(words.to_owned());
    cells.push(
        cell("escape codes and markup in the refusal")
            .at(Point::Login, say(refusal))
            .expect(&refused),
    );
    cells.push(
        cell("endless continuation")
            .at(Point::Login, Act::Endless(endless.to_owned()))
            .expect(&[Cause::ProtocolViolation]),
    );
    cells.push(
        cell("referral at Login")
            .at(Point::Login, say(referral))
            .expect(&[
                Cause::BadCredentials,
                Cause::Unknown,
                Cause::ProtocolViolation,
            ]),
    );
}

/// What somebody between the client and the server may try with STARTTLS.
fn attacks(cells: &mut Vec<Cell>, protocol: Protocol) {
    let cell = |name: &str| Cell::new(name, protocol, StartTls);
    let (missing, refused, injected) = match protocol {
        Protocol::Imap => (
            "* OK [CAPABILITY IMAP4rev1] ready\r\n",
            "{tag} NO no TLS today\r\n",
            "* CAPABILITY IMAP4rev1 AUTH=LOGIN\r\na1 OK injected\r\n",
        ),
        Protocol::Pop3 => (
            "+OK\r\nUIDL\r\n.\r\n",
            "-ERR no TLS today\r\n",
            "+OK injected\r\n+OK injected\r\n",
        ),
        Protocol::Smtp => (
            "250-mail.example.org\r\n250 PIPELINING\r\n",
            "454 4.7.0 TLS not available\r\n",
            "250-evil\r\n250-AUTH LOGIN XOAUTH2\r\n250 INJECTED\r\n235 ok\r\n",
        ),
    };
    let refusal = [Cause::StarttlsRefused];
    let violation = [Cause::ProtocolViolation];
    let say = |words: &str| Act::Say(words.to_owned());
    if protocol == Protocol::Smtp {
        cells.push(
            cell("STARTTLS missing")
                .at(Point::ClearCapability, say(missing))
                .expect(&refusal),
        );
    } else {
        // Nobody looks at capabilities in the clear: the command itself is refused as unknown.
        let unknown = match protocol {
            Protocol::Imap => "{tag} BAD Unknown command\r\n",
            Protocol::Pop3 | Protocol::Smtp => "-ERR Unknown command\r\n",
        };
        cells.push(
            cell("STARTTLS missing")
                .at(Point::Starttls, say(unknown))
                .expect(&refusal),
        );
    }
    cells.push(
        cell("STARTTLS refused")
            .at(Point::Starttls, say(refused))
            .expect(&refusal),
    );
    cells.push(Cell {
        refuses_password: true,
        ..cell("bytes injected after STARTTLS")
            .at(Point::Starttls, Act::After(injected.to_owned()))
            .expect(&violation)
    });
    if protocol == Protocol::Imap {
        let preauth = "* PREAUTH [CAPABILITY IMAP4rev1] welcome\r\n";
        cells.push(
            cell("PREAUTH before STARTTLS")
                .at(Point::Greeting, say(preauth))
                .expect(&violation),
        );
        cells.push(
            Cell::new("PREAUTH inside TLS", protocol, ImplicitTls)
                .at(Point::Greeting, say(preauth))
                .expect(&violation),
        );
        cells.push(
            cell("untagged data before TLS")
                .at(
                    Point::Starttls,
                    Act::Before("* LIST () \"/\" evil\r\n* 3 EXISTS\r\n".to_owned()),
                )
                .expect(&violation),
        );
    }
}
