#!/bin/sh
# Builds the quickstart twice: into one DuckDB file, then into Iceberg tables of an embedded catalog that it starts and stops.
# Needs a JDK 17, Maven, and for DuckDB's extensions the network or Python with pip.
set -eu
cd "$(dirname -- "$0")/../.."
work=$(mktemp -d)
catalog_pid=
cleanup() {
  if [ -n "$catalog_pid" ]; then kill "$catalog_pid" 2>/dev/null || true; wait "$catalog_pid" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

echo "== The quickstart in one DuckDB file"
./floe build --project-dir examples/quickstart

# The jars that ./floe has built. The testkit has no floe dependency, the runnable jar all the others.
testkit=$(ls floe-testkit/target/floe-testkit-*.jar | grep -v -e -sources -e -javadoc | head -n 1)
classes="$testkit:$(ls floe-cli/target/floe-cli-*-runnable.jar | head -n 1)"
run() { java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp "$classes" "$@"; }

run examples/quickstart/tools/ShowTables.java examples/quickstart/quickstart.duckdb

echo
echo "== The same project as Iceberg tables"
FLOE_DUCKDB_EXTENSIONS=$(run dev.floe.testkit.EmbeddedCatalogMain --duckdb-extensions)
POLARIS_CLIENT_ID=quickstart
POLARIS_CLIENT_SECRET=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export FLOE_DUCKDB_EXTENSIONS POLARIS_CLIENT_ID POLARIS_CLIENT_SECRET

java -XX:+UseSerialGC -cp "$classes" dev.floe.testkit.EmbeddedCatalogMain --port 0 --warehouse floe_wh --storage-dir "$work/lake" \
  --client-id "$POLARIS_CLIENT_ID" --client-secret "$POLARIS_CLIENT_SECRET" >"$work/catalog.log" 2>&1 &
catalog_pid=$!
uri=
while [ -z "$uri" ]; do
  if ! kill -0 "$catalog_pid" 2>/dev/null; then
    cat "$work/catalog.log" >&2
    exit 1
  fi
  sleep 0.2
  uri=$(sed -n 's/^Iceberg REST catalog at //p' "$work/catalog.log")
done
echo "An embedded Iceberg REST catalog listens at $uri"

# The platform file of the environment "iceberg", with the address of this catalog.
sed "s|uri: .*|uri: $uri|" examples/quickstart/platform/iceberg/platform.yaml >"$work/platform.yaml"
./floe build --project-dir examples/quickstart --platform-file "$work/platform.yaml"
run examples/quickstart/tools/ShowTables.java "$uri" floe_wh
