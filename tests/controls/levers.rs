//! Levers that pretend to work: they declare everything, take whatever they are asked for and keep honest books of it.

use std::collections::BTreeMap;

use recoup::spec::Capability;
use serde_json::{Value, json};

/// The payout of the documents' examples, which the schedule pretends to have made.
pub const PAYOUT: &str = "po_1OaFDbEcg9tTZuTgNYmX0PKB";
/// Their transfer, which the charge pretends to have made.
pub const TRANSFER: &str = "tr_1Mio2dLkdIwHu7ixsUuCxJpu";
/// Their bank account, which everybody has.
pub const BANK: &str = "ba_1MtIhL2eZvKYlo2CAElKwKu2";

const LISTED: [&str; 2] = ["accounts", "financial_accounts"];

/// Every world that was asked for.
#[derive(Default)]
pub struct Levers {
    made: usize,
    worlds: BTreeMap<String, World>,
}

struct World {
    now: i64,
    platform: String,
    accounts: BTreeMap<String, BTreeMap<String, i64>>,
    cash: BTreeMap<String, (String, i64)>,
}

impl Levers {
    /// Answers what comes below `/levers`.
    pub fn answer(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match (method, parts.as_slice()) {
            ("GET", []) => (200, manifest()),
            ("POST", ["worlds"]) => (200, self.open(body)),
            ("DELETE", ["worlds", name]) => {
                self.worlds.remove(*name);
                (204, Value::Null)
            }
            (_, ["worlds", name, rest @ ..]) => {
                self.made += 1;
                let made = self.made;
                match self.worlds.get_mut(*name) {
                    Some(world) => world.pull(rest, body, made),
                    None => (404, json!({"error": "no such world"})),
                }
            }
            _ => (501, json!({"unsupported": "no such lever"})),
        }
    }

    fn open(&mut self, body: &Value) -> Value {
        self.made += 1;
        let (name, now) = (
            format!("w_{}", self.made),
            body["now"].as_i64().unwrap_or_default(),
        );
        let platform = format!("acct_platform{}", self.made);
        let world = World {
            now,
            platform: platform.clone(),
            accounts: BTreeMap::from([(platform.clone(), BTreeMap::new())]),
            cash: BTreeMap::new(),
        };
        self.worlds.insert(name.clone(), world);
        let key = format!("sk_test_control_{}", self.made);
        json!({"world": name, "api_key": key, "account": platform, "now": now})
    }
}

impl World {
    fn pull(&mut self, lever: &[&str], body: &Value, made: usize) -> (u16, Value) {
        let currency = body["currency"].as_str().unwrap_or("usd").to_owned();
        let amount = body["amount"].as_i64().unwrap_or_default();
        let reply = match lever {
            ["clock"] => {
                self.now += body["advance"].as_i64().unwrap_or_default();
                json!({"now": self.now})
            }
            ["accounts"] => {
                let account = format!("acct_{made}");
                self.accounts.insert(account.clone(), BTreeMap::new());
                let bank = (!body["external_account"].is_null()).then_some(BANK);
                json!({"account": account, "external_account": bank})
            }
            ["external_accounts"] => json!({"external_account": BANK}),
            ["funds"] => {
                let account = body["account"].as_str().unwrap_or(&self.platform);
                let funds = self.accounts.entry(account.to_owned()).or_default();
                *funds.entry(currency).or_default() += amount;
                json!({})
            }
            ["payouts"] => json!({"payout": PAYOUT}),
            ["charges"] => {
                json!({"charge": format!("ch_{made}"), "transfer": TRANSFER, "application_fee": format!("fee_{made}")})
            }
            ["financial_accounts"] => {
                let name = format!("fa_{made}");
                self.cash.insert(name.clone(), (currency, amount));
                json!({"financial_account": name})
            }
            ["received_debits"] => {
                let name = body["financial_account"].as_str().unwrap_or_default();
                if let Some((_, cash)) = self.cash.get_mut(name) {
                    *cash -= amount;
                }
                json!({"received_debit": format!("rd_{made}")})
            }
            ["balances"] => self.balances(),
            [_, _, "bank"] => json!({}),
            _ => return (501, json!({"unsupported": "no such lever"})),
        };
        (200, reply)
    }

    fn balances(&self) -> Value {
        let mut shown = json!({LISTED[0]: {}, LISTED[1]: {}});
        for (account, funds) in &self.accounts {
            let funds = funds.iter().map(|(currency, amount)| {
                (currency.clone(), json!({"available": amount, "pending": 0}))
            });
            shown[LISTED[0]][account] = Value::Object(funds.collect());
        }
        for (account, (currency, amount)) in &self.cash {
            shown[LISTED[1]][account] = json!({currency: amount});
        }
        shown
    }
}

fn manifest() -> Value {
    let names: Vec<_> = Capability::ALL.iter().map(|it| it.name()).collect();
    json!({
        "protocol": "levers/1",
        "implementation": {"name": "control"},
        "capabilities": names,
        "limits": {"parallel_worlds": 16},
    })
}
