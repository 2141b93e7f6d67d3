//! Rules about what was taken for spam: content, block lists, names of networks.

use super::rules::{Rule, Stages};
use crate::failure::Cause::{QuotaOrRateLimit, RelayDenied, SenderNotAllowed, SpamBlocked};

const SENDING: Stages = Stages::SENDING.and(Stages::EARLY);

pub(super) const RULES: &[Rule] = &[
    Rule::new(
        SpamBlocked,
        93,
        "blocked using|dnsbl/dnsbls/rbl/rbls/uribl/surbl/rhsbl/attrbl/drbl/hbl/blackholed/ipbl*/urlbl*|spamhaus|sorbs|spamcop|barracudacentral|cloudmark|mailspike|spamrl|uceprotect|invaluement|\
         senderscore|senderbase|blacklist*/blocklist*/blacklisted/blocklisted/denylist*/blockliste|black/block/deny/realtime/spammer list/listed/lists/liste|is? listed at/on/in/by/as|listing in|\
         found in ~ list|poor ~ reputation|bad ~ reputation|low reputation|ip reputation|reputation ~ ip/sender/domain/low/poor/bad|reputation|due ~ to ~ ip|spammer*|\
         s3150|s3140|banned sending|banned sender|our block|lista negra|liste noire|lista nera|schwarze liste|sperrliste",
    )
    .at(SENDING)
    .or(&[]),
    Rule::new(
        SpamBlocked,
        90,
        "spam/spams/spamming/antispam/spamassassin/junk/junkmail/ube/uce/unsolicited/phish*/malware/virus*/trojan/infected/worm/bulk/spamverdacht/spamme*|\
         @mail/content/contenido/contenu/inhalt/inhaltlich ~ @refused/suspicious/inappropriate/unacceptable/prohibited/denied & !recipient & !destinat* & !from & !sender|content ~ filter*|content ~ rejected|\
         banned ~ file/attachment/content|illegal ~ attachment|attachment ~ not/forbidden/blocked/rejected/extension/prohibited|blocked ~ attachment|potential* ~ security issue|suspicious ~ \
         @mail/content/activity/due|policy ~ reasons/violation/restriction*/reject*|violat* ~ policy|due to ~ policy|local policy|policy|administrative/customer/security block/policy|complaints|\
         user complaints|dynamic/residential/dialup ~ ip/address*/host/range|generic ~ rdns/hostname|reverse ~ dns/hostname/lookup/address|ptr ~ record|ptr|rdns|cannot find your|\
         spf/dkim/dmarc|authentication checks|unauthenticated ~ email/mail/message/sender ~ not|client host ~ rejected/@refused|client ~ blocked|host/ip/ips/network/server/client/hostname ~ is? blocked/banned/rejected/refused/denied/prohibited/suspect* & !sender & !recipient & !user|your ~ ip ~ @refused/not/in|ip ~ @refused|rejete|mail rejete|geographic*|adresse ip ~ bloque*|\
         message ~ looks like|appears to be|considered ~ spam|permanently deferred|url ~ block*|abuse|open proxy|dynamic ips|bad ip|executable|forward dns|access from ip|smtp server of your isp|^ reject id|filters|not accepted from|network ~ not ~ allowed|mismatches client ip|credential leak|matched map|local bl|blocked for|bounce attack*|denied ~ by ~ filter|mta ~ poor|not accepting connections|\
         header* ~ not/missing/duplicate|rfc 5322 ~ not|not rfc ~ compliant|not ~ rfc|malformed|missing ~ header|invalid ~ header*|not ~ accepted ~ policy|filtered|quarantin*|attachment type|security ~ policy|mime|heuristic*",
    )
    .at(SENDING)
    .or(&[]),
    Rule::new(SpamBlocked, 91, "spf|dkim|dmarc|domainkeys").at(SENDING).or(&[SenderNotAllowed]),
    Rule::new(
        SpamBlocked,
        72,
        "@mail ~ @refused|message ~ not ~ accepted/allowed/delivered|not accepted|mail ~ was ~ @refused|refused ~ @mail|connection ~ @refused|\
         you are not ~ allowed to connect|access ~ denied/rejected ~ system|your access ~ rejected|service refuse*|not ~ welcome|rejected ~ by ~ system|domain ~ blocked/banned|rejected ~ content|access to this ~ rejected",
    )
    .at(SENDING)
    .or(&[SenderNotAllowed]),
    Rule::new(SpamBlocked, 68, "client host rejected").at(SENDING).or(&[RelayDenied]),
    Rule::new(QuotaOrRateLimit, 94, "unusual rate|unexpected volume|excessive volume|tss04|tss05").at(SENDING).or(&[SpamBlocked]),
];
