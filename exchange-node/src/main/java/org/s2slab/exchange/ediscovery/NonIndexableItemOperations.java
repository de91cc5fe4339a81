package org.s2slab.exchange.ediscovery;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.KeywordQuery;
import org.s2slab.exchange.search.MailboxSearchScope;
import org.s2slab.exchange.search.QuerySyntaxException;
import org.s2slab.exchange.search.SearchHit;
import org.s2slab.exchange.search.SearchHitPageRequest;
import org.s2slab.exchange.search.SearchIndex;
import org.s2slab.exchange.search.SearchIndex.Count;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;

/**
 * The operations GetNonIndexableItemStatistics and GetNonIndexableItemDetails ([MS-OXWSGNI]). Both return the items
 * with attachments, because the index contains the words of items but not of attachments.
 */
record NonIndexableItemOperations(ItemStore items, MailboxDirectory mailboxes) {
    private static final XmlNamespace T = EwsNames.TYPES;
    private static final SearchIndex INDEX = new SearchIndex();
    private static final KeywordQuery WITH_ATTACHMENTS =
            new KeywordQuery.Having(KeywordQuery.Attribute.HASATTACHMENT, 1);

    Future<EwsResponse> count(EwsRequest request) {
        Search search = search(request);
        return items.database()
                .read(search.caller, rx -> INDEX.count(rx, search.scope(), WITH_ATTACHMENTS, false))
                .map(counts -> counts.stream().mapToInt(Count::items).sum())
                .map(count -> EwsResponse.single(xml -> {
                    xml.open(EwsNames.MESSAGES, "NonIndexableItemStatistics")
                            .open(T, "NonIndexableItemStatistic")
                            .element(T, "Mailbox", search.reference)
                            .element(T, "ItemCount", Integer.toString(count));
                    search.failures.forEach(failure -> xml.element(T, "ErrorMessage", failure.why()));
                    xml.close().close();
                }));
    }

    Future<EwsResponse> list(EwsRequest request) {
        Search search = search(request);
        SearchHitPageRequest page = SearchMailboxes.page(request.operation());
        return items.database()
                .read(search.caller, rx -> {
                    List<SearchHit> hits = INDEX.page(rx, search.scope(), WITH_ATTACHMENTS, false, page);
                    return PreviewItem.read(rx, hits, search.searched);
                })
                .map(found -> EwsResponse.single(xml -> xml.open(EwsNames.MESSAGES, "NonIndexableItemDetailsResult")
                        .list(T, "Items", found, item -> item.writeNonIndexable(xml))
                        .listIfAny(T, "FailedMailboxes", search.failures, failure -> failure.write(xml))
                        .close()))
                .recover(failure -> Future.failedFuture(
                        failure instanceof QuerySyntaxException wrong
                                ? new EwsError(ResponseCode.ErrorInvalidArgument, wrong.detail())
                                : failure));
    }

    private Search search(EwsRequest request) {
        List<XmlElement> asked = request.operation().childrenOf("Mailboxes");
        if (asked.size() > 1) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidArgument,
                    "Multiple mailboxes is currently not supported, only single mailbox is supported.");
        }
        String reference = asked.get(0).text();
        Optional<Mailbox> mailbox = mailboxes.referred(reference);
        boolean archiveOnly = request.operation().isChildTrue("SearchArchiveOnly");
        List<FailedMailbox> failures =
                FailedMailbox.of(reference, mailbox, archiveOnly).stream().toList();
        List<Mailbox> searched = failures.isEmpty() ? mailbox.stream().toList() : List.of();
        return new Search(request.caller().account(), reference, archiveOnly, searched, failures);
    }

    /** The parameters of a request. The requested mailbox is either in {@code searched} or in {@code failures}. */
    private record Search(
            String caller,
            String reference,
            boolean archiveOnly,
            List<Mailbox> searched,
            List<FailedMailbox> failures) {
        MailboxSearchScope scope() {
            List<String> ids = searched.stream().map(Mailbox::id).toList();
            return new MailboxSearchScope(archiveOnly ? List.of() : ids, ids);
        }
    }
}
