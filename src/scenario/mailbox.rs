//! The scenario's boxes in the inbox, and the endpoints that deliver to them.
//!
//! Nobody waits for time to pass here: a delivery that is due has been made when the world's clock has been advanced,
//! so that absence can be shown too.

mod letters;

use std::rc::Rc;

pub use letters::Tries;

use super::object::{Kind, Object};
use super::trouble::Stop;
use super::world::World;
use crate::target::client::Request;
use crate::target::exchange::Purpose;
use crate::target::secret::Secret;

/// The scenario's boxes, one for each endpoint.
#[derive(Debug, Default)]
pub struct Mailbox {
    boxes: Vec<Slot>,
    /// The world's time at the first delivery that could be.
    since: i64,
}

/// A box, and what is known of the endpoint that delivers to it.
#[derive(Debug, Default)]
struct Slot {
    name: String,
    secret: Option<Secret>,
    /// Whether the endpoint was switched off or taken away.
    ended: bool,
    /// What had come before the act.
    before: usize,
}

impl Mailbox {
    fn names(&self) -> Vec<String> {
        self.boxes.iter().map(|slot| slot.name.clone()).collect()
    }
}

/// What happens to a webhook endpoint before the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is switched off.
    Disabled,
    /// It is taken away.
    Deleted,
}

impl World {
    /// The URL of a box of the scenario, opened for one endpoint.
    ///
    /// # Errors
    /// When there can be no inbox.
    pub async fn inbox_url(&mut self) -> Result<String, Stop> {
        let since = self.now().await?;
        let context = Rc::clone(&self.context);
        let inbox = match context.inbox().await {
            Ok(inbox) => inbox,
            Err(why) => return Err(self.fault(format!("there can be no inbox: {why}"))),
        };
        let name = context.next_box();
        let url = inbox.box_url(&name);
        let mailbox = self.mailbox.get_or_insert_with(|| Mailbox {
            since,
            ..Mailbox::default()
        });
        mailbox.boxes.push(Slot {
            name,
            ..Slot::default()
        });
        Ok(url)
    }

    /// Makes a webhook endpoint that delivers events of these types to the scenario's box.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn listen(&mut self, types: &str, connected: bool) -> Result<(), Stop> {
        self.make_draft().await?;
        let mut params = vec![("url".to_owned(), self.inbox_url().await?)];
        let types = types.split(',').map(|kind| kind.trim().to_owned());
        params.extend(types.map(|kind| ("enabled_events[]".to_owned(), kind)));
        if connected {
            params.push(("connect".to_owned(), "true".to_owned()));
        }
        let request = Request::post("/v1/webhook_endpoints", None, Purpose::Arrange);
        let answer = self.arrange(&request.with(params)).await?;
        let (Some(id), Some(secret)) = (answer.body["id"].as_str(), answer.body["secret"].as_str())
        else {
            return Err(self.untestable("a webhook endpoint was made without an id or a secret"));
        };
        self.redactor.learn(Secret::new(secret));
        if let Some(slot) = self.mailbox()?.boxes.last_mut() {
            slot.secret = Some(Secret::new(secret));
        }
        self.note_thing(Kind::WebhookEndpoint, id, super::notation::Owner::Platform);
        Ok(())
    }

    /// Lets the scenario's box refuse deliveries before it takes one.
    ///
    /// # Errors
    /// When the scenario has no box.
    pub async fn refuse_deliveries(&mut self, count: usize) -> Result<(), Stop> {
        let names = self.mailbox()?.names();
        self.drain().await?;
        if let Ok(inbox) = Rc::clone(&self.context).inbox().await {
            for name in &names {
                inbox.refuse(name, count);
            }
        }
        Ok(())
    }

    /// Switches the webhook endpoint off, or takes it away.
    ///
    /// # Errors
    /// When that cannot be done.
    pub async fn end_endpoint(&mut self, fate: Fate) -> Result<(), Stop> {
        let (path, account) = self.locate(&Object::Newest(Kind::WebhookEndpoint)).await?;
        let request = match fate {
            Fate::Disabled => Request::post(path, account, Purpose::Arrange)
                .with(vec![("disabled".to_owned(), "true".to_owned())]),
            Fate::Deleted => Request::delete(path, account, Purpose::Arrange),
        };
        self.arrange(&request).await?;
        if let Some(slot) = self.mailbox()?.boxes.last_mut() {
            slot.ended = true;
        }
        Ok(())
    }

    fn mailbox(&mut self) -> Result<&mut Mailbox, Stop> {
        if self.mailbox.is_none() {
            return Err(self.fault("nobody listens; let `the platform listens for …` stand before"));
        }
        Ok(self.mailbox.get_or_insert_default())
    }

    /// Lets everything be delivered that is due.
    async fn drain(&mut self) -> Result<(), Stop> {
        self.advance(1).await
    }

    /// Notes what had come before the act, so that only what comes after it counts.
    ///
    /// # Errors
    /// When the clock lever is missing or broken.
    pub(super) async fn note_deliveries(&mut self) -> Result<(), Stop> {
        if self.mailbox.is_none() {
            return Ok(());
        }
        self.drain().await?;
        let context = Rc::clone(&self.context);
        if let (Ok(inbox), Some(mailbox)) = (context.inbox().await, &mut self.mailbox) {
            for slot in &mut mailbox.boxes {
                slot.before = inbox.deliveries(&slot.name).len();
            }
        }
        Ok(())
    }

    /// Lets what is due be delivered before events are read that show whether it was.
    ///
    /// # Errors
    /// When the clock lever is missing or broken.
    pub(super) async fn settle_deliveries(&mut self) -> Result<(), Stop> {
        match self.mailbox {
            Some(_) => self.drain().await,
            None => Ok(()),
        }
    }

    /// Closes the scenario's box.
    pub(super) async fn close_mailbox(&mut self) {
        if let Some(mailbox) = self.mailbox.take()
            && let Ok(inbox) = self.context.inbox().await
        {
            for name in mailbox.names() {
                inbox.close_box(&name);
            }
        }
    }
}
