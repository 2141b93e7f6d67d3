//! Texts to be sent to somebody: the report for support, and what an administrator is asked for.

use super::{Check, Phase, provider_name};
use crate::{
    diagnose,
    failure::{Failure, Side},
    screen::Context,
};

impl Check {
    /// The report for support: no secret, the address shortened.
    pub fn report(&self, context: Context<'_>) -> String {
        let Phase::Failed(report) = &self.phase else {
            return String::new();
        };
        let failures: Vec<(&Failure, String)> = report
            .failures()
            .map(|(side, failure)| {
                let server = self.ladder(side).server();
                (failure, format!("{}:{}", server.host, server.port))
            })
            .collect();
        let failures: Vec<(&Failure, &str)> = failures
            .iter()
            .map(|(failure, address)| (*failure, address.as_str()))
            .collect();
        let details = diagnose::Details {
            provider_name: &provider_name(context, self.incoming.server().host.as_str()),
            address: Some(&self.account.address),
            failures: &failures,
            findings: &report.findings,
            secret: Some(&context.draft.secret),
        };
        diagnose::details_report(&details, context.locale)
    }

    /// The text that asks an administrator for what only they can do.
    pub fn request(&self, context: Context<'_>, side: Side) -> String {
        let Phase::Failed(report) = &self.phase else {
            return String::new();
        };
        let request = report.side(side).failure().and_then(diagnose::Request::of);
        let name = provider_name(context, self.ladder(side).server().host.as_str());
        diagnose::admin_text(
            request.unwrap_or(diagnose::Request::Account),
            &name,
            self.account.address.as_str(),
            context.locale,
        )
    }
}
