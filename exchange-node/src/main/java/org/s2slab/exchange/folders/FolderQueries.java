package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.OccurrenceIdResolver;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.imlist.ImList;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.exchange.mailbox.FolderCounts;
import org.s2slab.exchange.mailbox.FolderCounts.Count;
import org.s2slab.exchange.mailbox.FolderHierarchyRules;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mime.MimeContentWriter;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.FolderSearch;
import org.s2slab.exchange.search.Restriction;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.search.SortOrder;
import org.s2slab.exchange.search.SortedResult;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.exchange.views.ImGroupView;
import org.s2slab.exchange.views.RelatedMeetingProperties;
import org.s2slab.exchange.views.RightsFilter;
import org.s2slab.exchange.views.StoredItemView;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** Reads the folders of a mailbox and their items for responses. The groups of the IM list count as items. */
public record FolderQueries(Database database, ItemStores stores) {
    /** The items that a search covers. */
    public enum Among {
        /** All items in the folder, without associated items. */
        ALL,
        /** Only stored items, which the full-text index contains; without the groups of an IM list. */
        STORED,
        /** Only associated items, which are not visible in the folder. */
        ASSOCIATED
    }

    /** Runs a short read. */
    public <T> Future<T> read(Function<ReadTransaction, T> read) {
        return database.read(read);
    }

    /** Runs a read that may take long. */
    public <T> Future<T> readLong(EwsRequest request, Function<ReadTransaction, T> read) {
        return database.read(request.caller().account(), read);
    }

    /** Runs a read that uses the full-text index. */
    public <T> Future<T> search(EwsRequest request, Function<ReadTransaction, T> read) {
        return stores.items()
                .readWords(request.caller().account(), List.of(request.mailbox().id()), read);
    }

    /** The folder with a key; fails with FOLDER_UNKNOWN. */
    public MailFolder folder(ReadTransaction rx, Mailbox mailbox, String key) {
        return stores.folders().get(rx, mailbox, key);
    }

    /** The folder with the id in a request; fails with FOLDER_UNKNOWN. */
    public MailFolder folder(ReadTransaction rx, EwsRequest request, XmlElement id) {
        return folder(rx, request.mailbox(), FolderIdResolver.key(id, request.mailbox()));
    }

    /** Folders with their counts and the caller's rights, in the given order. */
    public List<ObjectProperties> shown(ReadTransaction rx, EwsRequest request, List<MailFolder> requested) {
        Mailbox mailbox = request.mailbox();
        Map<String, Long> children =
                FolderHierarchyRules.children(stores.folders().all(rx, mailbox));
        Map<String, Map<String, Object>> values = FolderExtendedPropertyStore.all(rx, mailbox);
        FolderCounts counts = FolderCounts.of(
                rx, mailbox, requested.stream().map(MailFolder::key).toList());
        return requested.stream()
                .map(folder -> {
                    ObjectProperties shown = FolderPropertyFactory.of(
                            mailbox,
                            folder,
                            counted(rx, request, folder, counts.in(folder.key())),
                            children.getOrDefault(folder.key(), 0L),
                            counts.changed());
                    return RightsFilter.folder(
                            request.rights(),
                            folder,
                            FolderExtendedPropertyStore.shown(shown, values.getOrDefault(folder.key(), Map.of())),
                            List.of());
                })
                .toList();
    }

    /** The item counts of a folder. Includes the found items of a search folder, and the groups of the IM list. */
    private Count counted(ReadTransaction rx, EwsRequest request, MailFolder folder, Count stored) {
        Mailbox mailbox = request.mailbox();
        Optional<SearchCriteria> criteria =
                SearchCriteria.of(folder).filter(any -> request.rights().full());
        if (criteria.isPresent()) {
            return criteria.get().count(stores.folders(), rx, mailbox, shown(mailbox, ResponseShape.ALL));
        }
        return FolderPropertyFactory.isOfGroups(folder)
                ? new Count(stored.total() + ImListQuery.groupCount(rx, mailbox), stored.unread(), stored.size())
                : stored;
    }

    private static Function<Item, ObjectProperties> shown(Mailbox mailbox, ResponseShape shape) {
        return item -> StoredItemView.of(mailbox, item, List.of(), null, shape);
    }

    /** A folder and all folders below it, the given folder first. */
    public List<MailFolder> tree(ReadTransaction rx, Mailbox mailbox, MailFolder folder) {
        return stores.folders().tree(rx, mailbox, folder);
    }

    /**
     * The items of a folder that a search finds, in the sort order of the search (default: order of arrival). The
     * groups of an IM list are few, so this method searches them in memory.
     */
    public SortedResult found(
            ReadTransaction rx,
            EwsRequest request,
            MailFolder folder,
            Among among,
            Restriction restriction,
            SortOrder order,
            ResponseShape shape) {
        Mailbox mailbox = request.mailbox();
        Function<Item, ObjectProperties> all = shown(mailbox, shape);
        Function<Item, ObjectProperties> show = item -> RightsFilter.item(request.rights(), item, all.apply(item));
        if (SearchCriteria.isSearch(folder)) {
            ResponseCode.ErrorAccessDenied.throwIf(!request.rights().full());
            return SearchCriteria.of(folder)
                    .orElseThrow(() -> new EwsError(ResponseCode.ErrorSearchFolderNotInitialized))
                    .found(stores.folders(), rx, mailbox, restriction, order, show);
        }
        if (among != Among.ALL || !FolderPropertyFactory.isOfGroups(folder)) {
            Statement place = FolderSearch.place(mailbox, folder.key(), among == Among.ASSOCIATED);
            return FolderSearch.in(rx, place, restriction, order, show);
        }
        List<Item> stored = stores.items().list(rx, mailbox, folder.key(), false);
        return SortedResult.Listed.of(
                Stream.concat(groups(rx, mailbox), stored.stream().map(show))
                        .filter(restriction::matches)
                        .sorted(order)
                        .toList());
    }

    private static Stream<ObjectProperties> groups(ReadTransaction rx, Mailbox mailbox) {
        ImList list = ImListQuery.list(rx, mailbox);
        return list.groups().stream().map(group -> ImGroupView.of(mailbox, group, list.contacts()));
    }

    /** Converts an id of any kind to an {@code ItemId}, see {@link OccurrenceIdResolver}. */
    public XmlElement plain(ReadTransaction rx, Mailbox mailbox, XmlElement id) {
        return OccurrenceIdResolver.plain(rx, stores.items(), mailbox, id);
    }

    /** The item or occurrence with an id; empty if it does not exist. */
    private Optional<Item> stored(ReadTransaction rx, Mailbox mailbox, MailboxObjectId id) {
        if (id.kind() == MailboxObjectId.Kind.ITEM) {
            return stores.items().find(rx, mailbox, id.key());
        }
        try {
            return new CalendarItemEditor(stores.items()).occurrence(rx, mailbox, id);
        } catch (MailboxException unknown) {
            return Optional.empty();
        }
    }

    /** The properties of the item with an id; empty if it does not exist. */
    public Optional<ObjectProperties> item(
            ReadTransaction rx, EwsRequest request, MailboxObjectId id, ResponseShape shape) {
        Mailbox mailbox = request.mailbox();
        return switch (id.kind()) {
            case GROUP ->
                groups(rx, mailbox)
                        .filter(group -> group.texts("item:ItemId").contains(id.text()))
                        .findFirst();
            case ITEM, OCCURRENCE ->
                stored(rx, mailbox, id)
                        .map(new RelatedMeetingProperties(rx, mailbox, shape, privacy(request))::whole)
                        .map(item -> request.budget().spend(bytes(item, shape), item))
                        .flatMap(item -> RightsFilter.one(request.rights(), item, stored(rx, request, item, shape)));
            default -> Optional.empty();
        };
    }

    /** The size in bytes of an item in a response. Attachments only count for MIME content. */
    private static long bytes(Item item, ResponseShape shape) {
        return shape.mime() || !item.attached().any()
                ? item.size()
                : item.content().body().length();
    }

    private static PrivacyRules privacy(EwsRequest request) {
        return new PrivacyRules(request.rights());
    }

    /** The properties of a stored item for a response shape. */
    public ObjectProperties stored(ReadTransaction rx, EwsRequest request, Item item, ResponseShape shape) {
        return StoredItemView.of(
                request.mailbox(),
                item,
                item.attached().any() ? stores.attachments().of(rx, item) : List.of(),
                shape.mime() ? MimeContentWriter.of(rx, stores.attachments(), item, privacy(request)) : null,
                shape);
    }
}
