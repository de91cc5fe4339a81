package org.s2slab.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The options of {@code java} for the JVMs that the lab starts. */
public final class JvmOptions {
    /** The system property by which Vert.x chooses its logging, and its value: the lab's own. */
    static final String LOGGING = "vertx.logger-delegate-factory-class-name";

    static final String SLF4J = "io.vertx.core.logging.SLF4JLogDelegateFactory";

    /** The first version that warns about native code unless this option admits it. */
    private static final int NATIVE_ACCESS = 22;

    private JvmOptions() {}

    /** Options for small memory and a quick start: most of the JVMs live for seconds or serve one person. */
    public static List<String> quickStart() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms32m",
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-D" + LOGGING + "=" + SLF4J));
        if (Runtime.version().feature() >= NATIVE_ACCESS) {
            options.add("--enable-native-access=ALL-UNNAMED");
        }
        return options;
    }

    /** The program {@code java} of this JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A class path of files. */
    public static String classPath(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The text of a file of arguments ({@code java @FILE}): one argument a line, quoted. */
    static String argumentFile(List<String> arguments) {
        return arguments.stream()
                .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
                .collect(Collectors.joining());
    }
}
