#!/usr/bin/env bash
# Makes a site of README.md and docs/ in a folder, without a network. See docs/RELEASE.md.
set -euo pipefail

root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd -P)"
say() { printf '%s\n' "$*" >&2; }
if [[ $# -ne 1 || "$1" == --help ]]; then
  say "usage: scenarios/release/site.sh FOLDER"
  exit 2
fi
folder="$(readlink -m "$1")"
[[ ! -e "$folder" ]] || { say "$folder exists already; name another folder."; exit 2; }
command -v mkdocs > /dev/null || { say "The site needs the command mkdocs; Debian's package has the same name."; exit 2; }

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/pages"
cp "$root/scenarios/release/site.yml" "$work/mkdocs.yml"
# The pages, and the files to which they link.
(cd "$root" && tar -c --exclude=target README.md LICENSE docs scenarios/clients scenarios/engine/src/main/resources \
  common/src/test/resources/bad-requests.yaml) | tar -x -C "$work/pages"
# A LICENSE without an ending is no page for MkDocs.
sed -i 's#](LICENSE)#](LICENSE.txt)#' "$work/pages/README.md"
mv "$work/pages/LICENSE" "$work/pages/LICENSE.txt"
# The theme does not wrap lines in tables.
printf '.wy-table-responsive table td, .wy-table-responsive table th { white-space: normal }\n' > "$work/pages/site.css"
(cd "$work" && mkdocs build --quiet --strict)
mv "$work/site" "$folder"
say "The site is in $folder; open $folder/index.html."
