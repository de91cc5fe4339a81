package org.s2slab.launch;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The options of {@code java} for the JVMs that the lab starts. */
public final class JvmOptions {
    /** The system property with which Vert.x chooses its logging. Its value makes Vert.x use the lab's logging. */
    static final String LOGGING = "vertx.logger-delegate-factory-class-name";

    static final String SLF4J = "io.vertx.core.logging.SLF4JLogDelegateFactory";

    /** The first Java version that warns about native code without this option. */
    private static final int NATIVE_ACCESS = 22;

    private JvmOptions() {}

    /** Options for little memory and a quick start, because most of the JVMs run for seconds or serve one person. */
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

    /** The class path that contains these files. */
    public static String classPath(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The text of a file of arguments ({@code java @FILE}), with one quoted argument per line. */
    static String argumentFile(List<String> arguments) {
        return arguments.stream()
                .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
                .collect(Collectors.joining());
    }
}
