//! What is told where nothing could be looked at: no keyring, no secret, no such mailbox, no list.

use super::*;
use crate::backend::MailboxState;

fn snapshot(accounts: Vec<StoredAccount>) -> Snapshot {
    Snapshot {
        accounts,
        read_only: false,
        kept_aside: None,
    }
}

/// A window whose mailboxes and keyring were read.
fn opened(start: Start, snapshot: Snapshot, keyring: KeyringStatus) -> (App, Vec<Effect>) {
    let (mut app, effects) = App::new(
        Language::Spanish,
        start,
        Motion::Reduced,
        Preferences::default(),
        false,
    );
    let [Effect::Load(load), Effect::LookAtKeyring(look)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let mut effects = app.advance(Message::Loaded(*load, Box::new(Ok(snapshot))));
    effects.extend(app.advance(Message::KeyringSeen(*look, keyring)));
    (app, effects)
}

fn missing() -> KeyringStatus {
    KeyringStatus::Missing(StorageFailure::KeyringMissing {
        detail: String::new(),
    })
}

fn check_of(station: &StoredAccount) -> Start {
    Start::Check(station.account.id.clone())
}

fn saw_nothing(attempt: Attempt) -> Message {
    finished(attempt, Outcome::Skipped, Outcome::Skipped)
}

/// The attempt of the one look that began.
fn look(effects: &[Effect]) -> Attempt {
    let mut looks = effects.iter().filter_map(|effect| {
        let Effect::CheckSaved(attempt, ..) = effect else {
            return None;
        };
        Some(*attempt)
    });
    looks.next().unwrap()
}

#[test]
fn a_check_that_saw_nothing_says_why_and_never_that_it_works() {
    let station = station();
    let id = station.account.id.clone();
    for (failure, screen) in [
        (StorageFailure::SecretMissing, "change-password"),
        (
            StorageFailure::KeyringMissing {
                detail: String::new(),
            },
            "keyring",
        ),
        (
            StorageFailure::KeyringLocked {
                detail: String::new(),
            },
            "keyring",
        ),
        (
            StorageFailure::File {
                path: "accounts.json".into(),
                detail: "gone".to_owned(),
            },
            "storage",
        ),
    ] {
        let all = snapshot(vec![station.clone()]);
        let (mut app, effects) = opened(check_of(&station), all, KeyringStatus::Ready);
        let effects = app.advance(saw_nothing(look(&effects)));
        let [Effect::ReadSecret(why, of)] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        assert_eq!(*of, id);
        let _ = app.advance(Message::SecretRead(*why, Err(failure.clone())));
        assert_eq!(app.screen().name(), screen, "{failure}");
    }
}

#[test]
fn while_the_keyring_is_asked_why_escape_stops_it() {
    let station = station();
    let all = snapshot(vec![station.clone()]);
    let (mut app, effects) = opened(check_of(&station), all, KeyringStatus::Ready);
    let effects = app.advance(saw_nothing(look(&effects)));
    let [Effect::ReadSecret(why, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(app.advance(Message::Escaped), [Effect::Cancel(*why)]);
    let _ = app.advance(Message::Escaped);
    assert_eq!(app.screen().name(), "home");
}

#[test]
fn at_home_a_look_that_saw_nothing_is_a_missing_password() {
    let (mut app, effects) = opened(Start::Home, snapshot(vec![station()]), KeyringStatus::Ready);
    let _ = app.advance(saw_nothing(look(&effects)));
    assert_eq!(app.accounts()[0].state, MailboxState::SecretMissing);
}

#[test]
fn without_a_keyring_home_says_so_looks_at_nothing_and_a_check_leads_to_it() {
    let station = station();
    for status in [missing(), KeyringStatus::Locked] {
        let all = || snapshot(vec![station.clone()]);
        let (mut app, effects) = opened(Start::Home, all(), status.clone());
        assert_eq!(app.screen().name(), "home");
        assert!(app.lacking_keyring().is_some());
        let looks = |effect: &Effect| matches!(effect, Effect::CheckSaved(..));
        assert!(!effects.iter().any(looks), "{effects:?}");
        let _ = app.advance(Message::Home(home::Message::KeyringAsked));
        assert_eq!(app.screen().name(), "keyring");

        let (mut app, _) = opened(check_of(&station), all(), status);
        assert_eq!(app.screen().name(), "keyring");
        // Once it is there, what it holds is seen first, and then the mailbox is checked.
        let again = app.advance(Message::Keyring(keyring::Message::Retried));
        let (Effect::LookAtKeyring(attempt) | Effect::UnlockKeyring(attempt)) = &again[0] else {
            panic!("{again:?}");
        };
        let effects = app.advance(Message::KeyringSeen(*attempt, KeyringStatus::Ready));
        let [Effect::Load(load)] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        let effects = app.advance(Message::Loaded(*load, Box::new(Ok(all()))));
        assert!(effects.iter().any(looks), "{effects:?}");
        assert_eq!(app.screen().name(), "check");
    }
}

#[test]
fn a_keyring_that_stays_locked_is_not_asked_for_again_and_again() {
    let (mut app, effects) = opened(
        Start::Home,
        snapshot(vec![station()]),
        KeyringStatus::Locked,
    );
    let prompt = |effect: &Effect| {
        let Effect::UnlockKeyring(attempt) = effect else {
            return None;
        };
        Some(*attempt)
    };
    let asked = effects.iter().find_map(prompt).unwrap();
    let _ = app.advance(Message::KeyringSeen(asked, KeyringStatus::Locked));
    let effects = app.show_home();
    assert_eq!(effects.iter().find_map(prompt), None, "{effects:?}");
}

#[test]
fn a_mailbox_that_is_not_there_is_named_until_the_person_goes_on() {
    let nobody: AccountId = "nobody".parse().unwrap();
    for start in [
        Start::Check(nobody.clone()),
        Start::ChangePassword(nobody.clone()),
    ] {
        for accounts in [Vec::new(), vec![station()]] {
            let (mut app, _) = opened(start.clone(), snapshot(accounts), KeyringStatus::Ready);
            assert_eq!(app.told().len(), 1, "{start:?}");
            assert_eq!(app.unknown, Some(nobody.clone()));
            let _ = match app.screen().name() {
                "home" => app.advance(Message::Home(home::Message::PasswordAsked(
                    station().account.id,
                ))),
                _ => app.advance(Message::Role(role::Message::Continued)),
            };
            assert_eq!(app.unknown, None);
            assert!(app.told().is_empty());
        }
    }
}

#[test]
fn a_list_that_could_not_be_read_is_named_before_the_first_question() {
    let all = Snapshot {
        kept_aside: Some("/somewhere/accounts.json.corrupt".into()),
        ..snapshot(Vec::new())
    };
    let (app, _) = opened(Start::Home, all, KeyringStatus::Ready);
    assert_eq!(app.screen().name(), "role");
    assert_eq!(app.told().len(), 1);
}

#[test]
fn a_later_start_is_heard_while_loading_and_finds_what_was_saved_meanwhile() {
    let (station, device) = (station(), device("device@gmail.com"));
    let (mut app, effects) = App::new(
        Language::English,
        Start::Home,
        Motion::Reduced,
        Preferences::default(),
        false,
    );
    let _ = app.advance(Message::Asked(check_of(&station)));
    let [Effect::Load(load), Effect::LookAtKeyring(keyring)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let all = snapshot(vec![station.clone()]);
    let _ = app.advance(Message::Loaded(*load, Box::new(Ok(all))));
    let effects = app.advance(Message::KeyringSeen(*keyring, KeyringStatus::Ready));
    assert_eq!(app.screen().name(), "check");
    // A finished look may be left for the next one.
    let failed = refused(Side::Incoming);
    let _ = app.advance(finished(look(&effects), failed, Outcome::Skipped));
    let effects = app.advance(Message::Asked(check_of(&device)));
    let load = effects.iter().find_map(|effect| {
        let Effect::Load(load) = effect else {
            return None;
        };
        Some(*load)
    });
    let all = snapshot(vec![station, device.clone()]);
    let _ = app.advance(Message::Loaded(load.unwrap(), Box::new(Ok(all))));
    let Screen::Check(screen) = app.screen() else {
        panic!("{:?}", app.screen());
    };
    assert_eq!(screen.account().id, device.account.id);
}

#[test]
fn a_new_password_that_was_saved_at_the_second_try_is_still_a_changed_one() {
    let station = station();
    let (mut app, _) = started(
        Start::ChangePassword(station.account.id.clone()),
        vec![station],
    );
    let _ = app.advance(Message::Pasted(Some(Secret::new(
        "qzvt kwpm xjrb hnyd".to_owned(),
    ))));
    let effects = app.advance(Message::ChangePassword(change_password::Message::Continued));
    let [Effect::Check(attempt, _)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let passed = CheckEvent::StagePassed {
        side: Side::Incoming,
        stage: Stage::Name,
        elapsed: Duration::from_millis(20),
    };
    let _ = app.advance(Message::CheckHappened(*attempt, Box::new(passed)));
    let effects = app.advance(proved(&app, *attempt));
    let [Effect::Save(save, ..)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let failure = StorageFailure::KeyringTimedOut;
    let _ = app.advance(Message::Saved(*save, Box::new(Err(failure))));
    let _ = app.advance(Message::Storage(storage::Message::Retried));
    let Screen::Check(screen) = app.screen() else {
        panic!("{:?}", app.screen());
    };
    assert_eq!(screen.purpose(), check::Purpose::ChangePassword);
    // What was proven is still shown as proven.
    let ladders = format!("{screen:?}");
    assert!(ladders.contains("Passed(20ms)"), "{ladders}");
}
