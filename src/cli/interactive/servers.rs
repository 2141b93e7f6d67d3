//! The step of the servers, for addresses that no catalogue knows.

use super::{Go, Turn, Walk};
use crate::{
    account::{Encryption, Incoming},
    draft::{Draft, Field, FieldError, ServersFrom},
    failure::Side,
    flow::Step,
};

impl Walk<'_, '_> {
    pub(super) fn servers(&mut self) -> Result<Go, Turn> {
        let title = match self.draft.effective_protocol() {
            Incoming::Imap => "screen-servers-incoming-imap",
            Incoming::Pop3 => "screen-servers-incoming-pop",
        };
        self.server(Side::Incoming, title)?;
        self.server(Side::Outgoing, "screen-servers-outgoing")?;
        let is_unvouched = self.draft.lacks_consent();
        self.draft.servers_from = ServersFrom::Person;
        if is_unvouched {
            for side in [Side::Incoming, Side::Outgoing] {
                let host = self.draft.server(side).host.clone();
                self.line(&host);
            }
            self.session.say("discovery-consent");
            if !self.yes_no("discovery-agree-ask", None)? {
                return Ok(Go::To(Step::Servers));
            }
            self.draft.agree();
        }
        Ok(Go::Next)
    }

    fn server(&mut self, side: Side, title: &str) -> Result<(), Turn> {
        self.session.say(title);
        self.until_valid(Field::Host(side), |walk| {
            let host = walk.draft.server(side).host.clone();
            walk.draft.server_mut(side).host = walk.ask_key("screen-servers-host", &host)?;
            Ok(())
        })?;
        let kinds = [
            self.session.locale.text("screen-servers-tls"),
            self.session.locale.text("screen-servers-starttls"),
        ];
        let encryption = self.draft.server(side).encryption;
        let proposed = usize::from(encryption == Encryption::StartTls);
        let question = self.session.locale.text("screen-servers-encryption");
        let chosen = if self.choose(&question, &kinds, proposed)? == 0 {
            Encryption::ImplicitTls
        } else {
            Encryption::StartTls
        };
        if chosen != encryption {
            let protocol = self.draft.protocol_of(side);
            let fields = self.draft.server_mut(side);
            fields.encryption = chosen;
            fields.port = protocol.default_port(chosen).to_string();
        }
        self.until_valid(Field::Port(side), |walk| {
            let port = walk.draft.server(side).port.clone();
            walk.draft.server_mut(side).port = walk.ask_key("screen-servers-port", &port)?;
            Ok(())
        })?;
        self.until_valid(Field::UserName(side), |walk| {
            let address = walk.draft.address.clone();
            let user = walk.draft.server(side).user_name.clone();
            let proposed = if user.is_empty() { address } else { user };
            walk.draft.server_mut(side).user_name =
                walk.ask_key("screen-servers-user", &proposed)?;
            Ok(())
        })
    }

    /// Asks until the field holds what it should.
    fn until_valid(
        &mut self,
        field: Field,
        mut ask: impl FnMut(&mut Self) -> Result<(), Turn>,
    ) -> Result<(), Turn> {
        loop {
            ask(self)?;
            match error_of(&self.draft, field) {
                None => return Ok(()),
                Some(error) => self.session.say(error.problem.message_key()),
            }
        }
    }
}

fn error_of(draft: &Draft, field: Field) -> Option<FieldError> {
    let errors = draft.account().err()?;
    errors.into_iter().find(|error| error.field == field)
}
