//! STIX content as a stream: every value of every object is looked up, and hits are confirmed on the
//! objects themselves.

mod keep;

use stix::Value;
use stix::pattern::Network;

use super::{Claim, Core, Match, Said, number_key};
use crate::event::LineFault;
use crate::index::How;
use crate::matcher::Matcher;
use crate::observed::{Observation, observations, parse};
use crate::text::{Fold, Key, key, nfc};

pub(super) use keep::Keeper;

/// Tells what one line says by itself.
pub(super) fn line(
    core: &mut Core,
    keeper: Option<&mut Keeper>,
    matcher: &Matcher,
    line: &[u8],
    arrival: Option<i64>,
    tell: &mut dyn FnMut(Said<'_>),
) {
    core.begin();
    match read(core, keeper, matcher, line, arrival, tell) {
        Ok(count) => core.counts.events += count,
        Err(fault) => {
            core.counts.broken += 1;
            tell(Said::Broken(fault));
        }
    }
    let sequels = core.sequels.drain(..);
    sequels.for_each(|sequel| tell(Said::Sequel(sequel)));
}

/// How many observations the line held.
fn read(
    core: &mut Core,
    mut keeper: Option<&mut Keeper>,
    matcher: &Matcher,
    line: &[u8],
    arrival: Option<i64>,
    tell: &mut dyn FnMut(Said<'_>),
) -> Result<u64, LineFault> {
    let text = std::str::from_utf8(line).map_err(|error| LineFault::Utf8(error.valid_up_to()))?;
    let content = parse(text.as_bytes()).map_err(|_| LineFault::Json(0))?;
    let all = observations(&content).map_err(|_| LineFault::Header)?;
    for observation in &all {
        core.told.clear();
        core.candidates.clear();
        one(core, matcher, observation, arrival, &mut |found| {
            tell(Said::Found(found));
        });
        if let Some(keeper) = &mut keeper {
            keeper.observation(observation, arrival);
        }
    }
    Ok(all.len() as u64)
}

fn one(
    core: &mut Core,
    matcher: &Matcher,
    observation: &Observation<'_>,
    arrival: Option<i64>,
    tell: &mut dyn FnMut(Match<'_>),
) {
    let at = observation
        .seen
        .interval
        .map(|(first, _)| first)
        .or(arrival);
    let graph = &observation.graph;
    let mut walk = Walk {
        matcher,
        candidates: &mut core.candidates,
        hits: Vec::new(),
    };
    for node in 0..graph.len() {
        let object_type = graph.object_type(node);
        walk.candidates
            .extend(matcher.waiting_for_type(object_type));
        walk.value(graph.value(node), object_type, "", None);
    }
    let hits = walk.hits;
    for (hit, claim) in hits {
        core.verify(matcher, graph, at, hit, &claim, tell);
    }
    core.evaluate(matcher, graph, observation.seen, (at, arrival), tell);
}

struct Walk<'w, 'c> {
    matcher: &'w Matcher,
    candidates: &'c mut Vec<(u32, u16)>,
    hits: Vec<((u32, u16), Claim<'w>)>,
}

impl<'w> Walk<'w, '_> {
    fn value(
        &mut self,
        value: &'w Value<'w>,
        object_type: &str,
        property: &str,
        parent: Option<&str>,
    ) {
        match value {
            Value::String(text) => {
                self.text(text, Fold::of(object_type, property, parent), property)
            }
            Value::Number(text) => {
                if let Some(key) = number_key(text) {
                    self.key(key);
                }
            }
            Value::Array(items) => {
                items
                    .iter()
                    .for_each(|item| self.value(item, object_type, property, parent));
            }
            Value::Object(members) => {
                let parent = (!property.is_empty()).then_some(property);
                members
                    .iter()
                    .for_each(|(name, value)| self.value(value, object_type, name, parent));
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn text(&mut self, text: &'w str, fold: Fold, property: &str) {
        self.key(key(fold, text));
        if let Some(address) = Network::parse(text) {
            for (block, target) in self.matcher.around(address) {
                let hit = (target.owner, target.place);
                match target.how {
                    How::SubsetGate => self.candidates.push(hit),
                    How::Subset => self.hits.push((hit, Claim::Within(block))),
                    How::Equal | How::Gate => {}
                }
            }
        }
        if self.matcher.looks_through(property) {
            self.matcher.find_grams(&nfc(text), self.candidates);
        }
    }

    fn key(&mut self, key: Key<'w>) {
        let mut claimed = Vec::new();
        for target in self.matcher.index.find(&self.matcher.hasher, &key) {
            let hit = (target.owner, target.place);
            match target.how {
                How::Gate => self.candidates.push(hit),
                How::Equal => claimed.push(hit),
                How::Subset | How::SubsetGate => {}
            }
        }
        self.hits.extend(
            claimed
                .into_iter()
                .map(|hit| (hit, Claim::Equal(key.clone()))),
        );
    }
}
