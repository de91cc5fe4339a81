package org.s2slab.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.s2slab.launch.LibraryCache;

/**
 * Loads the lab's engine and its libraries separately from the class path of the tests, which may contain other
 * versions of them. Both sides share the classes of the JDK and of this package.
 *
 * <p>This class loader knows the jar of every entry, and does not check signatures. The inherited methods search all
 * jars for each class, and digest signed classes (decision 0054 contains the measurement).
 */
final class EngineClassLoader extends URLClassLoader {
    private static final ClassLoader TESTS = RunningLab.class.getClassLoader();
    private static final String API = RunningLab.class.getPackageName() + ".";

    /** Logback's service file. The engine's file has another name, so that the tests' Logback does not find it. */
    private static final String LOGGING_SERVICE = "META-INF/services/ch.qos.logback.classic.spi.Configurator";

    private final Map<String, List<Library>> places = new HashMap<>();

    /** A jar that stays open as long as the JVM runs. */
    private record Library(JarFile jar, String url, ProtectionDomain domain) {
        URL url(String entry) {
            try {
                return new URL("jar:" + url + "!/" + entry);
            } catch (MalformedURLException e) {
                throw new IllegalStateException(entry, e);
            }
        }
    }

    static {
        registerAsParallelCapable();
    }

    private EngineClassLoader(List<Path> jars) throws IOException {
        super("s2slab", new URL[0], ClassLoader.getPlatformClassLoader());
        for (Path file : jars) {
            URL url = file.toUri().toURL();
            addURL(url);
            CodeSource source = new CodeSource(url, (Certificate[]) null);
            JarFile jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
            Library library = new Library(jar, url.toString(), new ProtectionDomain(source, null, this, null));
            jar.stream().forEach(entry -> {
                String name = entry.isDirectory() ? entry.getName().replaceFirst("/$", "") : entry.getName();
                places.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(library);
            });
        }
    }

    /** Creates a class loader for the libraries in the jar of this class, unpacked in the user's cache folder. */
    static EngineClassLoader create() throws IOException {
        try {
            Path jar = Path.of(RunningLab.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            List<Path> jars = new ArrayList<>(List.of(jar));
            jars.addAll(LibraryCache.ofUser().unpack(jar, "lib/"));
            return new EngineClassLoader(jars);
        } catch (URISyntaxException e) {
            throw new IOException("the place of s2slab-junit", e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(API) && name.indexOf('.', API.length()) < 0) {
            return Class.forName(name, false, TESTS);
        }
        String entry = name.replace('.', '/') + ".class";
        for (Library library : of(entry)) {
            try (InputStream in = open(library, entry)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length, library.domain);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        List<Library> libraries = of(name);
        try {
            return libraries.isEmpty() ? super.getResourceAsStream(name) : open(libraries.get(0), name);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    @Override
    public @Nullable URL findResource(String name) {
        return of(name).stream().findFirst().map(library -> library.url(name)).orElse(null);
    }

    @Override
    public Enumeration<URL> findResources(String name) {
        String entry = name.equals(LOGGING_SERVICE) ? "org/s2slab/junit/embedded/configurator" : name;
        return Collections.enumeration(
                of(entry).stream().map(library -> library.url(entry)).toList());
    }

    private List<Library> of(String entry) {
        return places.getOrDefault(entry, List.of());
    }

    private static InputStream open(Library library, String entry) throws IOException {
        return library.jar.getInputStream(library.jar.getEntry(entry));
    }
}
