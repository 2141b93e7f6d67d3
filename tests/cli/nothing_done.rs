//! Nothing was done: options that were not understood, a list that cannot be read, no screen. Each
//! says so in its exit code, in one sentence, and in one object for who reads JSON.

use std::{fs, process::Command};

use super::{json, run, text};

#[test]
fn options_that_are_not_understood_are_one_object_for_who_reads_json() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["setup", "--role", "levelsender", "--json"][..],
        &["check", "--json", "--role", "boat"],
        &["nonsense", "--json"],
        &["accounts", "--practice", "nonsense", "--json"],
    ] {
        let output = run(folder.path(), arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let json = json(&output);
        let message = json["errors"][0]["message"].as_str().unwrap();
        assert!(text(&output.stderr).contains(message), "{json}");
    }
    for arguments in [
        &["setup", "--json"][..],
        &["setup", "--role", "boat", "--json"],
        &["password", "--json"],
        &["--practice=boat", "password", "x", "--json"],
    ] {
        let output = run(folder.path(), arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let json = json(&output);
        assert_eq!(json["incoming"]["outcome"], "skipped", "{json}");
        assert_eq!(json["outgoing"]["outcome"], "skipped", "{json}");
        assert_eq!(json["test_mail"]["outcome"], "skipped", "{json}");
        assert_eq!(json["saved"], false, "{json}");
        assert!(json["errors"][0]["message"].is_string(), "{json}");
    }
}

#[test]
fn a_list_that_cannot_be_read_is_kept_aside_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("accounts.json"), b"{ not json").unwrap();
    let data_dir = data.to_str().unwrap();
    let output = run(
        folder.path(),
        &["accounts", "--json", "--data-dir", data_dir],
        b"",
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let json = json(&output);
    assert_eq!(json["accounts"], serde_json::json!([]));
    let aside = json["kept_aside"].as_str().unwrap();
    assert_eq!(fs::read(aside).unwrap(), b"{ not json");
}

/// Whoever waits for the exit must not think that all is well.
#[test]
fn a_list_that_cannot_be_read_is_a_fault_of_storage_for_who_asks_whether_all_is_well() {
    for arguments in [
        &["check"][..],
        &["check", "home-station"],
        &["watch", "--once"],
        &["remove", "--all"],
        &["remove", "home-station"],
    ] {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        fs::write(data.join("accounts.json"), b"{ not json").unwrap();
        let options = ["--json", "--data-dir", data.to_str().unwrap()];
        let output = run(folder.path(), &[arguments, &options].concat(), b"");
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        let json = json(&output);
        let message = json["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("accounts.json.corrupt"), "{json}");
        assert_ne!(json["all_proven"], true, "{json}");
        assert_ne!(json["removed"], true, "{json}");
    }
}

#[test]
fn a_list_that_may_not_be_read_is_one_object_too() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("accounts.json")).unwrap();
    for command in ["accounts", "check"] {
        let arguments = [command, "--json", "--data-dir", data.to_str().unwrap()];
        let output = run(folder.path(), &arguments, b"");
        assert_eq!(output.status.code(), Some(3), "{command}");
        let json = json(&output);
        assert_eq!(json["accounts"], serde_json::json!([]), "{json}");
        let message = json["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("). "), "two sentences: {message}");
    }
}

#[test]
fn the_window_without_a_screen_is_one_human_sentence() {
    let folder = tempfile::tempdir().unwrap();
    for (language, word) in [("es", "pantalla"), ("en", "screen")] {
        let output = run(folder.path(), &["--lang", language], b"");
        let said = text(&output.stderr);
        assert_ne!(output.status.code(), Some(0));
        assert!(!said.contains("panicked"), "{said}");
        assert!(said.contains(word), "{said}");
    }
}

/// A display that is named and does not answer ends in a panic of the window's library.
#[test]
fn a_screen_that_does_not_answer_is_the_same_sentence() {
    for (variable, value) in [("DISPLAY", ":59999"), ("WAYLAND_DISPLAY", "nobody")] {
        let folder = tempfile::tempdir().unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_home-station"))
            .args(["--practice", "--lang", "es"])
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env("HOME", folder.path())
            .env("XDG_RUNTIME_DIR", folder.path())
            .env(variable, value)
            .output()
            .unwrap();
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(!said.contains("panicked"), "{said}");
        assert!(said.contains("pantalla"), "{said}");
    }
}
