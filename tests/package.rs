//! What the packages are made of: entries, metadata, bundle data and the installer's script are true
//! and in both languages. `tests/package/*.sh` install and walk them.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use support::{dovecot::User, mailbox::Servers, program};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(file(name)).unwrap()
}

/// Runs a tool that judges files; its words are the failure.
fn accepts(tool: &str, arguments: &[&str]) {
    let output = Command::new(program(tool))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{tool}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

const DESKTOP: &str = "assets/package/linux/home-station.desktop";
const METAINFO: &str = "assets/package/linux/io.github.home_station.HomeStation.metainfo.xml";

#[test]
fn the_desktop_entry_and_the_metadata_are_valid() {
    accepts("desktop-file-validate", &[DESKTOP]);
    accepts("appstreamcli", &["validate", "--no-net", METAINFO]);
}

#[test]
fn the_desktop_entry_speaks_both_languages() {
    let entry = text(DESKTOP);
    for key in ["Name", "GenericName", "Comment", "Keywords"] {
        for language in ["", "[es]"] {
            let start = format!("\n{key}{language}=");
            assert!(entry.contains(&start), "{key}{language}");
        }
    }
}

#[test]
fn every_package_has_the_version_of_the_manifest() {
    let release = format!("<release version=\"{VERSION}\"");
    assert!(text(METAINFO).contains(&release), "{METAINFO}");
    let bundle = text("assets/package/macos/Info.plist");
    for key in ["CFBundleShortVersionString", "CFBundleVersion"] {
        let entry = format!("<key>{key}</key><string>{VERSION}</string>");
        assert!(bundle.contains(&entry), "{key}");
    }
    let installer = format!("home-station-{VERSION}-setup.exe");
    for page in ["README.md", "assets/package/windows/INSTALL.md"] {
        assert!(text(page).contains(&installer), "{page}");
    }
}

#[test]
fn the_mac_bundle_has_the_icon_it_names() {
    let bundle = text("assets/package/macos/Info.plist");
    assert!(bundle.contains("<key>CFBundleIconFile</key><string>home-station.icns</string>"));
    let icon = fs::read(file("assets/package/macos/home-station.icns")).unwrap();
    // https://en.wikipedia.org/wiki/Apple_Icon_Image_format: magic, the length of the whole, then
    // entries of type, length, PNG.
    assert_eq!(&icon[..4], b"icns");
    let number = |at: usize| u32::from_be_bytes(icon[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!(number(4), icon.len());
    let mut types = Vec::new();
    let mut at = 8;
    while at < icon.len() {
        types.push(String::from_utf8(icon[at..at + 4].to_vec()).unwrap());
        assert_eq!(&icon[at + 9..at + 12], b"PNG");
        at += number(at + 4);
    }
    assert_eq!(types, ["ic11", "ic12", "ic07", "ic08", "ic09"]);
}

#[test]
fn the_watch_is_off_until_somebody_switches_it_on() {
    let service = text("assets/package/linux/home-station-watch.service");
    assert!(service.contains("\nExecStart=/usr/bin/home-station watch --once"));
    assert!(text("assets/package/linux/home-station-watch.timer").contains("\n[Install]\n"));
    let packaged = text("Cargo.toml");
    // `systemd-units` would have cargo-deb enable them.
    assert!(!packaged.contains("systemd-units"));
    let installer = text("assets/package/windows/installer.nsi");
    assert!(installer.contains("Section /o \"$(SECTION_WATCH)\""));
    assert!(installer.contains("Section /o \"$(SECTION_DESKTOP)\""));
}

#[test]
fn the_installer_says_everything_in_both_languages_and_compiles() {
    let script = text("assets/package/windows/installer.nsi");
    let named = |language: &str| -> Vec<&str> {
        let lines = script.lines().filter_map(|line| {
            let (name, rest) = line.strip_prefix("LangString ")?.split_once(' ')?;
            rest.starts_with(language).then_some(name)
        });
        lines.collect()
    };
    let english = named("${LANG_ENGLISH}");
    assert!(!english.is_empty());
    assert_eq!(english, named("${LANG_SPANISH}"));

    let folder = support::scratch("installer-");
    for name in ["home-station.exe", "home-station-cli.exe", "LICENCES.txt"] {
        fs::write(folder.path().join(name), name).unwrap();
    }
    let place = folder.path().display();
    accepts(
        "makensis",
        &[
            "-V2",
            "-WX",
            &format!("-DVERSION={VERSION}"),
            &format!("-DSOURCE={place}"),
            &format!("-DICON={}", file("assets/app-icon.ico").display()),
            &format!("-DOUTPUT={place}/home-station-setup.exe"),
            "assets/package/windows/installer.nsi",
        ],
    );
}

#[test]
fn the_windows_manifest_asks_for_no_administrator() {
    let manifest = text("assets/package/windows/home-station.manifest");
    assert!(manifest.contains("level=\"asInvoker\""));
    assert!(manifest.contains(">UTF-8</activeCodePage>"));
    assert!(
        text("assets/package/windows/installer.nsi").contains("\nRequestExecutionLevel user\n")
    );
}

#[test]
#[ignore = "serves tests/package/windows.sh until that says stop"]
fn real_servers_for_a_program_outside_of_the_tests() {
    let folder = PathBuf::from(std::env::var_os("SERVERS_FOLDER").unwrap());
    let user = |password: &str| User {
        name: "ana",
        password: password.to_owned().leak(),
    };
    let password = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let servers = Servers::start(&[user(&password("password").unwrap())]);
    let dovecot = &servers.dovecot;
    let words = format!(
        "imaps={}\npop3s={}\nsmtps={}\ncertificate={}\nkey={}\n",
        dovecot.imaps,
        dovecot.pop3s,
        servers.postfix.smtps,
        dovecot.certificates.certificate.display(),
        dovecot.certificates.key.display(),
    );
    fs::write(folder.join("servers.new"), words).unwrap();
    fs::rename(folder.join("servers.new"), folder.join("servers")).unwrap();
    while !folder.join("stop").exists() {
        if let Some(next) = password("next-password") {
            dovecot.set_users(&[user(&next)]);
            fs::remove_file(folder.join("next-password")).unwrap();
        }
        fs::write(folder.join("dovecot.log"), dovecot.log()).unwrap();
        let mails = dovecot.messages("ana", "INBOX").join("\n");
        fs::write(folder.join("inbox"), mails).unwrap();
        std::thread::sleep(Duration::from_millis(200));
    }
    println!("stopped");
}
