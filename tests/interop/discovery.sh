#!/usr/bin/env bash
# Finds printers that are not ours: announced by avahi (avahi-publish) and by CUPS's ippeveprinter.
#
#   tests/interop/discovery.sh PROGRAM [ARGUMENTS...]     e.g. target/debug/tegata discover --timeout 5 --json
#   TOPOLOGY=loopback|veth tests/interop/discovery.sh …   one of the two only
#
# Needs avahi-daemon, avahi-utils, cups-ipp-utils, dbus, iproute2 and the right to make network namespaces; where one
# is missing it says so and ends with 77 (skipped). Everything runs in namespaces of its own: nothing is started on,
# announced to, or left behind in the system's own network.
#   loopback: the printers and the program on one machine that has nothing but lo
#   veth:     the printers on another machine at the other end of a cable
set -euo pipefail

skip() { echo "skipped: $1" >&2; exit 77; }

if [ "${INSIDE:-}" = "" ]; then
  [ $# -gt 0 ] || { sed -n '2,7p' "$0" >&2; exit 2; }
  for tool in avahi-daemon avahi-publish ippeveprinter dbus-daemon ip unshare; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "$tool" >/dev/null || skip "$tool is not installed"
  done
  unshare --net --mount --pid --fork true 2>/dev/null || skip "no right to make network namespaces"
  for topology in ${TOPOLOGY:-loopback veth}; do
    echo "== $topology" >&2
    INSIDE=$topology unshare --net --mount --pid --fork --mount-proc "$0" "$@"
  done
  exit 0
fi

# From here on: a new network, a new process tree that dies with this script, a private /run.
PATH="$PATH:/usr/sbin:/sbin"
mount -t tmpfs none /run
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p /run/dbus /run/avahi-daemon
chown avahi:avahi /run/avahi-daemon 2>/dev/null || true
ip link set lo up
there=()
if [ "$INSIDE" = veth ]; then
  ip link add near type veth peer name far
  mkdir -p /run/netns
  ip netns add office
  ip link set far netns office
  ip addr add 198.51.100.1/24 dev near
  ip link set near up
  ip -n office link set lo up
  ip -n office addr add 198.51.100.2/24 dev far
  ip -n office link set far up
  there=(ip netns exec office)
  ips=198.51.100.2
else
  ips=127.0.0.1
fi

dbus-daemon --system --nofork --nopidfile >"$work/dbus.log" 2>&1 &
for _ in $(seq 50); do [ -S /run/dbus/system_bus_socket ] && break; sleep 0.1; done
# No chroot or privilege games: the namespace is the fence. Host name fixed, so that the expectation can be.
cat >"$work/avahi.conf" <<CONF
[server]
host-name=interop
use-ipv4=yes
use-ipv6=yes
allow-interfaces=$([ "$INSIDE" = veth ] && echo far || echo lo)
CONF
"${there[@]}" avahi-daemon --no-drop-root --no-chroot --no-rlimits -f "$work/avahi.conf" >"$work/avahi.log" 2>&1 &
for _ in $(seq 100); do grep -q "startup complete" "$work/avahi.log" && break; sleep 0.1; done

# What an MP C2011 was seen to announce, on a host name of its own; and a web server that is no printer.
host=RNP002673AB12CD.local
"${there[@]}" avahi-publish -R -a "$host" "$ips" >"$work/a.log" 2>&1 &
publish() { "${there[@]}" avahi-publish -s -H "$host" "$@" >>"$work/publish.log" 2>&1 & }
name="RICOH MP C2011 [002673AB12CD]"
publish "$name" _ipp._tcp 631 txtvers=1 "ty=RICOH MP C2011" "product=(RICOH MP C2011 PS3)" "adminurl=http://$host/" note= rp=printer
publish "$name" _printer._tcp 515 txtvers=1 "ty=RICOH MP C2011" rp=filetype_RPS
publish "$name" _pdl-datastream._tcp 9100 txtvers=1 "ty=RICOH MP C2011"
publish "$name" _http._tcp 80 path=/
"${there[@]}" avahi-publish -s "A web server" _http._tcp 8099 >"$work/web.log" 2>&1 &
mkdir "$work/spool"
"${there[@]}" ippeveprinter -M RICOH -m "IM C3000" -l "2nd floor" -p 8631 -d "$work/spool" "Interop IM C3000" >"$work/ippeve.log" 2>&1 &
sleep 1.5

status=0
"$@" >"$work/out" 2>"$work/err" || status=$?
cat "$work/out" "$work/err" >&2
fail() { echo "FAILED ($INSIDE): $1" >&2; tail -n 20 "$work"/*.log >&2; exit 1; }
[ $status -eq 0 ] || fail "the program ended with $status"
grep -q "MP C2011" "$work/out" || fail "the printer announced by avahi-publish was not found"
grep -q "IM C3000" "$work/out" || fail "ippeveprinter was not found"
grep -q "8631" "$work/out" || fail "the port of ippeveprinter's page was not taken"
! grep -q "A web server" "$work/out" || fail "a web server was taken for a printer"
echo "found both, and nothing else was taken for a printer ($INSIDE)" >&2
# What still runs dies with this process tree.
