//! A private Dovecot 2.3 on loopback: IMAP and POP3 with both kinds of TLS, the sign-in service and
//! the delivery that Postfix uses.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use home_station::account::{Encryption, Protocol};

use super::{authority::Files, free_ports, guarded::Guarded, program, scratch, wait_for_port};

/// Somebody with a mailbox: the local part is the mailbox, the domain is `example.org`.
#[derive(Debug, Clone)]
pub struct User {
    pub name: &'static str,
    pub password: &'static str,
}

impl User {
    pub fn address(&self) -> String {
        format!("{}@{DOMAIN}", self.name)
    }
}

/// The domain of every mailbox.
pub const DOMAIN: &str = "example.org";

/// Knobs of the server.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Added to the end of the configuration.
    pub extra: String,
}

#[derive(Debug)]
pub struct Dovecot {
    // Stops before its folder goes.
    process: Guarded,
    pub imap: u16,
    pub imaps: u16,
    pub pop3: u16,
    pub pop3s: u16,
    pub lmtp: u16,
    pub auth: u16,
    pub certificates: Files,
    folder: tempfile::TempDir,
}

impl Dovecot {
    pub fn start(users: &[User]) -> Self {
        Self::start_with(users, &Options::default())
    }

    pub fn start_with(users: &[User], options: &Options) -> Self {
        let binary = program("dovecot");
        let needed = ["imap", "pop3", "lmtp"].map(|name| format!("/usr/lib/dovecot/{name}"));
        for path in needed {
            let installed = Path::new(&path).exists();
            assert!(
                installed,
                "{path} is not installed: run tests/install-servers.sh"
            );
        }
        let folder = scratch("dovecot-");
        let root = folder.path();
        let certificates = Files::new(root);
        let ports = free_ports::<6>();
        let mail = root.join("mail");
        fs::create_dir(&mail).unwrap();
        let owner = Owner::find();
        owner.take(&mail);
        write_users(root, users);
        let configuration = root.join("dovecot.conf");
        let text = configuration_text(root, &certificates, ports, &owner, &options.extra);
        fs::write(&configuration, text).unwrap();
        let log = root.join("dovecot.log");
        let arguments = [Path::new("-F"), Path::new("-c"), &configuration];
        let process = Guarded::start(&binary, arguments, &[], &root.join("start.log"));
        let [imap, imaps, pop3, pop3s, lmtp, auth] = ports;
        for port in ports {
            wait_for_port("Dovecot", &root.join("start.log"), port);
        }
        assert!(log.exists(), "Dovecot writes its log");
        Self {
            process,
            imap,
            imaps,
            pop3,
            pop3s,
            lmtp,
            auth,
            certificates,
            folder,
        }
    }

    pub fn port(&self, protocol: Protocol, encryption: Encryption) -> u16 {
        match (protocol, encryption) {
            (Protocol::Imap, Encryption::ImplicitTls) => self.imaps,
            (Protocol::Imap, Encryption::StartTls) => self.imap,
            (Protocol::Pop3, Encryption::ImplicitTls) => self.pop3s,
            (Protocol::Pop3, Encryption::StartTls) => self.pop3,
            (Protocol::Smtp, _) => panic!("Dovecot is not asked to send"),
        }
    }

    /// Gives somebody another password.
    pub fn set_users(&self, users: &[User]) {
        write_users(self.folder.path(), users);
        // Dovecot looks at the file's time at most once in a second of the clock.
        std::thread::sleep(std::time::Duration::from_millis(1_100));
    }

    /// What the server wrote down.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("dovecot.log")).unwrap_or_default()
    }

    /// The messages of a folder (`INBOX` or a name), whole, in the order of their file names.
    pub fn messages(&self, user: &str, folder: &str) -> Vec<String> {
        let mut maildir = self.maildir(user);
        if folder != "INBOX" {
            maildir.push(format!(".{folder}"));
        }
        let mut files: Vec<PathBuf> = ["new", "cur"]
            .iter()
            .filter_map(|part| fs::read_dir(maildir.join(part)).ok())
            .flatten()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        let read = |path: &PathBuf| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        files.iter().map(read).collect()
    }

    /// Puts many small messages into an INBOX, without a server.
    pub fn fill(&self, user: &str, count: usize) {
        let maildir = self.maildir(user);
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(maildir.join(part)).unwrap();
        }
        for number in 0..count {
            let text =
                format!("Subject: reading {number}\nMessage-ID: <{number}@filler>\n\n{number}\n");
            fs::write(
                maildir.join(format!("new/{number:06}.filler.example")),
                text,
            )
            .unwrap();
        }
        let owner = Owner::find();
        owner.take(&maildir);
        owner.take(maildir.parent().unwrap());
    }

    fn maildir(&self, user: &str) -> PathBuf {
        self.folder.path().join("mail").join(user).join("Maildir")
    }
}

fn write_users(root: &Path, users: &[User]) {
    let mut text = String::new();
    for user in users {
        // A blank or colon would end the field; the scheme's hexadecimal form takes anything.
        let hex = user.password.bytes().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        for name in [user.name.to_owned(), user.address()] {
            writeln!(text, "{name}:{{PLAIN.HEX}}{hex}::::::").unwrap();
        }
    }
    let path = root.join("users.new");
    fs::write(&path, text).unwrap();
    fs::rename(path, root.join("users")).unwrap();
}

/// Who owns the mail: without root the test itself, else a user without rights.
struct Owner {
    name: String,
    login: String,
    internal: String,
}

impl Owner {
    fn find() -> Self {
        if super::is_root() {
            return Self {
                name: "mail".into(),
                login: "dovenull".into(),
                internal: "dovecot".into(),
            };
        }
        let me = Command::new("id").arg("-un").output().unwrap().stdout;
        let me = String::from_utf8(me).unwrap().trim().to_owned();
        Self {
            name: me.clone(),
            login: me.clone(),
            internal: me,
        }
    }

    fn take(&self, folder: &Path) {
        if super::is_root() {
            let done = Command::new("chown")
                .arg("-R")
                .arg(&self.name)
                .arg(folder)
                .status();
            assert!(done.unwrap().success());
        }
    }
}

fn configuration_text(
    root: &Path,
    files: &Files,
    [imap, imaps, pop3, pop3s, lmtp, auth]: [u16; 6],
    owner: &Owner,
    extra: &str,
) -> String {
    let group = Command::new("id")
        .args(["-gn", &owner.name])
        .output()
        .unwrap()
        .stdout;
    let group = String::from_utf8(group).unwrap().trim().to_owned();
    let chroot = if super::is_root() { "" } else { "\n  chroot =" };
    let Owner {
        name,
        login,
        internal,
    } = owner;
    let (root, certificate, key) = (
        root.display(),
        files.certificate.display(),
        files.key.display(),
    );
    format!(
        r"
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
protocols = imap pop3 lmtp
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {group_internal}
default_login_user = {login}
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
auth_mechanisms = plain login
auth_failure_delay = 0
auth_verbose = yes
mail_location = maildir:{root}/mail/%n/Maildir
mail_uid = {name}
mail_gid = {group}
first_valid_uid = 1
first_valid_gid = 1
namespace inbox {{
  inbox = yes
  mailbox Junk {{
    special_use = \Junk
    auto = subscribe
  }}
}}
passdb {{
  driver = passwd-file
  args = username_format=%u {root}/users
}}
userdb {{
  driver = static
  args = uid={name} gid={group} home={root}/mail/%n allow_all_users=yes
}}
# Nobody waits for having been wrong before.
service anvil {{{chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{{chroot}
  service_count = 0
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service pop3-login {{{chroot}
  service_count = 0
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = {pop3s}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service auth {{
  inet_listener {{
    port = {auth}
  }}
}}
service stats {{
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
{extra}
",
        group_internal = if super::is_root() { "dovecot" } else { &group },
    )
}
