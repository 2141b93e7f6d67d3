//! `diagnose`: a line from a mail log, explained.

use serde::Serialize;

use super::{
    console::{Console, Exit},
    explain,
    grammar::{Diagnose, WireProtocol},
    json,
};
use crate::{
    account::Protocol,
    diagnose,
    failure::{Cause, Stage},
    i18n::Locale,
};

#[derive(Debug, Serialize)]
struct DiagnosisJson {
    cause: Cause,
    /// Causes that remain possible, likelier first.
    alternatives: Vec<Cause>,
    explanation: String,
    action: String,
    /// A page that the line names.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Prints the cause, its alternatives, the explanation and the next action. Contacts nobody.
pub(super) fn run(console: &mut dyn Console, locale: &Locale, options: &Diagnose) -> Exit {
    let protocol = match options.protocol {
        WireProtocol::Imap => Protocol::Imap,
        WireProtocol::Pop3 => Protocol::Pop3,
        WireProtocol::Smtp => Protocol::Smtp,
    };
    let provider = Some(options.provider.trim()).filter(|provider| !provider.is_empty());
    let Ok(diagnosis) = diagnose::run(protocol, &options.stage, provider, &options.reply) else {
        let stages: Vec<&str> = Stage::ALL.iter().map(|stage| stage.as_str()).collect();
        let values = [
            ("option", "--stage".into()),
            ("values", stages.join(", ").into()),
        ];
        console.error(&locale.text_with("cli-wrong-value", values));
        return Exit::WrongUse;
    };
    let stage = diagnose::stage(&options.stage).unwrap_or(Stage::Login);
    let (explanation, action) = explain::diagnosis(
        locale,
        protocol,
        stage,
        provider,
        &options.reply,
        &diagnosis,
    );
    if options.output.json {
        console.out(&json::line(&DiagnosisJson {
            cause: diagnosis.cause,
            alternatives: diagnosis.alternatives,
            explanation,
            action,
            url: diagnosis.url,
        }));
        return Exit::Done;
    }
    let mut causes = diagnosis.cause.as_str().to_owned();
    if !diagnosis.alternatives.is_empty() {
        let others: Vec<&str> = diagnosis
            .alternatives
            .iter()
            .map(|cause| cause.as_str())
            .collect();
        let values = [("causes", others.join(", ").into())];
        causes = format!("{causes} {}", locale.text_with("cli-diagnose-or", values));
    }
    console.out(&format!("{causes}\n{explanation}\n{action}\n"));
    Exit::Done
}
