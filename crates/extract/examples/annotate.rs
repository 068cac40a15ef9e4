//! Prints a text's mentions in brackets and its events: `cargo run -p extract --example annotate -- FILE`.

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
        for m in &x.mentions {
            let holder = m
                .entity
                .and_then(|e| x.entities[e].holder)
                .map(|h| format!(" <- {}", name(h)));
            println!(
                "{:13} {}{}",
                m.kind.as_str(),
                &raw[m.start..m.end],
                holder.unwrap_or_default()
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
                "=> {} [{}] at [{}] {:?}..{:?} about [{}] from [{}] {:?}",
                e.kind,
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
