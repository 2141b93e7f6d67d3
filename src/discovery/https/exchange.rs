//! One HTTP exchange by ureq over a connection of ours.
//!
//! ureq is blocking and the connection is not: ureq runs on a thread of its own and asks for every
//! piece of sending and receiving through a channel. When the future is dropped the channel breaks,
//! ureq sees the end of the connection and the thread ends, so nothing outlives its asker.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Mutex, PoisonError, mpsc as blocking},
    thread,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    sync::{mpsc, oneshot},
};
use ureq::{
    Agent, Error,
    config::Config,
    http::{StatusCode, Uri, header},
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::{Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport},
    },
};

use super::{HttpsFault, MAX_PAGE_BYTES, Page, Reply};
use crate::mail::wire::BoxedIo;

/// Bytes received at once.
const CHUNK: usize = 16 * 1024;

/// What ureq asks of the connection.
#[derive(Debug)]
enum Want {
    Send(Vec<u8>),
    /// At most so many bytes.
    Receive(usize),
}

/// Asks for the page and reads the answer.
pub(super) async fn exchange(mut io: BoxedIo, page: &Page) -> Result<Reply, HttpsFault> {
    let (wants, mut wanted) = mpsc::unbounded_channel();
    let (give, given) = blocking::channel();
    let (done, mut finished) = oneshot::channel();
    let pipe = Pipe {
        wants,
        given: Mutex::new(given),
        buffers: LazyBuffers::new(CHUNK, CHUNK),
    };
    let address = page.to_string();
    let broken = |error: &dyn std::fmt::Display| HttpsFault::Broken(error.to_string());
    let started = thread::Builder::new()
        .name("web page".to_owned())
        // Whoever asked may have gone on.
        .spawn(move || drop(done.send(request(&address, pipe))));
    drop(started.map_err(|error| broken(&error))?);
    loop {
        tokio::select! {
            biased;
            reply = &mut finished => {
                return reply.unwrap_or_else(|error| Err(broken(&error)));
            }
            Some(want) = wanted.recv() => {
                let done = serve(&mut io, want).await;
                // The thread has given up; what it says comes through `finished`.
                drop(give.send(done));
            }
        }
    }
}

async fn serve(io: &mut BoxedIo, want: Want) -> io::Result<Vec<u8>> {
    match want {
        Want::Send(bytes) => {
            io.write_all(&bytes).await?;
            io.flush().await?;
            Ok(Vec::new())
        }
        Want::Receive(room) => {
            let mut chunk = vec![0; room.min(CHUNK)];
            let count = match io.read(&mut chunk).await {
                // Many servers end the connection without the TLS goodbye; HTTP knows its length.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => 0,
                other => other?,
            };
            chunk.truncate(count);
            Ok(chunk)
        }
    }
}

/// On its own thread: HTTP as ureq speaks it.
fn request(address: &str, pipe: Pipe) -> Result<Reply, HttpsFault> {
    let config = Config::builder()
        .https_only(true)
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .user_agent("home-station")
        .accept("application/xml, text/xml")
        .max_idle_connections(0)
        .build();
    let agent = Agent::with_parts(config, Ready(Mutex::new(Some(pipe))), NoLookup);
    let mut response = agent.get(address).call().map_err(|error| fault(&error))?;
    let status = response.status();
    if status.is_redirection() {
        let location = response.headers().get(header::LOCATION);
        return match location.and_then(|location| location.to_str().ok()) {
            Some(location) => Ok(Reply::Moved(location.to_owned())),
            None => Err(HttpsFault::Status(status.as_u16())),
        };
    }
    if status != StatusCode::OK {
        return Err(HttpsFault::Status(status.as_u16()));
    }
    let body = response.body_mut().with_config().limit(MAX_PAGE_BYTES);
    body.read_to_vec()
        .map(Reply::Document)
        .map_err(|error| fault(&error))
}

fn fault(error: &Error) -> HttpsFault {
    if matches!(error, Error::BodyExceedsLimit(_)) {
        HttpsFault::TooLarge
    } else {
        HttpsFault::Broken(error.to_string())
    }
}

/// Hands out the one connection there is.
#[derive(Debug)]
struct Ready(Mutex<Option<Pipe>>);

impl Connector for Ready {
    type Out = Pipe;

    fn connect(
        &self,
        _details: &ConnectionDetails<'_>,
        _chained: Option<()>,
    ) -> Result<Option<Pipe>, Error> {
        let pipe = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        pipe.map(Some).ok_or(Error::ConnectionFailed)
    }
}

/// The connection is there already; ureq insists on an address.
#[derive(Debug)]
struct NoLookup;

impl Resolver for NoLookup {
    fn resolve(
        &self,
        _uri: &Uri,
        _config: &Config,
        _timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let mut addresses = self.empty();
        addresses.push(SocketAddr::from((Ipv4Addr::UNSPECIFIED, 443)));
        Ok(addresses)
    }
}

/// ureq's end of the channel. Its time-outs are ours: the future is dropped.
#[derive(Debug)]
struct Pipe {
    wants: mpsc::UnboundedSender<Want>,
    given: Mutex<blocking::Receiver<io::Result<Vec<u8>>>>,
    buffers: LazyBuffers,
}

impl Pipe {
    fn ask(&mut self, want: Want) -> Result<Vec<u8>, Error> {
        let gone = || Error::Io(io::ErrorKind::ConnectionAborted.into());
        self.wants.send(want).map_err(|_| gone())?;
        let given = self.given.get_mut().unwrap_or_else(PoisonError::into_inner);
        given.recv().map_err(|_| gone())?.map_err(Error::Io)
    }
}

impl Transport for Pipe {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, _timeout: NextTimeout) -> Result<(), Error> {
        let output = self.buffers.output();
        let bytes = output.get(..amount).unwrap_or_default().to_vec();
        drop(self.ask(Want::Send(bytes))?);
        Ok(())
    }

    fn await_input(&mut self, _timeout: NextTimeout) -> Result<bool, Error> {
        let room = self.buffers.input_append_buf().len();
        if room == 0 {
            // A head larger than the buffer.
            return Err(Error::BodyStalled);
        }
        let bytes = self.ask(Want::Receive(room))?;
        if let Some(place) = self.buffers.input_append_buf().get_mut(..bytes.len()) {
            place.copy_from_slice(&bytes);
        }
        self.buffers.input_appended(bytes.len());
        Ok(!bytes.is_empty())
    }

    fn is_open(&mut self) -> bool {
        !self.wants.is_closed()
    }

    fn is_tls(&self) -> bool {
        true
    }
}
