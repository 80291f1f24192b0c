# Shared by the scripts: where things are kept, and how a step is run and its failure told.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/distans
export npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false

say() { printf '%s\n' "$*"; }

# run_step NAME REMEDY COMMAND… : quiet when it goes well; otherwise names step, cause and remedy, and ends.
run_step() {
  local name=$1 remedy=$2 log
  shift 2
  log=$(mktemp)
  say "· $name …"
  if ! "$@" >"$log" 2>&1; then
    say ""
    say "Preparation failed at: $name"
    say "Cause (last lines of its output):"
    tail -n 15 "$log" | sed 's/^/    /'
    say "Remedy: $remedy"
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' || echo "$package"
  done
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  # A machine that updates itself just now is waited for.
  local install=(as_root apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@")
  "${install[@]}" || { as_root apt-get update && "${install[@]}"; }
}

# ensure_packages PURPOSE PACKAGE… : installs what Debian packages are missing.
ensure_packages() {
  local purpose=$1 missing
  shift
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  # shellcheck disable=SC2086
  run_step "Debian packages for $purpose ($(echo $missing))" "run as root or with sudo, and see that apt-get can install: apt-get install $(echo $missing)" apt_install $missing
}
