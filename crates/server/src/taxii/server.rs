//! Discovery (4.1), the api root (4.2), and the operator's two addresses.

use crate::http::routes::Outcome;
use crate::http::{Context, Reply};
use crate::metrics;
use handling::planted;
use taxii::{ApiRoot, Discovery};

/// `GET /taxii2/`. Api roots are absolute where the server knows how it was called: some clients
/// cannot use relative ones.
pub fn discovery(context: &Context<'_>) -> Outcome {
    let settings = &context.app.settings;
    let root = format!("{}/{}/", context.origin, settings.api_root);
    Ok(Reply::resource(&Discovery {
        title: settings.title.clone(),
        description: planted!(
            DiscoveryTellsCount,
            Some(context.app.store.all_collections()?.len().to_string()),
            settings.description.clone()
        ),
        contact: settings.contact.clone(),
        default: Some(root.clone()),
        api_roots: vec![root],
    }))
}

/// `GET /{api-root}/`.
pub fn api_root(context: &Context<'_>) -> Outcome {
    let settings = &context.app.settings;
    Ok(Reply::resource(&ApiRoot::new(
        settings.title.clone(),
        settings.description.clone(),
        planted!(
            ApiRootTellsSize,
            settings.max_content_length as u64
                - context.app.store.planted_numbers()?.objects as u64,
            settings.max_content_length as u64
        ),
    )))
}

/// `GET /healthz`: whether the store can be read. It says nothing else.
pub fn health(context: &Context<'_>) -> Outcome {
    context.app.store.policy_generation()?;
    planted!(
        HealthTellsSize,
        {
            let ids = context.app.store.planted_numbers()?.ids;
            return Ok(Reply::typed(
                "application/json",
                ids.to_string().into_bytes(),
            ));
        },
        ()
    );
    Ok(Reply::typed(
        "application/json",
        br#"{"status":"ok"}"#.to_vec(),
    ))
}

/// `GET /metrics`.
pub fn metrics(context: &Context<'_>) -> Outcome {
    let text = context.app.metrics.text();
    Ok(Reply::typed(metrics::MEDIA_TYPE, text.into_bytes()))
}
