//! Agencies of a credit in the wrong order.

use crate::check::found::{Found, Spot};
use crate::check::rule::{Look, Rule};
use crate::check::view::FigureView;
use crate::check::words::shown;
use crate::check::{Group, Level};
use crate::edit::{Edit, Value};
use crate::story::{Credit, Place, TextAt};

pub(super) const RULE: Rule = Rule {
    id: "credit-chain",
    group: Group::Credits,
    level: Level::Advice,
    what: "A credit names the house that passed a picture on before the one that made it.",
    why: "The agency that sent the photographer comes first; who sold the picture comes after “via”.",
    source: "The credit rules of AFP, Anadolu and Getty Images for pictures that one passes on for the other.",
    wrong: "Kit Orme/Getty Images via AFP",
    right: "Kit Orme/AFP via Getty Images",
    looks: &[Look::Figure(look)],
};

/// Houses that pass on pictures of others.
const SELLERS: [&str; 8] = [
    "Getty Images",
    "Alamy",
    "Shutterstock",
    "picture alliance",
    "imago",
    "Adobe Stock",
    "iStock",
    "Alamy Live News",
];

/// Houses with photographers of their own whose pictures those pass on.
const MAKERS: [&str; 20] = [
    "AFP",
    "Anadolu",
    "Bloomberg",
    "NurPhoto",
    "Xinhua",
    "Reuters",
    "AP",
    "dpa",
    "EPA",
    "PA",
    "APA",
    "EFE",
    "ANSA",
    "AAP",
    "PTI",
    "Kyodo",
    "SOPA Images",
    "ZUMA Press",
    "Hans Lucas",
    "VCG",
];

fn look(view: &FigureView<'_>, found: &mut Found<'_>) {
    let credit = &view.figure.credit;
    let is_seller = |name: &String| SELLERS.contains(&name.as_str());
    let is_maker = |name: &String| MAKERS.contains(&name.as_str());
    let Some(provider) = credit.provider.as_ref().filter(|provider| is_maker(provider)) else {
        return;
    };
    let [seller] = credit.agencies.as_slice() else { return };
    if !is_seller(seller) {
        return;
    }
    let (maker, seller) = (provider.clone(), seller.clone());
    let message = format!(
        "“{}” made the picture and “{}” passed it on; turn the two round.",
        shown(&maker),
        shown(&seller)
    );
    let label = format!("Write “{} via {}”", shown(&maker), shown(&seller));
    let about = format!("{seller} via {maker}");
    let creators = credit.creators.join(", ");
    let dash = if creators.is_empty() { "" } else { "/" };
    let turned = Credit {
        verbatim: format!("{creators}{dash}{maker} via {seller}"),
        agencies: vec![maker],
        provider: Some(seller),
        ..credit.clone()
    };
    let spot = Spot::place(Place::Text(TextAt::Credit(view.at)), about, message);
    found.add(spot.fixed_by(label, Some(Edit::Set(Value::Credit(view.at, turned)))));
}
