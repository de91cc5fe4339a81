package org.s2slab.exchange.ediscovery;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/** GetNonIndexableItemStatistics ([MS-OXWSEDISC]): the index has every item, so no mailbox has items without words. */
record NonIndexableItems(MailboxDirectory mailboxes) {
    Future<EwsResponse> count(EwsRequest request) {
        List<XmlElement> asked = request.operation().childrenOf("Mailboxes");
        return Future.succeededFuture(EwsResponse.single(xml -> xml.list(
                EwsNames.MESSAGES, "NonIndexableItemStatistics", asked, mailbox -> write(xml, mailbox.text()))));
    }

    private void write(XmlWriter xml, String reference) {
        xml.open(EwsNames.TYPES, "NonIndexableItemStatistic")
                .element(EwsNames.TYPES, "Mailbox", reference)
                .element(EwsNames.TYPES, "ItemCount", "0");
        if (MailboxReference.find(mailboxes, reference).isEmpty()) {
            xml.element(EwsNames.TYPES, "ErrorMessage", "There is no such mailbox.");
        }
        xml.close();
    }
}
