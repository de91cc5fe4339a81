package org.s2slab.exchange.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.NodeConfig;
import org.s2slab.testing.TestDeployment;

/** The servers that Get-ExchangeServer lists. */
class ExchangeServerCmdletTest {
    private static final String POOL = "mail.contoso.com";

    @TempDir
    Path folder;

    @Test
    void aServerOfAPoolIsNotNamedLikeThePool() {
        NodeConfig second = TestDeployment.pooled(
                new TestDeployment(folder).config("ex-2", List.of(POOL, "ex2.contoso.com"), List.of()),
                Map.of(POOL, List.of("ex1.contoso.com", "ex2.contoso.com")));

        assertThat(ExchangeServerCmdlet.of(second))
                .isEqualTo(new ExchangeServerCmdlet(List.of("ex2.contoso.com", POOL), List.of("ex1.contoso.com")));
    }

    @Test
    void aServerWithoutPoolIsTheOnlyOne() {
        NodeConfig alone = new TestDeployment(folder).config("exchange", List.of(POOL, "b.contoso.com"), List.of());

        assertThat(ExchangeServerCmdlet.of(alone))
                .isEqualTo(new ExchangeServerCmdlet(List.of(POOL, "b.contoso.com"), List.of()));
    }
}
