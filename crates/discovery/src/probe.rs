//! Tells a closed network from an empty one.
//!
//! The mDNS daemon swallows send errors, so a system that denies the local network (macOS without the person's
//! permission: EHOSTUNREACH and no prompt; a firewall: EPERM) looks like a network without printers. So one question
//! of our own is sent from every interface. Only if every one of them refuses is the network called closed: a single
//! dead adapter or a VPN that carries no multicast is ordinary.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

use if_addrs::Interface;
use socket2::{Domain, Protocol, Socket, Type};

const PORT: u16 = 5353;
const GROUP_V4: Ipv4Addr = Ipv4Addr::new(224, 0, 0, 251);
const GROUP_V6: Ipv6Addr = Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 0xfb);

/// A question for `_ipp._tcp.local` PTR, as RFC 6762 §5.1 has it: id 0, one question.
const QUESTION: &[u8] = b"\0\0\0\0\0\x01\0\0\0\0\0\0\x04_ipp\x04_tcp\x05local\0\0\x0c\0\x01";

/// Whether every interface refused to let a question out. Blocks for no longer than the system's calls do.
pub(crate) fn is_blocked() -> bool {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let usable = |i: &&Interface| i.is_oper_up() && !i.is_p2p();
    let (inner, outer): (Vec<_>, Vec<_>) = interfaces.iter().filter(usable).partition(|i| i.is_loopback());
    // The loopback interface lets everything out; it may only speak where there is nothing else.
    let asked = if outer.is_empty() { inner } else { outer };
    let results: Vec<io::Result<()>> = asked.into_iter().filter_map(ask).collect();
    for error in results.iter().filter_map(|result| result.as_ref().err()) {
        tracing::debug!(%error, "an interface refused a multicast question");
    }
    verdict(&results)
}

/// Without any interface the network is absent, not closed.
fn verdict(results: &[io::Result<()>]) -> bool {
    !results.is_empty() && results.iter().all(Result::is_err)
}

fn ask(interface: &Interface) -> Option<io::Result<()>> {
    match interface.ip() {
        IpAddr::V4(ip) => Some(ask_v4(ip)),
        // One address per interface is enough, and the link-local one is always there.
        IpAddr::V6(ip) if ip.is_unicast_link_local() => Some(ask_v6(interface.index?)),
        IpAddr::V6(_) => None,
    }
}

fn ask_v4(ip: Ipv4Addr) -> io::Result<()> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, Some(Protocol::UDP))?;
    socket.set_multicast_if_v4(&ip)?;
    socket.bind(&SocketAddr::from((ip, 0)).into())?;
    socket.send_to(QUESTION, &SocketAddr::from((GROUP_V4, PORT)).into()).map(drop)
}

fn ask_v6(index: u32) -> io::Result<()> {
    let socket = Socket::new(Domain::IPV6, Type::DGRAM, Some(Protocol::UDP))?;
    socket.set_multicast_if_v6(index)?;
    let group = SocketAddrV6::new(GROUP_V6, PORT, 0, index);
    socket.send_to(QUESTION, &SocketAddr::V6(group).into()).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused() -> io::Result<()> {
        Err(io::ErrorKind::HostUnreachable.into())
    }

    #[test]
    fn only_when_every_interface_refuses_is_it_blocked() {
        assert!(verdict(&[refused(), refused()]));
        assert!(!verdict(&[refused(), Ok(())]));
        assert!(!verdict(&[]));
    }

    #[test]
    fn the_question_is_well_formed() {
        assert_eq!(QUESTION.len(), 12 + 5 + 5 + 6 + 1 + 4);
    }
}
