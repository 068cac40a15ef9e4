//! TAXII 2.1 wire types, media types and filters. Knows no store.
