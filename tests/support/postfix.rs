//! A private Postfix on loopback: submission with both kinds of TLS, sign-in by Dovecot, delivery
//! into Dovecot's mailboxes by LMTP. Nothing is sent anywhere else.

use std::{
    ffi::OsString,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use home_station::account::Encryption;

use super::{
    dovecot::{DOMAIN, Dovecot},
    free_ports,
    guarded::Guarded,
    program, scratch, wait_for_port,
};

#[derive(Debug)]
pub struct Postfix {
    // Stops before its folder goes.
    process: Option<Guarded>,
    pub smtps: u16,
    pub submission: u16,
    folder: tempfile::TempDir,
}

impl Postfix {
    /// Starts beside a Dovecot; the recipients are the mailboxes that exist.
    pub fn start(dovecot: &Dovecot, mailboxes: &[&str]) -> Self {
        Self::start_with(dovecot, mailboxes, "")
    }

    /// As [`Postfix::start`], with lines added to `main.cf`.
    pub fn start_with(dovecot: &Dovecot, mailboxes: &[&str], extra: &str) -> Self {
        let binary = program("postfix");
        let folder = scratch("postfix-");
        let root = folder.path();
        let [smtps, submission] = free_ports::<2>();
        let mut addresses = String::new();
        let mut senders = String::new();
        for name in mailboxes {
            writeln!(addresses, "{name}@{DOMAIN} {name}").unwrap();
            writeln!(senders, "{name}@{DOMAIN} {name}@{DOMAIN},{name}").unwrap();
        }
        let configuration = root.join("etc");
        for part in ["etc", "queue", "data"] {
            fs::create_dir(root.join(part)).unwrap();
        }
        fs::write(configuration.join("mailboxes"), addresses).unwrap();
        fs::write(configuration.join("senders"), senders).unwrap();
        fs::write(configuration.join("main.cf"), main_cf(root, dovecot, extra)).unwrap();
        fs::write(
            configuration.join("master.cf"),
            master_cf(smtps, submission),
        )
        .unwrap();
        let log = root.join("start.log");
        let (shell, arguments) = as_root(START, &[binary.as_path(), root]);
        // `start-fg` leaves a shell in between that does not hand a signal on.
        let pid_file = root.join("queue/pid/master.pid");
        let process = Guarded::start_with_pid_file(&pid_file, &shell, arguments, &[], &log);
        for port in [smtps, submission] {
            wait_for_port("Postfix", &log, port);
        }
        Self {
            process: Some(process),
            smtps,
            submission,
            folder,
        }
    }

    pub const fn port(&self, encryption: Encryption) -> u16 {
        match encryption {
            Encryption::ImplicitTls => self.smtps,
            Encryption::StartTls => self.submission,
        }
    }

    /// Lets go of every mail that was put on hold.
    pub fn release_held(&self) {
        let script = r#""$1" -c "$3/etc" -H ALL && "$2" -c "$3/etc" flush"#;
        let [postsuper, postfix] = ["postsuper", "postfix"].map(program);
        let (shell, arguments) = as_root(script, &[&postsuper, &postfix, self.folder.path()]);
        let released = Command::new(shell).args(arguments).status().unwrap();
        assert!(released.success());
    }

    /// What the server wrote down.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("queue/postfix.log")).unwrap_or_default()
    }
}

const START: &str = r#"chown postfix "$2/data" && exec "$1" -c "$2/etc" start-fg"#;

impl Drop for Postfix {
    fn drop(&mut self) {
        drop(self.process.take());
        // In a user namespace Postfix's files belong to users that exist only there.
        let script = r#"rm -rf "$1/queue" "$1/data""#;
        let (shell, arguments) = as_root(script, &[self.folder.path()]);
        let _ = Command::new(shell).args(arguments).status();
    }
}

/// A shell script with Postfix's rights. Postfix starts for root only; others become root of a user
/// namespace of their own, in which Postfix's users exist as well.
fn as_root(script: &str, arguments: &[&Path]) -> (PathBuf, Vec<OsString>) {
    let mut words: Vec<OsString> = Vec::new();
    if !super::is_root() {
        words.extend(["--user", "--map-root-user", "--map-auto", "--", "sh"].map(Into::into));
    }
    words.extend(["-c", script, "sh"].map(Into::into));
    words.extend(arguments.iter().map(Into::into));
    let shell = if super::is_root() { "sh" } else { "unshare" };
    (program(shell), words)
}

fn main_cf(root: &Path, dovecot: &Dovecot, extra: &str) -> String {
    let certificates = &dovecot.certificates;
    format!(
        r"
compatibility_level = 3.6
config_directory = {root}/etc
queue_directory = {root}/queue
data_directory = {root}/data
maillog_file = {root}/queue/postfix.log
maillog_file_prefixes = {root}
myhostname = mail.example.org
mydestination =
alias_maps =
alias_database =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_bind_address = 127.0.0.1
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_maps = texthash:{root}/etc/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
local_recipient_maps =
smtpd_sender_login_maps = texthash:{root}/etc/senders
smtpd_sender_restrictions = reject_authenticated_sender_login_mismatch
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_sasl_authenticated, reject
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth}
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = encrypt
smtpd_error_sleep_time = 0
smtpd_peername_lookup = no
smtpd_client_connection_rate_limit = 0
queue_run_delay = 5s
minimal_backoff_time = 5s
{extra}
",
        root = root.display(),
        lmtp = dovecot.lmtp,
        auth = dovecot.auth,
        certificate = certificates.certificate.display(),
        key = certificates.key.display(),
    )
}

fn master_cf(smtps: u16, submission: u16) -> String {
    format!(
        r"
127.0.0.1:{smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
127.0.0.1:{submission} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"
    )
}
