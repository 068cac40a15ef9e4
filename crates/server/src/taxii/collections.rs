//! Collections (5.1, 5.2), as far as the caller may know of them.

use crate::http::routes::Outcome;
use crate::http::{CollectionPath, Context, Reply};
use handling::planted;
use store::CollectionView;
use taxii::resource::collection_media_types;
use taxii::{Collection, Collections};

/// `GET /{api-root}/collections/`.
pub fn list(context: &Context<'_>) -> Outcome {
    let views = context.app.store.collections(context.caller.clearance())?;
    let collections = views.iter().map(resource).collect();
    Ok(Reply::resource(&Collections { collections }))
}

/// `GET /{api-root}/collections/{id}/`.
pub fn get(_context: &Context<'_>, collection: &CollectionPath) -> Outcome {
    planted!(
        CollectionTellsCount,
        {
            let mut told = resource(collection.view());
            let count = _context.app.store.planted_count(collection.id())?;
            told.description = Some(format!("{count} objects"));
            return Ok(Reply::resource(&told));
        },
        ()
    );
    Ok(Reply::resource(&resource(collection.view())))
}

fn resource(view: &CollectionView) -> Collection {
    Collection {
        id: view.id.clone(),
        title: view.title.clone(),
        description: view.description.clone(),
        alias: view.alias.clone(),
        can_read: view.can_read,
        can_write: view.can_write,
        media_types: collection_media_types(),
    }
}
