package org.s2slab.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The main class of {@code s2slab.jar}. It unpacks the libraries in this jar, and runs the command line with them. */
public final class LabLauncher {
    /** The main class of the command line. */
    static final String COMMAND_LINE = "org.s2slab.cli.LabCommand";

    private static final int CALLED_WRONGLY = 2;

    private LabLauncher() {}

    @SuppressWarnings("BanClassLoader") // loads only the libraries of this jar
    public static void main(String[] arguments) throws Throwable {
        List<Path> libraries = libraries();
        OptionalInt code = QuickStart.run(libraries, arguments);
        if (code.isPresent()) {
            System.exit(code.getAsInt());
        }
        QuickStart.useNatives(libraries);
        URL[] urls = new URL[libraries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = libraries.get(i).toUri().toURL();
        }
        ClassLoader loader = new URLClassLoader("s2slab", urls, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        System.setProperty(JvmOptions.LOGGING, JvmOptions.SLF4J);
        try {
            loader.loadClass(COMMAND_LINE).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Unpacks the libraries in the jar of this class. If this fails, prints one sentence and ends the process. */
    static List<Path> libraries() {
        URI jar = URI.create(LabLauncher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        try {
            return LibraryCache.ofUser().unpack(Path.of(jar), "lib/");
        } catch (IOException e) {
            System.err.println("The libraries of " + jar + " cannot be unpacked: " + reason(e));
            System.exit(CALLED_WRONGLY);
            throw new IllegalStateException(e);
        }
    }

    /** The reason of a failure. The message of a file system's exception is only the name of the file. */
    private static String reason(IOException failure) {
        return failure instanceof FileSystemException at
                ? "folder or file " + at.getFile() + " cannot be written ("
                        + failure.getClass().getSimpleName() + "); " + CacheFolder.FIX
                : String.valueOf(failure.getMessage());
    }
}
