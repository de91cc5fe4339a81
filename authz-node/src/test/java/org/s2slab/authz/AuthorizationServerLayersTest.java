package org.s2slab.authz;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.PackageOrder;

/** The arrows between the packages of the authorization server. An arrow never goes back in the written order. */
class AuthorizationServerLayersTest {
    @Test
    void noPackageUsesOneAboveIt() {
        new PackageOrder(
                        "org.s2slab.authz",
                        List.of("registry", "grants", "cmdlets", "tokens", "signin", "graph", PackageOrder.NODE))
                .check();
    }
}
