package org.s2slab.exchange.conversations;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.MailboxErrorMapper;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ConversationIdentifier;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.folders.FolderQueries;
import org.s2slab.exchange.ids.ChangeToken;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.responsecode.ServerVersion;
import org.s2slab.exchange.search.PagingView;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.exchange.search.Restriction;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.search.SortedResult;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.PropertyComparator;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.MailConversation;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** The operations FindConversation and GetConversationItems (MS-OXWSCONV), which return mail by conversation. */
public record ConversationReadOperations(FolderQueries contents, QueryReader queries) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;
    private static final int BATCH = 200;
    private static final RecordColumns<MailRow> COLUMNS = new RecordColumns<>(MailRow.class);
    private static final Comparator<MailRow> NEWEST =
            Comparator.comparing(MailRow::time).thenComparing(MailRow::entered).reversed();
    private static final String PLACE = " FROM items i WHERE i.mailbox = ? AND i.associated = 0"
            + " AND i.folder NOT LIKE '%recoverableitems%' AND i.conversation <> ''";

    /** The columns for filtering and sorting messages, without the messages, which may be large. */
    record MailRow(long number, String folder, long change, long entered, Instant time) {}

    /** The operations FindConversation and GetConversationItems. */
    public List<EwsOperation> operations() {
        return List.of(
                EwsOperation.of("FindConversation", this::find),
                new PerElementOperation("GetConversationItems", "Conversations", EwsPayload.NONE, this::items));
    }

    private Future<EwsResponse> find(EwsRequest request) {
        XmlElement asked = request.operation();
        String key = FolderIdResolver.target(asked, "ParentFolderId", request.mailbox())
                .orElseThrow();
        PagingView view = PagingView.of(asked);
        boolean idOnly = "IdOnly".equals(asked.textAt("ConversationShape", "BaseShape"));
        Restriction query = asked.child("QueryString")
                .map(XmlElement::text)
                .map(text -> Restriction.ofWords(queries, text))
                .orElse(Restriction.NONE);
        return MailboxErrorMapper.told(contents.search(request, rx -> {
                    MailFolder folder = contents.folder(rx, request.mailbox(), key);
                    return view.cut(SortedResult.Listed.of(found(rx, request.mailbox(), folder, query.sql()).stream()
                            .sorted(order(asked.childrenOf("SortOrder")))
                            .map(conversation -> conversation.shown(idOnly))
                            .toList()));
                }))
                .map(page -> EwsResponse.single(xml -> {
                    Map<String, String> place = page.attributes();
                    xml.list(M, "Conversations", page.items(), one -> one.write(xml, ResponseShape.ALL));
                    if (!request.version().isBefore(ServerVersion.Exchange2013)) {
                        xml.element(M, "TotalConversationsInView", place.getOrDefault("TotalItemsInView", "0"))
                                .element(M, "IndexedOffset", place.getOrDefault("IndexedPagingOffset", "0"));
                    }
                }));
    }

    /** The conversations with at least one item in a folder that meets a condition. */
    private static List<MailConversation> found(
            ReadTransaction rx, Mailbox mailbox, MailFolder folder, Statement condition) {
        Statement matching = new Statement(
                        " AND i.conversation IN (SELECT i.conversation" + PLACE + " AND i.folder = ? AND ",
                        List.of(mailbox.id(), folder.key()))
                .with(condition.sql() + ")", condition.values().toArray());
        return mail(
                        rx,
                        rows(rx, mailbox, matching),
                        item -> item.withContent(item.content().withBody(null, "")))
                .stream()
                .collect(Collectors.groupingBy(
                        item -> ConversationIdentifier.of(item.content()), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new MailConversation(
                        entry.getKey(),
                        entry.getValue().stream()
                                .filter(item -> item.folder().equals(folder.key()))
                                .toList(),
                        entry.getValue()))
                .filter(conversation -> !conversation.here().isEmpty())
                .toList();
    }

    /** The rows of a conversation, the newest message first. */
    static List<MailRow> rows(ReadTransaction rx, Mailbox mailbox, String conversation) {
        return rows(rx, mailbox, new Statement(" AND i.conversation = ?", List.of(conversation)));
    }

    private static List<MailRow> rows(ReadTransaction rx, Mailbox mailbox, Statement condition) {
        return new Statement(
                        "SELECT i.number AS number, i.folder AS folder, i.change AS change, i.entered AS entered,"
                                + " COALESCE(i.received, i.sent, i.created) AS time" + PLACE,
                        List.of(mailbox.id()))
                .with(condition.sql(), condition.values().toArray()).list(rx, COLUMNS::read).stream()
                        .sorted(NEWEST)
                        .toList();
    }

    /**
     * The items of the given rows, in the order of the rows, read in batches. {@code kept} reduces each item to save
     * memory.
     */
    private static List<Item> mail(ReadTransaction rx, List<MailRow> rows, UnaryOperator<Item> kept) {
        List<Long> numbers = rows.stream().map(MailRow::number).toList();
        Map<Long, Item> found = new HashMap<>();
        for (int from = 0; from < numbers.size(); from += BATCH) {
            ItemRowMapper.numbered(rx, numbers.subList(from, Math.min(numbers.size(), from + BATCH)))
                    .forEach(item -> found.put(item.number(), kept.apply(item)));
        }
        return numbers.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static Comparator<MailConversation> order(List<XmlElement> fieldOrders) {
        Comparator<MailConversation> oldest =
                Comparator.comparing(one -> MailConversation.time(one.here().get(0)));
        return fieldOrders.stream()
                .map(ConversationReadOperations::order)
                .reduce(Comparator::thenComparing)
                .map(order -> order.thenComparing(oldest.reversed()))
                .orElse(oldest.reversed());
    }

    private static Comparator<MailConversation> order(XmlElement field) {
        String uri = field.children().get(0).attribute("FieldURI", "");
        Comparator<MailConversation> by = Comparator.comparing(one -> one.sortValue(uri), PropertyComparator::compare);
        return field.attribute("Order", "").equals("Descending") ? by.reversed() : by;
    }

    private Future<EwsPayload> items(EwsRequest request, XmlElement one) {
        Mailbox mailbox = request.mailbox();
        Set<String> ignored = request.operation().childrenOf("FoldersToIgnore").stream()
                .map(id -> FolderIdResolver.key(id, mailbox))
                .collect(Collectors.toSet());
        String key = FolderIdResolver.conversation(one.child("ConversationId").orElseThrow(), mailbox);
        return contents.readLong(
                request,
                rx -> conversation(
                        rx,
                        request,
                        one,
                        rows(rx, mailbox, key).stream()
                                .filter(row -> !ignored.contains(row.folder()))
                                .toList()));
    }

    private EwsPayload conversation(ReadTransaction rx, EwsRequest request, XmlElement one, List<MailRow> found) {
        Mailbox mailbox = request.mailbox();
        XmlElement asked = request.operation();
        ResponseCode.ErrorItemNotFound.throwIf(found.isEmpty());
        long last = found.stream().mapToLong(MailRow::change).max().orElse(0);
        XmlElement id = one.child("ConversationId").orElseThrow();
        String what = "conversation/" + id.attribute("Id", "");
        long seen = one.childText("SyncState")
                .map(state -> ChangeToken.read(state, mailbox, what)
                        .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidSyncStateData)))
                .map(ChangeToken::number)
                .orElse(0L);
        boolean oldest = asked.childText("SortOrder", "").endsWith("Ascending");
        List<MailRow> requested = found.stream()
                .filter(row -> row.change() > seen)
                .sorted(oldest ? NEWEST.reversed() : NEWEST)
                .limit(asked.childNumber("MaxItemsToReturn", BATCH))
                .toList();
        ResponseShape shape = ResponseShape.of(asked, "ItemShape");
        Map<String, List<Message>> nodes = mail(rx, requested, UnaryOperator.identity()).stream()
                .map(item -> new Message(item, contents.stored(rx, request, item, shape)))
                .collect(Collectors.groupingBy(Message::id, LinkedHashMap::new, Collectors.toList()));
        return xml -> {
            xml.open(M, "Conversation")
                    .copy(T, id)
                    .element(T, "SyncState", new ChangeToken(last).text(mailbox, what))
                    .open(T, "ConversationNodes");
            nodes.forEach((messageId, copies) -> node(xml, messageId, copies, shape));
            xml.close().close();
        };
    }

    private record Message(Item item, ObjectProperties shown) {
        String id() {
            return Objects.requireNonNullElse(item.content().internetMessageId(), item.id());
        }
    }

    private static void node(XmlWriter xml, String id, List<Message> copies, ResponseShape shape) {
        xml.open(T, "ConversationNode").element(T, "InternetMessageId", id);
        copies.get(0)
                .item()
                .content()
                .propertyText("InReplyTo")
                .ifPresent(parent -> xml.element(T, "ParentInternetMessageId", parent));
        xml.list(T, "Items", copies, copy -> copy.shown().write(xml, shape)).close();
    }
}
