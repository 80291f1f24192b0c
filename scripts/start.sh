#!/usr/bin/env bash
# npm start: prepares what is missing, then runs the product.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
# Data and log are this user's alone.
(umask 077 && mkdir -p "${DATA_DIR:-.data}")
# The log goes to a file, so that the addresses stay in sight; in production standard output is where logs are collected.
if [ "${NODE_ENV:-}" != production ]; then
  export LOG_FILE=${LOG_FILE:-${DATA_DIR:-.data}/server.log}
  # shellcheck source=scripts/relay.sh
  source "$(dirname "${BASH_SOURCE[0]}")/relay.sh"
  start_relay
fi
exec node server/main.ts
