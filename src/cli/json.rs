//! The JSON of the command line. Its words are those of the closed lists in [`crate::failure`].

use std::{ffi::OsString, time::Duration};

use serde::Serialize;

use super::devices::TodoJson;
use crate::{
    account::{Account, Encryption, Server},
    backend::{MailboxState, NotWatched, Outcome, Report, StoredAccount, TestOutcome},
    failure::{Cause, CertificateSummary, Failure, Finding, Stage, StorageFailure},
};

/// The answer of `setup` and `password`.
#[derive(Debug, Serialize)]
pub(super) struct SetupJson {
    pub(super) incoming: SideJson,
    pub(super) outgoing: SideJson,
    pub(super) findings: Vec<Finding>,
    pub(super) test_mail: TestJson,
    pub(super) saved: bool,
    /// Other saved mailboxes on the same account at the provider.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) shared_with: Vec<String>,
    /// What still has to be done at the devices.
    #[serde(skip_serializing_if = "TodoJson::is_empty")]
    pub(super) to_do: TodoJson,
    /// The mailbox's id, where the options were understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    /// What was wrong with the options or the storage, in the chosen language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) errors: Vec<ErrorJson>,
}

impl SetupJson {
    /// Nothing looked at, nothing saved.
    pub(super) fn nothing() -> Self {
        Self {
            incoming: SideJson::skipped(),
            outgoing: SideJson::skipped(),
            findings: Vec::new(),
            test_mail: TestJson::default(),
            saved: false,
            shared_with: Vec::new(),
            to_do: TodoJson::default(),
            id: None,
            errors: Vec::new(),
        }
    }

    /// Puts a check's outcomes in.
    pub(super) fn set_report(&mut self, report: &Report) {
        self.incoming = (&report.incoming).into();
        self.outgoing = (&report.outgoing).into();
        self.findings.clone_from(&report.findings);
    }
}

/// The shape of a command's answer where the command did not begin: a script that reads JSON gets
/// JSON, and finds in it what it looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Of `setup` and `password`: both sides, the test mail, and that nothing is saved.
    Setup,
    /// Of everything else: the errors alone.
    Other,
}

impl Answer {
    /// Of the command that these arguments name, as far as they can be read.
    pub(super) fn of(arguments: &[OsString]) -> Self {
        let sets_up = |word: &OsString| word == "setup" || word == "password";
        if arguments.iter().skip(1).any(sets_up) {
            Self::Setup
        } else {
            Self::Other
        }
    }

    /// The one object.
    pub(super) fn refused(self, sentence: &str) -> String {
        let errors = vec![ErrorJson {
            option: "",
            message: sentence.to_owned(),
        }];
        match self {
            Self::Setup => line(&SetupJson {
                errors,
                ..SetupJson::nothing()
            }),
            Self::Other => line(&serde_json::json!({ "errors": errors })),
        }
    }
}

/// A fault of the options or the storage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ErrorJson {
    /// The option, if one is at fault.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) option: &'static str,
    /// What is wrong, in the chosen language.
    pub(super) message: String,
}

/// One side of a check.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SideJson {
    outcome: &'static str,
    cause: Option<Cause>,
    alternatives: Vec<Cause>,
    stage: Option<Stage>,
    detail: Option<String>,
    elapsed_ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<ServerJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<CertificateJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    intercepted_by: Option<String>,
}

impl SideJson {
    /// Not looked at.
    pub(super) const fn skipped() -> Self {
        Self {
            outcome: "skipped",
            cause: None,
            alternatives: Vec::new(),
            stage: None,
            detail: None,
            elapsed_ms: 0,
            server: None,
            certificate: None,
            intercepted_by: None,
        }
    }

    /// Failed after this time.
    pub(super) fn failed(failure: &Failure, elapsed: Duration) -> Self {
        Self {
            outcome: "failed",
            cause: Some(failure.cause),
            alternatives: failure.alternatives.clone(),
            stage: Some(failure.stage),
            detail: failure.detail.clone(),
            elapsed_ms: milliseconds(elapsed),
            server: None,
            certificate: failure.certificate.as_ref().map(CertificateJson::from),
            intercepted_by: failure.intercepted_by.clone(),
        }
    }
}

impl From<&Outcome> for SideJson {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Proved { server, elapsed } => Self {
                outcome: "ok",
                elapsed_ms: milliseconds(*elapsed),
                server: Some(server.into()),
                ..Self::skipped()
            },
            Outcome::Failed { failure, elapsed } => Self::failed(failure, *elapsed),
            Outcome::Skipped => Self::skipped(),
        }
    }
}

/// A server as it was proven.
#[derive(Debug, Clone, Serialize)]
struct ServerJson {
    host: String,
    port: u16,
    encryption: Encryption,
}

impl From<&Server> for ServerJson {
    fn from(server: &Server) -> Self {
        Self {
            host: server.host.to_string(),
            port: server.port.get(),
            encryption: server.encryption,
        }
    }
}

/// What to look at before `--accept-certificate`.
#[derive(Debug, Clone, Serialize)]
struct CertificateJson {
    subject: String,
    issuer: String,
    names: Vec<String>,
    #[serde(with = "time::serde::rfc3339")]
    not_before: time::OffsetDateTime,
    #[serde(with = "time::serde::rfc3339")]
    not_after: time::OffsetDateTime,
    sha256: String,
    self_signed: bool,
}

impl From<&CertificateSummary> for CertificateJson {
    fn from(summary: &CertificateSummary) -> Self {
        Self {
            subject: summary.subject.clone(),
            issuer: summary.issuer.clone(),
            names: summary.names.clone(),
            not_before: summary.not_before,
            not_after: summary.not_after,
            sha256: summary.fingerprint.to_string(),
            self_signed: summary.self_signed,
        }
    }
}

/// How the test mail went.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TestJson {
    pub(super) outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// From the start to the last word, to the millisecond.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<String>,
    /// Why arrival was not watched for.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<Cause>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternatives: Option<Vec<Cause>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<Stage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl Default for TestJson {
    fn default() -> Self {
        Self {
            outcome: "skipped",
            to: None,
            seconds: None,
            folder: None,
            reason: None,
            cause: None,
            alternatives: None,
            stage: None,
            detail: None,
        }
    }
}

impl TestJson {
    /// Of a finished test.
    pub(super) fn new(to: &str, sent: Option<Duration>, outcome: &TestOutcome) -> Self {
        let base = Self {
            to: Some(to.to_owned()),
            ..Self::default()
        };
        match outcome {
            TestOutcome::Sent => Self {
                outcome: "sent",
                seconds: sent.map(seconds),
                ..base
            },
            TestOutcome::NotWatched(why) => {
                let failure = match why {
                    NotWatched::Failed(failure) => Some(failure),
                    NotWatched::TooSoon(_) | NotWatched::NoSecret => None,
                };
                Self {
                    outcome: "not_watched",
                    seconds: sent.map(seconds),
                    reason: Some(match why {
                        NotWatched::Failed(_) => "not_signed_in",
                        NotWatched::TooSoon(_) => "login_delay",
                        NotWatched::NoSecret => "secret_missing",
                    }),
                    cause: failure.map(|failure| failure.cause),
                    stage: failure.map(|failure| failure.stage),
                    detail: failure.and_then(|failure| failure.detail.clone()),
                    ..base
                }
            }
            TestOutcome::Arrived {
                elapsed, folder, ..
            } => Self {
                outcome: "arrived",
                seconds: Some(seconds(*elapsed)),
                folder: Some(folder.clone()),
                ..base
            },
            TestOutcome::InSpam {
                elapsed, folder, ..
            } => Self {
                outcome: "in_spam",
                seconds: Some(seconds(*elapsed)),
                folder: Some(folder.clone()),
                ..base
            },
            TestOutcome::NotSeen { waited } => Self {
                outcome: "not_seen",
                seconds: Some(seconds(*waited)),
                ..base
            },
            TestOutcome::Refused(failure) => Self {
                outcome: "refused",
                cause: Some(failure.cause),
                alternatives: Some(failure.alternatives.clone()),
                stage: Some(failure.stage),
                detail: failure.detail.clone(),
                ..base
            },
        }
    }
}

/// One mailbox of `check` and `watch`.
#[derive(Debug, Serialize)]
pub(super) struct CheckJson {
    pub(super) id: String,
    pub(super) incoming: SideJson,
    pub(super) outgoing: SideJson,
    pub(super) findings: Vec<Finding>,
    /// Why it could not be looked at here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
}

impl CheckJson {
    /// Of a finished check.
    pub(super) fn new(id: &str, report: &Report) -> Self {
        Self {
            id: id.to_owned(),
            incoming: (&report.incoming).into(),
            outgoing: (&report.outgoing).into(),
            findings: report.findings.clone(),
            error: None,
        }
    }
}

/// One saved mailbox.
#[derive(Debug, Serialize)]
pub(super) struct AccountJson<'a> {
    #[serde(flatten)]
    account: &'a Account,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<Cause>,
}

impl<'a> From<&'a StoredAccount> for AccountJson<'a> {
    fn from(stored: &'a StoredAccount) -> Self {
        let (state, cause) = match &stored.state {
            MailboxState::Works => ("works", None),
            MailboxState::SignInRefused(failure) => ("sign_in_refused", Some(failure.cause)),
            MailboxState::Unreachable(failure) => ("unreachable", Some(failure.cause)),
            MailboxState::NotChecked => ("not_checked", None),
            MailboxState::SecretMissing => ("secret_missing", None),
        };
        Self {
            account: &stored.account,
            state,
            cause,
        }
    }
}

/// A storage failure as an error without an option.
pub(super) fn storage_error(message: String, _failure: &StorageFailure) -> ErrorJson {
    ErrorJson {
        option: "",
        message,
    }
}

/// One line, as one JSON object.
pub(super) fn line(value: &impl Serialize) -> String {
    // Strings, numbers and lists of them: nothing here can fail to be written.
    let text = serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned());
    format!("{text}\n")
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Seconds, to the millisecond.
fn seconds(duration: Duration) -> f64 {
    Duration::from_millis(milliseconds(duration)).as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Protocol;

    #[test]
    fn the_shape_of_setup_is_the_documented_one() {
        let mut json = SetupJson::nothing();
        let failure = Failure::new(Cause::BadCredentials, Protocol::Imap, Stage::Login);
        json.incoming = SideJson::failed(&failure, Duration::from_millis(12));
        let value: serde_json::Value = serde_json::from_str(&line(&json)).unwrap();
        assert_eq!(value["incoming"]["outcome"], "failed");
        assert_eq!(value["incoming"]["cause"], "bad_credentials");
        assert_eq!(value["incoming"]["stage"], "login");
        assert_eq!(value["incoming"]["elapsed_ms"], 12);
        assert!(value["incoming"]["alternatives"].is_array());
        assert!(value["incoming"]["detail"].is_null());
        assert_eq!(value["outgoing"]["outcome"], "skipped");
        assert_eq!(value["test_mail"]["outcome"], "skipped");
        assert_eq!(value["saved"], false);
        assert_eq!(value["findings"], serde_json::json!([]));
    }

    #[test]
    fn a_side_that_failed_names_no_server_and_a_proven_one_does() {
        let server = Server {
            host: "mail.example.org".parse().unwrap(),
            port: Protocol::Imap.default_port(Encryption::ImplicitTls),
            encryption: Encryption::ImplicitTls,
            user_name: "ana".parse().unwrap(),
            accepted_certificate: None,
        };
        let proved = SideJson::from(&Outcome::Proved {
            server,
            elapsed: Duration::from_secs(1),
        });
        let value = serde_json::to_value(proved).unwrap();
        assert_eq!(value["outcome"], "ok");
        assert_eq!(value["server"]["port"], 993);
        assert_eq!(value["server"]["encryption"], "implicit-tls");
    }
}
