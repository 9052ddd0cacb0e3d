//! `recoup serve`: the reference, to develop against.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use clap::Args;

use super::options::{Pair, readings};
use super::{Refused, interrupted, print, runtime};
use crate::exit::Exit;
use crate::reference::{self, Clock, Defect};

/// How long what is under way may take once the server is asked to end: a client that never ends its request does not
/// keep it.
const GRACE: Duration = Duration::from_millis(500);

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The port; 0 takes a free one and says which.
    #[arg(long, default_value_t = 4242)]
    port: u16,
    /// The address; loopback unless another is asked for.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Plant a defect.
    #[arg(long, value_name = "NAME")]
    defect: Option<Defect>,
    /// Take this reading of documents that disagree.
    #[arg(long, value_name = "CHOICE=VALUE")]
    reading: Vec<Pair>,
    /// Whether the default world's clock is the real one or moves by lever only.
    #[arg(long, default_value = "real", value_parser = ["real", "manual"])]
    clock: String,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let pinned = options.reading.iter();
    let setting = reference::Options {
        defect: options.defect,
        readings: readings(pinned.map(|pair| (&pair.choice, &pair.value)))?,
        clock: if options.clock == "manual" {
            Clock::Manual
        } else {
            Clock::Real
        },
        ..reference::Options::default()
    };
    runtime()?.block_on(async {
        let address = (options.host, options.port);
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .map_err(|error| {
                Refused::usage(format!(
                    "cannot listen on {}:{}: {error}",
                    options.host, options.port
                ))
            })?;
        let bound = listener
            .local_addr()
            .map_err(|error| Refused::with(Exit::Internal, error))?;
        print(&greeting(&format!("http://{bound}"), options.defect));
        let enough = async {
            interrupted().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            served = reference::serve(listener, &setting, interrupted()) => {
                served.map_err(|error| Refused::with(Exit::Internal, error))?;
            }
            () = enough => {}
        }
        Ok(Exit::Conformant)
    })
}

fn greeting(url: &str, defect: Option<Defect>) -> String {
    let key = reference::DEFAULT_KEY;
    let planted =
        defect.map(|defect| format!("  defect  {}: {}\n", defect.name(), defect.summary()));
    format!(
        "recoup reference\n  api     {url}/v1\n  levers  {url}/levers\n  key     {key}\n{}\n\
         curl {url}/v1/balance -u {key}:\nCtrl-C ends it.\n",
        planted.unwrap_or_default()
    )
}
