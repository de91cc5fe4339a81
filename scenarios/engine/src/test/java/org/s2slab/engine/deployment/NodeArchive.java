package org.s2slab.engine.deployment;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A class archive (class data sharing) for nodes that tests start as processes. The archive saves a third of the
 * processor time of a start. A JVM without a suitable archive loads its classes itself.
 */
public final class NodeArchive {
    private static final Path FILE =
            Path.of(System.getProperty("s2slab.root"), "scenarios", "engine", "target", "nodes.jsa");

    /** The jars of the archive, one per line. */
    private static final Path CLASS_PATH = FILE.resolveSibling("nodes.classpath");

    /** A line of the JVM's class hierarchy that names a class from a file: {@code |  |--java.util.HashMap/null}. */
    private static final Pattern CLASS = Pattern.compile("[| -]*([\\w.$]+)/(?:null|0x[0-9a-f]+)");

    private NodeArchive() {}

    /** Makes later nodes of this JVM use the archive, if it contains the jars of this JVM as they are now. Blocks. */
    public static void use() throws IOException {
        List<String> own = entries(true).toList();
        if (isOf(own)) {
            List<String> archived = Files.readAllLines(CLASS_PATH);
            // An archive contains only classes from jars. The class path of its user must begin with the class path of
            // the archive.
            Stream<String> others = own.stream().filter(jar -> !archived.contains(jar));
            setClassPath(Stream.of(archived.stream(), others, entries(false)).flatMap(part -> part));
            System.setProperty("s2slab.archive", FILE.toString());
        }
    }

    /** Creates the archive if it is missing or old, and does the same as {@link #use}. For a JVM that ran a deployment. Blocks. */
    public static void useOrMake() throws IOException, InterruptedException {
        Files.createDirectories(FILE.getParent());
        // Test classes run in several JVMs. Only one of them creates the archive, and the others wait for it.
        try (FileChannel channel = FileChannel.open(
                        FILE.resolveSibling("nodes.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && isOf(entries(true).toList())) {
                use();
            } else {
                make();
            }
        }
    }

    /** Whether the archive contains these jars as they are now. With any other archive a JVM starts slowly. */
    private static boolean isOf(List<String> jars) throws IOException {
        if (!Files.exists(FILE) || !Files.exists(CLASS_PATH)) {
            return false;
        }
        List<String> archived = Files.readAllLines(CLASS_PATH);
        if (!jars.containsAll(archived)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(FILE);
        for (String jar : archived) {
            if (!Files.exists(Path.of(jar))
                    || Files.getLastModifiedTime(Path.of(jar)).compareTo(made) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Creates the archive from the classes that this JVM has loaded, preferably after it ran deployments. Blocks. */
    public static void make() throws IOException, InterruptedException {
        Path list = FILE.resolveSibling("nodes.classlist");
        Path draft = Files.createTempFile(FILE.getParent(), "nodes", ".new");
        List<String> classes = loaded();
        List<String> jars = jarsOf(classes);
        Files.write(list, classes);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + draft,
                "-cp",
                String.join(File.pathSeparator, jars));
        int ended = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(FILE.resolveSibling("nodes.log").toFile()))
                .start()
                .waitFor();
        if (ended == 0) {
            Files.move(draft, FILE, StandardCopyOption.ATOMIC_MOVE);
            Files.write(CLASS_PATH, jars);
        } else {
            Files.deleteIfExists(draft);
        }
        use();
    }

    /** The jars of the class path that contain these classes; other modules also have these jars. */
    private static List<String> jarsOf(List<String> classes) {
        Set<String> used = new HashSet<>();
        for (String name : classes) {
            try {
                CodeSource source = Class.forName(name.replace('/', '.'), false, NodeArchive.class.getClassLoader())
                        .getProtectionDomain()
                        .getCodeSource();
                if (source != null) {
                    used.add(Path.of(source.getLocation().toURI()).toString());
                }
            } catch (ClassNotFoundException | LinkageError | URISyntaxException e) {
                // The class was generated at run time, so no jar contains it.
            }
        }
        return entries(true).filter(used::contains).toList();
    }

    private static List<String> loaded() {
        try {
            Object told = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmClassHierarchy",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return String.valueOf(told)
                    .lines()
                    .map(CLASS::matcher)
                    .filter(line -> line.matches() && !line.group(1).contains("$$"))
                    .map(line -> line.group(1).replace('.', '/'))
                    .distinct()
                    .toList();
        } catch (JMException e) {
            throw new IllegalStateException("the classes of this JVM", e);
        }
    }

    private static Stream<String> entries(boolean jars) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") == jars);
    }

    private static void setClassPath(Stream<String> entries) {
        System.setProperty("java.class.path", entries.collect(Collectors.joining(File.pathSeparator)));
    }
}
