//! The cases of "Why TLS is better without STARTTLS" (Poddebniak et al., USENIX Security 2021,
//! <https://nostarttls.secvuln.info/>), group by group, in the names of its test tool.
//!
//! In each the person in the middle has the plain part of the connection. Nothing of it may be
//! believed, no password may be sent in it, and nobody may be led elsewhere.

use home_station::{
    account::{Encryption::StartTls, Protocol},
    failure::Cause,
};

use super::{
    cell::{Cell, Expect},
    honest::Point,
    server::Act,
};

/// All cases.
pub fn cells() -> Vec<Cell> {
    let mut cells = imap();
    cells.extend(imap_tampering());
    cells.extend(imap_greetings());
    cells.extend(pop3());
    cells.extend(smtp());
    cells
}

fn say(words: &str) -> Act {
    Act::Say(words.to_owned())
}

fn not_taken(cell: Cell) -> Cell {
    Cell {
        // Whoever believes the attacker takes this password for right.
        refuses_password: true,
        expect: Expect::Cause(vec![
            Cause::BadCredentials,
            Cause::ProtocolViolation,
            Cause::StarttlsRefused,
            Cause::ServerUnavailable,
            Cause::ConnectionClosed,
            Cause::Unknown,
        ]),
        ..cell
    }
}

fn imap() -> Vec<Cell> {
    let cell = |name: &str| Cell::new(format!("EAST {name}"), Protocol::Imap, StartTls);
    let refused = [Cause::StarttlsRefused];
    let violation = [Cause::ProtocolViolation];
    vec![
        // Downgrade: the capabilities lie; STARTTLS is asked for all the same.
        not_taken(cell("Negotiation D_1").at(
            Point::Greeting,
            say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\r\n"),
        )),
        not_taken(
            cell("Negotiation D_2").at(Point::Greeting, say("* OK [CAPABILITY IMAP4] x\r\n")),
        ),
        not_taken(cell("Negotiation D_3").at(Point::Greeting, say("* OK [CAPABILITY] x\r\n"))),
        // Referrals to a server of the attacker.
        not_taken(cell("Negotiation L_1_A").at(
            Point::Starttls,
            say("{tag} NO [REFERRAL imap://evil.example/] moved\r\n"),
        )),
        not_taken(cell("Negotiation L_1_B").at(
            Point::Greeting,
            Act::SayAndClose("* BYE [REFERRAL imap://evil.example/] moved\r\n".into()),
        )),
        not_taken(cell("Negotiation M_1_A").at(
            Point::Starttls,
            Act::Before("* OK [REFERRAL imap://evil.example/] x\r\n".into()),
        )),
        not_taken(cell("Negotiation M_1_B").at(
            Point::Login,
            say("{tag} NO [REFERRAL imap://evil.example/] x\r\n"),
        )),
        cell("Negotiation M_2_A")
            .at(
                Point::Mailbox,
                say("{tag} NO [REFERRAL imap://evil.example/INBOX] x\r\n"),
            )
            .expect(&[
                Cause::Unknown,
                Cause::ProtocolViolation,
                Cause::ServerUnavailable,
            ]),
        // STARTTLS not offered, refused, answered strangely.
        cell("Negotiation O_1")
            .at(Point::Starttls, say("{tag} BAD unknown command\r\n"))
            .expect(&refused),
        cell("Negotiation O_2")
            .at(Point::Starttls, say("{tag} NO not now\r\n"))
            .expect(&refused),
        cell("Negotiation O_3")
            .at(Point::Starttls, say("{tag} BAD no\r\n"))
            .expect(&refused),
        cell("Negotiation O_4")
            .at(Point::Starttls, say("+ continue\r\n"))
            .expect(&violation),
        cell("Negotiation P")
            .at(Point::Greeting, say("* PREAUTH x\r\n"))
            .expect(&violation),
        cell("Negotiation P_1")
            .at(
                Point::Greeting,
                say("* PREAUTH [CAPABILITY IMAP4rev1] x\r\n"),
            )
            .expect(&violation),
        cell("Negotiation P_2")
            .at(
                Point::Greeting,
                say("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] x\r\n"),
            )
            .expect(&violation),
        cell("Negotiation P_3")
            .at(
                Point::Greeting,
                say("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] x\r\n"),
            )
            .expect(&violation),
        cell("Negotiation P_4")
            .at(
                Point::Greeting,
                say("* PREAUTH [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\r\n"),
            )
            .expect(&violation),
        // Injection behind the go-ahead.
        not_taken(cell("Buffering B_1").at(
            Point::Starttls,
            Act::After("* CAPABILITY IMAP4rev1 AUTH=EVIL\r\n".into()),
        ))
        .expect(&violation),
        not_taken(cell("Buffering B_2").at(
            Point::Starttls,
            Act::After("* OK [ALERT] call 555-evil\r\n".into()),
        ))
        .expect(&violation),
        not_taken(
            cell("Buffering B_3").at(Point::Starttls, Act::After("* BYE go away\r\n".into())),
        )
        .expect(&violation),
        // Words of the attacker that a careless client shows.
        not_taken(
            cell("UI spoofing ALERT in the greeting")
                .at(Point::Greeting, say("* OK [ALERT] call 555-evil now\r\n")),
        ),
        not_taken(
            cell("UI spoofing NO greeting")
                .at(Point::Greeting, say("* NO [ALERT] call 555-evil now\r\n")),
        ),
        not_taken(
            cell("UI spoofing BADCHARSET")
                .at(Point::Greeting, say("* OK [BADCHARSET (evil)] x\r\n")),
        ),
        not_taken(cell("UI spoofing PARSE").at(Point::Greeting, say("* OK [PARSE] evil\r\n"))),
        not_taken(cell("UI spoofing ALERT at STARTTLS").at(
            Point::Starttls,
            Act::Before("* OK [ALERT] call 555-evil\r\n".into()),
        )),
        not_taken(
            cell("UI spoofing NO at STARTTLS")
                .at(Point::Starttls, say("{tag} NO [ALERT] call 555-evil\r\n")),
        ),
        not_taken(cell("UI spoofing BYE at STARTTLS").at(
            Point::Starttls,
            Act::SayAndClose("* BYE [ALERT] call 555-evil\r\n".into()),
        )),
    ]
}

/// Contents of a mailbox, told before there is a mailbox.
fn imap_tampering() -> Vec<Cell> {
    let data = [
        "* LIST (\\HasNoChildren) \"/\" evil",
        "* LSUB () \"/\" evil",
        "* STATUS INBOX (MESSAGES 23)",
        "* SEARCH 1 2 3",
        "* FLAGS (\\Evil)",
        "* 23 EXISTS",
        "* 5 RECENT",
        "* 1 EXPUNGE",
        "* 1 FETCH (FLAGS (\\Seen))",
        "* OK [REFERRAL imap://evil.example/] x",
    ];
    let mut cells = Vec::new();
    for line in data {
        for (place, point) in [("greeting", Point::Greeting), ("STARTTLS", Point::Starttls)] {
            let word = line.split(' ').find(|word| word.len() > 3).unwrap_or(line);
            let act = if point == Point::Greeting {
                Act::After(format!("{line}\r\n"))
            } else {
                Act::Before(format!("{line}\r\n"))
            };
            let name = format!("EAST Tampering {word} at {place}");
            cells.push(not_taken(
                Cell::new(name, Protocol::Imap, StartTls).at(point, act),
            ));
        }
    }
    cells
}

/// Odd greetings.
fn imap_greetings() -> Vec<Cell> {
    [
        ("NO", "* NO x\r\n"),
        ("BAD", "* BAD x\r\n"),
        ("BYE", "* BYE x\r\n"),
        ("tagged", "a1 OK x\r\n"),
        ("invalid", "* INVALID x\r\n"),
        ("reordered", "OK * x\r\n"),
        ("empty", "\r\n"),
        ("UTF-8", "* OK é\u{1F4A9}\r\n"),
        (
            "capability untagged",
            "* CAPABILITY IMAP4rev1 STARTTLS\r\n* OK x\r\n",
        ),
    ]
    .into_iter()
    .map(|(name, greeting)| {
        let cell = Cell::new(format!("EAST greeting {name}"), Protocol::Imap, StartTls);
        let mut cell = not_taken(cell.at(Point::Greeting, say(greeting)));
        if let Expect::Cause(causes) = &mut cell.expect {
            causes.push(Cause::WrongPortOrProtocol);
        }
        cell
    })
    .collect()
}

fn pop3() -> Vec<Cell> {
    let cell = |name: &str| Cell::new(format!("EAST {name}"), Protocol::Pop3, StartTls);
    let refused = [Cause::StarttlsRefused];
    let violation = [Cause::ProtocolViolation];
    let mut cells = vec![
        cell("Negotiation O_1")
            .at(Point::Starttls, say("-ERR unknown command\r\n"))
            .expect(&refused),
        cell("Negotiation O_2")
            .at(Point::Starttls, say("-ERR TLS not available\r\n"))
            .expect(&refused),
        cell("Negotiation O_3")
            .at(Point::Starttls, say("-ERR [SYS/PERM] no\r\n"))
            .expect(&refused),
        not_taken(
            cell("Negotiation O_4").at(Point::Greeting, say("+OK APOP <1896.697170952@evil>\r\n")),
        ),
        not_taken(
            cell("Buffering B_1").at(Point::Starttls, Act::After("+OK\r\nUSER\r\n.\r\n".into())),
        )
        .expect(&violation),
        not_taken(cell("Buffering B_2").at(
            Point::Starttls,
            Act::After("+OK signed in\r\n+OK signed in\r\n".into()),
        ))
        .expect(&violation),
        cell("STLS answered with +")
            .at(Point::Starttls, say("+ go\r\n"))
            .expect(&violation),
    ];
    for code in ["", "[SYS/TEMP] ", "[SYS/PERM] ", "[IN-USE] ", "\u{1b}[2J"] {
        let words = format!("-ERR {code}no\r\n");
        for (place, point) in [
            ("greeting", Point::Greeting),
            ("STLS", Point::Starttls),
            ("login", Point::Login),
        ] {
            let name = format!("{}-ERR at {place}", code.replace('\u{1b}', "ESC"));
            let mut cell = cell(&name).at(point, say(&words));
            cell.expect = Expect::NotTaken;
            cells.push(cell);
        }
    }
    cells
}

fn smtp() -> Vec<Cell> {
    let cell = |name: &str| Cell::new(format!("EAST {name}"), Protocol::Smtp, StartTls);
    let refused = [Cause::StarttlsRefused];
    let violation = [Cause::ProtocolViolation];
    let mut cells = vec![
        not_taken(cell("Negotiation D_1").at(Point::ClearCapability, say("502 5.5.2 unknown\r\n"))),
        cell("Negotiation O_1")
            .at(Point::ClearCapability, say("250-x\r\n250 AUTH PLAIN\r\n"))
            .expect(&refused),
        cell("Negotiation O_2")
            .at(Point::Starttls, say("502 5.5.1 unknown\r\n"))
            .expect(&refused),
        cell("Negotiation O_3")
            .at(Point::Starttls, say("454 4.7.0 not now\r\n"))
            .expect(&refused),
        cell("Negotiation O_4")
            .at(Point::Starttls, say("354 go on\r\n"))
            .expect(&refused),
        not_taken(cell("Buffering B_1").at(
            Point::Starttls,
            Act::After("250-evil\r\n250 AUTH PLAIN\r\n235 ok\r\n".into()),
        ))
        .expect(&violation),
    ];
    for code in [220, 221, 354, 421, 454, 500, 501, 502, 504, 530, 550, 554] {
        for (place, point) in [
            ("greeting", Point::Greeting),
            ("EHLO", Point::ClearCapability),
            ("STARTTLS", Point::Starttls),
        ] {
            if code == 220 && point != Point::ClearCapability {
                continue;
            }
            let mut cell = cell(&format!("{code} at {place}"))
                .at(point, say(&format!("{code} words of the attacker\r\n")));
            // Any failure names it; a proof would not.
            cell.refuses_password = true;
            cell.expect = Expect::NotTaken;
            cells.push(cell);
        }
    }
    cells
}
