package org.s2slab.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForestHoldStoreTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private ForestHoldStore directory() {
        return ForestHoldStore.in(vertx, folder.resolve("forest"));
    }

    @Test
    void knowsNoHoldsOfSomebodyNobodyWroteAbout() {
        assertThat(directory().holds("anna@contoso.com").await()).isEmpty();
    }

    @Test
    void showsEveryNodeOfTheForestWhatOneOfThemWrote() {
        directory().setHolds("Anna@contoso.com", List.of("case-1", "case-2")).await();

        assertThat(directory().holds("anna@contoso.com").await()).containsExactly("case-1", "case-2");
        assertThat(directory().holds("bert@contoso.com").await()).isEmpty();
    }

    @Test
    void replacesHoldsAsAWhole() throws Exception {
        directory().setHolds("anna@contoso.com", List.of("case-1")).await();
        directory().setHolds("anna@contoso.com", List.of()).await();

        assertThat(directory().holds("anna@contoso.com").await()).isEmpty();
        try (var files = Files.list(folder.resolve("forest"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void keepsAUsersNameInsideItsFolder() {
        directory().setHolds("../escaped@contoso.com", List.of("case-1")).await();

        assertThat(directory().holds("../escaped@contoso.com").await()).containsExactly("case-1");
        assertThat(folder.resolve("escaped@contoso.com.holds")).doesNotExist();
    }

    @Test
    void refusesAHoldOfSeveralLines() {
        assertThatThrownBy(() -> directory().setHolds("anna@contoso.com", List.of("a\nb")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
