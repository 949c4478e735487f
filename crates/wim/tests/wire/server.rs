//! A web server that says exactly what it is told, down to how it ends. It knows nothing of the virtual office.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the server does, one after the other. The connection is closed in good order at the end.
#[derive(Clone)]
pub enum Act {
    Say(Vec<u8>),
    Wait(Duration),
    /// The same bytes again and again, with a pause, until the other side leaves.
    Forever(Vec<u8>, Duration),
    /// Ends TCP without TLS's close_notify.
    Drop,
    /// Ends TCP by a reset.
    Reset,
}

/// A request as it came.
pub struct Asked {
    pub head: String,
    pub body: String,
}

impl Asked {
    pub fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    pub fn path(&self) -> &str {
        self.line().split(' ').nth(1).unwrap_or_default()
    }
}

pub type Answers = Arc<dyn Fn(&Asked) -> Vec<Act> + Send + Sync>;

/// A server on a port of its own. It lives as long as the test's runtime.
pub struct Server {
    pub address: SocketAddr,
    pub asked: Arc<Mutex<Vec<Asked>>>,
    pub connections: Arc<Mutex<u32>>,
}

impl Server {
    /// The first lines of the requests so far.
    pub fn lines(&self) -> Vec<String> {
        self.asked.lock().expect("the requests").iter().map(|asked| asked.line().to_owned()).collect()
    }

    pub fn connections(&self) -> u32 {
        *self.connections.lock().expect("the count")
    }
}

/// Serves plain HTTP, or HTTPS with a configuration.
pub async fn serve(
    tls: Option<Arc<ServerConfig>>,
    answers: impl Fn(&Asked) -> Vec<Act> + Send + Sync + 'static,
) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (asked, connections) = (Arc::<Mutex<Vec<Asked>>>::default(), Arc::<Mutex<u32>>::default());
    let (kept, count) = (Arc::clone(&asked), Arc::clone(&connections));
    let answers: Answers = Arc::new(answers);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            *count.lock().expect("the count") += 1;
            let (tls, answers, kept) = (tls.clone(), Arc::clone(&answers), Arc::clone(&kept));
            tokio::spawn(async move {
                match tls {
                    None => answer(stream, &answers, &kept).await,
                    Some(config) => {
                        let accepted = tokio_rustls::TlsAcceptor::from(config).accept(stream).await;
                        if let Ok(stream) = accepted {
                            answer(stream, &answers, &kept).await;
                        }
                    }
                }
            });
        }
    });
    Server { address, asked, connections }
}

/// Serves bytes to whoever connects, whatever they say: for handshakes that fail.
pub async fn serve_raw(bytes: &'static [u8]) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let connections = Arc::<Mutex<u32>>::default();
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            *count.lock().expect("the count") += 1;
            tokio::spawn(async move {
                let mut hello = [0; 4096];
                let _ = stream.read(&mut hello).await;
                let _ = stream.write_all(bytes).await;
                let _ = stream.shutdown().await;
                while stream.read(&mut hello).await.is_ok_and(|read| read > 0) {}
            });
        }
    });
    Server { address, asked: Arc::default(), connections }
}

pub trait Socket: AsyncRead + AsyncWrite + Unpin + Send {
    fn tcp(&self) -> &TcpStream;
}

impl Socket for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Socket for tokio_rustls::server::TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

async fn answer(mut stream: impl Socket, answers: &Answers, kept: &Mutex<Vec<Asked>>) {
    let Some(asked) = read(&mut stream).await else {
        let _ = stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .await;
        return;
    };
    let acts = answers(&asked);
    kept.lock().expect("the requests").push(asked);
    for act in acts {
        let written = match act {
            Act::Say(bytes) => {
                let said = stream.write_all(&bytes).await;
                said.and(stream.flush().await)
            }
            Act::Wait(how_long) => {
                tokio::time::sleep(how_long).await;
                Ok(())
            }
            Act::Forever(bytes, pause) => loop {
                if let Err(error) = stream.write_all(&bytes).await.and(stream.flush().await) {
                    break Err(error);
                }
                tokio::time::sleep(pause).await;
            },
            Act::Drop => return,
            Act::Reset => {
                // What was said must have arrived, or the reset overtakes it.
                tokio::time::sleep(Duration::from_millis(50)).await;
                let _ = stream.tcp().set_zero_linger();
                return;
            }
        };
        if written.is_err() {
            return;
        }
    }
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut impl Socket) -> Option<Asked> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
            let length = head
                .lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .and_then(|(_, value)| value.trim().parse::<usize>().ok())
                .unwrap_or(0);
            while bytes.len() < end + 4 + length {
                match stream.read(&mut piece).await {
                    Ok(read) if read > 0 => bytes.extend_from_slice(&piece[..read]),
                    _ => return None,
                }
            }
            let body = String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
            return Some(Asked { head, body });
        }
        match stream.read(&mut piece).await {
            Ok(read) if read > 0 => bytes.extend_from_slice(&piece[..read]),
            _ => return None,
        }
        // The beginning of a TLS handshake is no request.
        if bytes.starts_with(&[0x16]) {
            return None;
        }
    }
}
