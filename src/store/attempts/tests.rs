//! The attempt rule over time, restarts, programs and broken files.

use std::{
    fs,
    sync::atomic::{AtomicI64, Ordering},
};

use futures::executor::block_on;
use time::macros::datetime;

use super::*;

struct Fixture {
    folder: tempfile::TempDir,
    seconds: Arc<AtomicI64>,
}

fn fixture() -> Fixture {
    Fixture {
        folder: tempfile::tempdir().unwrap(),
        seconds: Arc::default(),
    }
}

impl Fixture {
    /// A program that starts now.
    fn start(&self) -> Attempts {
        let seconds = Arc::clone(&self.seconds);
        Attempts::new(&Folders::in_one(self.folder.path())).with_clock(Arc::new(move || {
            let later = time::Duration::seconds(seconds.load(Ordering::Relaxed));
            datetime!(2026-11-21 10:00:00 UTC) + later
        }))
    }

    fn pass(&self, seconds: i64) {
        let _ = self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }
}

fn sign_in(secret: &str) -> SignIn {
    SignIn {
        protocol: Protocol::Imap,
        host: "imap.example.org".parse().unwrap(),
        user_name: "anna".to_owned(),
        secret: Secret::new(secret.to_owned()),
        name: None,
    }
}

fn saved(secret: &str, generation: u64) -> SignIn {
    SignIn {
        name: Some(SecretName(format!("store/home-station/{generation}"))),
        ..sign_in(secret)
    }
}

fn refuse(attempts: &Attempts, sign_in: SignIn) {
    refuse_for(attempts, sign_in, Cause::BadCredentials);
}

fn refuse_for(attempts: &Attempts, sign_in: SignIn, cause: Cause) {
    let permit = block_on(attempts.begin(sign_in)).unwrap();
    block_on(permit.refused(cause));
}

fn not_now(attempts: &Attempts, sign_in: SignIn) -> Option<NotNow> {
    block_on(attempts.begin(sign_in)).err()
}

const BEFORE: Option<NotNow> = Some(NotNow::RefusedBefore {
    cause: Cause::BadCredentials,
});

#[test]
fn a_refused_secret_is_never_sent_to_that_server_again() {
    let fixture = fixture();
    let attempts = fixture.start();
    refuse(&attempts, sign_in("wrong"));
    fixture.pass(3_600);
    assert_eq!(not_now(&attempts, sign_in("wrong")), BEFORE);
    assert_eq!(not_now(&attempts, sign_in("other")), None);
    let elsewhere = SignIn {
        host: "imap.example.net".parse().unwrap(),
        ..sign_in("wrong")
    };
    assert_eq!(not_now(&attempts, elsewhere), None);
    let other_user = SignIn {
        user_name: "berta".to_owned(),
        ..sign_in("wrong")
    };
    assert_eq!(not_now(&attempts, other_user), None);
}

#[test]
fn a_saved_secret_that_was_refused_is_not_sent_after_a_restart_until_it_changes() {
    let fixture = fixture();
    refuse(&fixture.start(), saved("wrong", 3));
    fixture.pass(7 * 24 * 3_600);
    let next_start = fixture.start();
    assert_eq!(not_now(&next_start, saved("wrong", 3)), BEFORE);
    assert_eq!(not_now(&next_start, saved("right", 4)), None);
    let name = SecretName("store/home-station/3".to_owned());
    assert_eq!(
        next_start.refusals()(&name),
        Some((Protocol::Imap, Cause::BadCredentials))
    );
}

#[test]
fn two_refused_sign_ins_in_a_quarter_of_an_hour_end_in_a_pause_for_all_programs() {
    let fixture = fixture();
    refuse(&fixture.start(), sign_in("first"));
    fixture.pass(100);
    refuse(&fixture.start(), sign_in("second"));
    fixture.pass(100);
    let pause = |seconds| Some(NotNow::Pause { seconds });
    assert_eq!(not_now(&fixture.start(), sign_in("third")), pause(700));
    fixture.pass(699);
    assert_eq!(not_now(&fixture.start(), sign_in("third")), pause(1));
    fixture.pass(1);
    refuse(&fixture.start(), sign_in("third"));
    assert_eq!(
        not_now(&fixture.start(), sign_in("fourth")),
        pause(100),
        "the second one counts still"
    );
}

#[test]
fn the_two_sides_of_one_check_are_two_servers() {
    let fixture = fixture();
    let attempts = fixture.start();
    let outgoing = |secret| SignIn {
        protocol: Protocol::Smtp,
        ..sign_in(secret)
    };
    refuse(&attempts, sign_in("first"));
    refuse(&attempts, outgoing("first"));
    refuse(&attempts, sign_in("second"));
    refuse(&attempts, outgoing("second"));
    assert!(matches!(
        not_now(&attempts, outgoing("third")),
        Some(NotNow::Pause { .. })
    ));
}

#[test]
fn where_the_provider_wants_something_else_first_the_secret_may_be_right_later() {
    let fixture = fixture();
    let attempts = fixture.start();
    refuse_for(&attempts, saved("right", 1), Cause::ProtocolDisabled);
    assert_eq!(not_now(&attempts, saved("right", 1)), None);
    refuse_for(&attempts, saved("right", 1), Cause::WebLoginRequired);
    assert!(matches!(
        not_now(&attempts, saved("right", 1)),
        Some(NotNow::Pause { .. })
    ));
    fixture.pass(900);
    assert_eq!(not_now(&attempts, saved("right", 1)), None);
}

#[test]
fn no_verdict_and_success_do_not_count() {
    let fixture = fixture();
    let attempts = fixture.start();
    for _ in 0..3 {
        refuse_for(&attempts, sign_in("right"), Cause::ConnectionClosed);
        drop(block_on(attempts.begin(sign_in("right"))).unwrap());
        let accepted = block_on(attempts.begin(sign_in("right"))).unwrap();
        block_on(accepted.released());
    }
    assert_eq!(not_now(&attempts, sign_in("right")), None);
}

#[test]
fn programs_at_once_do_not_make_three_tries() {
    let fixture = fixture();
    let running = [
        block_on(fixture.start().begin(sign_in("a"))).unwrap(),
        block_on(fixture.start().begin(sign_in("b"))).unwrap(),
    ];
    let third = fixture.start();
    let waits = thread::spawn(move || not_now(&third, sign_in("c")));
    for permit in running {
        block_on(permit.refused(Cause::BadCredentials));
    }
    assert!(matches!(
        waits.join().unwrap(),
        Some(NotNow::Pause { seconds: 900 })
    ));
}

#[test]
fn a_program_that_died_in_a_sign_in_holds_nobody_up_for_long() {
    let fixture = fixture();
    for secret in ["a", "b"] {
        let mut permit = block_on(fixture.start().begin(sign_in(secret))).unwrap();
        permit.number = None; // as if killed: nothing is said
    }
    fixture.pass(60);
    assert_eq!(not_now(&fixture.start(), sign_in("c")), None);
}

#[cfg(target_os = "linux")]
#[test]
fn a_killed_program_holds_nobody_up() {
    let fixture = fixture();
    for secret in ["a", "b"] {
        let mut permit = block_on(fixture.start().begin(sign_in(secret))).unwrap();
        permit.number = None; // as if killed: nothing is said
    }
    let path = fixture.folder.path().join("attempts.json");
    let own = format!("\"process\": {}", std::process::id());
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(&own));
    // No process has this number: they end at 2^22.
    fs::write(&path, text.replace(&own, "\"process\": 4194999")).unwrap();
    assert_eq!(not_now(&fixture.start(), sign_in("c")), None);
}

#[test]
fn a_clock_set_back_a_year_locks_nobody_out() {
    let fixture = fixture();
    refuse(&fixture.start(), sign_in("a"));
    refuse(&fixture.start(), sign_in("b"));
    fixture.pass(-365 * 24 * 3_600);
    assert_eq!(not_now(&fixture.start(), sign_in("c")), None);
}

#[test]
fn a_corrupt_record_is_kept_aside_and_begun_anew() {
    let fixture = fixture();
    let path = fixture.folder.path().join("attempts.json");
    fs::write(&path, "no record").unwrap();
    refuse(&fixture.start(), sign_in("a"));
    assert!(Ledger::parse(&fs::read(&path).unwrap()).is_ok());
    let kept = fs::read_dir(fixture.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains("corrupt"))
        .unwrap();
    assert_eq!(fs::read_to_string(kept).unwrap(), "no record");
}

#[test]
fn without_a_usable_folder_memory_keeps_the_rule() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let attempts = Attempts::new(&Folders::in_one(file.join("below a file")));
    refuse(&attempts, sign_in("a"));
    assert_eq!(not_now(&attempts, sign_in("a")), BEFORE);
    refuse(&attempts, sign_in("b"));
    assert!(matches!(
        not_now(&attempts, sign_in("c")),
        Some(NotNow::Pause { .. })
    ));
}

#[test]
fn the_file_has_no_secret() {
    let fixture = fixture();
    refuse(&fixture.start(), saved("hunter2-secret", 1));
    let text = fs::read_to_string(fixture.folder.path().join("attempts.json")).unwrap();
    assert!(!text.contains("hunter2"));
    assert!(!format!("{:?}", sign_in("hunter2-secret")).contains("hunter2"));
    assert!(text.contains("\"store/home-station/1\""));
}

#[test]
fn a_refusal_becomes_the_failure_of_its_side() {
    let failure = NotNow::Pause { seconds: 30 }.failure(Protocol::Smtp);
    assert_eq!(failure.cause, Cause::TooManyAttempts);
    assert_eq!(failure.remedy, Remedy::Wait { seconds: 30 });
    assert_eq!(failure.stage, Stage::Login);
}
