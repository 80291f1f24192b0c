# Sourced by `npm start`: a relay (coturn) of one's own for trying out, with a secret that lives as long as it does. Without it all works but the relay.
start_relay() {
  [ -n "${TURN_URLS:-}" ] && return
  if ! command -v turnserver >/dev/null && [ "$(id -u)" -eq 0 ]; then
    ensure_packages "the relay" coturn
  fi
  if ! command -v turnserver >/dev/null || ! command -v setpriv >/dev/null; then
    say "· no relay: install coturn to try calls through TURN"
    return
  fi
  local secret port
  # A port that nobody has: a second installation on this machine has a relay, and a secret, of its own.
  port=$(node -e 'const server = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(server.address().port); server.close(); })')
  secret=$(node -p 'require("node:crypto").randomBytes(24).toString("hex")')
  # It ends with this process, which the server becomes. Only this machine can reach it, and only this machine's media through it.
  setpriv --pdeathsig TERM turnserver -c "$(dirname "${BASH_SOURCE[0]}")/../deploy/turnserver.conf" --no-tls --no-dtls --static-auth-secret="$secret" \
    --realm=distans --listening-ip=127.0.0.1 --relay-ip=127.0.0.1 --listening-port="$port" --allow-loopback-peers --allowed-peer-ip=127.0.0.1 \
    --pidfile="${DATA_DIR:-.data}/relay.pid" --log-file=stdout >"${DATA_DIR:-.data}/relay.log" 2>&1 &
  export TURN_URLS="turn:127.0.0.1:$port?transport=udp,turn:127.0.0.1:$port?transport=tcp" TURN_SECRET=$secret
}
