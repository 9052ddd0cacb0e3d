//! Trying webhooks: an endpoint for an inbox of ours, something that makes an event, and the delivery of that.

use std::time::{Duration, Instant};

use serde_json::json;

use super::ground::Ground;
use super::{undeclared, well, wrong};
use crate::spec::Capability;

/// The box that the delivery is to come into.
const BOX: &str = "doctor";

/// How long a delivery is waited for where no clock says that it is due, and how often it is looked.
const PATIENCE: Duration = Duration::from_secs(3);
const LOOK: Duration = Duration::from_millis(20);

impl Ground<'_> {
    /// An endpoint for an inbox of ours, and what is delivered to it.
    pub(super) async fn webhooks(&self, account: Option<&str>) {
        let name = Capability::Webhooks.name();
        if !self.declares(Capability::Webhooks) {
            self.note(undeclared(name));
            return;
        }
        let inbox = match self.context.inbox().await {
            Ok(inbox) => inbox,
            Err(why) => {
                let why = format!("there can be no inbox: {why}");
                self.note(wrong(name, why, "give another address with --inbox"));
                return;
            }
        };
        let url = inbox.box_url(BOX);
        let connected = account.filter(|_| self.declares(Capability::Payouts));
        let mut params = vec![("url", url.as_str()), ("enabled_events[]", "*")];
        params.extend(connected.map(|_| ("connect", "true")));
        let Some(_) = self.made(("/v1/webhook_endpoints", None), &params).await else {
            return;
        };
        let Some(done) = self.occasion(account, connected).await else {
            return;
        };
        if self.declares(Capability::Clock) {
            let body = json!({"advance": 1});
            let path = format!("{}/clock", self.world);
            // Whether the clock works is told of the clock.
            let _ = self.context.levers.pull("POST", &path, Some(&body)).await;
        }
        let begun = Instant::now();
        while inbox.deliveries(BOX).is_empty() && begun.elapsed() < PATIENCE {
            tokio::time::sleep(LOOK).await;
        }
        let told = match inbox.deliveries(BOX).first() {
            Some(first) if first.signature.is_none() => {
                let why = format!("after {done} a delivery came without Stripe-Signature");
                wrong(name, why, "sign deliveries with the secret of the endpoint")
            }
            Some(_) => well(name, &format!("after {done} a signed delivery came")),
            None => {
                let why = format!("is declared, but after {done} nothing was delivered to {url}");
                let mend = "deliver it, before POST /clock answers; or give a URL that the target reaches with --inbox \
                            and --webhook-url";
                wrong(name, why, mend)
            }
        };
        self.note(told);
        inbox.close_box(BOX);
    }

    /// Makes something of which there is an event; says what.
    async fn occasion(&self, account: Option<&str>, connected: Option<&str>) -> Option<&str> {
        let usd = [("amount", "100"), ("currency", "usd")];
        if connected.is_some() {
            let made = self.made(("/v1/payouts", connected), &usd).await;
            return made.map(|_| "POST /v1/payouts");
        }
        if self.declares(Capability::Topups) {
            let made = self.made(("/v1/topups", None), &usd).await;
            return made.map(|_| "POST /v1/topups");
        }
        let Some(account) = account.filter(|_| self.declares(Capability::Transfers)) else {
            let name = Capability::Webhooks.name();
            let how =
                "is declared; an endpoint was made, and there is nothing here that makes an event";
            self.note(well(name, how));
            return None;
        };
        let body = json!({"account": null, "amount": 100, "currency": "usd"});
        let path = format!("{}/funds", self.world);
        // Whether that works is told of funds, and of the transfer.
        let _ = self.context.levers.pull("POST", &path, Some(&body)).await;
        let params = [usd[0], usd[1], ("destination", account)];
        let made = self.made(("/v1/transfers", None), &params).await;
        made.map(|_| "POST /v1/transfers")
    }
}
