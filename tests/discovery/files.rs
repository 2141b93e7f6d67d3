//! Folders of files in Mozilla's format: each gives servers or a reason, none ends the reading.

use std::fs;

use home_station::discovery::{
    client_config::ConfigFault,
    folder::{FileFault, files, report},
};

use super::world::{config, servers};

#[test]
fn every_file_of_a_folder_gives_servers_or_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    put(
        "a-good.xml",
        config("imap.example.org", "smtp.example.org").as_bytes(),
    );
    put("b-binary.xml", &[0x89, b'P', b'N', b'G', 0, 0xff, 0xfe]);
    put("c-huge.xml", &vec![b'<'; 3_000_000]);
    put("d-empty.xml", b"");
    put(
        "e-no-ending",
        config("imap.example.org", "smtp.example.org").as_bytes(),
    );
    let plain = config("imap.example.org", "smtp.example.org").replace("SSL", "plain");
    put("f-plain.xml", plain.as_bytes());
    fs::create_dir(folder.path().join("g-folder.xml")).unwrap();
    let reports: Vec<_> = files(folder.path())
        .unwrap()
        .iter()
        .map(|path| report(path))
        .collect();
    let ends: Vec<(&str, Option<FileFault>)> = reports
        .iter()
        .map(|report| (report.file.as_str(), report.servers.as_ref().err().copied()))
        .collect();
    let content = |fault| Some(FileFault::Content(fault));
    assert_eq!(
        ends,
        [
            ("a-good.xml", None),
            ("b-binary.xml", content(ConfigFault::NotXml)),
            ("c-huge.xml", content(ConfigFault::TooLarge)),
            ("d-empty.xml", content(ConfigFault::NotClientConfig)),
            ("e-no-ending", None),
            ("f-plain.xml", content(ConfigFault::IncomingNotEncrypted)),
        ]
    );
    assert_eq!(reports[0].domains, ["example.org"]);
    let found = reports[0].servers.as_ref().unwrap();
    assert_eq!(servers(found).len(), 3);
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_dangling_link_are_unreadable_and_block_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.xml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let link = folder.path().join("link.xml");
    std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).unwrap();
    for path in files(folder.path()).unwrap() {
        assert_eq!(
            report(&path).servers,
            Err(FileFault::Unreadable),
            "{}",
            path.display()
        );
    }
    assert!(files(&folder.path().join("missing")).is_err());
}
