//! A private Postfix on loopback: submission with both kinds of TLS, sign-in by Dovecot, delivery
//! into Dovecot's mailboxes by LMTP. Nothing is sent anywhere else.

use std::{fmt::Write as _, fs, path::Path, process::Command};

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
    process: Guarded,
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
        if super::is_root() {
            let chown = Command::new("chown")
                .arg("postfix")
                .arg(root.join("data"))
                .status();
            assert!(chown.unwrap().success());
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
        let (binary, arguments) = as_root(&binary, &configuration);
        // `start-fg` leaves a shell in between that does not hand a signal on.
        let pid_file = root.join("queue/pid/master.pid");
        let process = Guarded::start_with_pid_file(&pid_file, &binary, arguments, &[], &log);
        for port in [smtps, submission] {
            wait_for_port("Postfix", &log, port);
        }
        Self {
            process,
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

    /// The folder of its configuration, for Postfix's own tools.
    pub fn configuration(&self) -> std::path::PathBuf {
        self.folder.path().join("etc")
    }

    /// What the server wrote down.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("queue/postfix.log")).unwrap_or_default()
    }
}

/// Postfix starts for root only; others become root of a user namespace of their own.
fn as_root(binary: &Path, configuration: &Path) -> (std::path::PathBuf, Vec<std::ffi::OsString>) {
    let postfix = ["-c".into(), configuration.into(), "start-fg".into()];
    if super::is_root() {
        return (binary.into(), postfix.into());
    }
    let mut arguments: Vec<std::ffi::OsString> = ["--user", "--map-root-user", "--map-auto", "--"]
        .map(Into::into)
        .into();
    arguments.push(binary.into());
    arguments.extend(postfix);
    (program("unshare"), arguments)
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
