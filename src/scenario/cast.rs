//! Who takes part in a scenario: accounts, their external accounts, their funds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::notation::{Destination, Money, Owner};
use super::trouble::Stop;
use super::world::World;

/// The currency of an account of which no step says another.
pub(super) const USUAL_CURRENCY: &str = "usd";

/// The accounts of a scenario.
#[derive(Debug, Default)]
pub struct Cast {
    accounts: BTreeMap<String, String>,
    /// The currency that an account was made with, where a step said so.
    currencies: BTreeMap<Owner, String>,
    externals: Vec<External>,
    funded: BTreeSet<Owner>,
}

/// An external account that the scenario knows.
#[derive(Debug, Clone)]
struct External {
    owner: Owner,
    destination: Destination,
    currency: String,
    id: String,
}

/// What a connected account is made with; members that no step names keep the protocol's defaults.
#[derive(Debug, Clone)]
pub struct AccountPlan {
    members: Map<String, Value>,
    destination: Option<Destination>,
}

impl Default for AccountPlan {
    fn default() -> Self {
        Self {
            members: Map::new(),
            destination: Some(Destination::usual()),
        }
    }
}

impl AccountPlan {
    /// Takes a row of the table of a connected account.
    ///
    /// # Errors
    /// When the field or its value is none that `levers/1` knows.
    pub fn set(&mut self, field: &str, value: &str) -> Result<(), String> {
        let value = match field {
            "external_account" => {
                self.destination = if value == "none" {
                    None
                } else {
                    Some(value.parse()?)
                };
                return Ok(());
            }
            "payouts_enabled" | "transfers" => value
                .parse::<bool>()
                .map_err(|error| error.to_string())?
                .into(),
            "country" | "currency" | "losses" | "schedule" => value.into(),
            other => return Err(format!("`{other}` is no field of a connected account")),
        };
        self.members.insert(field.to_owned(), value);
        Ok(())
    }

    fn currency(&self) -> String {
        self.members
            .get("currency")
            .and_then(Value::as_str)
            .unwrap_or(USUAL_CURRENCY)
            .to_owned()
    }
}

impl World {
    /// Makes a connected account.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn make_account(&mut self, name: &str, plan: AccountPlan) -> Result<(), Stop> {
        let currency = plan.currency();
        let mut body = plan.members;
        let with_number = matches!(
            plan.destination,
            Some(Destination::Bank {
                number: Some(_),
                ..
            })
        );
        let external = plan.destination.as_ref().filter(|_| !with_number);
        body.insert(
            "external_account".to_owned(),
            external.map_or(Value::Null, |d| external_body(d, &currency)),
        );
        let reply = self.pull("/accounts", Value::Object(body)).await?;
        let Some(account) = reply["account"].as_str() else {
            return Err(self.lacking("POST /accounts", "`account`", &reply));
        };
        let taken = self.cast.accounts.iter().find(|(_, id)| *id == account);
        if let Some((other, _)) = taken.filter(|(other, _)| *other != name) {
            // What belongs to one would seem to be seen by the other.
            let why = format!("the levers give one account, {account}, for {other} and for {name}");
            return Err(self.untestable(why));
        }
        self.cast
            .accounts
            .insert(name.to_owned(), account.to_owned());
        let owner = Owner::Connected(name.to_owned());
        self.cast.currencies.insert(owner.clone(), currency.clone());
        match (plan.destination, reply["external_account"].as_str()) {
            (Some(destination), _) if with_number => {
                // Boxed: adding an external account makes its owner when there is none.
                Box::pin(self.add_external(&owner, &destination, &currency, true)).await?;
            }
            (Some(destination), Some(id)) => {
                let id = id.to_owned();
                self.cast.externals.push(External {
                    owner,
                    destination,
                    currency,
                    id,
                });
            }
            (Some(_), None) => {
                return Err(
                    self.lever_fault(format!("POST /accounts made no external account: {reply}"))
                );
            }
            (None, _) => {}
        }
        Ok(())
    }

    /// The account id of an owner, who is made with the usual account when not there yet.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn account_id(&mut self, owner: &Owner) -> Result<String, Stop> {
        match owner {
            Owner::Platform => self.platform().await,
            Owner::Connected(name) => {
                if !self.cast.accounts.contains_key(name) {
                    self.make_account(name, AccountPlan::default()).await?;
                }
                Ok(self.cast.accounts.get(name).cloned().unwrap_or_default())
            }
        }
    }

    /// The currency of an owner's own account.
    #[must_use]
    pub fn own_currency(&self, owner: &Owner) -> String {
        let own = self.cast.currencies.get(owner);
        own.map_or(USUAL_CURRENCY, String::as_str).to_owned()
    }

    /// What `Stripe-Account` names when the platform acts for this owner, and a lever as the account.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn on_behalf_of(&mut self, owner: &Owner) -> Result<Option<String>, Stop> {
        match owner {
            Owner::Platform => Ok(None),
            Owner::Connected(_) => self.account_id(owner).await.map(Some),
        }
    }

    /// Whether a step made this owner already.
    #[must_use]
    pub fn knows(&self, owner: &Owner) -> bool {
        match owner {
            Owner::Platform => true,
            Owner::Connected(name) => self.cast.accounts.contains_key(name),
        }
    }

    /// Everybody in the scenario, the platform first.
    #[must_use]
    pub fn everybody(&self) -> Vec<Owner> {
        let connected = self.cast.accounts.keys().cloned().map(Owner::Connected);
        std::iter::once(Owner::Platform).chain(connected).collect()
    }

    /// The id of the external account that these words refer to, of whoever has one.
    #[must_use]
    pub fn external_id(&self, called: &Destination) -> Option<String> {
        self.cast
            .externals
            .iter()
            .find(|e| e.destination.is_called(called))
            .map(|e| e.id.clone())
    }

    /// Who has the external account with this id.
    #[must_use]
    pub fn external_owner(&self, id: &str) -> Option<Owner> {
        self.cast
            .externals
            .iter()
            .find(|e| e.id == id)
            .map(|e| e.owner.clone())
    }

    /// The owner that `Stripe-Account` names.
    #[must_use]
    pub fn owner_of_account(&self, account: Option<&str>) -> Owner {
        let accounts = self.cast.accounts.iter();
        let mut named = accounts.filter(|(_, id)| Some(id.as_str()) == account);
        named
            .next()
            .map_or(Owner::Platform, |(name, _)| Owner::Connected(name.clone()))
    }

    /// Notes an external account that the act has made.
    pub fn note_external(&mut self, shown: &Value) {
        let text = |member: &str| shown[member].as_str().unwrap_or_default().to_owned();
        self.cast.externals.push(External {
            owner: Owner::Connected("acme".to_owned()),
            destination: Destination::Bank {
                country: text("country"),
                number: None,
            },
            currency: text("currency"),
            id: text("id"),
        });
    }

    /// The external account of an owner for a payout, added as the default of its currency when missing.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn destination_id(
        &mut self,
        owner: &Owner,
        destination: &Destination,
        currency: &str,
    ) -> Result<String, Stop> {
        let known = self.cast.externals.iter().find(|external| {
            external.owner == *owner
                && external.destination == *destination
                && external.currency == currency
        });
        match known {
            Some(external) => Ok(external.id.clone()),
            None => self.add_external(owner, destination, currency, true).await,
        }
    }

    /// Gives an owner a further external account.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn add_external(
        &mut self,
        owner: &Owner,
        destination: &Destination,
        currency: &str,
        default: bool,
    ) -> Result<String, Stop> {
        let mut body = external_body(destination, currency);
        body["account"] = self.on_behalf_of(owner).await?.into();
        body["default"] = default.into();
        let reply = self.pull("/external_accounts", body).await?;
        let Some(id) = reply["external_account"].as_str().map(str::to_owned) else {
            return Err(self.lacking("POST /external_accounts", "`external_account`", &reply));
        };
        let (owner, destination, currency) =
            (owner.clone(), destination.clone(), currency.to_owned());
        self.cast.externals.push(External {
            owner,
            destination,
            currency,
            id: id.clone(),
        });
        Ok(id)
    }

    /// Gives an owner funds that are available at once.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn fund(
        &mut self,
        owner: &Owner,
        money: &Money,
        source_type: &str,
    ) -> Result<(), Stop> {
        let account = self.on_behalf_of(owner).await?;
        let body = json!({
            "account": account, "amount": money.minor, "currency": money.currency, "source_type": source_type,
        });
        self.cast.funded.insert(owner.clone());
        self.pull("/funds", body).await.map(drop)
    }

    /// Gives an owner just what a payout needs, unless a step said what the owner holds.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn fund_if_silent(&mut self, owner: &Owner, money: &Money) -> Result<(), Stop> {
        if self.cast.funded.contains(owner) {
            return Ok(());
        }
        self.fund(owner, money, "card").await?;
        self.cast.funded.remove(owner);
        Ok(())
    }
}

fn external_body(destination: &Destination, currency: &str) -> Value {
    match destination {
        Destination::Card => {
            json!({"kind": "card", "country": "US", "currency": currency, "instant": true})
        }
        Destination::Bank { country, number } => {
            let mut body = json!({"kind": "bank_account", "country": country, "currency": currency, "instant": true});
            if let Some(number) = number {
                body["account_number"] = number.as_str().into();
            }
            body
        }
    }
}
