#!/bin/sh
# The arrows of the house that the compiler does not hold: each of these modules is imported in one target alone.
set -eu
cd "$(dirname "$0")/../.."
status=0
only() {
  found=$(grep -rlE "^(public |package |internal |private |fileprivate |@testable )*import $1\b" Sources | grep -v "^Sources/$2/" || true)
  [ -z "$found" ] || { echo "only Sources/$2 may import $1: $found" >&2; status=1; }
}
only ArgumentParser wildix
only Glibc LinuxSystem
only CLinux LinuxSystem
only CReadline LinuxSystem
only GRDB WildixStore
only GRDBSQLite WildixStore
only CCrypto WildixStore
only CPageAssets WildixServer
for module in Hummingbird HummingbirdCore HummingbirdTLS HTTPTypes NIOCore NIOHTTP1 NIOPosix NIOSSL NIOWebSocket ServiceLifecycle; do
  only "$module" WildixServer
done
found=$(grep -rlE '^import (Foundation|LinuxSystem|Dispatch)' Sources/WildixCore || true)
[ -z "$found" ] || { echo "WildixCore has no input or output: $found" >&2; status=1; }
found=$(grep -rlE '^import (LinuxSystem|WildixStore|Foundation)' Sources/WildixServer || true)
[ -z "$found" ] || { echo "WildixServer knows the store only through WildixCore: $found" >&2; status=1; }
exit $status
