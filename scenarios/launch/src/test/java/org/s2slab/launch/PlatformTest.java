package org.s2slab.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
    private static final Platform LINUX = Platform.of("Linux", "amd64");
    private static final Platform MACOS = Platform.of("Mac OS X", "aarch64");
    private static final Platform WINDOWS = Platform.of("Windows Server 2022", "amd64");
    private static final Path HOME = Jimfs.newFileSystem(Configuration.unix()).getPath("/home/anna");
    private static final Path PROFILE =
            Jimfs.newFileSystem(Configuration.windows()).getPath("C:\\Users\\anna");

    @Test
    void namesPlatformsAsMavenArtifactsDo() {
        assertThat(LINUX.classifier()).isEqualTo("linux-x86_64");
        assertThat(MACOS.classifier()).isEqualTo("osx-aarch_64");
        assertThat(WINDOWS.classifier()).isEqualTo("windows-x86_64");
        assertThat(Platform.of("FreeBSD", "riscv64").classifier()).isEqualTo("freebsd-riscv64");
    }

    @Test
    void theUserFolderIsInTheHomeUnlessTheSystemHasAnother() {
        assertThat(UserFolder.ofUser(LINUX, Map.of(), HOME)).hasToString("/home/anna/.s2slab");
        assertThat(UserFolder.ofUser(LINUX, Map.of("XDG_STATE_HOME", "/state"), HOME))
                .hasToString("/state/s2slab");
        assertThat(UserFolder.ofUser(LINUX, Map.of("XDG_STATE_HOME", "not/absolute"), HOME))
                .as("the specification has relative paths ignored")
                .hasToString("/home/anna/.s2slab");
        assertThat(UserFolder.ofUser(WINDOWS, Map.of("LOCALAPPDATA", "D:\\local"), PROFILE))
                .hasToString("D:\\local\\s2slab");
        assertThat(UserFolder.ofUser(WINDOWS, Map.of(), PROFILE)).hasToString("C:\\Users\\anna\\.s2slab");
    }

    @Test
    void aFolderIsWritableIfItCanBeCreated(@TempDir Path temporary) throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThat(UserFolder.isWritable(temporary.resolve("not/there/yet"))).isTrue();
        assertThat(UserFolder.isWritable(file.resolve(".s2slab"))).isFalse();
    }

    @Test
    void theCacheFolderIsWhereTheSystemHasIt() {
        assertThat(CacheFolder.ofUser(LINUX, Map.of(), HOME)).hasToString("/home/anna/.cache/s2slab");
        assertThat(CacheFolder.ofUser(LINUX, Map.of("XDG_CACHE_HOME", "/fast"), HOME))
                .hasToString("/fast/s2slab");
        assertThat(CacheFolder.ofUser(LINUX, Map.of("XDG_CACHE_HOME", "not/absolute"), HOME))
                .as("the specification has relative paths ignored")
                .hasToString("/home/anna/.cache/s2slab");
        assertThat(CacheFolder.ofUser(LINUX, Map.of("XDG_CACHE_HOME", "/fast", "S2SLAB_CACHE", "/labs"), HOME))
                .as("the lab's own variable comes first")
                .hasToString("/labs");
        assertThat(CacheFolder.ofUser(LINUX, Map.of("S2SLAB_CACHE", "not/absolute"), HOME))
                .hasToString("/home/anna/.cache/s2slab");
        assertThat(CacheFolder.ofUser(MACOS, Map.of(), HOME)).hasToString("/home/anna/Library/Caches/s2slab");
        assertThat(CacheFolder.ofUser(WINDOWS, Map.of(), PROFILE))
                .hasToString("C:\\Users\\anna\\AppData\\Local\\s2slab");
        assertThat(CacheFolder.ofUser(WINDOWS, Map.of("LOCALAPPDATA", "D:\\local", "XDG_CACHE_HOME", "C:\\x"), PROFILE))
                .hasToString("D:\\local\\s2slab");
    }
}
