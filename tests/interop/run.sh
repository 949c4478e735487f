#!/usr/bin/env bash
# Signs in and sends a test mail against servers that are not ours: npm's oidc-provider (device flow) and Dovecot's
# submission service (STARTTLS, XOAUTH2), both started here on free ports of loopback.
#
#   tests/interop/run.sh PROGRAM          e.g. target/debug/tegata
#
# Needs Node.js 20 or newer with npm, openssl, Debian's dovecot-submissiond, and setpriv (util-linux) where it is run
# as root: Dovecot always runs as an ordinary user here. Where something is missing it says so and ends with 77
# (skipped). The first run fetches oidc-provider as tests/interop/oidc/package-lock.json names it.
set -euo pipefail

skip() { echo "skipped: $1" >&2; exit 77; }

[ $# -eq 1 ] || { sed -n '2,9p' "$0" >&2; exit 2; }
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
for tool in node npm openssl; do
  command -v "$tool" >/dev/null || skip "$tool is not installed"
done
[ -x /usr/lib/dovecot/submission ] || skip "dovecot-submissiond is not installed"
[ "$(id -u)" -ne 0 ] || command -v setpriv >/dev/null || skip "setpriv is not installed"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || skip "Node.js is older than 20"

[ -d "$here/oidc/node_modules/oidc-provider" ] || (cd "$here/oidc" && npm ci --no-audit --no-fund >&2)

# Dovecot limits the length of its sockets' paths, and as nobody it must be able to enter the folder.
export INTEROP_FOLDER
INTEROP_FOLDER=$(mktemp -d /tmp/tegata-interop.XXXXXX)
trap 'rm -rf "$INTEROP_FOLDER"' EXIT
chmod 755 "$INTEROP_FOLDER"
cd "$INTEROP_FOLDER"
{
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca.pem -subj "/CN=Interop authority"
  openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj "/CN=127.0.0.1"
  openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out server.pem \
    -extfile <(printf 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n')
} 2>openssl.log || { cat openssl.log >&2; exit 1; }

# Only the person's browser and the servers are Node.js; they trust the authority that was just made.
NODE_EXTRA_CA_CERTS="$INTEROP_FOLDER/ca.pem" node "$here/sign-in.mjs" "$program"
