package org.s2slab.engine.deployment;

import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.launch.JvmOptions;
import org.s2slab.node.ProductVerticle;

/** The command line that starts a role as a separate process. */
final class NodeProgram {
    /** The system properties for folders of unpacked native libraries, which a start then does not unpack again. */
    private static final List<String> NATIVE_LIBRARIES = List.of(
            "java.library.path",
            "com.amazon.corretto.crypto.provider.useExternalLib",
            "org.sqlite.lib.path",
            "org.sqlite.lib.name");

    /** The system property with the class data archive of this JVM, for JVMs with the same class path. */
    private static final String ARCHIVE = "s2slab.archive";

    private NodeProgram() {}

    /**
     * The command line with the node's arguments. The process uses the class path from which this JVM loads the classes
     * of the node's product.
     */
    static List<String> command(Class<? extends ProductVerticle> role, String... nodeArguments) {
        List<String> command = new ArrayList<>();
        command.add(JvmOptions.java());
        command.addAll(JvmOptions.quickStart());
        for (String name : NATIVE_LIBRARIES) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        String archive = System.getProperty(ARCHIVE);
        if (archive != null) {
            command.add("-XX:SharedArchiveFile=" + archive);
        }
        command.addAll(List.of("-cp", classPath(role.getClassLoader()), role.getName()));
        command.addAll(List.of(nodeArguments));
        return command;
    }

    /**
     * The class path of a new process. Classes from unpacked libraries have a separate class loader. All other classes
     * are on the class path of this JVM.
     */
    private static String classPath(ClassLoader loader) {
        if (!(loader instanceof URLClassLoader unpacked)) {
            return System.getProperty("java.class.path");
        }
        List<Path> files = new ArrayList<>();
        for (URL url : unpacked.getURLs()) {
            try {
                files.add(Path.of(url.toURI()));
            } catch (URISyntaxException e) {
                throw new IllegalStateException("a library at " + url, e);
            }
        }
        return JvmOptions.classPath(files);
    }
}
