//! One server as typed.

use crate::account::{Encryption, Fingerprint, Protocol, Server};

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
}
