//! The source in DNS: SRV records ([RFC 6186](https://www.rfc-editor.org/rfc/rfc6186),
//! [RFC 8314](https://www.rfc-editor.org/rfc/rfc8314#section-5.1)).
//!
//! Plain DNS names the hosts, so the person must agree to them (RFC 6186, 6).

use futures::future::join_all;

use super::{Candidate, Discovered, Source, Sources, dns::ServiceRecord};
use crate::account::{Encryption, Host, Incoming, Port};

/// What a service name stands for.
#[derive(Debug, Clone, Copy)]
enum Service {
    Incoming(Incoming),
    Submission,
}

/// TLS from the first byte before STARTTLS, IMAP before POP3.
const SERVICES: [(&str, Service, Encryption); 6] = [
    (
        "_imaps._tcp",
        Service::Incoming(Incoming::Imap),
        Encryption::ImplicitTls,
    ),
    (
        "_imap._tcp",
        Service::Incoming(Incoming::Imap),
        Encryption::StartTls,
    ),
    (
        "_pop3s._tcp",
        Service::Incoming(Incoming::Pop3),
        Encryption::ImplicitTls,
    ),
    (
        "_pop3._tcp",
        Service::Incoming(Incoming::Pop3),
        Encryption::StartTls,
    ),
    (
        "_submissions._tcp",
        Service::Submission,
        Encryption::ImplicitTls,
    ),
    (
        "_submission._tcp",
        Service::Submission,
        Encryption::StartTls,
    ),
];

/// So many servers of one service are kept.
const MAX_SERVERS: usize = 4;

/// Asks for all services at once.
pub(super) async fn of_domain(sources: &Sources, domain: &Host) -> Discovered {
    let asked = SERVICES.map(|(name, _, _)| sources.dns.services(name, domain));
    let answers = join_all(asked).await;
    let mut found = Discovered::default();
    for ((name, service, encryption), answer) in SERVICES.into_iter().zip(answers) {
        let records = match answer {
            Ok(records) => records,
            Err(fault) => {
                tracing::debug!(name, ?fault, "no service record");
                continue;
            }
        };
        let candidates = in_order(records).into_iter().filter_map(|record| {
            Some(Candidate {
                host: record.target?,
                port: Port::try_from(record.port).ok()?,
                encryption,
                // RFC 6186, 4: the whole address is tried first.
                user_name: "%EMAILADDRESS%".to_owned(),
            })
        });
        let candidates = candidates.take(MAX_SERVERS);
        match service {
            Service::Incoming(incoming) => found
                .incoming
                .extend(candidates.map(|candidate| (incoming, candidate))),
            Service::Submission => found.outgoing.extend(candidates),
        }
    }
    found.from(Source::ServiceRecords)
}

/// By priority, then by weight. RFC 2782 would throw dice by weight on every connection; settings
/// that are made once and kept take the heaviest.
fn in_order(mut records: Vec<ServiceRecord>) -> Vec<ServiceRecord> {
    records.sort_by_key(|record| (record.priority, std::cmp::Reverse(record.weight)));
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priority_comes_before_weight() {
        let record = |priority, weight, name: &str| ServiceRecord {
            priority,
            weight,
            port: 993,
            target: name.parse().ok(),
        };
        let ordered = in_order(vec![
            record(10, 1, "d"),
            record(0, 5, "b"),
            record(0, 50, "a"),
            record(10, 0, "e"),
            record(1, 0, "c"),
        ]);
        let names: Vec<String> = ordered
            .into_iter()
            .filter_map(|record| record.target)
            .map(String::from)
            .collect();
        assert_eq!(names, ["a", "b", "c", "d", "e"]);
    }
}
