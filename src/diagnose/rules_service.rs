//! Rules about the server and the way to it: encryption, ports, load, faults, locks, closed connections.

use super::rules::{Rule, Stages};
use crate::failure::Cause::{
    AccountSuspended, BadCredentials, ConnectionClosed, ConnectionTimedOut, Greylisted,
    MailboxBusy, MailboxFull, MessageTooLarge, ProtocolDisabled, QuotaOrRateLimit,
    ServerUnavailable, StarttlsRefused, TlsRequired, TlsVersion, TooManyAttempts,
    TooManyConnections, Unknown, WrongPortOrProtocol,
};

const SMTP_SENDING: Stages = Stages::SENDING.and(Stages::EARLY);

pub(super) const RULES: &[Rule] = &[
    // ---- encryption first
    Rule::new(
        TlsRequired,
        91,
        "must/please/need*/first/run/use/requires ~ starttls/stls|starttls/stls ~ first/required/mandatory/needed/before/necessary|\
         tls/ssl/encryption/encrypted/verschlusselung/cifrado/chiffrement ~ required/needed/mandatory/necessary/must/first/only/erforderlich/\
         requerid*/requis/notwendig/obligatori*/richiesta|requires/require/requiring/need*/demands ~ tls/ssl/encryption/encrypted/secure & !smtp mx|secure connection ~ \
         required/needed|cleartext/plaintext/clear/plain/unencrypted/insecure/unsecure/nonsecure/klartext text? ~ \
         @off/disallowed/not/denied/rejected/refused/forbidden/unavailable|not ~ allowed ~ \
         cleartext/plaintext/unencrypted/insecure/non|under a layer|after entering tls|used when not advertised|not advertised|privacyrequired|\
         logindisabled|without ~ tls/ssl/encryption/starttls|non ssl|non tls|unencrypted ~ @off/not/denied|encrypt* ~ connection ~ \
         required|only ~ encrypted/tls/ssl/secure|login disabled $|login command ~ disabled|login ~ disabled ~ tls|before ~ starttls|use ssl/tls|require* encryption|strong* auth* ~ layer|\
         connexion securisee|conexion segura ~ requerid*|confidentiality required|insecure connection|encryption too weak|switch ~ to ~ tls/ssl|\
         auth* ~ only ~ over/with/under/via ~ tls/ssl|channel ~ secure|not ~ secure ~ connection|secured ~ connection|must be encrypted|over/on ~ clear/plain/cleartext/plaintext ~ text/port/connection/channel|over plaintext/cleartext|over plain text|clear text port",
    ),
    Rule::new(TlsRequired, 60, "command disabled|invalid state|not ~ valid ~ in this state|command ~ not ~ allowed ~ state").at(Stages::LOGIN),
    Rule::new(TlsVersion, 92, "tls 1 0|tls 1 1|tlsv1|tls/ssl/protocol version ~ not/too/unsupported|support tls 1 2"),
    // ---- STARTTLS itself
    Rule::new(
        ServerUnavailable,
        84,
        "tls ~ temporar*|tls not available ~ local|tls ~ currently/internal|tls not available due",
    )
    .at(Stages::STARTTLS)
    .or(&[StarttlsRefused]),
    Rule::new(
        StarttlsRefused,
        78,
        "tls/starttls/stls/ssl ~ not ~ supported/available/enabled/allowed/implemented/offered/configured/permitted/active/advertised|tls/starttls/stls ~ \
         unavailable/disabled/unsupported/failed/refused|not ~ support ~ tls/starttls/stls|no ~ tls/starttls/stls|command ~ not|unrecogni*|unknown \
         command|unimplemented|not implemented|not supported|bad command|invalid command|syntax error|unsupported|disabled",
    )
    .at(Stages::STARTTLS),
    // ---- the wrong door
    Rule::new(
        WrongPortOrProtocol,
        90,
        "synchronization error|ssl attempted|synchronisation error|synch* error|too many invalid/bad/unknown ~ commands|plain http request|http 1 0/1|ssh 2 0|\
         wrong port|use port 587/465/993/995|port 587/465 ~ instead|submission port|not ~ an imap/pop3/smtp server|this ~ is ~ not ~ port|\
         ssl/tls handshake/negotiation ~ @fails|wrong version number|authentication not allowed on ~ servers|\
         non smtp command|garbage|not ~ allowed ~ on ~ this ~ port|port 25 ~ blocked/not|use ~ submission ~ port|protocol ~ error ~ tls",
    )
    .at(Stages::ENTRY.and(Stages::SENDING))
    .or(&[]),
    Rule::new(WrongPortOrProtocol, 90, "no smtp service & !listed & !blocked").at(Stages::EARLY),
    // ---- load
    Rule::new(
        TooManyConnections,
        91,
        "too/so @many ~ @links/processes/threads/users/hosts/clients & !recipients & !@mail ~ per|max* ~ number? ~ @links ~ exceed*/reached/limit*/is/from & !messages & !mails & !emails|\
         max* ~ @links & !messages & !mails & !emails|@links ~ limit*/exceed*/maximum & !rate & !messages & !quota|limit* ~ @links & !rate|concurrent/simultaneous ~ @links/logins/login/access|\
         too many ~ concurrent/simultaneous|@links count ~ exceed*|trop de connexions|demasiadas conexiones|zu viele verbindungen|troppe \
         connessioni|muitas conexoes|exceeded ~ @links & !rate & !messages|number of ~ @links ~ exceed* & !messages & !mails|too many ~ tls sessions|max* ~ number of clients/logins/users/processes|per ip/user @links|userip connections|@links refused too many|mysql ~ connections",
    )
    .or(&[]),
    Rule::new(TooManyConnections, 82, "service/server/system/ports ~ busy|busy ~ try|too busy|ports are busy|server load ~ high|all ~ busy")
        .at(Stages::ENTRY.and(Stages::MAIL_FROM))
        .or(&[ServerUnavailable]),
    // ---- limits of mails, bytes, sign-ins
    Rule::new(
        QuotaOrRateLimit,
        92,
        "connection/message/mail/email/sending/submission/recipient/send/outbound/command/bandwidth/hourly/daily/request rate/frequency limit*|\
         connection ~ rate ~ limit*/exceed*|ip/domain/sender/connection frequency limited|command or bandwidth|bandwidth ~ limit*/exceed*|\
         uid fetch rate|request is throttled|suggested backoff|backoff time|rate ~ limit ~ hit & !login & !auth",
    )
    .at(Stages::ANY)
    .or(&[]),
    Rule::new(
        QuotaOrRateLimit,
        85,
        "too/so @many ~ recipients/destinatarios/destinataires/empfanger/rcpts/rcpt/addresses|recipients ~ @many/exceed*/limit*|@many ~ recipients|\
         too @many ~ @mail & !loop & !headers|transfer quota|too much @mail/recipient/data|exceeded ~ max* ~ @mail ~ hour/day/session/connection|max* ~ @mail ~ \
         per/hour/day/session/connection/exceed*|@mail ~ per/por/par/pro hour/day/minute/month/hora/dia/heure/jour/stunde/tag/session|\
         daily/hourly/weekly/monthly ~ limit*/quota/exceed*|sending ~ limit*/quota/exceed*|send* quota|limit ~ exceed*/reached/hit|exceed* ~ limit/limits/quota/threshold & !size & !box & !storage & !disk & !length & !file|\
         quota ~ exceed* ~ send*/@mail|rate ~ limit*|ratelimit*|throttl*|slow down|volume|too fast|too quickly|too frequent*|refusequota|slower|rate that prevents|\
         exceed* administrative limit|number of messages|sent too many|limite ~ envio/envios/envoi/excedid*/superad*/depasse*|limite ~ @mail|limite d envoi|credits exceeded|submission quota|out of ~ credits|\
         message rate|unusual rate|peak ~ limit|over ~ limit|messages per connection|message per connection|max* ~ rcpts|excessive volume",
    )
    .at(SMTP_SENDING.and(Stages::LOGIN).and(Stages::MAILBOX))
    .or(&[]),
    Rule::new(QuotaOrRateLimit, 80, "login delay|logindelay|minimum ~ time/interval ~ login*|login ~ interval|too soon|login* ~ every ~ minutes|only every ~ minutes/seconds|not ~ more than ~ minutes|wait ~ between ~ login*|check ~ less often|check ~ frequent*|login too frequent*|logging in too often|too often")
        .at(Stages::INCOMING)
        .or(&[TooManyAttempts]),
    // ---- one client at a time
    Rule::new(
        MailboxBusy,
        89,
        "in use & !address|maildrop/mailbox/mailfolder/inbox/box/spool/folder ~ locked/lock/busy/used|@box ~ already ~ open*/locked/used|already locked|\
         lock busy|another ~ session/client/program/process/user/connection & !@auth|other ~ pop3/client session|being ~ used/accessed|\
         cannot/unable/cant/couldnt/failed ~ lock ~ @box/exclusive*|lock ~ @box|exclusive lock|exclusive access|waiting for indexing|concurrent access|\
         mailbox ~ busy|en uso|bereits ~ geoffnet|gesperrt ~ sitzung|already ~ logged in|already logged|user ~ already ~ connected|lock* by another",
    )
    .at(Stages::INCOMING)
    .or(&[]),
    // ---- room
    Rule::new(
        MailboxFull,
        88,
        "@box ~ full/voll/pleine/lleno/llena/piena/cheia|full ~ mailbox|over? quota|overquota|over ~ quota|quota ~ exceed*/reached/full/violation/over/uberschritten|\
         exceed* ~ quota/storage/space/allocation & !send* & !submission|out of ~ storage/space|disk quota|not enough ~ disk/quota/space/room|storage ~ \
         exceed*/full/limit|insufficient ~ disk/quota/space ~ @box/user|@box ~ exceed*/size/limit & !message size|no ~ space ~ @box|cuota ~ \
         excedida/superada|quota ~ depasse*|speicherplatz|espacio ~ insuficiente|mailbox limit|recipient ~ overquota|@box is full|buzon lleno|no quota|enough ~ space|sufficient ~ space & !disk|space ~ used up",
    )
    .at(Stages::MAILBOX.and(Stages::RCPT).and(Stages::DATA).and(Stages::LOGIN).and(Stages::MAIL_FROM))
    .or(&[]),
    Rule::new(MailboxFull, 92, "mailbox ~ size/limit ~ exceed*|mailbox ~ exceed*").at(Stages::RCPT.and(Stages::MAILBOX)),
    Rule::new(
        ServerUnavailable,
        93,
        "insufficient system|system storage|space shortage|insufficient ~ system/server storage|no space left|disk full|mail system ~ storage|\
         server ~ disk|server configuration problem/error|temporary lookup|lookup failure|temporary authentication failure & !rate|queue ~ full|system ~ full|out of disk|insufficient storage on|disk space & !mailbox & !user & !quota & !account",
    ),
    // ---- size
    Rule::new(
        MessageTooLarge,
        90,
        "@mail ~ too big/large/long/grande/gros/gross/groot|too big|too large|size ~ exceed*/too/limit/over/maximum/larger|exceed* ~ size/mailsize|max* ~ size & !line|\
         maximum message|message size|mailsize|size limit|larger than ~ limit/maximum/allowed|taille ~ limite|taille ~ message|tamano|zu gross|troppo \
         grande|muito grande|attachment* ~ too/size/exceed*|mail ~ size|bytes ~ exceed*|exceed* ~ bytes|message ~ exceed* ~ length|appendable message|message length ~ exceed*",
    )
    .at(Stages::SENDING.and(Stages::MAILBOX))
    .or(&[]),
    // ---- come back later
    Rule::new(
        Greylisted,
        94,
        "greylist*|graylist*|not yet authorized|grey list*|gray list*|grey listed|postgrey|gris list*|grau ~ liste|temporar* ~ deferred ~ grey|lista gris",
    ),
    Rule::new(
        ServerUnavailable,
        80,
        "temporar*/temporal/temporaire/vorubergehend/temporanea/temporario/transient ~ \
         fail*/error/problem/trouble/issue/unavailable/down/authentication/lookup/server/system/fehler/echec/fallo/erro/errore/internal/service/offline/disabled|temporar* ~ not ~ available|too many hops|received headers|\
         temporar* ~ cannot/unable|internal ~ error/failure/problem|system ~ error/problem/failure/down/unavailable/offline|server ~ \
         error/fault/down/offline/overload*/unavailable/failure/problem|unexpected ~ error/failure/exception|try ~ later|please ~ try ~ again|try ~ again|\
         again ~ later|retry ~ later|reintente/intentelo/essayer ~ tard|versuchen ~ spater|riprova* ~ tardi|tente ~ tarde|maintenance|mantenimiento|wartung|wartungsarbeiten|manutenzione|\
         out of memory|memory ~ alloc*|i o error|io error|local ~ problem/error|service ~ unavailable|service ~ not ~ available|service ~ @off|unavailable & !reason unavailable|\
         overload*|backend|back end|database|ldap|directory ~ error/unavailable/not|inconsistent state|relogin|server/service/system ~ restart*|restarting ~ server/service/system|shutting ~ down|shutdown|crashed|broken|lost to ~ server|authentication server|write error|spool|mail loop|loops ~ back|loop ~ found|interrupted system call|encountered an error|queue file|\
         service refuse|not ~ available ~ now/moment|cannot ~ connect ~ to|could not connect|connection ~ to ~ \
         @fails|lookup fail*|generic failure|server ~ not ~ ready|not ~ ready|resource* ~ @off/shortage/exhausted|no ~ \
         resources|insufficient resources|unable to ~ at present|at present|currently ~ unavailable/unable/not|tempfail|temp fail*|serverbug|scan ~ home|server misconfig*|configuration ~ \
         error/problem|misconfigur*|timeout ~ auth*|auth* ~ timeout|auth* ~ timed out|proxy ~ error/timeout|dns ~ error/failure|service ~ down|failed to ~ connect|no response|operation ~ aborted",
    ),
    // ---- closed
    Rule::new(
        ConnectionClosed,
        79,
        "inactivity|idle|autologout|auto logout|logging out|too many errors|disconnected for|session ~ expired/timeout/long/timed/terminated/closed|connection ~ \
         closed/lost/dropped/reset/terminated/expired/aborted|will be disconnected|disconnecting|logged out|goodbye|timed out|timeout ~ clos*|closing ~ connection|closing \
         ~ channel|lost connection|connection ~ timed ~ out|bye bye|signing off|remote ~ closed",
    )
    .or(&[]),
    Rule::new(
        ConnectionTimedOut,
        81,
        "connection timeout|timeout exceeded|connection timed out|timeout ~ waiting|timed out ~ waiting|read timeout|timeout ~ \
         closing|timeout ~ data|idle timeout|command timeout|smtp timeout|timeout $|timed out $",
    )
    .at(SMTP_SENDING)
    .or(&[ConnectionClosed]),
    Rule::new(TooManyAttempts, 70, "too many errors").at(Stages::LOGIN).or(&[ConnectionClosed]),
    // ---- nothing a person could change
    Rule::new(Unknown, 89, "helo/ehlo ~ @refused/invalid/required/requires/argument/bad/not/need/access|invalid ~ helo/ehlo|need fully qualified hostname|bad helo|helo requires").at(SMTP_SENDING),
    Rule::new(MailboxBusy, 60, "locked").at(Stages::MAILBOX).or(&[AccountSuspended]),
    Rule::new(BadCredentials, 50, "no ~ home maildir|no ~ maildir|maildir invalid|unable to open ~ maildrop/mailbox|cannot open ~ maildrop/mailbox|could not open ~ mailbox")
        .at(Stages::LOGIN)
        .or(&[ServerUnavailable, ProtocolDisabled]),
];
