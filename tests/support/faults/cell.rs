//! One cell of the matrix: a fault, what must be said about it, and what was said.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use futures::StreamExt;
use home_station::{
    account::{Account, Encryption, Incoming, Login, PopOptions, Port, Protocol, Role, Server},
    backend::{CheckEvent, Outcome, Sides},
    failure::{Cause, Failure, Side},
    mail::{check::check, wire::Network},
    practice::{
        Servers,
        authority::{Authority, Leaf, server_config},
    },
    secret::Secret,
};
use tokio::sync::Semaphore;

use super::{
    honest::Point,
    server::{Act, FaultServer, Script},
    world::{FAULTY, HEALTHY, Way, World},
};

/// The password of every cell.
pub const PASSWORD: &str = "Pw-N1e-im-Klartext";

/// Nothing may take longer.
pub const BOUND: Duration = Duration::from_secs(25);

/// How many cells run at the same time: they mostly wait.
const AT_ONCE: usize = 120;

/// What must come out of a cell.
#[derive(Debug, Clone)]
pub enum Expect {
    /// One of these causes, the first being the best.
    Cause(Vec<Cause>),
    /// The server is fine after all.
    Proved,
    /// Any failure, or a proof: only that nothing was taken by the attacker counts.
    NotTaken,
}

#[derive(Debug, Clone)]
pub struct Cell {
    pub name: String,
    pub protocol: Protocol,
    pub encryption: Encryption,
    pub provider: String,
    pub way: Option<Way>,
    pub point: Option<Point>,
    pub act: Act,
    pub leaf: Leaf,
    pub capabilities: Option<&'static str>,
    pub refuses_password: bool,
    /// The server speaks the other kind of encryption than the client was told.
    pub other_encryption: bool,
    pub expect: Expect,
}

impl Cell {
    pub fn new(name: impl Into<String>, protocol: Protocol, encryption: Encryption) -> Self {
        Self {
            name: name.into(),
            protocol,
            encryption,
            provider: "other".to_owned(),
            way: None,
            point: None,
            act: Act::Silent,
            leaf: Leaf::Trusted,
            capabilities: None,
            refuses_password: false,
            other_encryption: false,
            expect: Expect::Proved,
        }
    }

    pub fn at(mut self, point: Point, act: Act) -> Self {
        self.point = Some(point);
        self.act = act;
        self
    }

    pub fn expect(mut self, causes: &[Cause]) -> Self {
        self.expect = Expect::Cause(causes.to_vec());
        self
    }
}

/// What came out of a cell.
#[derive(Debug, Clone)]
pub struct Verdict {
    pub cell: Cell,
    pub said: Option<Failure>,
    /// From the start to the faulty side's verdict.
    pub after: Duration,
    /// From the server's act to the verdict.
    pub after_act: Option<Duration>,
    /// From the start to the end of the whole check.
    pub total: Duration,
    pub faults: Vec<String>,
}

impl Verdict {
    /// One line of the table.
    pub fn row(&self) -> String {
        let said = match &self.said {
            Some(failure) => format!("{} @ {}", failure.cause, failure.stage),
            None => "proved".to_owned(),
        };
        let encryption = match self.cell.encryption {
            Encryption::ImplicitTls => "implicit",
            Encryption::StartTls => "starttls",
        };
        let mark = if self.faults.is_empty() {
            "ok"
        } else {
            "WRONG"
        };
        format!(
            "{:<5} {:<8} {:<46} {said:<38} {:>5.1} s  {mark}{}",
            self.cell.protocol.as_str(),
            encryption,
            self.cell.name,
            self.after.as_secs_f64(),
            self.faults
                .iter()
                .fold(String::new(), |text, fault| text + "\n        " + fault)
        )
    }
}

/// What all cells share.
#[derive(Debug)]
pub struct Bench {
    servers: Servers,
    authority: Arc<Authority>,
    network: Network,
}

impl Bench {
    pub fn new() -> Self {
        let servers = Servers::start(home_station::practice::PracticeOptions::default()).unwrap();
        let authority = Arc::new(Authority::new().unwrap());
        let roots = vec![authority.der(), servers.authority_der()];
        Self {
            servers,
            authority,
            network: Network::live().with_extra_roots(roots),
        }
    }

    /// Runs cells side by side; the verdicts in the order of the cells.
    pub async fn run_all(self: Arc<Self>, cells: Vec<Cell>) -> Vec<Verdict> {
        // Loaded before the clocks run.
        drop(self.network.trust.load().await);
        let gate = Arc::new(Semaphore::new(AT_ONCE));
        let running: Vec<_> = cells
            .into_iter()
            .map(|cell| {
                let (bench, gate) = (Arc::clone(&self), Arc::clone(&gate));
                tokio::spawn(async move {
                    let _place = gate.acquire().await.unwrap();
                    bench.run(cell).await
                })
            })
            .collect();
        let mut verdicts = Vec::new();
        for cell in running {
            // A panic in a cell is a fault of the program under test.
            verdicts.push(cell.await.unwrap());
        }
        verdicts
    }

    pub async fn run(&self, cell: Cell) -> Verdict {
        let encryption = if cell.other_encryption {
            cell.encryption.other()
        } else {
            cell.encryption
        };
        let script = Script {
            protocol: cell.protocol,
            encryption,
            point: cell.point,
            act: cell.act.clone(),
            tls: server_config(&self.authority, cell.leaf).unwrap(),
            capabilities: cell.capabilities,
            refuses_password: cell.refuses_password,
        };
        let server = FaultServer::start(script).await;
        let world = World {
            way: cell.way.unwrap_or(Way::Open(server.port)),
            port: cell.protocol.default_port(cell.encryption).get(),
            healthy: [143, 993, 110, 995, 465, 587]
                .into_iter()
                .filter_map(|port| Some((port, self.servers.address_for(port)?)))
                .collect(),
            sent: Arc::default(),
            asked: Arc::default(),
        };
        let network = self
            .network
            .clone()
            .with_resolver(world.clone())
            .with_dialler(world.clone());
        let started = Instant::now();
        let mut events = check(login(&cell), Sides::Both, Arc::new(network));
        let (side, other) = match cell.protocol {
            Protocol::Smtp => (Side::Outgoing, Side::Incoming),
            Protocol::Imap | Protocol::Pop3 => (Side::Incoming, Side::Outgoing),
        };
        let (mut after, mut after_act, mut report) = (None, None, None);
        let all = async {
            while let Some(event) = events.next().await {
                match event {
                    CheckEvent::SideFinished { side: finished, .. } if finished == side => {
                        after = Some(started.elapsed());
                        after_act = server.acted.lock().unwrap().map(|acted| acted.elapsed());
                    }
                    CheckEvent::Finished(finished) => report = Some(finished),
                    CheckEvent::SideFinished { .. }
                    | CheckEvent::StageStarted { .. }
                    | CheckEvent::StagePassed { .. }
                    | CheckEvent::ServerChanged { .. } => {}
                }
            }
        };
        let hung = tokio::time::timeout(BOUND + Duration::from_secs(10), all)
            .await
            .is_err();
        let total = started.elapsed();
        let mut faults = Vec::new();
        if hung {
            faults.push("hangs".to_owned());
        } else if total > BOUND + Duration::from_secs(1) {
            faults.push(format!("took {total:?} in all"));
        }
        let mut said = None;
        if let Some(report) = &report {
            said = report.side(side).failure().cloned();
            if matches!(
                report.side(other),
                Outcome::Failed { .. } | Outcome::Skipped
            ) {
                faults.push(format!("the healthy side: {:?}", report.side(other)));
            }
        }
        judge(&cell, said.as_ref(), &world, &mut faults);
        Verdict {
            after: after.unwrap_or(total),
            after_act,
            total,
            said,
            faults,
            cell,
        }
    }
}

fn judge(cell: &Cell, said: Option<&Failure>, world: &World, faults: &mut Vec<String>) {
    match (&cell.expect, said) {
        (Expect::Cause(causes), Some(failure)) if causes.contains(&failure.cause) => {}
        (Expect::Proved, None) | (Expect::NotTaken, _) => {}
        (expected, _) => faults.push(format!("expected {expected:?}, said {said:?}")),
    }
    let detail = said
        .and_then(|failure| failure.detail.as_deref())
        .unwrap_or_default();
    if detail
        .chars()
        .any(|character| character.is_control() && character != '\n')
    {
        faults.push(format!("control characters are shown: {detail:?}"));
    }
    if contains_password(&world.sent.lock().unwrap()) {
        faults.push("the password went over the wire in the clear".to_owned());
    }
    if detail.contains(PASSWORD) {
        faults.push("the password is shown".to_owned());
    }
    let asked = world.asked.lock().unwrap();
    if asked.iter().any(|name| name.contains("evil")) {
        faults.push(format!("went where the attacker wanted: {asked:?}"));
    }
}

fn contains_password(sent: &[u8]) -> bool {
    let needles = [
        PASSWORD.as_bytes().to_vec(),
        base64(PASSWORD.as_bytes()).into_bytes(),
        base64(format!("\0ana@example.org\0{PASSWORD}").as_bytes()).into_bytes(),
    ];
    needles
        .iter()
        .any(|needle| sent.windows(needle.len()).any(|window| window == needle))
}

/// [RFC 4648](https://www.rfc-editor.org/rfc/rfc4648#section-4).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let mut group = [0; 4];
        group[1..=chunk.len()].copy_from_slice(chunk);
        let group = u32::from_be_bytes(group);
        for position in 0..4 {
            let digit = group >> (18 - 6 * position) & 63;
            let digit = char::from(DIGITS[digit as usize]);
            text.push(if position <= chunk.len() { digit } else { '=' });
        }
    }
    text
}

/// The faulty server on its side, healthy ones on the other.
pub fn login(cell: &Cell) -> Login {
    let server = |protocol: Protocol| {
        let faulty = protocol == cell.protocol;
        let encryption = if faulty {
            cell.encryption
        } else {
            Encryption::ImplicitTls
        };
        Server {
            host: if faulty { FAULTY } else { HEALTHY }.parse().unwrap(),
            port: Port::try_from(protocol.default_port(encryption).get()).unwrap(),
            encryption,
            user_name: "ana@example.org".parse().unwrap(),
            accepted_certificate: None,
        }
    };
    let protocol = match cell.protocol {
        Protocol::Pop3 => Incoming::Pop3,
        Protocol::Imap | Protocol::Smtp => Incoming::Imap,
    };
    Login {
        account: Account {
            id: "home-station".parse().unwrap(),
            role: Role::HomeStation,
            provider: cell.provider.clone(),
            display_name: String::new(),
            address: "ana@example.org".parse().unwrap(),
            reply_to: None,
            copy_to: None,
            protocol,
            incoming: server(protocol.into()),
            outgoing: server(Protocol::Smtp),
            server_timeout: 300,
            pop: PopOptions::default(),
            proven: None,
        },
        secret: Secret::new(PASSWORD.to_owned()),
    }
}

/// Shared by the tests of one program.
pub fn shared() -> Arc<Mutex<()>> {
    static LOCK: std::sync::OnceLock<Arc<Mutex<()>>> = std::sync::OnceLock::new();
    Arc::clone(LOCK.get_or_init(Arc::default))
}
