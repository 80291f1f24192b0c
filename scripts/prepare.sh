# Prepares a machine for `npm start`; sourced, so that PATH and settings stay. Every step is skipped when its work is done.
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

node_is_new_enough() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 24 || (a === 24 && b >= 12) ? 0 : 1)' 2>/dev/null
}

install_node() {
  mkdir -p "$cache/node24"
  echo '{ "private": true, "allowScripts": { "node": true } }' >"$cache/node24/package.json"
  npm install --prefix "$cache/node24" --no-save --no-package-lock node@24
  node_is_new_enough "$cache/node24/node_modules/node/bin/node"
}

# Node first: an npm that runs on an older Node quietly picks older packages.
prepare_node() {
  node_is_new_enough node && return
  local folder=$cache/node24/node_modules/node/bin
  node_is_new_enough "$folder/node" || run_step "Node 24 from the npm registry" "see that the npm registry can be reached, or install Node 24.12 or newer yourself" install_node
  export PATH="$folder:$PATH"
}

lock_hash() { sha256sum package-lock.json | cut -c1-16; }

prepare_modules() {
  [ "$(cat node_modules/.lock-hash 2>/dev/null)" = "$(lock_hash)" ] && return
  # The worker has a step of its own below; an npm that does not know allowScripts would let its postinstall download and build by itself.
  run_step "npm packages (npm ci)" "see that the npm registry can be reached; delete node_modules and try again" env MEDIASOUP_WORKER_BIN=/bin/true npm ci
  lock_hash >node_modules/.lock-hash
}

download_worker() {
  (cd node_modules/mediasoup && env -u MEDIASOUP_WORKER_BIN MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD= timeout 60 node -e '
    const { spawnSync } = require("node:child_process");
    const probe = spawnSync("curl", ["-sSfIL", "-m", "8", "-o", "/dev/null", "https://github.com/versatica/mediasoup/releases"]);
    process.exit(probe.status === 0 ? 0 : 1);
  ' && env -u MEDIASOUP_WORKER_BIN timeout 300 node npm-scripts.mjs postinstall && install -D -m 755 worker/out/Release/mediasoup-worker "$1")
}

prepare_worker() {
  [ -n "${MEDIASOUP_WORKER_BIN:-}" ] && return
  local version recipe target
  version=$(node -p 'require("./node_modules/mediasoup/package.json").version')
  recipe=$(cat scripts/mediasoup-worker/CMakeLists.txt scripts/mediasoup-worker/build.sh scripts/mediasoup-worker/shim/srtp.h scripts/mediasoup-worker/shim/ankerl/unordered_dense.h | sha256sum | cut -c1-12)
  target=$cache/mediasoup-worker/$version-$recipe/mediasoup-worker
  export MEDIASOUP_WORKER_BIN=$target
  [ -x "$target" ] && return
  if download_worker "$target" >/dev/null 2>&1; then
    say "· media worker downloaded"
    return
  fi
  ensure_packages "building the media worker" cmake ninja-build g++ pkg-config libuv1-dev libssl-dev libsrtp2-dev libabsl-dev libflatbuffers-dev flatbuffers-compiler
  say "· media worker cannot be downloaded here: building it, once a machine, in about three minutes"
  local log
  log=$(mktemp)
  bash scripts/mediasoup-worker/build.sh node_modules/mediasoup/worker "$target" >"$log" 2>&1 &
  local builder=$!
  while kill -0 "$builder" 2>/dev/null; do
    sleep 15
    grep -o '^\[ *[0-9]*%' "$log" | tail -n 1 | sed 's/\[ */  built /' || true
  done
  if ! wait "$builder"; then
    say "Preparation failed at: building the media worker"
    tail -n 15 "$log" | sed 's/^/    /'
    say "Remedy: see the recipe in scripts/mediasoup-worker, or set MEDIASOUP_WORKER_BIN to a worker of mediasoup $version"
    exit 1
  fi
  rm -f "$log"
}

client_hash() { { find client shared -type f -print0 | sort -z | xargs -0 sha256sum; lock_hash; } | sha256sum | cut -c1-16; }

prepare_client() {
  [ "$(cat dist/.client-hash 2>/dev/null)" = "$(client_hash)" ] && return
  run_step "the pages (vite build)" "see the error above; npx vite build -c client/vite.config.ts shows it whole" npx vite build -c client/vite.config.ts
  client_hash >dist/.client-hash
}

prepare_node
prepare_modules
prepare_worker
prepare_client
