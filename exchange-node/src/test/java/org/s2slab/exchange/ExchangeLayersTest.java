package org.s2slab.exchange;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.PackageOrder;

/** The arrows between the packages of Exchange. An arrow never goes back in the written order. */
class ExchangeLayersTest {
    @Test
    void noPackageUsesOneAboveIt() {
        new PackageOrder(
                        "org.s2slab.exchange",
                        List.of(
                                "responsecode",
                                "property",
                                "accounts",
                                "organization",
                                "timezone",
                                "ids",
                                "content",
                                "mailbox",
                                "ews",
                                "recurrence",
                                "addressbook",
                                "rbac",
                                "permissions",
                                "access",
                                "rules",
                                "contentline",
                                "values",
                                "search",
                                "ediscovery",
                                "availability",
                                "notifications",
                                "outofoffice",
                                "imlist",
                                "owa",
                                "trust",
                                "hybrid",
                                "mime",
                                "reminders",
                                "delivery",
                                "scheduling",
                                "views",
                                "folders",
                                "sync",
                                "conversations",
                                "items",
                                "photos",
                                "graph",
                                "recipients",
                                "autodiscover",
                                "people",
                                PackageOrder.NODE))
                .check();
    }
}
