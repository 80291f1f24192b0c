#!/usr/bin/env bash
# npm run bench:NAME: prepares like the tests, then runs one bench; its last line is one JSON object.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
ensure_packages "the bench" chromium nftables iproute2 coturn janus
bench=$1
shift
exec node "bench/$bench.ts" "$@"
