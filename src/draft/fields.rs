//! One server as typed, and which server and protocol belong to a side.

use super::Draft;
use crate::{
    account::{Encryption, Fingerprint, Protocol, Server},
    failure::Side,
};

/// One server as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFields {
    /// Host name.
    pub host: String,
    /// Port number.
    pub port: String,
    /// Kind of encryption.
    pub encryption: Encryption,
    /// User name; empty means the whole address.
    pub user_name: String,
    /// The one certificate the person accepted for this server.
    pub accepted_certificate: Option<Fingerprint>,
}

impl ServerFields {
    /// An empty host with a protocol's usual port.
    pub fn empty(protocol: Protocol) -> Self {
        let encryption = Encryption::ImplicitTls;
        Self {
            host: String::new(),
            port: protocol.default_port(encryption).to_string(),
            encryption,
            user_name: String::new(),
            accepted_certificate: None,
        }
    }

    /// A saved or known server, ready to be edited.
    pub fn from_server(server: &Server) -> Self {
        Self {
            host: server.host.to_string(),
            port: server.port.to_string(),
            encryption: server.encryption,
            user_name: server.user_name.to_string(),
            accepted_certificate: server.accepted_certificate,
        }
    }

    /// Changes the encryption; a port that was the protocol's usual one follows it.
    pub fn choose_encryption(&mut self, protocol: Protocol, encryption: Encryption) {
        let usual = protocol.default_port(self.encryption).to_string();
        if self.port.trim().is_empty() || self.port.trim() == usual {
            self.port = protocol.default_port(encryption).to_string();
        }
        self.encryption = encryption;
    }
}

impl Draft {
    /// The fields of a side.
    pub const fn server(&self, side: Side) -> &ServerFields {
        match side {
            Side::Incoming => &self.incoming,
            Side::Outgoing => &self.outgoing,
        }
    }

    /// The fields of a side, to be changed.
    pub const fn server_mut(&mut self, side: Side) -> &mut ServerFields {
        match side {
            Side::Incoming => &mut self.incoming,
            Side::Outgoing => &mut self.outgoing,
        }
    }

    /// The protocol of a side.
    pub fn protocol_of(&self, side: Side) -> Protocol {
        match side {
            Side::Incoming => self.effective_protocol().into(),
            Side::Outgoing => Protocol::Smtp,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_follows_the_encryption_unless_it_is_a_special_one() {
        let mut fields = ServerFields::empty(Protocol::Smtp);
        fields.choose_encryption(Protocol::Smtp, Encryption::StartTls);
        assert_eq!(fields.port, "587");
        fields.port = "2525".to_owned();
        fields.choose_encryption(Protocol::Smtp, Encryption::ImplicitTls);
        assert_eq!(fields.port, "2525");
    }
}
