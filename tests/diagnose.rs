//! Real replies of real servers through the diagnosis.

use home_station::{account::Protocol, diagnose, failure::Cause};

struct Row<'a> {
    id: &'a str,
    protocol: Protocol,
    stage: &'a str,
    provider: &'a str,
    reply: &'a str,
    cause: Cause,
}

fn rows(table: &str) -> Vec<Row<'_>> {
    table
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, protocol, stage, provider, reply, cause, ..] = cells[..] else {
                panic!("{line}");
            };
            Row {
                id,
                protocol: Protocol::ALL
                    .into_iter()
                    .find(|known| known.as_str() == protocol)
                    .unwrap_or_else(|| panic!("{line}")),
                stage,
                provider,
                reply,
                cause: cause.parse().unwrap_or_else(|_| panic!("{line}")),
            }
        })
        .collect()
}

/// The rows whose cause was not found, with what was found.
fn missed(table: &str) -> (usize, Vec<String>) {
    let rows = rows(table);
    let missed = rows
        .iter()
        .filter_map(|row| {
            let found = diagnose::run(row.protocol, row.stage, Some(row.provider), row.reply)
                .unwrap_or_else(|_| panic!("{}", row.id));
            (found.cause != row.cause).then(|| {
                format!(
                    "{} {} {}: {} {:?}, not {}: {}",
                    row.id,
                    row.stage,
                    row.provider,
                    found.cause,
                    found.alternatives,
                    row.cause,
                    row.reply
                )
            })
        })
        .collect();
    (rows.len(), missed)
}

#[test]
fn the_given_replies_have_their_cause() {
    let (all, missed) = missed(include_str!("data/replies.tsv"));
    println!("{} of {all}", all - missed.len());
    assert!(missed.len() * 100 <= all, "{}", missed.join("\n"));
}
