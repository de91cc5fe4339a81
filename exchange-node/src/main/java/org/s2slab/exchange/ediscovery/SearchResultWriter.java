package org.s2slab.exchange.ediscovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.search.KeywordQuery;
import org.s2slab.exchange.search.SearchIndex.Count;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes the result of one query, in the order of the schema (t:SearchMailboxesResultType). */
final class SearchResultWriter implements EwsPayload {
    private static final XmlNamespace T = EwsNames.TYPES;

    private final XmlElement asking;
    private final String resultType;
    private final boolean withDepositors;
    private final List<FailedMailbox> failures = new ArrayList<>();
    private final List<Keyword> keywords = new ArrayList<>();
    private List<PreviewItem> previews = List.of();
    private List<Mailbox> counting = List.of();
    private List<Count> counts = List.of();

    private record Keyword(String text, long items, long size) {}

    /**
     * @param asking the {@code MailboxQuery}, which the result repeats
     * @param withDepositors whether the result contains the depositor of each item
     */
    SearchResultWriter(XmlElement asking, String resultType, boolean withDepositors) {
        this.withDepositors = withDepositors;
        this.asking = asking;
        this.resultType = resultType;
    }

    String query() {
        return asking.childText("Query", "");
    }

    List<XmlElement> scopes() {
        return asking.childrenOf("MailboxSearchScopes");
    }

    boolean isStatistics() {
        return resultType.equals("StatisticsOnly");
    }

    void fails(FailedMailbox failure) {
        failures.add(failure);
    }

    /** @param each the mailboxes whose counts the result contains */
    void counted(List<Count> found, List<Mailbox> each) {
        counts = found;
        counting = each;
    }

    void keyword(KeywordQuery.Text keyword, List<Count> found) {
        String field = keyword.field() == KeywordQuery.Field.ANY
                ? ""
                : keyword.field().name().toLowerCase(Locale.ROOT) + ":";
        keywords.add(new Keyword(field + keyword.words() + (keyword.prefix() ? "*" : ""), items(found), size(found)));
    }

    SearchResultWriter withPreviews(List<PreviewItem> items) {
        previews = items;
        return this;
    }

    @Override
    public void write(XmlWriter xml) {
        xml.open(EwsNames.MESSAGES, "SearchMailboxesResult").open(T, "SearchQueries");
        question(xml);
        xml.close()
                .element(T, "ResultType", resultType)
                .element(T, "ItemCount", items(counts))
                .element(T, "Size", size(counts))
                .element(T, "PageItemCount", previews.size())
                .element(
                        T,
                        "PageItemSize",
                        previews.stream().mapToLong(one -> one.item().size()).sum());
        xml.listIfAny(
                T,
                "KeywordStats",
                keywords,
                keyword -> xml.open(T, "KeywordStat")
                        .element(T, "Keyword", keyword.text())
                        .element(T, "ItemHits", keyword.items())
                        .element(T, "Size", keyword.size())
                        .close());
        if (!isStatistics()) {
            xml.list(T, "Items", previews, preview -> preview.write(xml, withDepositors));
        }
        xml.listIfAny(T, "FailedMailboxes", failures, failure -> failure.write(xml))
                .listIfAny(T, "MailboxStats", counting, mailbox -> statistics(xml, mailbox))
                .close();
    }

    private void question(XmlWriter xml) {
        xml.open(T, "MailboxQuery")
                .element(T, "Query", query())
                .list(
                        T,
                        "MailboxSearchScopes",
                        scopes(),
                        scope -> xml.open(T, "MailboxSearchScope")
                                .element(T, "Mailbox", scope.childText("Mailbox", ""))
                                .element(T, "SearchScope", scope.childText("SearchScope", "All"))
                                .close())
                .close();
    }

    private void statistics(XmlWriter xml, Mailbox mailbox) {
        List<Count> its = counts.stream()
                .filter(count -> count.mailbox().equals(mailbox.id()))
                .toList();
        xml.open(T, "MailboxStat")
                .element(T, "MailboxId", mailbox.legacyName())
                .element(T, "DisplayName", mailbox.name())
                .element(T, "ItemCount", items(its))
                .element(T, "Size", size(its))
                .close();
    }

    private static long items(List<Count> counts) {
        return counts.stream().mapToLong(Count::items).sum();
    }

    private static long size(List<Count> counts) {
        return counts.stream().mapToLong(Count::size).sum();
    }
}
