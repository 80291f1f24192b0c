# Prepares a machine for `npm start`; sourced, so that PATH and settings stay. Every step is skipped when its work is done.
# shellcheck source=scripts/node.sh
source "$(dirname "${BASH_SOURCE[0]}")/node.sh"
# shellcheck source=scripts/worker.sh
source "$root/scripts/worker.sh"

# The gallery is part of the pages for everything but production.
pages_mode() { [ "${NODE_ENV:-}" = production ] && echo production || echo demo; }

client_hash() { { find client shared -type f -print0 | sort -z | xargs -0 sha256sum; lock_hash; pages_mode; } | sha256sum | cut -c1-16; }

prepare_client() {
  [ "$(cat dist/.client-hash 2>/dev/null)" = "$(client_hash)" ] && return
  run_step "the pages (vite build)" "see the error above; npx vite build -c client/vite.config.ts shows it whole" npx vite build -c client/vite.config.ts --mode "$(pages_mode)"
  client_hash >dist/.client-hash
}

prepare_client
