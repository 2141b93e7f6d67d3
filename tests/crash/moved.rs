//! The Home Station gets another address while a device still sends to the earlier one: the earlier
//! mailbox is kept in the same commit. Killed anywhere, either nothing moved, or the new mailbox is
//! there with the earlier one beside it and the device on the list of those that have to be told; and
//! every password can be read.

use futures::executor::block_on;
use home_station::{
    account::{Account, AccountId, Login},
    backend::{SecretPlace, ToSave},
    secret::Secret,
    store::Store,
};

use super::{MARK, Session, done, found_after};

/// The addresses a Home Station has one after the other, each with its password.
const STATIONS: [(&str, &str, &str); 3] = [
    ("station-first", "ana@example.org", "first secret"),
    ("station-second", "nueva@example.org", "second secret"),
    ("station-third", "tercera@example.org", "third secret"),
];

const DEVICE: (&str, &str, &str) = ("device", "pozo7@example.org", "device secret");

const LOOK: &str = "look";

pub(super) fn is_work(work: &str) -> bool {
    work == LOOK || work == DEVICE.0 || STATIONS.iter().any(|station| station.0 == work)
}

fn login(id: &str, role: &serde_json::Value, address: &str, secret: &str) -> Login {
    let server = |host: &str, port: u16| {
        serde_json::json!({
            "host": host, "port": port, "encryption": "implicit-tls", "user_name": address,
        })
    };
    let account: Account = serde_json::from_value(serde_json::json!({
        "id": id,
        "role": role,
        "provider": "other",
        "address": address,
        "protocol": "pop3",
        "incoming": server("pop.example.org", 995),
        "outgoing": server("smtp.example.org", 465),
    }))
    .unwrap();
    Login {
        account,
        secret: Secret::new(secret.to_owned()),
    }
}

/// One of the pieces of work, in a process of its own.
pub(super) fn work(work: &str, store: &Store) {
    if work == LOOK {
        let loaded = block_on(store.load()).unwrap();
        assert_eq!(loaded.kept_aside, None);
        let accounts = loaded.accounts.into_iter().map(|stored| {
            let secret = block_on(store.secret(stored.account.id.clone())).unwrap();
            let (id, address) = (stored.account.id, stored.account.address);
            format!("{id} {address} {}", secret.expose())
        });
        let moves = block_on(store.todo()).unwrap().hand_over;
        let moves = moves.map(|list| {
            let devices: Vec<&str> = list.moves.iter().map(|it| it.id.as_str()).collect();
            assert_eq!(devices, ["levelsender-123456"]);
            format!("to be moved from {}, told by {:?}", list.old, list.kept)
        });
        let found: Vec<String> = accounts.chain(moves).collect();
        println!("{MARK}{}", found.join(", "));
        return;
    }
    let login = if work == DEVICE.0 {
        let role = serde_json::json!({"kind": "levelsender", "serial": "123456"});
        login("levelsender-123456", &role, DEVICE.1, DEVICE.2)
    } else {
        let role = serde_json::json!({"kind": "home-station"});
        let (_, address, secret) = STATIONS.into_iter().find(|it| it.0 == work).unwrap();
        login("home-station", &role, address, secret)
    };
    let saved = store.save(ToSave::Unproven(login), SecretPlace::Keyring);
    let _ = block_on(saved).unwrap();
}

/// What is found when these are in force: the Home Station's mailbox, and the kept one with the list
/// of whom it has to tell.
fn in_force(station: usize, kept: Option<usize>) -> String {
    let of = |id: &str, place: usize| {
        let (_, address, secret) = STATIONS[place];
        format!("{id} {address} {secret}")
    };
    let mut all = vec![
        of("home-station", station),
        format!("levelsender-123456 {} {}", DEVICE.1, DEVICE.2),
    ];
    if let Some(kept) = kept {
        all.push(of("home-station-old", kept));
        let id: AccountId = "home-station-old".parse().unwrap();
        let old = STATIONS[kept].1;
        all.push(format!("to be moved from {old}, told by {:?}", Some(id)));
    }
    all.join(", ")
}

/// The places of a move, in order. A keyring entry is written twice: the kept one's, the new one's.
const MOVE: [&str; 13] = [
    "secret-written:1",
    "kept-written",
    "before-secret",
    "secret-written:2",
    "secret-read-back",
    "half-written",
    "written",
    "synced",
    "renamed",
    "folder-synced",
    "committed",
    "old-secret-removed",
    "not-noted",
];

/// Moves on at every place, after these pieces of work; what is expected before and after.
fn moved_on(before: &[&str], work: &str, places: &[&str], expected: [String; 2]) {
    let keyring = Session::start();
    let committed = places.iter().position(|it| *it == "renamed").unwrap();
    let [old, new] = expected;
    for (index, place) in places.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        for work in before {
            done(&keyring, folder.path(), work);
        }
        let found = found_after(&keyring, folder.path(), work, place, LOOK);
        assert_eq!(
            found,
            if index < committed { &*old } else { &*new },
            "{place}"
        );
        // And nothing is in the way of the next try.
        done(&keyring, folder.path(), work);
    }
}

#[test]
fn a_move_killed_anywhere_leaves_the_old_station_or_the_new_one_with_the_old_kept() {
    moved_on(
        &[STATIONS[0].0, DEVICE.0],
        STATIONS[1].0,
        &MOVE,
        [in_force(0, None), in_force(1, Some(0))],
    );
}

#[test]
fn a_second_move_killed_anywhere_keeps_one_earlier_mailbox_never_none() {
    let mut places = MOVE.to_vec();
    let after = places.iter().position(|it| *it == "old-secret-removed");
    places.insert(after.unwrap() + 1, "earlier-removed");
    moved_on(
        &[STATIONS[0].0, DEVICE.0, STATIONS[1].0],
        STATIONS[2].0,
        &places,
        [in_force(1, Some(0)), in_force(2, Some(1))],
    );
}
