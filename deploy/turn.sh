#!/bin/sh
# Starts coturn with the rules of turnserver.conf and what is this installation's own, put together in one file that its user alone can read. So the
# secret does not stand in the process list, and no option on a command line can end it: what a version does not know in a file, it says and skips.
#
# TURN_SECRET, TURN_REALM, TURN_PEERS (addresses of the media workers, by commas) are needed. TURN_LISTEN, TURN_RELAY and TURN_EXTERNAL are addresses of
# this host, TURN_PORT is 3478 by default. With TURN_TLS_PORT, TURN_CERTIFICATE and TURN_KEY it answers over TLS only. TURN_MORE: further lines.
set -eu
umask 077
folder=$(mktemp -d)
conf=$folder/turnserver.conf
rules=${TURN_RULES:-/etc/distans/turnserver.conf}
line() { if [ -n "$2" ]; then echo "$1=$2" >>"$conf"; fi; }

cat "$rules" >"$conf"
line static-auth-secret "${TURN_SECRET:?a long random secret, shared with the server}"
line realm "${TURN_REALM:?the name that pages are opened by}"
line listening-ip "${TURN_LISTEN:-}"
line relay-ip "${TURN_RELAY:-}"
line external-ip "${TURN_EXTERNAL:-}"
line log-file stdout
line pidfile "$folder/turnserver.pid"
line userdb "$folder/turndb"
# The only addresses that the relay reaches.
for peer in $(echo "${TURN_PEERS:?the addresses of the media workers}" | tr ',' ' '); do line allowed-peer-ip "$peer"; done
if [ -n "${TURN_TLS_PORT:-}" ]; then
  line tls-listening-port "$TURN_TLS_PORT"
  line cert "${TURN_CERTIFICATE:?a file with the certificate and its chain}"
  line pkey "${TURN_KEY:?a file with its key}"
  printf 'no-dtls\nno-tlsv1\nno-tlsv1_1\n' >>"$conf"
  if [ "${TURN_TLS_ONLY:-true}" = true ]; then printf 'no-udp\nno-tcp\n' >>"$conf"; fi
else
  printf 'no-tls\nno-dtls\n' >>"$conf"
fi
if [ "${TURN_TLS_ONLY:-true}" != true ] || [ -z "${TURN_TLS_PORT:-}" ]; then line listening-port "${TURN_PORT:-3478}"; fi
if [ -n "${TURN_MORE:-}" ]; then echo "$TURN_MORE" >>"$conf"; fi
# The secret is in the file now.
unset TURN_SECRET
exec turnserver -c "$conf"
