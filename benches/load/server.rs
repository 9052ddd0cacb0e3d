//! The server under load: a process of its own, whose memory can be read.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

use crate::client::{Client, request};

/// A running `recoup serve`, ended when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// A world of a server, with the key that opens it.
#[derive(Clone)]
pub struct World {
    /// Its id.
    pub id: String,
    /// Its key.
    pub key: String,
}

impl Server {
    /// Starts it; it listens when this returns.
    pub fn start() -> Self {
        let own = env!("CARGO_BIN_EXE_recoup").to_owned();
        let program = std::env::var("RECOUP_BIN").unwrap_or(own);
        let mut child = Command::new(program)
            .args(["serve", "--port", "0", "--clock", "manual"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let said = child.stdout.take().expect("its output");
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let address = lines.find_map(|line| {
            let (_, rest) = line.split_once("http://")?;
            rest.split('/').next()?.parse().ok()
        });
        let address = address.expect("it says where it listens");
        Self { child, address }
    }

    /// Its memory that is in use, in bytes; not a number where the system does not tell.
    pub fn memory(&self) -> f64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes: Option<f64> =
            line.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        kilobytes.unwrap_or(f64::NAN) * 1_024.0
    }

    /// The processor time that it has taken, in microseconds; not a number where the system does not tell.
    pub fn work(&self) -> f64 {
        let folder = format!("/proc/{}/task", self.child.id());
        let threads = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let times = threads.map(|thread| {
            let path = thread.path().join("schedstat");
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let nanoseconds = text.split_whitespace().next().map(str::parse::<f64>);
            nanoseconds.and_then(Result::ok).unwrap_or(f64::NAN)
        });
        times.sum::<f64>() / 1e3
    }

    /// Makes a world whose platform has so many external accounts and all the money it can be given.
    pub async fn world(&self, client: &mut Client, externals: usize) -> World {
        let made = client
            .json(&request(
                "POST",
                "/levers/worlds",
                ("", r#"{"label":"load"}"#),
            ))
            .await;
        let text = |name: &str| made[name].as_str().expect("text").to_owned();
        let world = World {
            id: text("world"),
            key: text("api_key"),
        };
        let lever = |name: &str| format!("/levers/worlds/{}/{name}", world.id);
        for number in 0..externals {
            // Every other one is paid by the bank when it is due, as the documented number says.
            let body = if number % 2 == 0 {
                r#"{"account_number":"000123456789"}"#
            } else {
                "{}"
            };
            let path = lever("external_accounts");
            client.send(&request("POST", &path, ("", body))).await;
        }
        for _ in 0..10 {
            let body = r#"{"amount":999999999999}"#;
            client
                .send(&request("POST", &lever("funds"), ("", body)))
                .await;
        }
        world
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
