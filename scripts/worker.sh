# Brings the media worker, downloaded or built, and sets MEDIASOUP_WORKER_BIN; sourced after node.sh.
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
  recipe=$(cat scripts/mediasoup-worker/CMakeLists.txt scripts/mediasoup-worker/build.sh scripts/mediasoup-worker/shim/srtp.h scripts/mediasoup-worker/shim/ankerl/unordered_dense.h | sha256 | cut -c1-12)
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

prepare_worker
