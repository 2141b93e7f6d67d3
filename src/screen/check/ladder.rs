//! One side's ladder: its stages as they happen, in plain words; the protocol's term behind
//! "details".

use std::time::Duration;

use iced::widget::{Column, Row};

use crate::{
    account::{Protocol, Server},
    backend::{CheckEvent, Outcome},
    diagnose,
    failure::{Side, Stage},
    i18n::{Language, Locale},
    screen::Context,
    theme::space,
    widget::{Element, Icon, icon, ladder::State, panel, rung, text},
};

/// How a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Waiting,
    Running,
    Passed(Duration),
    Failed,
    Skipped,
}

/// One side's ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    side: Side,
    protocol: Protocol,
    server: Server,
    rungs: Vec<(Stage, Standing)>,
    /// Whether the other of ports 465 and 587 is being tried.
    is_other_port: bool,
}

impl Ladder {
    /// A ladder nobody has climbed yet.
    pub fn new(side: Side, protocol: Protocol, server: Server) -> Self {
        Self {
            side,
            protocol,
            rungs: diagnose::stages(protocol, server.encryption)
                .into_iter()
                .map(|stage| (stage, Standing::Waiting))
                .collect(),
            server,
            is_other_port: false,
        }
    }

    /// Takes an event, if it is of this side.
    pub fn take(&mut self, event: &CheckEvent) {
        match event {
            CheckEvent::StageStarted { side, stage } if *side == self.side => {
                self.set(*stage, Standing::Running);
            }
            CheckEvent::StagePassed {
                side,
                stage,
                elapsed,
            } if *side == self.side => self.set(*stage, Standing::Passed(*elapsed)),
            CheckEvent::ServerChanged { side, server } if *side == self.side => {
                *self = Self {
                    is_other_port: true,
                    ..Self::new(self.side, self.protocol, server.clone())
                };
            }
            CheckEvent::SideFinished { side, outcome } if *side == self.side => {
                self.finish(outcome);
            }
            CheckEvent::Finished(report) => self.finish(report.side(self.side)),
            CheckEvent::StageStarted { .. }
            | CheckEvent::StagePassed { .. }
            | CheckEvent::ServerChanged { .. }
            | CheckEvent::SideFinished { .. } => {}
        }
    }

    fn set(&mut self, stage: Stage, standing: Standing) {
        match self.rungs.iter_mut().find(|(rung, _)| *rung == stage) {
            Some((_, held)) => *held = standing,
            None => self.rungs.push((stage, standing)),
        }
    }

    fn finish(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Proved { server, .. } => {
                self.server = server.clone();
                for (_, standing) in &mut self.rungs {
                    if *standing == Standing::Running {
                        *standing = Standing::Passed(Duration::ZERO);
                    }
                }
            }
            Outcome::Failed { failure, .. } => {
                self.set(failure.stage, Standing::Failed);
                self.stop();
            }
            Outcome::Skipped => {
                for (_, standing) in &mut self.rungs {
                    *standing = Standing::Skipped;
                }
            }
        }
    }

    /// Nothing happens any more.
    pub fn stop(&mut self) {
        for (_, standing) in &mut self.rungs {
            if *standing == Standing::Running {
                *standing = Standing::Waiting;
            }
        }
    }

    /// The server, as it stands now.
    pub const fn server(&self) -> &Server {
        &self.server
    }

    /// Draws it.
    pub fn view<'a, M: 'a>(&self, context: Context<'a>, shows_terms: bool) -> Element<'a, M> {
        let locale = context.locale;
        let (title, sign) = match (self.side, self.protocol) {
            (Side::Incoming, Protocol::Pop3) => ("check-incoming-pop", Icon::Inbox),
            (Side::Incoming, Protocol::Imap | Protocol::Smtp) => {
                ("check-incoming-imap", Icon::Inbox)
            }
            (Side::Outgoing, _) => ("check-outgoing", Icon::Send),
        };
        let address = format!("{}:{}", self.server.host, self.server.port);
        let mut head = Column::new()
            .push(
                Row::new()
                    .push(icon(sign))
                    .push(text::heading(locale.text(title)))
                    .spacing(space::XS)
                    .align_y(iced::Alignment::Center),
            )
            .push(text::small(address))
            .spacing(space::XXS);
        if self.is_other_port {
            head = head.push(text::small(context.text_with(
                "check-other-port",
                "port",
                self.server.port.to_string(),
            )));
        }
        let last = self.rungs.len().saturating_sub(1);
        let rungs = self
            .rungs
            .iter()
            .enumerate()
            .map(|(index, (stage, standing))| {
                let mut row = rung(
                    state(*standing),
                    diagnose::stage_text(*stage, self.side, locale),
                )
                .motion(context.motion);
                if let Standing::Passed(elapsed) = standing
                    && !elapsed.is_zero()
                {
                    row = row.time(seconds(locale, *elapsed));
                }
                if shows_terms {
                    row = row.detail(diagnose::stage_term(*stage, self.protocol));
                }
                if index == last {
                    row = row.last();
                }
                row.into()
            });
        panel(
            Column::new()
                .push(head)
                .push(Column::with_children(rungs))
                .spacing(space::M),
        )
    }
}

const fn state(standing: Standing) -> State {
    match standing {
        Standing::Waiting => State::Waiting,
        Standing::Running => State::Running,
        Standing::Passed(_) => State::Passed,
        Standing::Failed => State::Failed,
        Standing::Skipped => State::Skipped,
    }
}

/// A duration as people read it: `0.4 s`, with the language's decimal sign.
pub fn seconds(locale: &Locale, elapsed: Duration) -> String {
    let shown = format!("{:.1} s", elapsed.as_secs_f32().max(0.1));
    match locale.language() {
        Language::English => shown,
        Language::Spanish => shown.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        account::Encryption,
        failure::{Cause, Failure},
    };

    fn server(encryption: Encryption) -> Server {
        Server {
            host: "mail.example.org".parse().unwrap(),
            port: Protocol::Smtp.default_port(encryption),
            encryption,
            user_name: "ana".parse().unwrap(),
            accepted_certificate: None,
        }
    }

    #[test]
    fn starttls_stands_before_tls_in_the_ladder() {
        let ladder = Ladder::new(Side::Outgoing, Protocol::Smtp, server(Encryption::StartTls));
        let expected = [Stage::Starttls, Stage::Tls].map(|stage| (stage, Standing::Waiting));
        assert_eq!(ladder.rungs[3..5], expected);
    }

    #[test]
    fn a_failure_marks_its_stage_and_stops_the_rest() {
        let mut ladder = Ladder::new(
            Side::Outgoing,
            Protocol::Smtp,
            server(Encryption::ImplicitTls),
        );
        ladder.take(&CheckEvent::StageStarted {
            side: Side::Outgoing,
            stage: Stage::Login,
        });
        ladder.take(&CheckEvent::SideFinished {
            side: Side::Outgoing,
            outcome: Outcome::Failed {
                failure: Failure::new(Cause::BadCredentials, Protocol::Smtp, Stage::Login),
                elapsed: Duration::from_millis(300),
            },
        });
        let expected = [
            (Stage::Login, Standing::Failed),
            (Stage::MailFrom, Standing::Waiting),
        ];
        assert_eq!(ladder.rungs[4..6], expected);
    }

    #[test]
    fn the_other_port_begins_anew() {
        let mut ladder = Ladder::new(
            Side::Outgoing,
            Protocol::Smtp,
            server(Encryption::ImplicitTls),
        );
        ladder.take(&CheckEvent::ServerChanged {
            side: Side::Outgoing,
            server: server(Encryption::StartTls),
        });
        assert_eq!(ladder.server().port.get(), 587);
        assert!(ladder.is_other_port);
    }

    #[test]
    fn seconds_have_the_decimal_sign_of_the_language() {
        let half = Duration::from_millis(540);
        assert_eq!(seconds(&Locale::new(Language::Spanish), half), "0,5 s");
        assert_eq!(seconds(&Locale::new(Language::English), half), "0.5 s");
    }
}
