package org.s2slab.lync;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.PackageOrder;

/** The arrows between the packages of Lync. An arrow never goes back in the written order. */
class LyncLayersTest {
    @Test
    void noPackageUsesOneAboveIt() {
        new PackageOrder(
                        "org.s2slab.lync",
                        List.of(
                                "users",
                                "oauth",
                                "exchange",
                                "policy",
                                "archiving",
                                "meetings",
                                "conversations",
                                "contacts",
                                PackageOrder.NODE))
                .check();
    }
}
