#!/usr/bin/env bash
# npm test: prepares what is missing, then runs all checks. `npm test -- unit browser` runs only those named.
# STRICT: nothing is tried a second time. MATRIX=full: tests in *.matrix.spec.ts take their long form.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
ensure_packages "the browser tests" chromium fonts-noto-core nftables iproute2 coturn caddy python3-aiohttp python3-aiortc python3-socketio
ensure_packages "the kiosk's test" sway libnss3-tools speech-dispatcher speech-dispatcher-espeak-ng systemd wtype
ensure_packages "the backup test" postgresql-15
id postgres >/dev/null 2>&1 || run_step "the user that the test database runs as" "run as root or with sudo" as_root useradd --system --no-create-home postgres
exec node scripts/test.ts "$@"
