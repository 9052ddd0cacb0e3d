//! What a target can do to a connection.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use recoup::run::verdict::Verdict::{Broken, Faulted, NotTestable};

use super::between::Fate;
use super::{Place, Row};

/// Says nothing until the client has gone.
pub fn hang(stream: &mut TcpStream) -> io::Result<()> {
    stream.read_to_end(&mut Vec::new()).map(drop)
}

/// A whole head, and of the body one byte a moment, for as long as the client bears it.
pub fn drip(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")?;
    one_by_one(stream)
}

/// A head that never ends, one byte a moment.
pub fn drip_head(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nX-Slow: ")?;
    one_by_one(stream)
}

fn one_by_one(stream: &mut TcpStream) -> io::Result<()> {
    // Whoever waits for the client to say more waits a moment for nothing.
    stream.set_read_timeout(Some(Duration::from_millis(100)))?;
    loop {
        stream.write_all(b" ")?;
        if matches!(stream.read(&mut [0; 16]), Ok(0)) {
            return Ok(());
        }
    }
}

/// Half of the body that was promised.
pub fn close_mid_body(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\": \"po_1\"")
}

/// Closes with what the client said unread, which resets the connection.
pub fn reset(stream: &mut TcpStream) -> io::Result<()> {
    stream.set_nonblocking(true)?;
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")?;
    socket_linger(stream)
}

/// A reset needs an option of the socket that only tokio gives without unsafe code.
fn socket_linger(stream: &TcpStream) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()?;
    runtime.block_on(async {
        let stream = tokio::net::TcpStream::from_std(stream.try_clone()?)?;
        stream.set_zero_linger()
    })
}

/// Something that is no HTTP.
pub fn no_http(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
}

/// A head of 100 MB.
pub fn long_head(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
    let line = format!("X-Long: {}\r\n", "x".repeat(10_000));
    (0..10_000).try_for_each(|_| stream.write_all(line.as_bytes()))
}

/// 1 GB that was promised.
pub fn gigabyte(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")?;
    let block = vec![b' '; 1024 * 1024];
    (0..1024).try_for_each(|_| stream.write_all(&block))
}

/// 1 GB in chunks, whose end nobody knows before.
pub fn gigabyte_in_chunks(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
    let block = format!("100000\r\n{}\r\n", " ".repeat(1024 * 1024));
    (0..1024).try_for_each(|_| stream.write_all(block.as_bytes()))
}

/// A few hundred kilobytes that unpack to 128 MB: one space, and the order to repeat it.
pub fn bomb() -> Vec<u8> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    let mut put = |value: u32, count: u32, most_first: bool| {
        for place in 0..count {
            let place = if most_first { count - 1 - place } else { place };
            bits |= (value >> place & 1) << held;
            held += 1;
            if held == 8 {
                bytes.push(u8::try_from(bits).unwrap());
                (bits, held) = (0, 0);
            }
        }
    };
    // One last block of the fixed code; a space; 258 bytes from one byte before, again and again; the end.
    put(0b011, 3, false);
    put(0x30 + u32::from(b' '), 8, true);
    for _ in 0..500_000 {
        put(0b1100_0101, 8, true);
        put(0, 5, true);
    }
    put(0, 7, true);
    put(0, 7, false);
    let start = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    [&start[..], &bytes, &[0; 8]].concat()
}

/// What a target can do to the judged request's connection.
pub fn rows() -> Vec<Row> {
    let by = |name, hand: fn(&mut TcpStream) -> io::Result<()>, (verdict, why)| {
        Row::new(name, Place::Act, move |_| Fate::By(hand)).ends(verdict, why)
    };
    let late = (Faulted, "no whole answer within the time limit");
    let short = (Faulted, "/v1/payouts: ");
    let long = (Broken, "larger than 2 MiB");
    vec![
        by("hangs before the head", hang, late),
        by("drips the head", drip_head, late),
        by("drips the body", drip, late),
        by("closes in the body", close_mid_body, short),
        by("resets", reset, short),
        by("is no HTTP", no_http, short),
        by("a head of 100 MB", long_head, short),
        by("1 GB", gigabyte, long),
        by("1 GB in chunks", gigabyte_in_chunks, long),
        Row::new("closes at once", Place::Act, |_| Fate::Closed).ends(Faulted, "/v1/payouts: "),
        Row::new("closes at once, always", Place::Api, |_| Fate::Closed)
            .ends(NotTestable, "The target cannot be judged"),
    ]
}
