//! TAXII 2.1 over HTTP, tried from outside: a real server on a loopback address for every test.

mod bodies;
mod hostile;
mod logins;
mod matrix;
mod negotiation;
mod paging;
mod parameters;
mod people;
mod permissions;
mod resources;
mod routes;
mod search;
mod second_ways;
mod shutdown;
mod support;
mod tls;
