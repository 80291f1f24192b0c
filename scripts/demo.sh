#!/usr/bin/env bash
# npm run demo:load: fills a running demo with a believable day. `npm run demo:load -- --url http://localhost:5173` for another address.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/node.sh"
exec node scripts/demoLoad.ts "$@"
