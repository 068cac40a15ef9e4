//! Prints a text with its mentions marked, who holds which office, and its events:
//! `cargo run -p extract --example annotate -- FILE`.

mod marked;

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(raw) = std::fs::read_to_string(&path) else {
            eprintln!("error: cannot read `{path}`");
            std::process::exit(2);
        };
        let x = extract::extract(&raw, None);
        let name = |e: usize| {
            let names = &x.entities[e].names;
            names.iter().flatten().next().cloned().unwrap_or_default()
        };
        println!("{}", marked::marked(&raw, x.mentions.iter()));
        for e in x.entities.iter().filter(|e| e.holder.is_some()) {
            let office = e.names.iter().flatten().next().cloned();
            println!(
                "{} <- {}",
                office.unwrap_or_default(),
                name(e.holder.unwrap_or_default())
                    + &e.term.map(|t| format!(" {t:?}")).unwrap_or_default()
            );
        }
        for f in &x.furniture {
            println!("furniture {} {:?}", f.kind, &raw[f.start..f.end]);
        }
        for e in &x.events {
            let who: Vec<String> = e
                .participants
                .iter()
                .filter_map(|p| p.entity.or(p.office))
                .map(name)
                .collect();
            let list = |v: &[usize]| v.iter().map(|&e| name(e)).collect::<Vec<_>>().join(", ");
            println!(
                "=> {} by `{}` [{}] at [{}] {:?}..{:?} about [{}] from [{}] {:?}",
                e.kind,
                &raw[e.trigger.clone()],
                who.join(" | "),
                list(&e.place),
                e.start,
                e.stop,
                list(&e.topics),
                list(&e.source),
                e.attribution
            );
        }
        println!();
    }
}
