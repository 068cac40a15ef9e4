//! TLS with certificates made here, and client certificates that stand for partners.

use crate::support::*;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use ring::digest::{SHA256, digest};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use server::http::TlsFiles;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use stix::marking::Tlp;

/// A certificate and its key.
struct Pair {
    certificate: CertificateDer<'static>,
    key: KeyPair,
}

struct World {
    authority: CertifiedIssuer<'static, KeyPair>,
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        Self {
            authority: CertifiedIssuer::self_signed(params, key).unwrap(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn issue(&self, name: &str) -> Pair {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.authority).unwrap();
        Pair {
            certificate: certificate.der().clone(),
            key,
        }
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn files(&self) -> TlsFiles {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.authority).unwrap();
        TlsFiles {
            cert: self.write("cert.pem", &certificate.pem()),
            key: self.write("key.pem", &key.serialize_pem()),
            client_ca: Some(self.write("ca.pem", &self.authority.pem())),
        }
    }

    fn get(
        &self,
        actor: &Actor,
        path: &str,
        client: Option<&Pair>,
        versions: &[&'static rustls::SupportedProtocolVersion],
    ) -> std::io::Result<Response> {
        let mut roots = RootCertStore::empty();
        roots.add(self.authority.der().clone()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(roots);
        let config = match client {
            None => config.with_no_client_auth(),
            Some(pair) => {
                let key = PrivatePkcs8KeyDer::from(pair.key.serialize_der());
                let chain = vec![pair.certificate.clone()];
                config
                    .with_client_auth_cert(chain, PrivateKeyDer::from(key))
                    .unwrap()
            }
        };
        let name = ServerName::try_from("localhost").unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let mut stream = StreamOwned::new(connection, connect(actor.address));
        stream.write_all(
            actor
                .head("GET", path, &[("accept", TAXII)], None)
                .as_bytes(),
        )?;
        let answer = read_response(&mut stream, false);
        answer.ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
    }
}

const BOTH: &[&rustls::SupportedProtocolVersion] =
    &[&rustls::version::TLS12, &rustls::version::TLS13];

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect::<Vec<_>>()
        .join(":")
}

#[test]
fn both_versions_of_tls_and_absolute_https_addresses() {
    let world = World::new();
    let files = world.files();
    let server = TestServer::with(|settings| settings.tls = Some(files));
    let partner = server.partner("north");
    for versions in [&[&rustls::version::TLS12][..], &[&rustls::version::TLS13]] {
        let answer = world
            .get(&partner, "/taxii2/", None, versions)
            .unwrap()
            .expect(200);
        let root = answer.json()["default"].as_str().unwrap().to_owned();
        assert_eq!(root, format!("https://{}/tansiq/", server.address));
        assert!(answer.header("strict-transport-security").is_some());
    }
    world
        .get(&server.anonymous(), "/taxii2/", None, BOTH)
        .unwrap()
        .expect(401);
    // Plain HTTP on this port is no HTTP at all.
    let mut stream = connect(server.address);
    stream
        .write_all(partner.head("GET", "/taxii2/", &[], None).as_bytes())
        .unwrap();
    let answer = read_response(&mut stream, false);
    assert!(answer.is_none_or(|answer| answer.status != 200));
}

#[test]
fn a_client_certificate_stands_for_its_partner() {
    let world = World::new();
    let files = world.files();
    let server = TestServer::with(|settings| settings.tls = Some(files));
    let (north, unknown) = (world.issue("north"), world.issue("unknown"));
    let mut partner = new_partner("north", Tlp::Green, "unused", "identity--x");
    partner.identities.clear();
    partner.certificate = Some(hexadecimal(digest(&SHA256, &north.certificate).as_ref()));
    server.store.add_partner("test", partner).unwrap();
    let south = server.partner("south");
    let nobody = server.anonymous();
    let get = |actor: &Actor, client| world.get(actor, "/taxii2/", client, BOTH);
    get(&nobody, Some(&north)).unwrap().expect(200);
    get(&nobody, Some(&unknown)).unwrap().expect(401);
    get(&nobody, None).unwrap().expect(401);
    get(&south, Some(&unknown)).unwrap().expect(200);
    // Two partners at once are neither.
    get(&south, Some(&north)).unwrap().expect(401);
    // A certificate of another authority does not get through the handshake.
    let elsewhere = World::new().issue("north");
    assert!(get(&nobody, Some(&elsewhere)).is_err());
    server
        .store
        .set_partner_enabled("test", "north", false)
        .unwrap();
    get(&nobody, Some(&north)).unwrap().expect(401);
}

#[test]
fn the_certificate_is_reread_and_a_broken_one_changes_nothing() {
    let world = World::new();
    let tls = server::tls::Tls::load(world.files()).unwrap();
    let before = tls.config();
    std::fs::write(world.folder.path().join("cert.pem"), "nonsense").unwrap();
    assert!(tls.reload().is_err());
    assert!(Arc::ptr_eq(&before, &tls.config()));
    world.files();
    tls.reload().unwrap();
    assert!(!Arc::ptr_eq(&before, &tls.config()));
}
