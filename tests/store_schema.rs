//! What the program saves satisfies `assets/accounts.schema.json`, and the schema means something.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail it"
)]

use futures::executor::block_on;
use home_station::{
    account::{Account, Login},
    backend::{SecretPlace, ToSave},
    secret::Secret,
    store::{Folders, Keyring, Store},
};
use serde_json::{Value, json};
use time::OffsetDateTime;

/// The faults of a value, for the words of JSON Schema that ours uses; any other word is a fault.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut expect = |fine: bool, what: &str| {
        if !fine {
            found.push(format!("{at}: {what}"));
        }
    };
    let mut below: Vec<(Value, Value, String)> = Vec::new();
    for (word, rule) in schema.as_object().unwrap() {
        match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "type" => expect(
                match rule.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_u64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("type {other}"),
                },
                "type",
            ),
            "required" => {
                for name in rule.as_array().unwrap() {
                    expect(
                        value.get(name.as_str().unwrap()).is_some(),
                        &name.to_string(),
                    );
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        below.push((rule.clone(), value.clone(), format!("{at}/{name}")));
                    }
                }
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    below.push((rule.clone(), value.clone(), format!("{at}/{index}")));
                }
            }
            "oneOf" => {
                let fits = rule.as_array().unwrap().iter();
                let fits = fits.filter(|rule| faults(root, rule, value, at).is_empty());
                expect(fits.count() == 1, "oneOf");
            }
            "$ref" => {
                let path = rule.as_str().unwrap().strip_prefix('#').unwrap();
                let rule = root.pointer(path).unwrap().clone();
                below.push((rule, value.clone(), at.to_owned()));
            }
            "const" => expect(value == rule, "const"),
            "enum" => expect(rule.as_array().unwrap().contains(value), "enum"),
            "pattern" => {
                let pattern = matchers::Pattern::new_anchored(rule.as_str().unwrap()).unwrap();
                expect(
                    value.as_str().is_none_or(|text| pattern.matches(&text)),
                    "pattern",
                );
            }
            "minimum" => expect(value.as_u64() >= rule.as_u64(), "minimum"),
            "maximum" => expect(value.as_u64() <= rule.as_u64(), "maximum"),
            "minLength" | "maxLength" => {
                let length = value.as_str().map_or(0, |text| text.chars().count());
                let bound = usize::try_from(rule.as_u64().unwrap()).unwrap();
                let fine = if word == "minLength" {
                    length >= bound
                } else {
                    length <= bound
                };
                expect(fine, word);
            }
            other => panic!("the test does not know {other}"),
        }
    }
    for (rule, value, at) in below {
        found.extend(faults(root, &rule, &value, &at));
    }
    found
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../assets/accounts.schema.json")).unwrap()
}

fn saved() -> Value {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(&Folders::in_one(folder.path()), Keyring::in_memory());
    let full = json!({
        "id": "home-station", "role": {"kind": "home-station"}, "provider": "gmail",
        "display_name": "Estación", "address": "anna@example.org",
        "reply_to": "office@example.org", "copy_to": "archive@example.org",
        "protocol": "imap",
        "incoming": {
            "host": "imap.example.org", "port": 993, "encryption": "implicit-tls",
            "user_name": "anna", "accepted_certificate": "ab".repeat(32),
        },
        "outgoing": {
            "host": "192.0.2.1", "port": 587, "encryption": "starttls", "user_name": "anna",
        },
        "server_timeout": 60, "pop": {"leave_on_server": true, "recent": false},
    });
    let mut device = full.clone();
    device["id"] = json!("levelsender-12-a");
    device["role"] = json!({"kind": "levelsender", "serial": "12-A"});
    device["protocol"] = json!("pop3");
    for entry in [full, device] {
        let account: Account = serde_json::from_value(entry).unwrap();
        let what = ToSave::Unproven(Login {
            account,
            secret: Secret::new("x".to_owned()),
        });
        let saved = block_on(store.save(what, SecretPlace::Keyring)).unwrap();
        if !saved.account.role.is_level_sender() {
            let at = OffsetDateTime::now_utc();
            let id = saved.account.id;
            block_on(store.set_proven(id, saved.generation, at)).unwrap();
        }
    }
    let bytes = std::fs::read(folder.path().join("accounts.json")).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn a_saved_file_satisfies_the_schema() {
    let (schema, saved) = (schema(), saved());
    assert_eq!(
        faults(&schema, &schema, &saved, ""),
        Vec::<String>::new(),
        "{saved:#}"
    );
    assert!(saved["accounts"][0]["proven"].is_string());
}

#[test]
fn every_field_that_is_saved_is_described() {
    let (schema, saved) = (schema(), saved());
    let described = |value: &Value, rule: &Value| {
        for name in value.as_object().unwrap().keys() {
            assert!(rule["properties"].get(name).is_some(), "{name}");
        }
    };
    described(&saved, &schema);
    let account = &schema["$defs"]["account"];
    for entry in saved["accounts"].as_array().unwrap() {
        described(entry, account);
        described(&entry["incoming"], &schema["$defs"]["server"]);
        described(&entry["pop"], &account["properties"]["pop"]);
    }
}

#[test]
fn the_schema_refuses_what_the_program_would_not_understand() {
    let (schema, saved) = (schema(), saved());
    for (path, value) in [
        ("/version", json!("2.0")),
        ("/store", json!("short")),
        ("/accounts", json!({})),
        ("/accounts/0/id", json!("Über")),
        ("/accounts/0/generation", json!(0)),
        ("/accounts/0/role/kind", json!("gateway")),
        ("/accounts/1/role/serial", json!("a b")),
        ("/accounts/0/protocol", json!("jmap")),
        ("/accounts/0/address", json!("nobody")),
        ("/accounts/0/incoming/port", json!(70_000)),
        ("/accounts/0/incoming/accepted_certificate", json!("00")),
        ("/accounts/0/outgoing/encryption", json!("none")),
        ("/accounts/0/outgoing/user_name", json!("")),
        ("/accounts/0/server_timeout", json!(5)),
        ("/accounts/0/proven", json!("yesterday")),
    ] {
        let mut broken = saved.clone();
        *broken.pointer_mut(path).unwrap() = value;
        assert_ne!(
            faults(&schema, &schema, &broken, ""),
            Vec::<String>::new(),
            "{path}"
        );
    }
}
