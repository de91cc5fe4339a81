package org.s2slab.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Prepares quick starts. The script {@code lab} calls it after a build, and {@link QuickStart} at the first start of
 * {@code s2slab.jar}. It unpacks native libraries once, so that not every start unpacks them, and archives the classes
 * that a scenario loads. It writes the arguments of {@code java} to {@code native.args} and {@code lab.args}.
 */
public final class StartPreparation {
    /** The commands whose classes are archived. */
    private static final List<List<String>> CALLS =
            List.of(List.of("--help"), List.of("run", "--quiet", "on-premises-unified-contact-store"));

    /** The names of systems and processors in sqlite-jdbc and JLine, by their names in {@link Platform}. */
    private static final Map<String, String> NAMES =
            Map.of("linux", "Linux", "osx", "Mac", "windows", "Windows", "x86_64", "x86_64", "aarch_64", "aarch64");

    /** The names of the written files: arguments of {@code java}, and the class archive. */
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

    /**
     * @param arguments the folder of the written files, and the first line of {@code lab.args}, which the script checks;
     *     for a container image also the folder with its libraries, and {@code archive} for the class archive
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean image = arguments.length > 2;
        new StartPreparation(
                        Path.of(arguments[0]).toAbsolutePath(),
                        image ? ofImage(Path.of(arguments[2]).toAbsolutePath()) : LabLauncher.libraries())
                .prepare(arguments[1], !image || arguments.length > 3);
    }

    /** The libraries of a container image, the lab's own first, because the search for its classes then opens few jars. */
    private static List<Path> ofImage(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing((Path file) ->
                                    !file.getFileName().toString().startsWith("s2slab-"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    /**
     * Writes the files.
     *
     * @param mark the first line of the file of arguments
     * @param archiving whether to create the class archive
     */
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

    /** Writes a file that appears only when it is complete. An incomplete file would look current. */
    private void write(String name, String arguments) throws IOException {
        Path draft = folder.resolve(name + ".new");
        Files.writeString(draft, arguments, Charset.forName(System.getProperty("native.encoding")));
        Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Unpacks this platform's native libraries, and returns their options. Other libraries stay in their jars. */
    List<String> natives() throws IOException {
        Path natives = folder.resolve("native");
        OwnerOnlyRights.createFolder(natives);
        List<String> options = new ArrayList<>();
        String inside = "/" + NAMES.get(platform.system()) + "/" + NAMES.get(platform.architecture()) + "/";
        String sqlite = "org/sqlite/native" + inside;
        String jline = "org/jline/nativ" + inside.replace("/aarch64/", "/arm64/");
        for (Path jar : libraries) {
            try (JarFile packed = new JarFile(jar.toFile())) {
                for (JarEntry entry : packed.stream().toList()) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    if (entry.getName().startsWith(sqlite) && !entry.isDirectory()) {
                        copy(packed, entry, natives.resolve(name));
                        options.add("-Dorg.sqlite.lib.path=" + natives);
                        options.add("-Dorg.sqlite.lib.name=" + name);
                    } else if (entry.getName().startsWith(jline) && !entry.isDirectory()) {
                        copy(packed, entry, natives.resolve(name));
                        options.add("-Dlibrary.jline.path=" + natives);
                        options.add("-Dlibrary.jline.name=" + name);
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
        // The file is deleted, not overwritten, because a running process may have loaded it.
        Files.deleteIfExists(target);
        try (InputStream content = packed.getInputStream(entry)) {
            Files.copy(content, target);
        }
    }

    /** Archives the classes of some commands (class data sharing). Returns whether it succeeded. It is optional. */
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
        // JDK 17 crashes on some of the lambda forms in the list. Most of the saved time comes from the classes.
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
        // Another command may have created the archive in the same folder meanwhile.
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
