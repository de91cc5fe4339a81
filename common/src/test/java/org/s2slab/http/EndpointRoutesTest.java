package org.s2slab.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The names of operations in counters, metrics and spans. */
class EndpointRoutesTest {
    @Test
    void anOperationHasThePlainPath() {
        assertThat(EndpointRoutes.shown(CaseInsensitivePath.path("/autodiscover/metadata/json/1")))
                .isEqualTo("/autodiscover/metadata/json/1");
        assertThat(EndpointRoutes.shown("(?i)/(?<tenant>[^/]+)/metadata\\.xml"))
                .isEqualTo("/(?<tenant>[^/]+)/metadata.xml");
        assertThat(EndpointRoutes.shown("/users/:user/Q")).isEqualTo("/users/:user/Q");
    }
}
