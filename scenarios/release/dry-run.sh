#!/usr/bin/env bash
# Makes the files of a release in a folder, signs them with a throwaway key, and checks them. It publishes nothing and installs
# nothing. See docs/RELEASE.md.
set -euo pipefail

root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)"
say() { printf '%s\n' "$*" >&2; }
if [[ $# -lt 2 || "$1" == --help ]]; then
  say "usage: scenarios/release/dry-run.sh FOLDER VERSION [MAVEN ARGUMENTS]"
  exit 2
fi
folder="$(readlink -m "$1")"
version="$2"
shift 2
[[ ! -e "$folder" ]] || { say "$folder exists already; name another folder."; exit 2; }
for tool in gpg python3 mvn; do
  command -v "$tool" > /dev/null || { say "The dry run needs the command $tool."; exit 2; }
done

# The key can sign nothing else, because it is deleted with its folder.
GNUPGHOME="$(mktemp -d)"
export GNUPGHOME
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT
gpg --batch --quiet --passphrase '' --quick-generate-key 'S2S Lab dry run <dry-run@s2slab.example>' ed25519 sign 1d

# Without the tests and the static analysis, which ./lab test runs.
(cd "$root" && mvn -B -Prelease "-Drevision=$version" -DskipTests -Derrorprone=-XDnothing -Dmaven.install.skip=true \
  "-DaltDeploymentRepository=dry-run::file:$folder" "$@" deploy)
python3 "$root/scenarios/release/check.py" --placeholders "$folder"
