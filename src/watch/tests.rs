//! The watch's rules over simulated days.

use time::macros::datetime;

use super::*;
use crate::{
    account::Protocol,
    backend::{MailboxState, Sides},
    failure::{Failure, Stage},
};

const START: OffsetDateTime = datetime!(2026-11-21 10:00:00 UTC);

fn stored(id: &str, provider: &str, generation: u64) -> StoredAccount {
    let server = serde_json::json!({
        "host": "mail.example.org", "port": 993, "encryption": "implicit-tls", "user_name": "a",
    });
    let role = match id.strip_prefix("levelsender-") {
        Some(serial) => serde_json::json!({"kind": "levelsender", "serial": serial}),
        None => serde_json::json!({"kind": "home-station"}),
    };
    let account = serde_json::from_value(serde_json::json!({
        "id": id, "role": role, "provider": provider, "address": "a@example.org",
        "protocol": "pop3", "incoming": server, "outgoing": server,
    }));
    StoredAccount {
        account: account.unwrap(),
        generation,
        state: MailboxState::Works,
    }
}

fn report(incoming: Option<Cause>, outgoing: Option<Cause>) -> Report {
    let outcome = |protocol, cause: Option<Cause>| {
        let elapsed = Duration::from_secs(1);
        match cause {
            Some(cause) => Outcome::Failed {
                failure: Failure::new(cause, protocol, Stage::Login),
                elapsed,
            },
            None => Outcome::Proved {
                server: stored("home-station", "other", 1).account.incoming,
                elapsed,
            },
        }
    };
    Report {
        incoming: outcome(Protocol::Pop3, incoming),
        outgoing: outcome(Protocol::Smtp, outgoing),
        findings: Vec::new(),
        verified: None,
    }
}

/// Lets the watch run by itself for a while; when it looked, in minutes after the start.
fn run(
    watch: &mut Watch,
    accounts: &[StoredAccount],
    minutes: i64,
    cause: Option<Cause>,
) -> (Vec<i64>, Vec<Notice>) {
    let (mut looks, mut notices) = (Vec::new(), Vec::new());
    for minute in 0..minutes {
        let now = START + time::Duration::minutes(minute);
        watch.follow(accounts, now);
        for id in watch.claim(accounts, now, false) {
            let stored = accounts.iter().find(|stored| stored.account.id == id);
            looks.push(minute);
            notices.extend(watch.finished(stored.unwrap(), &report(cause, cause), now));
        }
    }
    (looks, notices)
}

#[test]
fn a_mailbox_that_works_is_looked_at_once_an_hour() {
    let mut watch = Watch::default();
    let (looks, notices) = run(&mut watch, &[stored("home-station", "gmail", 1)], 200, None);
    assert_eq!(looks, [0, 60, 120, 180]);
    assert_eq!(notices, []);
    assert_eq!(watch.state(&"home-station".parse().unwrap()), State::Works);
}

#[test]
fn a_refused_sign_in_is_told_once_and_not_tried_until_the_secret_changes() {
    let mut watch = Watch::default();
    let old = [stored("home-station", "gmail", 1)];
    let (looks, notices) = run(&mut watch, &old, 24 * 60, Some(Cause::BadCredentials));
    assert_eq!(looks, [0]);
    assert_eq!(
        notices,
        [Notice::Refused {
            id: "home-station".parse().unwrap(),
            side: Side::Incoming,
            cause: Cause::BadCredentials,
            since: START,
        }]
    );
    assert!(watch.claim(&old, START, true).is_empty(), "nor when asked");
    let new = [stored("home-station", "gmail", 2)];
    let (looks, notices) = run(&mut watch, &new, 61, None);
    assert_eq!(looks, [0, 60], "at once with the new one");
    assert_eq!(notices, []);
}

#[test]
fn a_proof_by_hand_after_a_refusal_begins_anew() {
    let mut watch = Watch::default();
    let mut accounts = [stored("home-station", "other", 1)];
    let _ = run(&mut watch, &accounts, 1, Some(Cause::ProtocolDisabled));
    accounts[0].account.proven = Some(START + time::Duration::minutes(5));
    let (looks, _) = run(&mut watch, &accounts, 1, None);
    assert_eq!(looks, [0]);
}

#[test]
fn the_state_survives_a_restart() {
    let mut watch = Watch::default();
    let accounts = [stored("home-station", "gmail", 1), stored("b", "other", 2)];
    let _ = run(&mut watch, &accounts, 1, Some(Cause::AppPasswordRequired));
    let text = serde_json::to_string(&watch).unwrap();
    let mut again: Watch = serde_json::from_str(&text).unwrap();
    assert_eq!(again, watch);
    let (looks, notices) = run(&mut again, &accounts, 120, Some(Cause::AppPasswordRequired));
    assert_eq!((looks, notices), (vec![], vec![]));
}

#[test]
fn something_temporary_is_tried_again_sooner_and_ever_later_and_not_told() {
    let mut watch = Watch::default();
    let accounts = [stored("home-station", "gmail", 1)];
    let (looks, notices) = run(&mut watch, &accounts, 300, Some(Cause::ServerUnavailable));
    assert_eq!(looks, [0, 10, 30, 70, 130, 190, 250]);
    assert_eq!(notices, []);
    let (looks, _) = run(
        &mut Watch::default(),
        &accounts,
        11,
        Some(Cause::TooManyAttempts),
    );
    assert_eq!(looks, [0, 10], "a pause passes by itself");
}

#[test]
fn gmail_is_never_looked_at_below_ten_minutes_even_when_asked() {
    let mut watch = Watch::default();
    let accounts = [stored("home-station", "gmail", 1), stored("b", "other", 1)];
    let mut gmail = 0;
    for minute in 0..30 {
        let now = START + time::Duration::minutes(minute);
        watch.follow(&accounts, now);
        let claimed = watch.claim(&accounts, now, true);
        assert!(
            claimed.contains(&"b".parse().unwrap()),
            "no rule of its own"
        );
        gmail += usize::from(claimed.len() == 2);
    }
    assert_eq!(gmail, 3);
}

#[test]
fn two_watches_at_once_look_once() {
    let accounts = [stored("home-station", "other", 1)];
    let mut shared = Watch::default();
    shared.follow(&accounts, START);
    assert_eq!(shared.claim(&accounts, START, false).len(), 1);
    assert_eq!(shared.claim(&accounts, START, false).len(), 0);
}

#[test]
fn a_levelsender_is_looked_at_by_its_submission_server_only() {
    assert_eq!(
        Sides::of(&stored("levelsender-1", "gmail", 1).account),
        Sides::OutgoingOnly
    );
    assert_eq!(
        Sides::of(&stored("home-station", "gmail", 1).account),
        Sides::Both
    );
}

#[test]
fn a_result_for_an_old_secret_says_nothing_of_the_new_one() {
    let mut watch = Watch::default();
    watch.follow(&[stored("home-station", "other", 2)], START);
    let late = report(Some(Cause::BadCredentials), None);
    assert_eq!(
        watch.finished(&stored("home-station", "other", 1), &late, START),
        None
    );
    assert_eq!(watch.state(&"home-station".parse().unwrap()), State::New);
}

#[test]
fn a_look_without_a_secret_is_no_proof() {
    let mut watch = Watch::default();
    let stored = stored("home-station", "other", 1);
    watch.follow(std::slice::from_ref(&stored), START);
    let nothing = Report {
        incoming: Outcome::Skipped,
        outgoing: Outcome::Skipped,
        ..report(None, None)
    };
    assert_eq!(watch.finished(&stored, &nothing, START), None);
    assert_eq!(watch.state(&stored.account.id), State::New);
}

#[test]
fn a_removed_mailbox_is_forgotten_and_a_clock_set_back_silences_nobody() {
    let mut watch = Watch::default();
    let accounts = [stored("home-station", "gmail", 1)];
    let _ = run(&mut watch, &accounts, 1, None);
    let last_year = START - time::Duration::days(365);
    watch.follow(&accounts, last_year);
    assert_eq!(watch.claim(&accounts, last_year, false).len(), 1);
    watch.follow(&[], START);
    assert_eq!(watch, Watch::default());
}

#[test]
fn it_rests_until_the_next_look_and_a_minute_at_most() {
    let mut watch = Watch::default();
    let accounts = [stored("home-station", "gmail", 1)];
    watch.follow(&accounts, START);
    assert_eq!(watch.rest(&accounts, START), Duration::ZERO);
    let _ = watch.claim(&accounts, START, false);
    assert_eq!(watch.rest(&accounts, START), Duration::from_secs(60));
    let soon = START + time::Duration::minutes(59) + time::Duration::seconds(30);
    assert_eq!(watch.rest(&accounts, soon), Duration::from_secs(30));
    assert_eq!(watch.rest(&[], START), Duration::from_secs(60));
}

#[test]
fn a_notice_that_no_desktop_showed_is_shown_later() {
    let account = stored("home-station", "other", 1);
    let id = account.account.id.clone();
    let minutes = |count: u64| START + Duration::from_secs(60 * count);
    let mut watch = Watch::default();
    watch.follow(std::slice::from_ref(&account), START);
    let _ = watch.claim(std::slice::from_ref(&account), START, false);
    let refused = report(Some(Cause::BadCredentials), Some(Cause::BadCredentials));
    let notice = watch.finished(&account, &refused, START);
    assert!(notice.is_some());
    // Shown: never again.
    assert_eq!(watch.notice_again(&id, minutes(600), true), None);
    watch.told_in_vain(&id, START);
    let text = serde_json::to_string(&watch).unwrap();
    let mut watch: Watch = serde_json::from_str(&text).unwrap();
    assert_eq!(watch.notice_again(&id, minutes(1), false), None);
    assert_eq!(watch.notice_again(&id, minutes(10), false), notice);
    assert_eq!(watch.notice_again(&id, minutes(20), true), None);
    watch.told_in_vain(&id, minutes(10));
    assert_eq!(watch.notice_again(&id, minutes(11), true), notice);
    // Another secret: nothing is left to be told.
    watch.told_in_vain(&id, minutes(11));
    let changed = stored("home-station", "other", 2);
    watch.follow(&[changed], minutes(12));
    assert_eq!(watch.notice_again(&id, minutes(60), true), None);
}
