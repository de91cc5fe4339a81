#!/usr/bin/env bash
# Assembles the container image of the lab: an archive in the format of the OCI image layout, without a daemon and without a base image.
# The script lab calls it as ./lab image. See docs/CONTAINERS.md and docs/decisions for the reasons.
set -euo pipefail

root="$1"
java="$2"
shift 2
# The modules that the libraries use (ImageScriptTest compares them with jdeps), and modules that they find by service loaders.
modules=java.base,java.naming,java.net.http,java.sql,jdk.jfr,jdk.management,jdk.unsupported
found_by_name=jdk.crypto.ec,jdk.charsets
# Optional parts of the libraries, which the lab does not use, need these modules: beans, Kerberos, annotation processors.
# not used: java.desktop,java.security.jgss,java.compiler
main=org.s2slab.cli.LabCommand
home=/opt/s2slab
user=10001
# The time of all files: project.build.outputTimestamp. The class archive contains the times of the jars.
time=2026-12-03T00:00:00Z
version="$(sed -n 's/^ *<revision>\(.*\)<\/revision>$/\1/p' "$root/pom.xml")"

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 2; }
need() { command -v "$1" > /dev/null || die "./lab image needs the command $1. Type:  apt-get install $2"; }

own=amd64
[[ "$(uname -m)" != aarch64 ]] || own=arm64
arch="$own"
file=
while [[ $# -gt 0 ]]; do
  case "$1" in
    --arch) arch="${2:-}"; shift 2 || die "--arch needs amd64 or arm64." ;;
    --to) file="${2:-}"; shift 2 || die "--to needs a file." ;;
    *)
      say "usage: lab image [--arch amd64|arm64] [--to FILE]"
      say "Writes a container image of the lab (default: this machine's processor, target/s2slab-image-ARCH.tar). Load it with podman load -i FILE."
      [[ "$1" == --help || "$1" == -h ]] || exit 2
      exit 0
      ;;
  esac
done
case "$arch" in
  amd64) platform=linux-x86_64 processor=amd64 ;;
  arm64) platform=linux-aarch_64 processor=aarch64 ;;
  *) die "--arch: '$arch' is not known; expected amd64 or arm64." ;;
esac
file="${file:-$root/target/s2slab-image-$arch.tar}"
[[ "$(uname -s)" == Linux ]] || die "./lab image runs on Linux only, because it copies this system's C library into the image."
for tool in tar gzip sha256sum ldd; do need "$tool" "tar gzip coreutils libc-bin"; done
jdk="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')"
[[ -x "$jdk/bin/jlink" ]] || die "./lab image needs the command jlink of a JDK, which $jdk does not have. Set JAVA_HOME to a JDK."

work="$root/target/image-$arch"
rm -rf "$work"
runtime="$work/runtime"
lab="$work/lab"
mkdir -p "$runtime$home" "$runtime/etc" "$lab$home/lib" "$lab/data" "$work/debian" "$work/layout/blobs/sha256"

# --- The libraries of this system, or of Debian's packages for the other processor ------------------------------------------

# Copies the libraries that these programs and libraries load, with the paths at which the loader finds them.
copy_loaded() {
  local library
  for library in $(ldd "$@" 2> /dev/null | sed -n 's/^.* => \(\/[^ ]*\) .*/\1/p; s/^\t\(\/[^ ]*\) .*/\1/p' | sort -u); do
    [[ "$library" != "$work"* ]] || continue
    mkdir -p "$runtime$(dirname "$library")"
    cp -L "$library" "$runtime$library"
  done
  copy_licenses /
}

# Copies Debian's license texts of the libraries, from a folder with the packages' files.
copy_licenses() {
  (cd "$1" && for text in usr/share/doc/{libc6,libgcc-s1,libstdc++6,zlib1g}/copyright; do
    [[ ! -f "$text" ]] || cp --parents -L "$text" "$runtime/"
  done)
}

# Downloads and unpacks Debian's packages for the other processor, from the Debian release that has this version of the JDK.
fetch_debian() {
  need apt-get "apt"
  need dpkg-deb "dpkg"
  local feature suite keys=/usr/share/keyrings/debian-archive-keyring.gpg
  feature="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')"
  case "$feature" in
    17) suite=bookworm ;;
    21) suite=trixie ;;
    *) die "./lab image --arch $arch needs JDK 17 or 21 on this machine, because Debian has packages of these versions for $arch." ;;
  esac
  [[ -e "$keys" ]] || die "./lab image --arch $arch needs the keys of Debian. Type:  apt-get install debian-archive-keyring"
  local apt="$work/debian/apt"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
  : > "$apt/status"
  printf 'deb [signed-by=%s] http://deb.debian.org/%s main\n' \
    "$keys" "debian $suite" "$keys" "debian-security $suite-security" > "$apt/sources.list"
  local options=(-qq -o "APT::Architecture=$arch" -o "APT::Architectures::=$arch" -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$apt/lists" -o "Dir::State::Status=$apt/status" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
  (cd "$work/debian" && apt-get "${options[@]}" update && apt-get "${options[@]}" download "openjdk-$feature-jdk-headless" libc6 libgcc-s1 libstdc++6 zlib1g) >&2 ||
    die "./lab image --arch $arch could not get Debian's packages for $arch; it needs the network."
  local package
  for package in "$work"/debian/*.deb; do dpkg-deb -x "$package" "$work/debian/root"; done
  jmods="$(echo "$work"/debian/root/usr/lib/jvm/*/jmods)"
}

copy_debian() {
  (cd "$work/debian/root" && find . \( -path './lib/*-linux-gnu/*.so*' -o -path './usr/lib/*-linux-gnu/*.so*' -o -name 'ld-linux-*.so.*' \) -not -path '*/gconv/*' \
    -not -path '*/jvm/*' | tar -c --no-recursion -T - | tar -x -C "$runtime")
  copy_licenses "$work/debian/root"
}

jmods="$jdk/jmods"
[[ "$arch" == "$own" ]] || fetch_debian
say "Linking a Java runtime for $arch ..."
"$jdk/bin/jlink" $([[ ! -d "$jmods" ]] || echo --module-path "$jmods") --add-modules "$modules,$found_by_name" --no-header-files --no-man-pages \
  --output "$runtime$home/java" || die "jlink failed."

# --- The lab ------------------------------------------------------------------------------------------------------------------

(cd "$lab$home" && "$jdk/bin/jar" -xf "$root/scenarios/cli/target/s2slab.jar" lib META-INF)
mv "$lab$home"/lib/"$platform"/*.jar "$lab$home/lib/"
rm -rf "$lab$home"/lib/*/ "$lab$home/META-INF/MANIFEST.MF"
printf 's2slab:x:%s:%s:S2S Lab:/data:/nonexistent\n' "$user" "$user" > "$runtime/etc/passwd"
printf 's2slab:x:%s:\n' "$user" > "$runtime/etc/group"
printf 'hosts: files dns\n' > "$runtime/etc/nsswitch.conf"
chmod -R u=rwX,go=rX "$work"
find "$lab" -exec touch -d "$time" {} +

# Writes the arguments of java, with the paths in the image. Java chooses the native libraries by its name of the processor.
prepare="org.s2slab.launch.StartPreparation"
"$java" "-Dos.arch=$processor" -cp "$root/scenarios/cli/target/s2slab.jar" "$prepare" "$lab$home" "S2S Lab $version" "$lab$home/lib"
sed -i "s#$lab##g" "$lab$home/lab.args" "$lab$home/native.args"

if [[ "$arch" == "$own" ]]; then
  copy_loaded "$runtime$home"/java/bin/java "$runtime$home"/java/lib/*.so "$runtime$home"/java/lib/server/*.so "$lab$home"/native/*.so
  # The class archive belongs to this runtime and to these paths, so the runtime of the image makes it. This run also proves that
  # the image has all libraries that it needs.
  tree="$work/tree"
  mkdir -p "$tree"
  cp -a "$runtime/." "$lab/." "$tree/"
  mkdir -p "$tree/dev" "$tree/proc" "$tree/tmp"
  inside=(unshare --mount --pid --fork)
  [[ "$(id -u)" == 0 ]] || inside+=(--map-root-user)
  if "${inside[@]}" sh -c "mount --rbind /dev '$tree/dev' && mount -t proc proc '$tree/proc' && exec env -i HOME=/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot '$tree' \
      $home/java/bin/java -Duser.home=/tmp -cp '$home/lib/*' $prepare $home 'S2S Lab $version' $home/lib archive"; then
    cp -a "$tree$home"/lab.jsa "$tree$home"/lab.args "$tree$home"/native.args "$lab$home/"
  else
    say "The class archive could not be made in a chroot (it needs root or user namespaces), so the image starts more slowly."
  fi
  rm -rf "$tree"
else
  copy_debian
fi
cat >> "$lab$home/native.args" <<< "$(printf '"%s"\n' -Djava.io.tmpdir=/data -Duser.home=/data -XX:-UsePerfData)"
cat "$lab$home/lab.args" >> "$lab$home/native.args"
mv "$lab$home/native.args" "$lab$home/lab.args"

# --- The image ----------------------------------------------------------------------------------------------------------------

# Stores standard input as a blob, and prints its digest.
blob() {
  cat > "$work/blob"
  local digest
  digest="$(sha256sum "$work/blob" | cut -d ' ' -f 1)"
  mv "$work/blob" "$work/layout/blobs/sha256/$digest"
  printf '%s' "$digest"
}

# A reproducible archive of a folder. Everything belongs to root, except the data folder.
archive() {
  tar -C "$1" --sort=name --mtime="$time" --numeric-owner --owner=0 --group=0 --exclude=./data -c . > "$work/layer.tar"
  [[ ! -d "$1/data" ]] || tar -C "$1" --mtime="$time" --numeric-owner --owner="$user" --group="$user" --mode=0700 -r -f "$work/layer.tar" ./data
}

descriptor() { printf '{"mediaType":"%s","digest":"sha256:%s","size":%s}' "$1" "$2" "$(stat -c %s "$work/layout/blobs/sha256/$2")"; }

layers=() digests=() diffs=()
for part in "$runtime" "$lab"; do
  archive "$part"
  diffs+=("\"sha256:$(sha256sum "$work/layer.tar" | cut -d ' ' -f 1)\"")
  digest="$(gzip -9 -n < "$work/layer.tar" | blob)"
  digests+=("\"blobs/sha256/$digest\"")
  layers+=("$(descriptor application/vnd.oci.image.layer.v1.tar+gzip "$digest")")
done
joined() { local IFS=,; printf '%s' "$*"; }
config="$(blob << END
{"created":"$time","architecture":"$arch","os":"linux","config":{"User":"$user:$user","WorkingDir":"/data","Volumes":{"/data":{}},
"Env":["HOME=/data","PATH=$home/java/bin","LANG=C.UTF-8"],"Entrypoint":["$home/java/bin/java","@$home/lab.args","$main"],"Cmd":["--help"],
"Labels":{"org.opencontainers.image.title":"S2S Lab","org.opencontainers.image.version":"$version","org.opencontainers.image.licenses":"Apache-2.0"}},
"rootfs":{"type":"layers","diff_ids":[$(joined "${diffs[@]}")]}}
END
)"
manifest="$(blob << END
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":$(descriptor application/vnd.oci.image.config.v1+json "$config"),
"layers":[$(joined "${layers[@]}")]}
END
)"
printf '{"imageLayoutVersion":"1.0.0"}' > "$work/layout/oci-layout"
cat > "$work/layout/index.json" << END
{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$manifest",
"size":$(stat -c %s "$work/layout/blobs/sha256/$manifest"),"platform":{"architecture":"$arch","os":"linux"},
"annotations":{"org.opencontainers.image.ref.name":"s2slab:$version"}}]}
END
# Docker's own image store reads this file, and not index.json.
printf '[{"Config":"blobs/sha256/%s","RepoTags":["s2slab:%s"],"Layers":[%s]}]' "$config" "$version" "$(joined "${digests[@]}")" > "$work/layout/manifest.json"
tar -C "$work/layout" --sort=name --mtime="$time" --numeric-owner --owner=0 --group=0 -cf "$file" oci-layout index.json manifest.json blobs
say "$file: s2slab:$version for linux/$arch, $(($(stat -c %s "$file") / 1000000)) MB. Load it with:  podman load -i $file"
[[ "$arch" == "$own" ]] || say "Nobody has run an image for $arch that was assembled on another processor."
rm -rf "$work"
