# Brings Node 24 and the npm packages; sourced. Needs neither root nor Debian.
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

# The hash of standard input. macOS has no sha256sum.
sha256() { node -p 'require("node:crypto").createHash("sha256").update(require("node:fs").readFileSync(0)).digest("hex")'; }
lock_hash() { sha256 <package-lock.json | cut -c1-16; }

prepare_modules() {
  [ "$(cat node_modules/.lock-hash 2>/dev/null)" = "$(lock_hash)" ] && return
  # The media worker is a step of its own (prepare.sh); an npm that does not know allowScripts would let its postinstall download and build by itself.
  run_step "npm packages (npm ci)" "see that the npm registry can be reached; delete node_modules and try again" env MEDIASOUP_WORKER_BIN=/bin/true npm ci
  lock_hash >node_modules/.lock-hash
}

prepare_node
prepare_modules
