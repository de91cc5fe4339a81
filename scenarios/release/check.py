#!/usr/bin/env python3
"""Checks a folder of artifacts against the requirements of Maven Central and of this project, and prints each problem.

The folder has the form of a Maven repository. The requirements of Maven Central are on
https://central.sonatype.org/publish/requirements/. See docs/RELEASE.md.
"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

NAMESPACE = "{http://maven.apache.org/POM/4.0.0}"
METADATA = [
    "name",
    "description",
    "url",
    "licenses/license/name",
    "licenses/license/url",
    "developers/developer/name",
    "scm/connection",
    "scm/developerConnection",
    "scm/url",
]
NOTICES = ["META-INF/LICENSE", "META-INF/NOTICE"]
SBOM = "META-INF/sbom/bom.json"
NOT_SIGNED = (".asc", ".md5", ".sha1", ".sha256", ".sha512")


class Checker:
    def __init__(self, folder, placeholders, unsigned):
        self.folder = folder
        self.placeholders = placeholders
        self.unsigned = unsigned
        self.problems = []
        self.poms = {self.coordinates(pom): pom for pom in map(self.parse, sorted(folder.rglob("*.pom")))}

    def problem(self, place, text):
        self.problems.append(f"{place}: {text}")

    @staticmethod
    def parse(file):
        root = ElementTree.parse(file).getroot()
        root.set("file", str(file))
        return root

    @staticmethod
    def value(pom, path):
        return (pom.findtext(NAMESPACE + path.replace("/", "/" + NAMESPACE)) or "").strip()

    def coordinates(self, pom):
        return tuple(self.value(pom, key) or self.value(pom, "parent/" + key) for key in ("groupId", "artifactId", "version"))

    def inherited(self, pom, path):
        """The value in the pom, or in the nearest parent in the same folder that has one."""
        while pom is not None:
            if self.value(pom, path):
                return self.value(pom, path)
            parent = tuple(self.value(pom, "parent/" + key) for key in ("groupId", "artifactId", "version"))
            pom = self.poms.get(parent)
        return ""

    def run(self):
        if not self.poms:
            self.problem(self.folder, "has no pom")
        for coordinates, pom in self.poms.items():
            self.artifact(coordinates, pom)
        for file in sorted(self.folder.rglob("*")):
            if file.is_file() and not file.name.startswith("maven-metadata"):
                self.file(file)
        return self.problems

    def artifact(self, coordinates, pom):
        group, name, version = coordinates
        place = pathlib.Path(pom.get("file"))
        if place != self.folder.joinpath(*group.split("."), name, version, f"{name}-{version}.pom"):
            self.problem(place.name, f"has the coordinates {':'.join(coordinates)}, which are those of another folder")
        if version.endswith("-SNAPSHOT") or "${" in version:
            self.problem(place.name, f"the version {version} is no release")
        for path in METADATA:
            found = self.inherited(pom, path) if path not in ("name", "description") else self.value(pom, path)
            if not found:
                self.problem(place.name, f"has no {path}")
            elif ".example" in found and not self.placeholders:
                self.problem(place.name, f"{path} is the placeholder {found}")
        for element in pom.iter():
            if (element.text or "").strip().startswith("/"):
                self.problem(place.name, f"names the folder {element.text.strip()} of the machine that built it")
        for dependency in pom.iter(NAMESPACE + "dependency"):
            if self.value(dependency, "version").endswith("-SNAPSHOT"):
                self.problem(place.name, f"needs the snapshot {self.value(dependency, 'artifactId')}")
        if self.value(pom, "packaging") != "pom":
            for kind in ("", "-sources", "-javadoc"):
                self.jar(place.with_name(f"{name}-{version}{kind}.jar"), name, version, kind)

    def jar(self, file, name, version, kind):
        if not file.exists():
            self.problem(file.name, "is missing")
            return
        with zipfile.ZipFile(file) as jar:
            entries = set(jar.namelist())
            for needed in NOTICES + (["index.html"] if kind == "-javadoc" else []):
                if needed not in entries:
                    self.problem(file.name, f"has no {needed}")
            if kind:
                return
            if SBOM not in entries:
                self.problem(file.name, f"has no {SBOM}")
                return
            described = json.loads(jar.read(SBOM))["metadata"]["component"]
            if (described["name"], described["version"]) != (name, version):
                self.problem(file.name, f"{SBOM} describes {described['name']} {described['version']}")

    def file(self, file):
        if file.name.endswith(NOT_SIGNED):
            return
        content = file.read_bytes()
        for algorithm in ("md5", "sha1"):
            checksum = file.with_name(f"{file.name}.{algorithm}")
            if not checksum.exists():
                self.problem(file.name, f"has no checksum .{algorithm}")
            elif checksum.read_text().split()[:1] != [hashlib.new(algorithm, content).hexdigest()]:
                self.problem(file.name, f"the checksum .{algorithm} is that of another content")
        if self.unsigned:
            return
        signature = file.with_name(file.name + ".asc")
        if not signature.exists():
            self.problem(file.name, "has no signature .asc")
            return
        verified = subprocess.run(["gpg", "--batch", "--verify", signature, file], capture_output=True, text=True, check=False)
        if verified.returncode != 0:
            self.problem(file.name, "the signature is not valid: " + " ".join(verified.stderr.split()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--placeholders", action="store_true", help="accept addresses in the domain .example, for a dry run")
    parser.add_argument("--unsigned", action="store_true", help="do not look for signatures")
    options = parser.parse_args()
    checker = Checker(options.folder.absolute(), options.placeholders, options.unsigned)
    problems = checker.run()
    for problem in problems:
        print(problem)
    artifacts = len(checker.poms)
    print(f"Artifacts: {artifacts}. Problems: {len(problems)}.")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
