package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.ConfigFile;
import org.s2slab.exchange.imlist.ImLimits;

class ExchangeConfigTest {
    private static final String NODE = """
            node:
              name: exchange
              domain: contoso.com
              hosts: [exchange.contoso.com]
              data: data
              tls-key: key.pem
              tls-certificate: certificate.pem
              trusted-roots: root.pem
            """;

    @TempDir
    Path folder;

    private ExchangeConfig read(String text) throws IOException {
        return ConfigFile.read(Files.writeString(folder.resolve("exchange.yaml"), text), ExchangeConfig.class);
    }

    @Test
    void acceptsTheNodesDomainUnlessToldOtherwise() throws IOException {
        ExchangeConfig config = read(NODE);

        assertThat(config.firstDomains()).containsExactly("contoso.com");
        assertThat(config.limits()).isEqualTo(ImLimits.DEFAULT);
    }

    @Test
    void readsDomainsAndLimits() throws IOException {
        ExchangeConfig config =
                read(NODE + "accepted-domains: ['*.contoso.com']\nim-limits: {contacts: 5, groups: 2}\n");

        assertThat(config.firstDomains()).containsExactly("*.contoso.com");
        assertThat(config.limits()).isEqualTo(new ImLimits(5, 2));
    }
}
