#!/usr/bin/env bash
# install.sh ORIGIN [--authority FILE] [--second-screen OUTPUT]: makes this Debian 12 machine a terminal. May be run again, as to change the origin.
# With DESTDIR set, only puts the files into that folder, as for an image.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${DESTDIR:-}
user=distans-kiosk
home=/var/lib/distans-kiosk
packages=(
  chromium sway libnss3-tools speech-dispatcher speech-dispatcher-espeak-ng pipewire pipewire-pulse wireplumber rtkit
  dbus-user-session libpam-systemd fonts-noto-core unattended-upgrades
)

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

[ $# -gt 0 ] || fail "say the service's address, as: install.sh https://distans.example.fi"
origin=$1
shift
[[ $origin =~ ^https://[a-z0-9.-]+(:[0-9]+)?$ ]] || fail "the origin is https://, a name in small letters and perhaps a port, without a path: $origin"
authority='' second_screen=''
while [ $# -gt 0 ]; do
  case $1 in
    --authority) authority=${2:?--authority needs a file} ;;
    --second-screen) second_screen=${2:?--second-screen needs the name of an output} ;;
    *) fail "unknown option: $1" ;;
  esac
  shift 2
done
[ -z "$authority" ] || [ -r "$authority" ] || fail "cannot read $authority"

if [ -z "$root" ]; then
  [ "$(id -u)" -eq 0 ] || fail "run it as root or with sudo"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install -y --no-install-recommends "${packages[@]}"
  id "$user" >/dev/null 2>&1 || useradd --system --home-dir "$home" --shell /usr/sbin/nologin --groups audio,video "$user"
fi

kiosk=$root/opt/distans-kiosk
install -d "$kiosk/sway" "$root/etc/chromium/policies/managed" "$root/etc/systemd/system" "$root$home"
install -m 644 "$here"/{README.md,chromium.flags} "$kiosk"
install -m 755 "$here"/{session,browser} "$kiosk"
install -m 644 "$here/sway/config" "$kiosk/sway"
screens=$([ -n "$second_screen" ] && echo two-screens || echo one-screen)
sed "s|@SECOND_SCREEN@|$second_screen|" "$here/sway/$screens" >"$kiosk/sway/screens"
echo "$origin" >"$kiosk/origin"
sed "s|@ORIGIN@|$origin|" "$here/policies/distans.json" >"$root/etc/chromium/policies/managed/distans.json"
install -m 644 "$here"/systemd/* "$root/etc/systemd/system"

# Chromium trusts what stands in its user's own database beside the public authorities.
certificates=$root$home/.pki/nssdb
install -d "$certificates"
[ -e "$certificates/cert9.db" ] || certutil -d "sql:$certificates" -N --empty-password
if [ -n "$authority" ]; then certutil -d "sql:$certificates" -A -n distans -t C,, -i "$authority"; fi

[ -z "$root" ] || exit 0
chown -R "$user:" "$home"
chmod 700 "$home"
systemctl --global enable pipewire.socket pipewire-pulse.socket wireplumber.service
systemctl daemon-reload
systemctl set-default graphical.target
systemctl enable distans-kiosk.service distans-kiosk-restart.timer
echo "Installed for $origin. Restart the machine: it comes up as a terminal."
