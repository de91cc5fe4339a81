package org.s2slab.exchange.ediscovery;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.KeywordQuery;
import org.s2slab.exchange.search.MailboxSearchScope;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.exchange.search.QuerySyntaxException;
import org.s2slab.exchange.search.SearchHit;
import org.s2slab.exchange.search.SearchHitOrder;
import org.s2slab.exchange.search.SearchHitPageRequest;
import org.s2slab.exchange.search.SearchIndex;
import org.s2slab.exchange.search.SearchIndex.Count;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/**
 * The operation SearchMailboxes: returns statistics or a page of items ([MS-OXWSEDISC] 3.1.4.4). The response has one
 * message per query. A mailbox that cannot be searched does not affect other mailboxes.
 */
record SearchMailboxes(ItemStore items, MailboxDirectory mailboxes, QueryReader queries) {
    /** The default and maximum page size in items. */
    private static final int PAGE = 100;

    private static final int LARGEST_PAGE = 500;

    private static final SearchIndex INDEX = new SearchIndex();

    Future<EwsResponse> perform(EwsRequest request) {
        XmlElement asked = request.operation();
        return PerElementOperation.each(
                asked.childrenOf("SearchQueries"), EwsPayload.NONE, query -> new Search(request, query).perform());
    }

    /** A query in execution. */
    private final class Search {
        private final XmlElement asked;
        private final String account;
        private final SearchResultWriter result;
        private final List<Mailbox> searched = new ArrayList<>();
        private final boolean distinct;
        private KeywordQuery query = KeywordQuery.EVERYTHING;
        private MailboxSearchScope scope = MailboxSearchScope.all(List.of());

        Search(EwsRequest request, XmlElement asking) {
            this.asked = request.operation();
            this.account = request.caller().account();
            this.distinct = asked.isChildTrue("Deduplication");
            this.result = new SearchResultWriter(
                    asking, asked.childText("ResultType", ""), PreviewItem.asksForDepositors(asked));
        }

        Future<EwsPayload> perform() {
            addressees();
            String text = result.query();
            if (text.isBlank()) {
                return failed("The search query can't be empty.");
            }
            return Future.succeededFuture(text)
                    .compose(requested -> {
                        query = queries.kql(requested);
                        return counts(query);
                    })
                    .compose(counts -> result.isStatistics() ? statistics(counts) : preview(counts))
                    .recover(failure -> failure instanceof QuerySyntaxException malformed
                            ? refused(malformed)
                            : Future.failedFuture(failure));
        }

        private void addressees() {
            List<String> primary = new ArrayList<>();
            List<String> archives = new ArrayList<>();
            for (XmlElement place : result.scopes()) {
                String reference = place.childText("Mailbox", "");
                String where = place.childText("SearchScope", "All");
                Optional<Mailbox> mailbox = mailboxes.referred(reference);
                boolean archiveOnly = where.equals("ArchiveOnly");
                Optional<FailedMailbox> failure = FailedMailbox.of(reference, mailbox, archiveOnly);
                if (failure.isPresent()) {
                    result.fails(failure.get());
                    continue;
                }
                searched.add(mailbox.get());
                if (!archiveOnly) {
                    primary.add(mailbox.get().id());
                }
                if (!where.equals("PrimaryOnly")) {
                    archives.add(mailbox.get().id());
                }
            }
            scope = new MailboxSearchScope(primary, archives);
        }

        private Future<EwsPayload> refused(QuerySyntaxException malformed) {
            return malformed.isTooLong()
                    ? Future.failedFuture(
                            new EwsError(ResponseCode.ErrorSearchQueryHasTooManyKeywords, malformed.detail()))
                    : failed(malformed.detail());
        }

        private Future<EwsPayload> failed(String why) {
            searched.forEach(mailbox -> result.fails(new FailedMailbox(mailbox.legacyName(), why, false)));
            return Future.succeededFuture(result);
        }

        private <T> Future<T> search(Function<ReadTransaction, T> read) {
            return items.readWords(account, searched.stream().map(Mailbox::id).toList(), read);
        }

        private Future<List<Count>> counts(KeywordQuery counted) {
            return search(rx -> INDEX.count(rx, scope, counted, distinct));
        }

        private Future<EwsPayload> statistics(List<Count> counts) {
            result.counted(counts, searched);
            return WorkSequence.each(
                            KeywordQuery.keywords(query),
                            keyword -> counts(keyword).onSuccess(found -> result.keyword(keyword, found)))
                    .map(result);
        }

        private Future<EwsPayload> preview(List<Count> counts) {
            result.counted(counts, List.of());
            SearchHitPageRequest page = page(asked);
            return search(rx -> {
                        List<SearchHit> hits = INDEX.page(rx, scope, query, distinct, page);
                        return PreviewItem.read(rx, hits, searched);
                    })
                    .map(result::withPreviews);
        }
    }

    /** The requested page; fails with ErrorInvalidPagingMaxRows for a size below 1. */
    static SearchHitPageRequest page(XmlElement asked) {
        Optional<XmlElement> sortBy = asked.child("SortBy");
        SearchHitOrder order = sortBy.flatMap(sort -> sort.child("FieldURI"))
                .flatMap(field -> field.attribute("FieldURI"))
                .map(SearchMailboxes::order)
                .orElse(SearchHitOrder.RECEIVED);
        boolean descending = sortBy.flatMap(sort -> sort.attribute("Order"))
                .orElse("Descending")
                .equals("Descending");
        boolean forward = !asked.childText("PageDirection").orElse("Next").equals("Previous");
        int size = asked.childText("PageSize")
                .map(text -> Integer.parseInt(text.strip()))
                .orElse(PAGE);
        ResponseCode.ErrorInvalidPagingMaxRows.throwIf(size < 1);
        String reference = asked.childText("PageItemReference")
                .filter(text -> !text.isBlank())
                .orElse(null);
        return new SearchHitPageRequest(order, descending, reference, forward, Math.min(size, LARGEST_PAGE));
    }

    private static SearchHitOrder order(String field) {
        return Arrays.stream(SearchHitOrder.values())
                .filter(order -> order.field().equals(field))
                .findFirst()
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorUnsupportedPathForSortGroup));
    }
}
