//! Rules about limits: connections, mails in a time, one client at a time, room, size.

use super::{Rule, Stages};
use crate::failure::Cause::{
    AccountSuspended, MailboxBusy, MailboxFull, MessageTooLarge, QuotaOrRateLimit,
    ServerUnavailable, TooManyAttempts, TooManyConnections,
};

const SMTP_SENDING: Stages = Stages::SENDING.and(Stages::EARLY);

pub(super) const RULES: &[Rule] = &[
    // ---- load
    Rule::new(
        TooManyConnections,
        91,
        &[
            "too/so @many ~ @links/processes/threads/users/hosts/clients & !recipients & \
             !@mail ~ per",
            "max* ~ number? ~ @links ~ exceed*/reached/limit*/is/from & !messages & !mails & \
             !emails",
            "max* ~ @links & !messages & !mails & !emails",
            "@links ~ limit*/exceed*/maximum & !rate & !messages & !quota",
            "limit* ~ @links & !rate",
            "concurrent/simultaneous ~ @links/logins/login/access",
            "too many ~ concurrent/simultaneous",
            "@links count ~ exceed*",
            "trop de connexions",
            "demasiadas conexiones",
            "zu viele verbindungen",
            "troppe connessioni",
            "muitas conexoes",
            "exceeded ~ @links & !rate & !messages",
            "number of ~ @links ~ exceed* & !messages & !mails",
            "too many ~ tls sessions",
            "max* ~ number of clients/logins/users/processes",
            "per ip/user @links",
            "userip connections",
            "@links refused too many",
            "mysql ~ connections",
        ],
    ),
    Rule::new(
        TooManyConnections,
        82,
        &[
            "service/server/system/ports ~ busy",
            "busy ~ try",
            "too busy",
            "ports are busy",
            "server load ~ high",
            "all ~ busy",
        ],
    )
    .at(Stages::ENTRY.and(Stages::MAIL_FROM))
    .or(&[ServerUnavailable]),
    // ---- limits of mails, bytes, sign-ins
    Rule::new(
        QuotaOrRateLimit,
        92,
        &[
            "connection/message/mail/email/sending/submission/recipient/send/outbound/\
             command/bandwidth/hourly/daily/request rate/frequency limit*",
            "connection ~ rate ~ limit*/exceed*",
            "ip/domain/sender/connection frequency limited",
            "command or bandwidth",
            "bandwidth ~ limit*/exceed*",
            "uid fetch rate",
            "request is throttled",
            "suggested backoff",
            "backoff time",
            "rate ~ limit ~ hit & !login & !auth",
        ],
    )
    .at(Stages::ANY),
    Rule::new(
        QuotaOrRateLimit,
        85,
        &[
            "too/so @many ~ recipients/destinatarios/destinataires/empfanger/rcpts/rcpt/\
             addresses",
            "recipients ~ @many/exceed*/limit*",
            "@many ~ recipients",
            "too @many ~ @mail & !loop & !headers",
            "transfer quota",
            "too much @mail/recipient/data",
            "exceeded ~ max* ~ @mail ~ hour/day/session/connection",
            "max* ~ @mail ~ per/hour/day/session/connection/exceed*",
            "@mail ~ per/por/par/pro hour/day/minute/month/hora/dia/heure/jour/stunde/tag/\
             session",
            "daily/hourly/weekly/monthly ~ limit*/quota/exceed*",
            "sending ~ limit*/quota/exceed*",
            "send* quota",
            "limit ~ exceed*/reached/hit",
            "exceed* ~ limit/limits/quota/threshold & !size & !box & !storage & !disk & \
             !length & !file",
            "quota ~ exceed* ~ send*/@mail",
            "rate ~ limit*",
            "ratelimit*",
            "throttl*",
            "slow down",
            "volume",
            "too fast",
            "too quickly",
            "too frequent*",
            "refusequota",
            "slower",
            "rate that prevents",
            "exceed* administrative limit",
            "number of messages",
            "sent too many",
            "limite ~ envio/envios/envoi/excedid*/superad*/depasse*",
            "limite ~ @mail",
            "limite d envoi",
            "credits exceeded",
            "submission quota",
            "out of ~ credits",
            "message rate",
            "unusual rate",
            "peak ~ limit",
            "over ~ limit",
            "messages per connection",
            "message per connection",
            "max* ~ rcpts",
            "excessive volume",
        ],
    )
    .at(SMTP_SENDING.and(Stages::LOGIN).and(Stages::MAILBOX)),
    Rule::new(
        QuotaOrRateLimit,
        80,
        &[
            "login delay",
            "logindelay",
            "minimum ~ time/interval ~ login*",
            "login ~ interval",
            "too soon",
            "login* ~ every ~ minutes",
            "only every ~ minutes/seconds",
            "not ~ more than ~ minutes",
            "wait ~ between ~ login*",
            "check ~ less often",
            "check ~ frequent*",
            "login too frequent*",
            "logging in too often",
            "too often",
        ],
    )
    .at(Stages::INCOMING)
    .or(&[TooManyAttempts]),
    // ---- one client at a time
    Rule::new(
        MailboxBusy,
        89,
        &[
            "in use & !address",
            "maildrop/mailbox/mailfolder/inbox/box/spool/folder ~ locked/lock/busy/used",
            "@box ~ already ~ open*/locked/used",
            "already locked",
            "lock busy",
            "another ~ session/client/program/process/user/connection & !@auth",
            "other ~ pop3/client session",
            "being ~ used/accessed",
            "cannot/unable/cant/couldnt/failed ~ lock ~ @box/exclusive*",
            "lock ~ @box",
            "exclusive lock",
            "exclusive access",
            "waiting for indexing",
            "concurrent access",
            "mailbox ~ busy",
            "en uso",
            "bereits ~ geoffnet",
            "gesperrt ~ sitzung",
            "already ~ logged in",
            "already logged",
            "user ~ already ~ connected",
            "lock* by another",
        ],
    )
    .at(Stages::INCOMING),
    // ---- room
    Rule::new(
        MailboxFull,
        88,
        &[
            "@box ~ full/voll/pleine/lleno/llena/piena/cheia",
            "full ~ mailbox",
            "over? quota",
            "overquota",
            "over ~ quota",
            "quota ~ exceed*/reached/full/violation/over/uberschritten",
            "exceed* ~ quota/storage/space/allocation & !send* & !submission",
            "out of ~ storage/space",
            "disk quota",
            "not enough ~ disk/quota/space/room",
            "storage ~ exceed*/full/limit",
            "insufficient ~ disk/quota/space ~ @box/user",
            "@box ~ exceed*/size/limit & !message size",
            "no ~ space ~ @box",
            "cuota ~ excedida/superada",
            "quota ~ depasse*",
            "speicherplatz",
            "espacio ~ insuficiente",
            "mailbox limit",
            "recipient ~ overquota",
            "@box is full",
            "buzon lleno",
            "no quota",
            "enough ~ space",
            "sufficient ~ space & !disk",
            "space ~ used up",
        ],
    )
    .at(Stages::MAILBOX
        .and(Stages::RCPT)
        .and(Stages::DATA)
        .and(Stages::LOGIN)
        .and(Stages::MAIL_FROM)),
    Rule::new(
        MailboxFull,
        92,
        &["mailbox ~ size/limit ~ exceed*", "mailbox ~ exceed*"],
    )
    .at(Stages::RCPT.and(Stages::MAILBOX)),
    Rule::new(
        ServerUnavailable,
        93,
        &[
            "insufficient system",
            "system storage",
            "mail loop",
            "loop check",
            "space shortage",
            "insufficient ~ system/server storage",
            "no space left",
            "disk full",
            "mail system ~ storage",
            "server ~ disk",
            "server configuration problem/error",
            "temporary lookup",
            "lookup failure",
            "temporary authentication failure & !rate",
            "queue ~ full",
            "system ~ full",
            "out of disk",
            "insufficient storage on",
            "disk space & !mailbox & !user & !quota & !account",
        ],
    ),
    // ---- size
    Rule::new(
        MessageTooLarge,
        90,
        &[
            "@mail ~ too big/large/long/grande/gros/gross/groot",
            "too big",
            "too large",
            "size ~ exceed*/too/limit/over/maximum/larger",
            "exceed* ~ size/mailsize",
            "max* ~ size & !line",
            "maximum message",
            "message size",
            "mailsize",
            "size limit",
            "larger than ~ limit/maximum/allowed",
            "taille ~ limite",
            "taille ~ message",
            "tamano",
            "zu gross",
            "troppo grande",
            "muito grande",
            "attachment* ~ too/size/exceed*",
            "mail ~ size",
            "bytes ~ exceed*",
            "exceed* ~ bytes",
            "message ~ exceed* ~ length",
            "appendable message",
            "message length ~ exceed*",
        ],
    )
    .at(Stages::SENDING.and(Stages::MAILBOX)),
    Rule::new(MailboxBusy, 60, &["locked"])
        .at(Stages::MAILBOX)
        .or(&[AccountSuspended]),
];
