package org.s2slab.engine.deployment;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.node.ProductVerticle;

/**
 * How a role is started as a process of its own.
 *
 * @param arguments of {@code java}, before those of the node
 */
record NodeProgram(List<String> arguments) {
    /** Small and quickly up: a lab's node lives for seconds or serves one person. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms32m",
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory");

    /** Where native libraries were unpacked to, so that no start has to do it again. */
    private static final List<String> NATIVE_LIBRARIES = List.of(
            "java.library.path",
            "com.amazon.corretto.crypto.provider.useExternalLib",
            "org.sqlite.lib.path",
            "org.sqlite.lib.name");

    /** The archive of loaded classes that this JVM was started with, if it was: it serves whoever has its class path. */
    private static final String ARCHIVE = "s2slab.archive";

    /**
     * The program that the role's module was built into, beside the library this JVM has the role from. Where this JVM has
     * it from compiled classes no program need exist yet, and the same classes are started; so they are where it shares an
     * archive of classes, which makes a start a third shorter.
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

    /** The command line of a node. */
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
