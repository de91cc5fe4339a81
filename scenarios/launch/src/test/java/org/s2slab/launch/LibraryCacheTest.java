package org.s2slab.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCacheTest {
    private static final Platform LINUX = Platform.of("Linux", "amd64");

    @TempDir
    Path folder;

    private Path jar;
    private Path libraries;

    @BeforeEach
    void make() throws IOException {
        jar = packed(
                "one.jar",
                "lib/linux-x86_64/native.jar",
                "lib/b.jar",
                "lib/a-1.0+2.jar",
                "lib/osx-aarch_64/native.jar");
        libraries = folder.resolve("libraries");
    }

    @Test
    void unpacksTheJarsOfAFolderAndOfThisPlatformLast() throws IOException {
        List<Path> unpacked = new LibraryCache(libraries, LINUX).unpack(jar, "lib/");
        assertThat(unpacked).extracting(LibraryCacheTest::name).containsExactly("b.jar", "a-1.0+2.jar", "native.jar");
        assertThat(unpacked.get(2)).hasContent("lib/linux-x86_64/native.jar");
        assertThat(unpacked).allMatch(file -> file.startsWith(libraries));

        List<Path> windows = new LibraryCache(libraries, Platform.of("Windows 11", "amd64")).unpack(jar, "lib/");
        assertThat(windows).extracting(LibraryCacheTest::name).containsExactly("b.jar", "a-1.0+2.jar");
        assertThat(windows.get(0).getParent())
                .as("another content")
                .isNotEqualTo(unpacked.get(0).getParent());
        assertThat(new LibraryCache(libraries, LINUX).unpack(jar, "other/")).isEmpty();
    }

    @Test
    void takesNoNameThatLeavesTheFolder() throws IOException {
        Path hostile = packed(
                "hostile.jar", "lib/../../evil.jar", "lib/..\\evil.jar", "lib/deep/er.jar", "lib/.jar", "lib/good.jar");
        assertThat(new LibraryCache(libraries, LINUX).unpack(hostile, "lib/"))
                .extracting(LibraryCacheTest::name)
                .containsExactly("good.jar");
    }

    @Test
    void unpacksAContentOnceAndAChangedOneBesideIt() throws IOException {
        LibraryCache cache = new LibraryCache(libraries, LINUX);
        Path first = cache.unpack(jar, "lib/").get(0);
        Files.setLastModifiedTime(first, FileTime.from(Instant.EPOCH));
        assertThat(cache.unpack(jar, "lib/")).contains(first);
        assertThat(Files.getLastModifiedTime(first).toInstant()).isEqualTo(Instant.EPOCH);

        Path changed = cache.unpack(packed("two.jar", "lib/b.jar", "lib/c.jar"), "lib/")
                .get(0);
        assertThat(changed.getParent()).isNotEqualTo(first.getParent());
        assertThat(first).exists();
    }

    @Test
    void repairsWhatIsDamaged() throws IOException {
        LibraryCache cache = new LibraryCache(libraries, LINUX);
        Path first = cache.unpack(jar, "lib/").get(0);
        Files.writeString(first, "half");
        assertThat(cache.unpack(jar, "lib/").get(0)).isEqualTo(first).hasContent("lib/b.jar");
        Files.delete(first);
        assertThat(cache.unpack(jar, "lib/").get(0)).hasContent("lib/b.jar");
        assertThat(contents()).as("no draft is left").hasSize(1);
    }

    @Test
    void removesWhatNoStartUsedForAMonth() throws IOException {
        LibraryCache cache = new LibraryCache(libraries, LINUX);
        Path old = cache.unpack(packed("two.jar", "lib/c.jar"), "lib/").get(0).getParent();
        Path used =
                cache.unpack(packed("three.jar", "lib/d.jar"), "lib/").get(0).getParent();
        for (Path content : List.of(old, used)) {
            Files.setLastModifiedTime(content, FileTime.from(Instant.EPOCH));
        }
        cache.unpack(folder.resolve("three.jar"), "lib/");
        Path now = cache.unpack(jar, "lib/").get(0).getParent();
        assertThat(contents()).containsExactlyInAnyOrder(used, now);
    }

    @Test
    void startsAtTheSameMomentDoNotCollide() throws Exception {
        int starts = 8;
        CountDownLatch ready = new CountDownLatch(starts);
        ExecutorService threads = Executors.newFixedThreadPool(starts);
        try {
            List<Future<List<Path>>> all = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                all.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return new LibraryCache(libraries, LINUX).unpack(jar, "lib/");
                }));
            }
            for (Future<List<Path>> one : all) {
                assertThat(one.get())
                        .hasSize(3)
                        .allSatisfy(file -> assertThat(file).exists());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(contents()).hasSize(1);
    }

    @Test
    void refusesAFolderThatOthersCanWrite() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> new LibraryCache(open, LINUX).unpack(jar, "lib/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("folder " + open + " has the rights rwxrwxrwx")
                .hasMessageContaining("chmod 700");

        Path content =
                new LibraryCache(libraries, LINUX).unpack(jar, "lib/").get(0).getParent();
        Files.setPosixFilePermissions(content, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> new LibraryCache(libraries, LINUX).unpack(jar, "lib/"))
                .hasMessageContaining("folder " + content);
    }

    @Test
    void refusesAFolderBelowOneThatOthersCanWrite() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path inside = open.resolve("s2slab");
        new LibraryCache(inside, LINUX).unpack(jar, "lib/");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> new LibraryCache(inside, LINUX).unpack(jar, "lib/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("folder " + open + ", above " + inside + ", has the rights rwxrwxrwx")
                .hasMessageContaining("XDG_CACHE_HOME");
    }

    @Test
    void worksOnTheFileSystemsOfWindowsAndMacos() throws IOException {
        List<Configuration> systems = List.of(
                Configuration.windows().toBuilder()
                        .setAttributeViews("basic", "owner", "dos", "acl")
                        .build(),
                Configuration.osX().toBuilder().setAttributeViews("posix").build());
        for (Configuration system : systems) {
            try (FileSystem files = Jimfs.newFileSystem(system)) {
                Path cache = files.getPath("s2slab", "libraries").toAbsolutePath();
                LibraryCache same = new LibraryCache(cache, LINUX);
                List<Path> unpacked = same.unpack(jar, "lib/");
                assertThat(unpacked).hasSize(3).isEqualTo(same.unpack(jar, "lib/"));
                assertThat(unpacked.get(0)).hasContent("lib/b.jar").startsWithRaw(cache);
                assertThat(OwnerOnlyRights.fault(cache)).isNull();
            }
        }
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> all = Files.list(libraries)) {
            return all.toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** A jar whose entries contain their own names. */
    private Path packed(String name, String... entries) throws IOException {
        Path made = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(made);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String entry : entries) {
                out.putNextEntry(new JarEntry(entry));
                out.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return made;
    }
}
