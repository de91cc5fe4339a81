package org.s2slab.engine.deployment;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.node.ProductVerticle;

/**
 * The command line that starts a role as a process of its own.
 *
 * @param arguments of {@code java}, before the node's arguments
 */
record NodeProgram(List<String> arguments) {
    /** Small memory and a quick start: a lab's node lives for seconds or serves one person. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms32m",
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory");

    /** The folders of unpacked native libraries, so that a start does not unpack them again. */
    private static final List<String> NATIVE_LIBRARIES = List.of(
            "java.library.path",
            "com.amazon.corretto.crypto.provider.useExternalLib",
            "org.sqlite.lib.path",
            "org.sqlite.lib.name");

    /** The system property with the class data archive of this JVM, which any JVM with the same class path can use. */
    private static final String ARCHIVE = "s2slab.archive";

    /**
     * The built program of the role's module, beside the library from which this JVM loaded the role. If this JVM
     * loaded it from compiled classes, a program may not exist yet, and the same classes are started. They are also
     * started if this JVM uses a class data archive, which makes a start a third shorter.
     */
    static NodeProgram of(Class<? extends ProductVerticle> role) {
        Path code = codeOf(role);
        List<String> arguments = new ArrayList<>(FLAGS);
        for (String name : NATIVE_LIBRARIES) {
            String value = System.getProperty(name);
            if (value != null) {
                arguments.add("-D" + name + "=" + value);
            }
        }
        String archive = System.getProperty(ARCHIVE);
        if (archive != null) {
            arguments.add("-XX:SharedArchiveFile=" + archive);
        }
        if (archive != null || Files.isDirectory(code)) {
            arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), role.getName()));
            return new NodeProgram(arguments);
        }
        String name = String.valueOf(code.getFileName()).replace(".jar", "-program.jar");
        Path program = code.resolveSibling("program").resolve(name);
        if (!Files.exists(program)) {
            throw new IllegalStateException("there is no program " + program + "; mvn package makes it");
        }
        arguments.addAll(List.of("-jar", program.toString()));
        return new NodeProgram(arguments);
    }

    /** The command line with the node's arguments. */
    List<String> command(String... nodeArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        command.addAll(List.of(nodeArguments));
        return command;
    }

    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of " + type, e);
        }
    }
}
