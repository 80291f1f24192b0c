#!/usr/bin/env bash
# Builds the media worker from the npm package's source. Usage: build.sh PACKAGE_WORKER_FOLDER TARGET_FILE
set -euo pipefail
source_folder=$(readlink -f "$1")
target=$2
recipe=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cp -r "$source_folder" "$scratch/worker"
dtls="$scratch/worker/src/RTC/DtlsTransport.cpp"
# As it stands, the callback answers 1 to every BIO_ctrl; an OpenSSL built with kernel TLS then allocates no write buffer
# and the worker dies at the first DTLS handshake.
sed -i 's/(operationType == BIO_CB_RETURN)/(operationType \& BIO_CB_RETURN)/' "$dtls"
grep -q '(operationType & BIO_CB_RETURN)' "$dtls" || {
  echo "The line to change in DtlsTransport.cpp was not found: this version of mediasoup needs its recipe looked at." >&2
  exit 1
}
cmake -S "$recipe" -B "$scratch/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DWORKER="$scratch/worker"
NINJA_STATUS='[%p %es] ' ninja -C "$scratch/build" mediasoup-worker
strip "$scratch/build/mediasoup-worker"
mkdir -p "$(dirname "$target")"
install -m 755 "$scratch/build/mediasoup-worker" "$target.$$"
mv "$target.$$" "$target"
