package org.s2slab.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Prepares quick starts: the script {@code lab} calls it after a build, {@link QuickStart} at the first start of {@code
 * s2slab.jar}. Takes native libraries out of their jars once rather than at every start, and archives the classes that a
 * scenario loads. Writes the arguments of {@code java} to {@code native.args} and {@code lab.args}.
 */
public final class StartPreparation {
    /** The calls whose classes are archived. */
    private static final List<List<String>> CALLS =
            List.of(List.of("--help"), List.of("run", "--quiet", "on-premises-unified-contact-store"));

    /** What sqlite-jdbc calls the systems and processors, by the names of {@link Platform}. */
    private static final Map<String, String> SQLITE =
            Map.of("linux", "Linux", "osx", "Mac", "windows", "Windows", "x86_64", "x86_64", "aarch_64", "aarch64");

    /** The names of the files that it writes: arguments of {@code java}, and the archive of classes. */
    static final String NATIVES = "native.args";

    static final String ARGUMENTS = "lab.args";
    static final String ARCHIVE = "lab.jsa";

    private final Path folder;
    private final List<Path> libraries;
    private final Platform platform = Platform.current();

    StartPreparation(Path folder, List<Path> libraries) {
        this.folder = folder;
        this.libraries = libraries;
    }

    /** @param arguments the folder of the files written, and the first line of {@code lab.args}, by which its script knows it */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new StartPreparation(Path.of(arguments[0]).toAbsolutePath(), LabLauncher.libraries())
                .prepare(arguments[1], true);
    }

    /** @param mark the first line of the arguments */
    void prepare(String mark, boolean archiving) throws IOException, InterruptedException {
        List<String> natives = natives();
        List<String> options = JvmOptions.quickStart();
        String root = System.getProperty("s2slab.root");
        if (root != null) {
            options.add("-Ds2slab.root=" + root);
        }
        List<String> classPath = List.of("-cp", JvmOptions.classPath(libraries));
        Path archive = folder.resolve(ARCHIVE);
        if (archiving && archive(archive, joined(options, natives, classPath), classPath)) {
            options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Ds2slab.archive=" + archive));
        }
        write(NATIVES, JvmOptions.argumentFile(natives));
        write(ARGUMENTS, "# " + mark + "\n" + JvmOptions.argumentFile(joined(options, classPath)));
    }

    /** Appears when it is whole: a preparation that was stopped must not look like one that is current. */
    private void write(String name, String arguments) throws IOException {
        Path draft = folder.resolve(name + ".new");
        Files.writeString(draft, arguments, Charset.forName(System.getProperty("native.encoding")));
        Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Options for the native libraries of this platform; a library that is not found is left to its jar. */
    private List<String> natives() throws IOException {
        Path natives = folder.resolve("native");
        OwnerOnlyRights.createFolder(natives);
        List<String> options = new ArrayList<>();
        String sqlite =
                "org/sqlite/native/" + SQLITE.get(platform.system()) + "/" + SQLITE.get(platform.architecture()) + "/";
        for (Path jar : libraries) {
            try (JarFile packed = new JarFile(jar.toFile())) {
                for (JarEntry entry : packed.stream().toList()) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    if (entry.getName().startsWith(sqlite) && !entry.isDirectory()) {
                        copy(packed, entry, natives.resolve(name));
                        options.add("-Dorg.sqlite.lib.path=" + natives);
                        options.add("-Dorg.sqlite.lib.name=" + name);
                    } else if (name.equals(System.mapLibraryName("amazonCorrettoCryptoProvider"))) {
                        copy(packed, entry, natives.resolve(name));
                        options.add("-Djava.library.path=" + natives);
                        options.add("-Dcom.amazon.corretto.crypto.provider.useExternalLib=true");
                    }
                }
            }
        }
        return options;
    }

    private static void copy(JarFile packed, JarEntry entry, Path target) throws IOException {
        if (Files.exists(target) && Files.size(target) == entry.getSize()) {
            return;
        }
        // A process that runs keeps the file that it has loaded.
        Files.deleteIfExists(target);
        try (InputStream content = packed.getInputStream(entry)) {
            Files.copy(content, target);
        }
    }

    /** Archives the classes of some calls (class data sharing); returns whether that worked. Starts work without it. */
    private boolean archive(Path archive, List<String> options, List<String> classPath)
            throws IOException, InterruptedException {
        System.err.println("Preparing later starts ...");
        Files.deleteIfExists(archive);
        Set<String> classes = new LinkedHashSet<>();
        Path list = folder.resolve("lab.classlist");
        for (List<String> call : CALLS) {
            Files.deleteIfExists(list);
            java(joined(List.of("-XX:DumpLoadedClassList=" + list), options, List.of(LabLauncher.COMMAND_LINE), call));
            if (Files.exists(list)) {
                classes.addAll(Files.readAllLines(list));
            }
        }
        // JDK 17 crashes on some of the lambda forms in the list; the classes make the difference.
        classes.removeIf(line -> line.startsWith("@lambda"));
        Files.write(list, classes);
        Path draft = folder.resolve("lab.jsa.new");
        List<String> dump = List.of(
                "-XX:+UseSerialGC",
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + draft);
        if (java(joined(dump, classPath)) != 0) {
            Files.deleteIfExists(draft);
            return false;
        }
        // Another command in the same folder may have prepared it meanwhile.
        Files.move(draft, archive, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private int java(List<String> arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("lab-archive.log");
        List<String> command = joined(List.of(JvmOptions.java()), arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
