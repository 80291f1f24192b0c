#!/usr/bin/env bash
# npm run dev: pages with hot reload and a server that restarts on change. `npm run dev -- --no-media` needs no media worker.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/node.sh"
case " $* " in
*" --no-media "* | *" --help "*) ;;
*)
  say "· with media; npm run dev -- --no-media needs no media worker"
  # shellcheck source=scripts/worker.sh
  source scripts/worker.sh
  ;;
esac
exec node scripts/dev.ts "$@"
