//! Marks by which one provider names one fault: numbers and short codes from its own public list.
//!
//! Sources: Orange and La Poste (`OFR_nnn`, `LPNnnn_nnn`), `GoDaddy` (`IBnnn`), Yahoo (`TSSnn`,
//! `AUTHnnn`), Microsoft (`S3150`, `RP-001`), AOL (`RLY:`, `CON:`), `NetEase` (`MI:`, `HL:`, `DT:`).

use super::{Rule, Stages};
use crate::{
    diagnose::provider::Family,
    failure::Cause::{
        AccountSuspended, AppPasswordRequired, BadCredentials, ConnectionClosed, Greylisted,
        MailboxFull, MessageTooLarge, QuotaOrRateLimit, RecipientRefused, RelayDenied,
        SenderNotAllowed, ServerUnavailable, SpamBlocked, TooManyAttempts, TooManyConnections,
        Unknown, WebLoginRequired, WrongPortOrProtocol,
    },
};

pub(super) const RULES: &[Rule] = &[
    // ---- Yahoo, AOL: https://senders.yahooinc.com/smtp-error-codes/
    Rule::new(AppPasswordRequired, 95, &["auth005"]).or(&[TooManyAttempts, BadCredentials]),
    Rule::new(AppPasswordRequired, 95, &["auth012", "mbr1212"]).or(&[BadCredentials]),
    Rule::new(QuotaOrRateLimit, 95, &["tss04", "tss05"]).or(&[SpamBlocked]),
    Rule::new(
        SpamBlocked,
        95,
        &[
            "tss07", "tss09", "tss11", "ts01", "ts02", "ts03", "ph01", "bl21", "bl23", "iptss04",
            "ipts04", "vs1 ip", "vs1 mf", "au01",
        ],
    ),
    Rule::new(
        SpamBlocked,
        95,
        &[
            "rtr bb/du/sc/bl/ch/rd",
            "hvu b*",
            "rly bd/ch/ir",
            "con b1",
            "dmarc",
        ],
    ),
    Rule::new(QuotaOrRateLimit, 95, &["rly b1/b2", "dyn t*"]),
    Rule::new(SenderNotAllowed, 95, &["rly sn"]),
    // ---- Microsoft: https://sendersupport.olc.protection.outlook.com/pm/troubleshooting
    Rule::new(
        QuotaOrRateLimit,
        95,
        &[
            "^ rp 001/002/003",
            "submission quota",
            "submissionquotaexceeded*",
        ],
    ),
    Rule::new(
        SpamBlocked,
        95,
        &[
            "s3150",
            "s3140",
            "s775",
            "^ dy 001/002",
            "^ ou 001/002",
            "^ sc 001/002/003/004",
        ],
    ),
    // ---- Orange and La Poste: the last three digits
    Rule::new(
        SpamBlocked,
        95,
        &["lpn*/lpnaaa/ofr*/ouk* 101/102/401/506/510/513/517/630"],
    ),
    Rule::new(
        ServerUnavailable,
        95,
        &["lpn*/ofr* 103/105/107/108/109/201/423/424/505/999"],
    ),
    Rule::new(TooManyConnections, 96, &["lpn*/ofr* 104"]),
    Rule::new(BadCredentials, 95, &["lpn*/ofr* 305"]),
    Rule::new(RelayDenied, 95, &["lpn*/ofr* 402"]),
    Rule::new(SenderNotAllowed, 95, &["lpn*/ofr* 403/405/415/421"]),
    Rule::new(
        RecipientRefused,
        95,
        &["lpn*/ofr* 416/420/426", "lpn416", "lpn420"],
    ),
    Rule::new(MailboxFull, 95, &["lpn*/ofr* 417"]),
    Rule::new(MessageTooLarge, 95, &["lpn*/ofr* 514"]),
    // ---- OX Cloud, by the same house as those of Orange: https://postmaster-oxsus.vadesecure.com/
    Rule::new(SpamBlocked, 95, &["oxsus* 101/105"]),
    Rule::new(ServerUnavailable, 95, &["oxsus* 102"]),
    Rule::new(TooManyConnections, 95, &["oxsus* 110/139"]),
    Rule::new(QuotaOrRateLimit, 95, &["oxsus* 140"]),
    // ---- GoDaddy: https://www.godaddy.com/help/what-does-my-email-bounceback-mean-3568
    Rule::new(WrongPortOrProtocol, 95, &["ib401"]),
    Rule::new(SenderNotAllowed, 95, &["ib501", "ib502", "ib506"]),
    Rule::new(
        SpamBlocked,
        95,
        &[
            "ib212", "ib705", "ib110", "ib111", "ib112", "ib113", "ib103", "ib104", "ib105",
            "ib106", "ib108", "ib508", "ib302",
        ],
    ),
    Rule::new(QuotaOrRateLimit, 95, &["ib605", "ib504", "ib510", "ib607"]),
    Rule::new(TooManyConnections, 95, &["ib007"]),
    Rule::new(ServerUnavailable, 95, &["ib101"]),
    // ---- Cox and Spectrum: https://www.cox.com/residential/support/email-error-codes.html
    Rule::new(TooManyConnections, 96, &["aup cxcnct"]),
    Rule::new(AccountSuspended, 96, &["aup cxmj/cxthrt"]).or(&[SpamBlocked]),
    Rule::new(SpamBlocked, 95, &["aup"]).at(Stages::SENDING.and(Stages::EARLY)),
    // ---- Bluehost: greylisted for the sender, for the recipient
    Rule::new(Greylisted, 95, &["gl gl"]),
    // ---- T-Online: a block list it keeps itself
    Rule::new(SpamBlocked, 95, &["problem occurred & postmaster"]),
    // ---- NetEase: https://help.163.com (return codes)
    Rule::new(
        QuotaOrRateLimit,
        95,
        &["hl ifc", "mi dmc/ccl/stc/sfq", "rp drc/ccl/qrc/rcl/trc"],
    ),
    Rule::new(TooManyConnections, 95, &["hl icc"]),
    Rule::new(
        SpamBlocked,
        95,
        &[
            "hl rep/mep/ihu/ipb",
            "wm bli",
            "dt rbl",
            "mi spf/dma",
            "ip in blacklist",
            "ip is rejected",
        ],
    ),
    Rule::new(Greylisted, 96, &["dt spm ~ try again"]).or(&[SpamBlocked]),
    Rule::new(SpamBlocked, 95, &["dt spm"]),
    Rule::new(
        SenderNotAllowed,
        95,
        &[
            "dt sum",
            "mi imf/spb",
            "wm blu",
            "user in blacklist",
            "mx only",
        ],
    ),
    Rule::new(RelayDenied, 95, &["rp frl"]),
    Rule::new(ConnectionClosed, 95, &["mi/rp cel"]),
    Rule::new(Unknown, 95, &["mi nhd"]),
    Rule::new(
        TooManyAttempts,
        96,
        &["auth error limit", "too much fail authentication"],
    ),
    // ---- Zoho
    Rule::new(
        AccountSuspended,
        96,
        &["unusual sending activity", "unblockme"],
    )
    .of(Family::Zoho),
    // ---- Outlook.com: the verdict decides, not the code
    Rule::new(WebLoginRequired, 97, &["verdict is hipnotify"]),
    Rule::new(AccountSuspended, 97, &["verdict is suspend*"]),
    Rule::new(QuotaOrRateLimit, 97, &["verdict is refusequota"]),
    Rule::new(
        QuotaOrRateLimit,
        94,
        &[
            "throttling failure",
            "message quota",
            "sending quota",
            "transfer quota",
            "send/sending limit",
            "policy rejection ~ quota",
            "quota ~ policy",
        ],
    ),
    Rule::new(
        SpamBlocked,
        95,
        &[
            "content restrictions",
            "envelope blocked",
            "^ blocked see",
            "send email directly to our servers",
            "relay at your ~ provider",
        ],
    ),
    Rule::new(WrongPortOrProtocol, 95, &["ssl/tls attempted ~ non"]),
    Rule::new(SenderNotAllowed, 95, &["unregistered domains"]),
    // ---- common phrases that another rule would read wrongly
    Rule::new(RelayDenied, 95, &["credentials for relay"]).at(Stages::SENDING),
    Rule::new(SpamBlocked, 96, &["unusual rate & has been blocked"]),
    Rule::new(ServerUnavailable, 94, &["temporarily rejected message $"]),
    // A check that could not be made, not one that was failed.
    Rule::new(
        ServerUnavailable,
        96,
        &["temporar* ~ lookup/validating/checking/resolving/verifying"],
    ),
    Rule::new(
        ServerUnavailable,
        93,
        &["temporar* suspended & !account & !user & !mailbox"],
    )
    .at(Stages::SENDING)
    .or(&[AccountSuspended]),
    Rule::new(
        WebLoginRequired,
        95,
        &["to continue sending messages ~ sign in"],
    ),
    Rule::new(
        Greylisted,
        95,
        &[
            "^ 4 3 2 service currently unavailable",
            "^ service currently unavailable",
        ],
    )
    .at(Stages::RCPT)
    .or(&[ServerUnavailable]),
    Rule::new(RecipientRefused, 96, &["resolver rst authrequired"]),
];
