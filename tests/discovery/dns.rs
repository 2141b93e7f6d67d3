//! A name server of a few records, by hand: RFC 1035, 4.

use std::{
    collections::HashMap,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use tokio::net::UdpSocket;

const MX: u16 = 15;
const SRV: u16 = 33;

/// A kind and its data.
type Wild = (u16, Vec<u8>);

type Zone = HashMap<(String, u16), Vec<Vec<u8>>>;

/// The records, and what was asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dns {
    zone: Arc<Mutex<Zone>>,
    /// A record every name has, of whatever kind.
    wildcard: Arc<Mutex<Option<Wild>>>,
    pub(crate) asked: Arc<Mutex<Vec<String>>>,
    /// Never answers.
    pub(crate) silent: bool,
    /// Is not there at all.
    pub(crate) absent: bool,
}

impl Dns {
    fn add(&self, name: &str, kind: u16, data: Vec<u8>) {
        let mut zone = self.zone.lock().unwrap();
        zone.entry((name.to_owned(), kind)).or_default().push(data);
    }

    pub(crate) fn mx(&self, domain: &str, preference: u16, host: &str) {
        self.add(domain, MX, mx(preference, host));
    }

    pub(crate) fn srv(&self, service: &str, priority: u16, weight: u16, target: &str, port: u16) {
        let data = [
            &priority.to_be_bytes()[..],
            &weight.to_be_bytes(),
            &port.to_be_bytes(),
            &name(target),
        ]
        .concat();
        self.add(service, SRV, data);
    }

    pub(crate) fn wildcard_mx(&self, host: &str) {
        *self.wildcard.lock().unwrap() = Some((MX, mx(10, host)));
    }

    /// Starts it on a free port.
    pub(crate) async fn start(&self) -> SocketAddr {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = socket.local_addr().unwrap();
        if self.absent {
            return address;
        }
        let dns = self.clone();
        drop(tokio::spawn(async move {
            let mut packet = [0; 1_500];
            while let Ok((size, from)) = socket.recv_from(&mut packet).await {
                let answer = dns.answer(&packet[..size]);
                if !dns.silent {
                    let _ = socket.send_to(&answer, from).await;
                }
            }
        }));
        address
    }

    fn answer(&self, query: &[u8]) -> Vec<u8> {
        let mut labels = Vec::new();
        let mut at = 12;
        while query[at] != 0 {
            let length = usize::from(query[at]);
            let label = &query[at + 1..=at + length];
            labels.push(String::from_utf8_lossy(label).to_ascii_lowercase());
            at += length + 1;
        }
        let (asked, kind) = (
            labels.join("."),
            u16::from_be_bytes([query[at + 1], query[at + 2]]),
        );
        self.asked.lock().unwrap().push(asked.clone());
        let mut found = self
            .zone
            .lock()
            .unwrap()
            .get(&(asked, kind))
            .cloned()
            .unwrap_or_default();
        if let Some((wild, data)) = self.wildcard.lock().unwrap().as_ref()
            && *wild == kind
            && found.is_empty()
        {
            found.push(data.clone());
        }
        let code = if found.is_empty() { 3 } else { 0 };
        let count = u16::try_from(found.len()).unwrap().to_be_bytes();
        let mut answer = [
            &query[..2],
            &[0x81, 0x80 | code],
            &[0, 1],
            &count[..],
            &[0, 0, 0, 0],
            &query[12..at + 5],
        ]
        .concat();
        for data in found {
            let length = u16::try_from(data.len()).unwrap().to_be_bytes();
            answer.extend([0xc0, 12]);
            answer.extend(kind.to_be_bytes());
            answer.extend([0, 1, 0, 0, 0, 60]);
            answer.extend(length);
            answer.extend(data);
        }
        answer
    }
}

fn mx(preference: u16, host: &str) -> Vec<u8> {
    [&preference.to_be_bytes()[..], &name(host)].concat()
}

/// `mx.example.org` as labels; a dot alone is the root.
fn name(text: &str) -> Vec<u8> {
    let mut wire = Vec::new();
    for label in text.split('.').filter(|label| !label.is_empty()) {
        wire.push(u8::try_from(label.len()).unwrap());
        wire.extend(label.bytes());
    }
    wire.push(0);
    wire
}
