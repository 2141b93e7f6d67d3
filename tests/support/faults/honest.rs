//! The shortest IMAP, POP3 and submission servers that let a check pass.

use home_station::account::Protocol;

/// A place in a dialogue at which a fault may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Point {
    /// The first line.
    Greeting,
    /// EHLO, CAPABILITY or CAPA in the clear.
    ClearCapability,
    /// STARTTLS or STLS.
    Starttls,
    /// The handshake.
    Tls,
    /// EHLO, CAPABILITY or CAPA inside TLS.
    Capability,
    /// The command that carries the password.
    Login,
    /// EXAMINE; STAT.
    Mailbox,
    /// UIDL.
    Uidl,
    /// MAIL.
    MailFrom,
    /// RCPT.
    Rcpt,
}

/// What a server does after a line.
#[derive(Debug)]
pub enum Next {
    Reply(String),
    StartTls(String),
    Close(String),
}

/// One connection's state.
#[derive(Debug)]
pub struct Honest {
    pub protocol: Protocol,
    pub encrypted: bool,
    /// Whether the IMAP greeting tells the capabilities, so that nobody asks.
    pub tells: bool,
    /// Capabilities in place of the usual ones inside TLS.
    pub capabilities: Option<&'static str>,
    tag: String,
    waits_for_password: bool,
}

impl Honest {
    pub fn new(protocol: Protocol, encrypted: bool) -> Self {
        Self {
            protocol,
            encrypted,
            tells: true,
            capabilities: None,
            tag: String::new(),
            waits_for_password: false,
        }
    }

    pub fn greeting(&self) -> String {
        match self.protocol {
            Protocol::Imap if self.tells => {
                format!("* OK [CAPABILITY {}] ready\r\n", self.imap_capabilities())
            }
            Protocol::Imap => "* OK ready\r\n".to_owned(),
            Protocol::Pop3 => "+OK ready\r\n".to_owned(),
            Protocol::Smtp => "220 mail.example.org ESMTP\r\n".to_owned(),
        }
    }

    fn imap_capabilities(&self) -> &'static str {
        if self.encrypted {
            self.capabilities.unwrap_or("IMAP4rev1 SASL-IR AUTH=PLAIN")
        } else {
            "IMAP4rev1 STARTTLS LOGINDISABLED"
        }
    }

    /// The tag of the last IMAP command.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Where in the dialogue this line is.
    pub fn point(&mut self, line: &str) -> Option<Point> {
        let mut words = line.split(' ');
        if self.protocol == Protocol::Imap && !self.waits_for_password {
            words.next().unwrap_or_default().clone_into(&mut self.tag);
        }
        let verb = words.next().unwrap_or_default().to_ascii_uppercase();
        if self.waits_for_password {
            return Some(Point::Login);
        }
        match verb.as_str() {
            "CAPABILITY" | "CAPA" | "EHLO" if self.encrypted => Some(Point::Capability),
            "CAPABILITY" | "CAPA" | "EHLO" => Some(Point::ClearCapability),
            "STARTTLS" | "STLS" => Some(Point::Starttls),
            "LOGIN" | "AUTHENTICATE" | "AUTH" | "PASS" => Some(Point::Login),
            "EXAMINE" | "SELECT" | "STAT" => Some(Point::Mailbox),
            "UIDL" => Some(Point::Uidl),
            "MAIL" => Some(Point::MailFrom),
            "RCPT" => Some(Point::Rcpt),
            _ => None,
        }
    }

    /// The right answer to a line.
    pub fn answer(&mut self, line: &str) -> Next {
        if std::mem::take(&mut self.waits_for_password) {
            return Next::Reply(self.ok("signed in"));
        }
        let mut words = line.split(' ');
        if self.protocol == Protocol::Imap {
            let _ = words.next();
        }
        let verb = words.next().unwrap_or_default().to_ascii_uppercase();
        let arguments = words.count();
        match (self.protocol, verb.as_str()) {
            (_, "STARTTLS" | "STLS") => Next::StartTls(match self.protocol {
                Protocol::Smtp => "220 go\r\n".to_owned(),
                Protocol::Imap | Protocol::Pop3 => self.ok("go"),
            }),
            (Protocol::Imap, "CAPABILITY") => Next::Reply(format!(
                "* CAPABILITY {}\r\n{}",
                self.imap_capabilities(),
                self.ok("done")
            )),
            (Protocol::Imap, "AUTHENTICATE") | (Protocol::Pop3, "AUTH") if arguments < 2 => {
                self.waits_for_password = true;
                Next::Reply("+ \r\n".to_owned())
            }
            (Protocol::Imap, "EXAMINE" | "SELECT") => Next::Reply(format!(
                "* FLAGS (\\Seen)\r\n* 0 EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 1] x\r\n{} OK [READ-ONLY] done\r\n",
                self.tag
            )),
            (Protocol::Imap, "LOGOUT") => Next::Close(format!("* BYE\r\n{}", self.ok("done"))),
            (Protocol::Pop3, "CAPA") => {
                let capabilities = if self.encrypted {
                    self.capabilities.unwrap_or("USER\r\nSASL PLAIN")
                } else {
                    "STLS"
                };
                Next::Reply(format!("+OK\r\nUIDL\r\nTOP\r\n{capabilities}\r\n.\r\n"))
            }
            (Protocol::Pop3, "STAT") => Next::Reply("+OK 0 0\r\n".to_owned()),
            (Protocol::Pop3, "UIDL" | "LIST") => Next::Reply("+OK\r\n.\r\n".to_owned()),
            (Protocol::Smtp, "EHLO") => {
                let last = if self.encrypted {
                    self.capabilities.unwrap_or("AUTH PLAIN LOGIN")
                } else {
                    "STARTTLS"
                };
                Next::Reply(format!(
                    "250-mail.example.org\r\n250-PIPELINING\r\n250 {last}\r\n"
                ))
            }
            (Protocol::Smtp, "AUTH") => Next::Reply("235 2.7.0 ok\r\n".to_owned()),
            (_, "QUIT") => Next::Close(self.ok("bye")),
            _ => Next::Reply(self.ok("done")),
        }
    }

    fn ok(&self, text: &str) -> String {
        match self.protocol {
            Protocol::Imap => format!("{} OK {text}\r\n", self.tag),
            Protocol::Pop3 => format!("+OK {text}\r\n"),
            Protocol::Smtp if text == "bye" => "221 2.0.0 bye\r\n".to_owned(),
            Protocol::Smtp => format!("250 2.0.0 {text}\r\n"),
        }
    }
}
