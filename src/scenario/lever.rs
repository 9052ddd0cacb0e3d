//! Levers as a scenario pulls them: what they answer is taken into the transcript, and what they owe is missed.

use std::rc::Rc;
use std::sync::Arc;

use serde_json::Value;

use super::trouble::{Stop, Trouble};
use super::world::World;
use crate::target::exchange::Purpose;
use crate::target::levers::{LeverError, Pulled};
use crate::target::secret::Secret;

impl World {
    /// Pulls a lever of this world.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn pull(&mut self, lever: &str, body: Value) -> Result<Arc<Value>, Stop> {
        let path = format!("{}{lever}", self.session().await?.path);
        self.pull_at(&path, Some(&body)).await
    }

    /// Reads a lever of this world.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn read_lever(&mut self, lever: &str) -> Result<Arc<Value>, Stop> {
        let path = format!("{}{lever}", self.session().await?.path);
        let (mut exchange, result) = self.context.levers.pull("GET", &path, None).await;
        exchange.purpose = Purpose::Footprint;
        self.keep(exchange)?;
        self.lever_result(result).await
    }

    pub(super) async fn pull_at(
        &mut self,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Arc<Value>, Stop> {
        let pulled = self.context.levers.pull("POST", path, body).await;
        self.pulled(pulled).await
    }

    /// Takes what a lever answered into the transcript.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub(super) async fn pulled(
        &mut self,
        (mut exchange, result): Pulled,
    ) -> Result<Arc<Value>, Stop> {
        let weighed = self.weigh(&mut exchange);
        if let Some(key) = exchange.answer["api_key"].as_str() {
            // However short it is.
            self.redactor.learn(Secret::new(key));
        }
        self.keep(exchange)?;
        if let Err(why) = weighed {
            // Answers of the API weigh as much: it need not be the lever's fault.
            self.context.answered();
            return Err(self.fault(why));
        }
        self.lever_result(result).await
    }

    pub(super) async fn lever_result(
        &mut self,
        result: Result<Arc<Value>, LeverError>,
    ) -> Result<Arc<Value>, Stop> {
        match result {
            Ok(reply) => {
                self.context.answered();
                Ok(reply)
            }
            Err(LeverError::Unsupported(reason)) => {
                self.context.answered();
                Err(self.untestable(format!("a lever is not supported: {reason}")))
            }
            Err(LeverError::Fault(what)) => {
                self.context.answered();
                Err(self.lever_fault(what))
            }
            Err(LeverError::Unreachable(cause)) => {
                let cause = self.redactor.text(cause);
                Rc::clone(&self.context).unanswered(&cause).await;
                Err(self.fault(cause))
            }
        }
    }

    /// The end of a scenario whose lever, the one that was pulled last, did not give what it has to give.
    pub(super) fn lever_fault(&mut self, what: impl Into<String>) -> Stop {
        self.stop(Trouble::LeverFault(what.into()))
    }

    /// The same, where the answer lacks a member.
    pub(super) fn lacking(&mut self, lever: &str, members: &str, reply: &Value) -> Stop {
        self.lever_fault(format!("{lever} answered without {members}: {reply}"))
    }
}
