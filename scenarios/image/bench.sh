#!/usr/bin/env bash
# Measures the start of the container image: a deployment, and in the same image and run a bare Vert.x HTTPS server with a class
# archive of its own. Needs the loaded image, podman, and ./lab bench start, which compiles the bare server.
# usage: scenarios/image/bench.sh IMAGE [ROUNDS]
set -euo pipefail

image="$1"
rounds="${2:-9}"
root="$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd -P)"
engine=(podman --runtime "${S2SLAB_RUNTIME:-runc}")
java=/opt/s2slab/java/bin/java
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
classes="$root/scenarios/cli/target/test-classes"
[[ -f "$classes/org/s2slab/cli/bench/BareServer.class" ]] || { echo "Run ./lab bench start first, which compiles the bare server." >&2; exit 2; }

# A jar at the end of the class path, because a class archive takes jars only.
mkdir -p "$work/bare/org/s2slab/cli/bench"
cp "$classes"/org/s2slab/cli/bench/BareServer*.class "$work/bare/org/s2slab/cli/bench/"
jar -cf "$work/bare/bare.jar" -C "$work/bare" org
"${engine[@]}" create --name s2slab-bench "$image" > /dev/null
"${engine[@]}" cp s2slab-bench:/opt/s2slab/lab.args "$work/lab.args"
"${engine[@]}" rm s2slab-bench > /dev/null
grep -v -e SharedArchiveFile -e s2slab.archive "$work/lab.args" | sed 's#^"\(/opt/s2slab/lib/.*\)"$#"\1:/bare/bare.jar"#' > "$work/bare/args"
openssl req -quiet -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout "$work/bare/key.pem" -out "$work/bare/tls.pem"
chmod -R a+rwX "$work"

run() { "${engine[@]}" run --rm --read-only --network none --cap-drop all --security-opt no-new-privileges "$@"; }
bare() { run -v "$work/bare:/bare" --entrypoint "$java" "$image" @/bare/args "$@" org.s2slab.cli.bench.BareServer /bare/key.pem /bare/tls.pem /bare/tls.pem; }
bare -XX:DumpLoadedClassList=/bare/list > /dev/null < /dev/null
sed -i '/^@lambda/d' "$work/bare/list"
run -v "$work/bare:/bare" --entrypoint "$java" "$image" @/bare/args -Xshare:dump -XX:SharedClassListFile=/bare/list -XX:SharedArchiveFile=/bare/bare.jsa > /dev/null 2>&1

# Prints the milliseconds from the start of a command to its first line that matches a pattern, and ends the container.
timed() {
  local pattern="$1" begin line
  shift
  begin="$(date +%s%N)"
  while IFS= read -r line; do
    [[ ! "$line" =~ $pattern ]] || { echo $((($(date +%s%N) - begin) / 1000000)); break; }
  done < <("$@" 2> /dev/null < /dev/null)
  "${engine[@]}" rm -f -t 2 s2slab-timed > /dev/null 2>&1 || true
}
deployment() { run --name s2slab-timed "$image" up on-premises; }
for ((i = 0; i < rounds; i++)); do
  timed '^READY' bare -XX:SharedArchiveFile=/bare/bare.jsa >> "$work/bare.ms"
  timed ' is up\.' deployment >> "$work/lab.ms"
done
summary() { sort -n "$2" | awk -v what="$1" '{v[NR]=$1} END {printf "%s: median %d ms, %d to %d ms\n", what, v[int((NR+1)/2)], v[1], v[NR]}'; }
summary "bare Vert.x HTTPS server" "$work/bare.ms"
summary "deployment on-premises, new data folder" "$work/lab.ms"
