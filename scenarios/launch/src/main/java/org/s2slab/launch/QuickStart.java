package org.s2slab.launch;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Runs the command line in a second JVM, with the options and the class archive of {@link StartPreparation}. A start
 * with {@code java -jar} cannot have these options. They save several times the cost of a second JVM. The first JVM
 * passes on signals and the exit code.
 */
public final class QuickStart {
    /** The system property with the id of the first process. When this process ends, the second JVM ends. */
    private static final String FIRST = "s2slab.first";

    /** Commands that read lines. Ctrl-C, which the terminal sends to both JVMs, then cancels only a line. */
    private static final Set<String> READ_LINES = Set.of("shell", "learn");

    private static final int KILLED = 137;

    private QuickStart() {}

    /** Ends this JVM if it is the second JVM and the first JVM was killed. */
    public static void endWithFirst() {
        Long first = Long.getLong(FIRST);
        if (first != null) {
            ProcessHandle.of(first)
                    .ifPresentOrElse(
                            process -> process.onExit().thenRun(() -> System.exit(KILLED)), () -> System.exit(KILLED));
        }
    }

    /** @return the exit code; empty if the command must run in this JVM (JVM options, or a read-only folder) */
    static OptionalInt run(List<Path> libraries, String... arguments) throws InterruptedException {
        ProcessHandle self = ProcessHandle.current();
        // Windows does not provide the arguments of a process.
        if (self.info().arguments().filter(given -> given[0].equals("-jar")).isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            Path folder = prepared(libraries);
            String command = arguments.length == 0 ? "" : arguments[0];
            List<String> line = new ArrayList<>(List.of(
                    JvmOptions.java(),
                    "@" + folder.resolve(StartPreparation.NATIVES),
                    "@" + folder.resolve(StartPreparation.ARGUMENTS)));
            if (command.equals("drill")) {
                line.add("-XX:TieredStopAtLevel=4");
            }
            line.addAll(List.of("-D" + FIRST + "=" + self.pid(), LabLauncher.COMMAND_LINE));
            line.addAll(List.of(arguments));
            if (READ_LINES.contains(command)) {
                ignoreInterrupts();
            }
            Process second = new ProcessBuilder(line).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                second.destroy();
                second.onExit().join();
            }));
            return OptionalInt.of(second.waitFor());
        } catch (IOException | ReflectiveOperationException e) {
            return OptionalInt.empty();
        }
    }

    /** Handles Ctrl-C without an effect, with an internal class of the JDK. Processes inherit an ignored signal. */
    private static void ignoreInterrupts() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object nothing = Proxy.newProxyInstance(
                QuickStart.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, given) -> null);
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("INT"), nothing);
    }

    /**
     * The folder with the arguments, beside the libraries. The first start with this JVM writes the arguments. The
     * second start adds the class archive, which costs more time than one start saves.
     */
    private static Path prepared(List<Path> libraries) throws IOException, InterruptedException {
        String jvm = jvm();
        Path folder = folder(libraries);
        Path archive = folder.resolve(StartPreparation.ARCHIVE);
        if (Files.exists(archive)) {
            return folder;
        }
        OwnerOnlyRights.createFolder(folder);
        try (FileChannel lock =
                FileChannel.open(folder.resolve("lab.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            boolean second = Files.exists(folder.resolve(StartPreparation.ARGUMENTS));
            if (Files.notExists(archive)) {
                new StartPreparation(folder, libraries).prepare(jvm, second);
            }
            if (second && Files.notExists(archive)) {
                // If this JVM cannot create the archive, an empty file prevents further attempts. Java ignores an empty
                // archive.
                Files.createFile(archive);
            }
        }
        return folder;
    }

    /**
     * Lets this JVM load native libraries from the folder beside the libraries. If the folder cannot be written, they
     * unpack themselves into the folder for temporary files.
     */
    static void useNatives(List<Path> libraries) {
        try {
            Path folder = folder(libraries);
            OwnerOnlyRights.createFolder(folder);
            new StartPreparation(folder, libraries)
                    .natives().stream()
                            .map(option -> option.substring("-D".length()).split("=", 2))
                            .filter(option -> !option[0].equals("java.library.path"))
                            .filter(option -> !option[0].endsWith("useExternalLib"))
                            .forEach(option -> System.setProperty(option[0], option[1]));
        } catch (IOException e) {
            // The libraries unpack themselves.
        }
    }

    private static Path folder(List<Path> libraries) {
        UUID name = UUID.nameUUIDFromBytes(jvm().getBytes(StandardCharsets.UTF_8));
        return libraries.get(0).resolveSibling("start-" + name);
    }

    private static String jvm() {
        return System.getProperty("java.home") + " " + System.getProperty("java.vm.version");
    }
}
