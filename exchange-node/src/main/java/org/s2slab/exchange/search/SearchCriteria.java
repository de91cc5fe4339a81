package org.s2slab.exchange.search;

import static org.s2slab.ews.EwsNames.t;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ElementJson;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.mailbox.FolderCounts.Count;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchIndex.Statement;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/**
 * The criteria of a search folder: it contains the items in other folders that meet a restriction (MS-OXWSSRCH,
 * MS-OXWSFOLD).
 *
 * @param parameters the {@code SearchParameters}, with store keys as folder ids
 */
public record SearchCriteria(XmlElement parameters) {
    private static final String BASES = "BaseFolderIds";

    private static XmlElement folder(String key) {
        return t("FolderId", "").with("Id", key);
    }

    /**
     * Reads the {@code SearchParameters} of a request.
     *
     * @throws EwsError ErrorQueryFilterTooLong, or the error of the restriction or of an id
     */
    public static SearchCriteria read(XmlElement given, Mailbox mailbox) {
        List<XmlElement> bases = given.childrenOf(BASES).stream()
                .map(id -> folder(FolderIdResolver.key(id, mailbox)))
                .toList();
        XmlElement whole = t(
                "SearchParameters",
                Stream.concat(given.child("Restriction").stream(), Stream.of(t(BASES, bases)))
                        .toList());
        SearchCriteria criteria = new SearchCriteria(whole.with("Traversal", given.attribute("Traversal", "Shallow")));
        try {
            criteria.restriction();
        } catch (EwsError error) {
            throw error.code() == ResponseCode.ErrorRestrictionTooLong
                    ? new EwsError(ResponseCode.ErrorQueryFilterTooLong)
                    : error;
        }
        return criteria;
    }

    /** Whether a folder is a search folder. */
    public static boolean isSearch(MailFolder folder) {
        return folder.search() != null;
    }

    /** Throws ErrorInvalidFolderTypeForOperation for a search folder: it cannot contain own items or folders. */
    public static MailFolder requireHolds(MailFolder folder) {
        ResponseCode.ErrorInvalidFolderTypeForOperation.throwIf(isSearch(folder));
        return folder;
    }

    /** The criteria of a search folder; empty if they are not set yet. */
    public static Optional<SearchCriteria> of(MailFolder folder) {
        return Optional.ofNullable(folder.search())
                .filter(json -> !json.isEmpty())
                .map(json -> new SearchCriteria(ElementJson.read(json).get(0)));
    }

    /** The stored form of the criteria. */
    public String stored() {
        return ElementJson.write(List.of(parameters));
    }

    private Restriction restriction() {
        return Restriction.of(parameters.child("Restriction"));
    }

    /** The found items that also meet another restriction. */
    public SortedResult found(
            FolderStore folders,
            ReadTransaction rx,
            Mailbox mailbox,
            Restriction more,
            SortOrder order,
            Function<Item, ObjectProperties> show) {
        return FolderSearch.in(rx, place(folders, rx, mailbox), restriction().and(more), order, show);
    }

    /** The number of found items and of unread found items. The size is 0, because the items are in other folders. */
    public Count count(
            FolderStore folders, ReadTransaction rx, Mailbox mailbox, Function<Item, ObjectProperties> show) {
        Restriction unread =
                Restriction.comparison(PropertyPath.of("message:IsRead"), "=", "false", order -> order == 0);
        SortOrder unsorted = SortOrder.of(List.of());
        return new Count(
                found(folders, rx, mailbox, Restriction.NONE, unsorted, show).total(),
                found(folders, rx, mailbox, unread, unsorted, show).total(),
                0);
    }

    /**
     * The searched items: of the base folders, and in a deep search also of all folders below them. Fails with
     * FOLDER_UNKNOWN, and with ErrorCannotSpecifySearchFolderAsSourceFolder.
     */
    public Statement place(FolderStore folders, ReadTransaction rx, Mailbox mailbox) {
        boolean deep = parameters.attribute("Traversal", "").equals("Deep");
        Set<String> keys = new LinkedHashSet<>();
        for (XmlElement base : parameters.childrenOf(BASES)) {
            MailFolder folder = folders.get(rx, mailbox, base.attribute("Id", ""));
            ResponseCode.ErrorCannotSpecifySearchFolderAsSourceFolder.throwIf(isSearch(folder));
            (deep ? folders.tree(rx, mailbox, folder) : List.of(folder)).forEach(one -> keys.add(one.key()));
        }
        return FolderSearch.place(mailbox, List.copyOf(keys));
    }

    /** The {@code SearchParameters} for a response. */
    public XmlElement shown(Mailbox mailbox) {
        return parameters.withChildren(parameters.children().stream()
                .map(part -> !part.name().equals(BASES)
                        ? part
                        : part.withChildren(part.children().stream()
                                .map(base -> IdElement.ofFolder(mailbox.id(), base.attribute("Id", ""))
                                        .element("FolderId"))
                                .toList()))
                .toList());
    }
}
