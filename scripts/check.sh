#!/usr/bin/env bash
# npm run check: types, lint, architecture and unit tests. Needs neither root nor a media worker. `npm run check -- lint` runs only the steps whose name has that word.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/node.sh"
exec node scripts/check.ts "$@"
