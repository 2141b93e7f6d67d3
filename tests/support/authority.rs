//! The tests' own certificate authority, as files.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use home_station::practice::authority::{Authority, Leaf};

/// An authority with one leaf for loopback.
#[derive(Debug, Clone)]
pub struct Files {
    pub authority: Arc<Authority>,
    /// For `SSL_CERT_FILE`.
    pub root: PathBuf,
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl Files {
    pub fn new(folder: &Path) -> Self {
        let authority = Arc::new(Authority::new().unwrap());
        let names = ["localhost", "127.0.0.1", "mail.example.org"].map(str::to_owned);
        let (certificate, key) = authority.leaf(Leaf::Trusted, &names).unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        Self {
            root: write("root.pem", &authority.pem()),
            certificate: write("certificate.pem", &pem(&certificate)),
            key: write("key.pem", &key.serialize_pem()),
            authority,
        }
    }
}

/// A certificate as PEM, by the program that everybody has.
fn pem(der: &[u8]) -> String {
    use std::{io::Write as _, process::Stdio};
    let mut openssl = std::process::Command::new(super::program("openssl"))
        .args(["x509", "-inform", "DER"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    openssl.stdin.take().unwrap().write_all(der).unwrap();
    let output = openssl.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}
