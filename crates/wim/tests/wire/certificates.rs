//! Certificates as printers have them, and servers that show them.

use std::sync::Arc;

use num_bigint::BigUint;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::{ServerConfig, SignatureAlgorithm, SignatureScheme};
use sha2::{Digest, Sha256};
use tegata_core::Fingerprint;

/// X.509 version 1, RSA with 1024 bits, expired in 2019, without any name but the common one: made for this test, and
/// of the kind that printers made for themselves for a decade.
const OLD: &str = "MIIB+TCCAWICAQEwDQYJKoZIhvcNAQELBQAwRTELMAkGA1UEBhMCSlAxHDAaBgNVBAoME1JJQ09IIENPTVBBTlksIExURC4xGDAWBgNVBAMMD1\
JOUDAwMjY3MzAwQTFCMjAeFw0wOTAxMDEwMDAwMDBaFw0xOTAxMDEwMDAwMDBaMEUxCzAJBgNVBAYTAkpQMRwwGgYDVQQKDBNSSUNPSCBDT01Q\
QU5ZLCBMVEQuMRgwFgYDVQQDDA9STlAwMDI2NzMwMEExQjIwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBAN9g/WW421vF7JJ7zC+dseXQd8\
HKyJVz2qs/N1EUuudfzWru1IRfIK/oRL4jZXAW3H3aIUGPOhSEt2D8Y2an5CgDwv3q8Zt8xZXIbo1O0axTgZa4MWGI4xm2TUG1Cv9oieebtaoz\
7NXXH88yBkx+g/SOJqVnjfo1Bvk29e3QJnuhAgMBAAEwDQYJKoZIhvcNAQELBQADgYEAXatS0PcTjYmObIayYw2E6F/ydviSEYOxE8gJjvcABR\
mdXI8I0U7KJb+7uiTSKw6TCjigRrcMma3q33kX10aJapAc47740YszAZMbJmvHWYSUZ9vFX2SXuFce8VUHcu92IOF0mzFcfznvcvKVAGEMul/A\
5KP/9NVmkKnQflmGBGI=";
const MODULUS: &[u8] = b"df60fd65b8db5bc5ec927bcc2f9db1e5d077c1cac89573daab3f375114bae75fcd6aeed4845f20afe844be23657016dc\
7dda21418f3a1484b760fc6366a7e42803c2fdeaf19b7cc595c86e8d4ed1ac538196b8316188e319b64d41b50aff6889e79bb5aa33ecd5d71fcf\
32064c7e83f48e26a5678dfa3506f936f5edd0267ba1";
const EXPONENT: &[u8] = b"a7aafd88e500821a46408d7bee21c7ee605403ba5a6513d906c1249c4f9b1b20e5e765ed4e8eb8d250dd887ab92131\
87bf4f83b6d9f31683a7c1bcb03fd5b5828bc3bdb36d9ec8c01f4a23ca86a6fd0e984a31e9eed3e734d78efe24f476d758b1c518268b0bdeadd1\
d13fab6b22b04dd142c0264f807734e1c7054caf19f721";
/// What stands before a SHA-256 digest in a PKCS#1 signature.
const DIGEST_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// The old certificate's key: the TLS library takes none so short, so its one signature is made by hand.
#[derive(Debug)]
struct ShortKey;

impl SigningKey for ShortKey {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        offered.contains(&SignatureScheme::RSA_PKCS1_SHA256).then(|| Box::new(Self) as Box<dyn Signer>)
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::RSA
    }
}

impl Signer for ShortKey {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rustls::Error> {
        let number = |hex| BigUint::parse_bytes(hex, 16).expect("a number");
        let mut padded = vec![0xff; 128];
        padded[..2].copy_from_slice(&[0, 1]);
        padded[76] = 0;
        padded[77..96].copy_from_slice(&DIGEST_INFO);
        padded[96..].copy_from_slice(&Sha256::digest(message));
        let signature =
            BigUint::from_bytes_be(&padded).modpow(&number(EXPONENT), &number(MODULUS)).to_bytes_be();
        Ok([vec![0; 128 - signature.len()], signature].concat())
    }

    fn scheme(&self) -> SignatureScheme {
        SignatureScheme::RSA_PKCS1_SHA256
    }
}

#[derive(Debug)]
struct Only(Arc<CertifiedKey>);

impl ResolvesServerCert for Only {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}

/// A server's certificate and what is needed to show it.
pub struct Shown {
    pub config: Arc<ServerConfig>,
    pub der: CertificateDer<'static>,
}

impl Shown {
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::from_digest(Sha256::digest(&self.der).into())
    }
}

fn shown(
    der: CertificateDer<'static>,
    key: Arc<dyn SigningKey>,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> Shown {
    let certified = CertifiedKey::new(vec![der.clone()], key);
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(versions)
        .expect("versions")
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(Only(Arc::new(certified))));
    Shown { config: Arc::new(config), der }
}

/// The certificate of an old printer, over TLS 1.2.
pub fn old() -> Shown {
    use base64::Engine as _;
    let der = base64::engine::general_purpose::STANDARD.decode(OLD).expect("a certificate");
    shown(der.into(), Arc::new(ShortKey), &[&rustls::version::TLS12])
}

fn fresh(
    alter: impl FnOnce(&mut rcgen::CertificateParams),
) -> (CertificateDer<'static>, Arc<dyn SigningKey>) {
    let key = rcgen::KeyPair::generate().expect("a key");
    let mut params = rcgen::CertificateParams::new(Vec::new()).expect("parameters");
    alter(&mut params);
    let der = params.self_signed(&key).expect("a certificate").der().clone();
    let private = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
    (der, aws_lc_rs::sign::any_supported_type(&private).expect("a signing key"))
}

/// A certificate of today's kind.
pub fn ordinary() -> Shown {
    let (der, key) = fresh(|_| {});
    shown(der, key, &[&rustls::version::TLS13, &rustls::version::TLS12])
}

/// Long expired, and for another host.
pub fn expired() -> Shown {
    let (der, key) = fresh(|params| {
        params.not_before = rcgen::date_time_ymd(2009, 1, 1);
        params.not_after = rcgen::date_time_ymd(2010, 1, 1);
        params.distinguished_name.push(rcgen::DnType::CommonName, "somewhere.else.example");
    });
    shown(der, key, &[&rustls::version::TLS13])
}

/// Somebody in between: shows a certificate without holding its key.
pub fn stolen(der: &CertificateDer<'static>) -> Shown {
    let (_, key) = fresh(|_| {});
    shown(der.clone(), key, &[&rustls::version::TLS13, &rustls::version::TLS12])
}
