package org.s2slab.cli.clients;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Installs clients below one folder, without a change of the system: Debian packages are unpacked there, npm installs from
 * the lock file of the client, and Maven resolves the client's pom.
 */
record ClientInstaller(Path cache) {
    private static final int MINUTES = 5;

    /** How the installed program is started, and the variables that its language needs. */
    record Installed(Path home, List<String> command, Map<String, String> environment) {}

    /** @throws IOException when the client cannot be installed; the message is the reason */
    Installed install(BoardClient client) throws IOException {
        Path home = cache.resolve(client.name());
        copy(client.folder(), home);
        copy(client.folder().resolveSibling("common"), home);
        Path debian = unpack(client.debian());
        return switch (client.language()) {
            case "python" ->
                new Installed(
                        home,
                        List.of("/usr/bin/python3", "steps.py"),
                        Map.of(
                                "PYTHONPATH",
                                        debian.resolve("usr/lib/python3/dist-packages")
                                                .toString(),
                                "LAB_DEBIAN", debian.toString(),
                                "LAB_SOURCE", source(client, home).toString(),
                                "PYTHONWARNINGS", "ignore"));
            case "node" -> {
                npm(home);
                yield new Installed(home, List.of("node", "--require", "./hosts.js", "steps.js"), Map.of());
            }
            case "java" -> new Installed(home, java(home), Map.of());
            default -> throw new IOException("the language '" + client.language() + "' is not known");
        };
    }

    /** The folder in which the packages are unpacked with everything that they need and this machine does not have. */
    private Path unpack(List<String> packages) throws IOException {
        Path unpacked = cache.resolve("debian");
        Files.createDirectories(unpacked);
        Path mark = unpacked.resolve(String.join(",", packages) + ".installed");
        if (packages.isEmpty() || Files.exists(mark)) {
            return unpacked;
        }
        Path archives = Files.createDirectories(cache.resolve("archives"));
        List<String> simulate = new ArrayList<>(List.of("apt-get", "-s", "install", "--no-install-recommends"));
        simulate.addAll(packages);
        List<String> download = new ArrayList<>(List.of("apt-get", "download"));
        run(archives, simulate)
                .lines()
                .filter(line -> line.startsWith("Inst "))
                .forEach(line -> download.add(line.split(" ", -1)[1]));
        if (download.size() > 2) {
            run(archives, download);
        }
        try (Stream<Path> files = Files.list(archives)) {
            for (Path archive : files.toList()) {
                run(archives, List.of("dpkg-deb", "-x", archive.toString(), unpacked.toString()));
                Files.delete(archive);
            }
        }
        Files.writeString(mark, "");
        return unpacked;
    }

    /** The folder with the unpacked original archive of the client's source package; empty if the client names none. */
    private Path source(BoardClient client, Path home) throws IOException {
        Path unpacked = Files.createDirectories(home.resolve("source"));
        Path mark = unpacked.resolve(client.source() + ".installed");
        if (client.source().isEmpty() || Files.exists(mark)) {
            return unpacked;
        }
        Path archives = Files.createDirectories(cache.resolve("sources"));
        Path sources = archives.resolve("debian.sources");
        String packages = Files.readString(Path.of("/etc/apt/sources.list.d/debian.sources"));
        Files.writeString(sources, packages.replaceAll("(?m)^Types:.*", "Types: deb-src"));
        List<String> apt = List.of(
                "apt-get",
                "-oDir::Etc::sourcelist=" + sources,
                "-oDir::Etc::sourceparts=/nonexistent",
                "-oDir::State::lists=" + Files.createDirectories(archives.resolve("lists")));
        run(archives, Stream.concat(apt.stream(), Stream.of("update")).toList());
        run(archives, List.of("tar", "-xf", original(client, archives, apt), "-C", unpacked.toString()));
        Files.writeString(mark, "");
        return unpacked;
    }

    /** Downloads a source package. Its other files may be missing from a mirror, so only the original archive counts. */
    private static String original(BoardClient client, Path archives, List<String> apt) throws IOException {
        IOException failure = new IOException(client.source() + " has no original archive");
        try {
            run(
                    archives,
                    Stream.concat(apt.stream(), Stream.of("source", "--download-only", client.source()))
                            .toList());
        } catch (IOException e) {
            failure = e;
        }
        try (Stream<Path> files = Files.list(archives)) {
            Optional<String> original = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith(client.source() + "_") && file.contains(".orig.tar."))
                    .findFirst();
            if (original.isEmpty()) {
                throw failure;
            }
            return original.get();
        }
    }

    private static void npm(Path home) throws IOException {
        String lock = Files.readString(home.resolve("package-lock.json"));
        Path mark = home.resolve("node_modules/installed.json");
        if (!Files.exists(mark) || !Files.readString(mark).equals(lock)) {
            run(home, List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"));
            Files.writeString(mark, lock);
        }
    }

    private static List<String> java(Path home) throws IOException {
        String libraries = "";
        if (Files.exists(home.resolve("pom.xml"))) {
            run(
                    home,
                    List.of(
                            "mvn",
                            "-B",
                            "-q",
                            "dependency:build-classpath",
                            "-Dmdep.includeScope=runtime",
                            "-Dmdep.outputFile=libraries.txt"));
            libraries = File.pathSeparator + Files.readString(home.resolve("libraries.txt"));
        }
        Path java = Path.of(System.getProperty("java.home"), "bin");
        List<String> compile = new ArrayList<>(
                List.of(java.resolve("javac").toString(), "-nowarn", "-d", "classes", "-cp", "classes" + libraries));
        try (Stream<Path> files = Files.list(home)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .sorted()
                    .forEach(compile::add);
        }
        run(home, compile);
        return List.of(java.resolve("java").toString(), "-cp", "classes" + libraries, "Steps");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String run(Path folder, List<String> command) throws IOException {
        Path log = Files.createTempFile(folder, "install", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            String said = Files.readString(log, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                String reason = said.lines()
                        .filter(line -> line.matches("(?i)(E:|.*error).*"))
                        .findFirst()
                        .orElse(said);
                throw new IOException(Path.of(command.get(0)).getFileName()
                        + (ended ? " failed: " : " took longer than " + MINUTES + " minutes: ")
                        + reason);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
