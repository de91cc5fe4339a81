package org.s2slab.sharepoint;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.PackageOrder;

/** The arrows between the packages of SharePoint. An arrow never goes back in the written order. */
class SharePointLayersTest {
    @Test
    void noPackageUsesOneAboveIt() {
        new PackageOrder(
                        "org.s2slab.sharepoint",
                        List.of("trust", "sites", "ediscovery", "exchange", "meetings", "rest", PackageOrder.NODE))
                .check();
    }
}
