//! What `accounts.json` keeps, refuses and never rewrites.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::store::testing::{account, level_sender};

const STORE: &str = "0123456789abcdef0123456789abcdef";

fn file(change: impl FnOnce(&mut Value)) -> Result<Document, Corrupt> {
    let mut document = Document::new(STORE);
    document.put(&account("home-station"), 1);
    document.put(&level_sender("levelsender-1"), 2);
    let mut value: Value = serde_json::from_slice(&document.to_bytes()).unwrap();
    change(&mut value);
    Document::parse(&serde_json::to_vec(&value).unwrap())
}

#[test]
fn what_was_put_is_read_again_in_order() {
    let document = file(|_| ()).unwrap();
    assert!(!document.read_only());
    assert_eq!(
        document.accounts(),
        [
            (account("home-station"), 1),
            (level_sender("levelsender-1"), 2)
        ]
    );
    assert_eq!(document.store(), Some(STORE));
    assert_eq!(document.next_generation(), 3);
}

#[test]
fn unknown_fields_survive_a_replacement_at_every_level() {
    let mut document = file(|value| {
        value["later"] = json!({"a": [1, 2.5, null]});
        let entry = &mut value["accounts"][1];
        entry["later"] = json!(1);
        entry["role"]["later"] = json!(2);
        entry["incoming"]["later"] = json!(3);
        entry["outgoing"]["later"] = json!({"deep": 4});
        entry["pop"]["later"] = json!("5");
        entry["reply_to"] = json!("old@example.org");
    })
    .unwrap();
    assert!(!document.read_only());
    document.put(&level_sender("levelsender-1"), 7);
    let value: Value = serde_json::from_slice(&document.to_bytes()).unwrap();
    let entry = &value["accounts"][1];
    assert_eq!(value["later"], json!({"a": [1, 2.5, null]}));
    assert_eq!(entry["later"], 1);
    assert_eq!(entry["role"]["later"], 2);
    assert_eq!(entry["incoming"]["later"], 3);
    assert_eq!(entry["outgoing"]["later"]["deep"], 4);
    assert_eq!(entry["pop"]["later"], "5");
    assert_eq!(entry.get("reply_to"), None, "a known field is not stale");
    assert_eq!(entry["generation"], 7);
    assert_eq!(
        document.find(&level_sender("levelsender-1").id),
        Some((level_sender("levelsender-1"), 7))
    );
}

#[test]
fn a_number_is_never_given_to_a_second_secret() {
    let mut document = file(|_| ()).unwrap();
    assert!(document.remove(&level_sender("levelsender-1").id));
    assert!(!document.remove(&level_sender("levelsender-1").id));
    assert_eq!(document.next_generation(), 3);
    let again = Document::parse(&document.to_bytes()).unwrap();
    assert_eq!(again.next_generation(), 3);
}

#[test]
fn newer_versions_and_unknown_values_are_read_only() {
    let read_only = |change: fn(&mut Value)| file(change).unwrap().read_only();
    assert!(read_only(|value| value["version"] = json!("2.0")));
    assert!(read_only(|value| value["version"] = json!(2)));
    assert!(read_only(
        |value| value["accounts"][0]["protocol"] = json!("jmap")
    ));
    assert!(read_only(
        |value| value["accounts"][0]["outgoing"]["encryption"] = json!("quic")
    ));
    assert!(read_only(
        |value| value["accounts"][0]["role"]["kind"] = json!("gateway")
    ));
    assert!(read_only(
        |value| value["accounts"][0]["incoming"]["port"] = json!(70_000)
    ));
    assert!(read_only(
        |value| value["accounts"][1]["id"] = json!("home-station")
    ));
    assert!(!read_only(|value| value["version"] = json!("1.9")));
    assert!(!read_only(|value| value["version"] = json!(1)));
    assert!(!read_only(|_| ()));
}

#[test]
fn the_other_accounts_of_a_read_only_file_are_shown() {
    let document = file(|value| value["accounts"][0]["protocol"] = json!("jmap")).unwrap();
    assert_eq!(document.accounts(), [(level_sender("levelsender-1"), 2)]);
    let newer = file(|value| value["version"] = json!("3.1")).unwrap();
    assert_eq!(newer.accounts().len(), 2);
}

#[test]
fn what_is_no_account_file_is_corrupt() {
    for bytes in ["", "{", "[]", "{}", "null", "\u{0}\u{0}\u{0}"] {
        assert_eq!(Document::parse(bytes.as_bytes()), Err(Corrupt), "{bytes}");
    }
    let corrupt = |change: fn(&mut Value)| file(change) == Err(Corrupt);
    assert!(corrupt(|value| value["version"] = json!("soon")));
    assert!(corrupt(|value| value["version"] = json!(0)));
    assert!(corrupt(|value| value["store"] = json!("../..")));
    assert!(corrupt(|value| value["accounts"] = json!({})));
    assert!(corrupt(|value| value["accounts"][0] = json!("text")));
}

#[test]
fn a_byte_order_mark_is_no_corruption() {
    let document = file(|_| ()).unwrap();
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(document.to_bytes());
    assert_eq!(Document::parse(&bytes), Ok(document));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_and_never_panic(bytes: Vec<u8>) {
        drop(Document::parse(&bytes));
    }

    /// The list of optional fields is complete: nothing of a replaced account shines through.
    #[test]
    fn a_replacement_is_what_was_put(first in 0..8_u8, second in 0..8_u8) {
        let variant = |bits: u8| {
            let mut account = if bits & 1 == 0 { account("x") } else { level_sender("x") };
            if bits & 2 == 0 {
                account.reply_to = None;
                account.copy_to = None;
                account.incoming.accepted_certificate = None;
            }
            if bits & 4 == 0 {
                account.proven = None;
            }
            account
        };
        let mut document = Document::new(STORE);
        document.put(&variant(first), 1);
        document.put(&variant(second), 2);
        prop_assert_eq!(document.accounts(), vec![(variant(second), 2)]);
    }
}
