package org.s2slab.sharepoint.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.sharepoint.sites.AttachedFile;
import org.s2slab.sharepoint.sites.AttachedFileStore;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * The REST resource {@code AttachmentFiles} of an item ([MS-CSOMSPT], SP.AttachmentCollection): the files attached to
 * the item. The bytes of a file are the body of a request or a response.
 *
 * @param online whether it is SharePoint Online, which permits more names
 */
record AttachmentResource(AttachedFileStore store, ItemResource items, boolean online) {
    private static final String ONE = "web/list/item/attachment";

    /** The characters that file names must not contain at SharePoint Online, and the further ones of a farm. */
    private static final String FORBIDDEN = "\"*:<>?/\\|";

    private static final String FORBIDDEN_AT_FARMS = "#%&{}~";

    /** An operation on the file that a path names. The file may not exist. */
    private interface Work<T extends ReadTransaction> {
        RestAnswer with(T tx, RestRequest request, SiteCaller visitor, AttachedFile file);
    }

    void addTo(RestRoutes routes) {
        routes.get("web/list/item/attachmentfiles", items.on(this::all));
        for (String add : List.of("add", "addusingpath")) {
            routes.on("web/list/item/attachmentfiles/" + add, "POST", SiteRight.WRITE, items.on(this::add));
        }
        routes.get(ONE, on(this::one))
                .get(ONE + "/$value", on(this::content))
                .on(ONE + "/$value", "PUT", SiteRight.WRITE, on((tx, request, visitor, file) -> {
                    requireFound(store.replace(tx, file, bytes(request), visitor.number()));
                    return RestAnswer.changed(null);
                }))
                .on(ONE, "DELETE", SiteRight.WRITE, on((tx, request, visitor, file) -> {
                    requireFound(store.remove(tx, file, visitor.number()));
                    return RestAnswer.removed();
                }))
                .on(ONE + "/deleteobject", "POST DELETE", SiteRight.WRITE, on((tx, request, visitor, file) -> {
                    requireFound(store.remove(tx, file, visitor.number()));
                    return RestAnswer.done("DeleteObject");
                }))
                .on(ONE + "/recycleobject", "POST DELETE", SiteRight.WRITE, on((tx, request, visitor, file) -> {
                    requireFound(store.recycle(tx, file, visitor.number()));
                    return RestAnswer.done("RecycleObject");
                }));
    }

    /**
     * Finds the item. A file has no ETag of its own, so a change has either no IF-MATCH field or the value {@code *} in
     * the field.
     */
    private <T extends ReadTransaction> RestRoutes.Handler<T> on(Work<T> work) {
        return items.on((tx, request, visitor, list, item) -> {
            String match = request.header("IF-MATCH");
            if (!request.reads() && match != null && !match.equals("*")) {
                throw RestError.stale(match, "");
            }
            String name = request.path().keys().get(2).value().text();
            return work.with(tx, request, visitor, new AttachedFile(list, item, name));
        });
    }

    /** The files of several items as entities, by the number of the item. */
    static Map<Integer, List<RestEntity>> of(ReadTransaction rx, WebList list, List<ListItem> all, SiteCaller visitor) {
        Map<Integer, List<String>> names = AttachedFileStore.names(
                rx, list, all.stream().map(ListItem::number).toList());
        return all.stream()
                .collect(Collectors.toMap(
                        ListItem::number,
                        item -> names.getOrDefault(item.number(), List.of()).stream()
                                .map(name -> entity(new AttachedFile(list, item, name), visitor))
                                .toList()));
    }

    static RestEntity entity(AttachedFile file, SiteCaller visitor) {
        String address = file.address(visitor.site().path());
        return new RestEntity(
                "SP.Attachment",
                RestEntityMapper.link(file.list()) + "/Items(" + file.item().number() + ")/AttachmentFiles('"
                        + file.name().replace("'", "''") + "')",
                null,
                new JsonObject()
                        .put("FileName", file.name())
                        .put("FileNameAsPath", RestEntityMapper.path(file.name()))
                        .put("ServerRelativePath", RestEntityMapper.path(address))
                        .put("ServerRelativeUrl", address));
    }

    private RestAnswer all(ReadTransaction rx, RestRequest request, SiteCaller visitor, WebList list, ListItem item) {
        return items.lists()
                .collections()
                .answer(rx, request, "SP.ApiData.Attachments", files(rx, list, item, visitor));
    }

    private static List<RestEntity> files(ReadTransaction rx, WebList list, ListItem item, SiteCaller visitor) {
        return of(rx, list, List.of(item), visitor).getOrDefault(item.number(), List.of());
    }

    private RestAnswer one(ReadTransaction rx, RestRequest request, SiteCaller visitor, AttachedFile file) {
        return WebResource.one(
                request,
                files(rx, file.list(), file.item(), visitor).stream()
                        .filter(one -> one.properties().getString("FileName").equalsIgnoreCase(file.name()))
                        .findFirst()
                        .orElseThrow(AttachmentError::missing));
    }

    private RestAnswer content(ReadTransaction rx, RestRequest request, SiteCaller visitor, AttachedFile file) {
        return RestAnswer.ofFile(
                file.name(), AttachedFileStore.content(rx, file).orElseThrow(AttachmentError::missing));
    }

    private RestAnswer add(WriteTransaction tx, RestRequest request, SiteCaller visitor, WebList list, ListItem item) {
        String name = Stream.of("filename", "decodedurl")
                .map(request.path().arguments()::get)
                .filter(Objects::nonNull)
                .map(ODataLiteral::text)
                .findFirst()
                .orElseThrow(RestError::argument);
        AttachedFile file = new AttachedFile(list, item, name);
        check(name, file.address(visitor.site().path()));
        if (!list.settings().attachments()) {
            throw RestError.noField("Attachments");
        }
        if (!store.add(tx, file, bytes(request), visitor.number())) {
            throw AttachmentError.exists();
        }
        return RestAnswer.of(entity(file, visitor).only(request.query()));
    }

    private static void requireFound(boolean done) {
        if (!done) {
            throw AttachmentError.missing();
        }
    }

    private static Buffer bytes(RestRequest request) {
        Buffer body = request.body();
        if (body == null || body.length() == 0) {
            throw AttachmentError.empty();
        }
        return body;
    }

    /** Refuses the names that the product refuses, such as names that could be another path. */
    private void check(String name, String address) {
        String forbidden = online ? FORBIDDEN : FORBIDDEN + FORBIDDEN_AT_FARMS;
        if (name.isBlank()
                || !name.equals(name.strip())
                || name.startsWith(".")
                || name.endsWith(".")
                || (!online && name.contains(".."))
                || name.chars().anyMatch(one -> Character.isISOControl(one) || forbidden.indexOf(one) >= 0)) {
            throw AttachmentError.name(name);
        }
        int longestPath = online ? 400 : 260;
        int longest = online ? 255 : 128;
        // Without its first slash, the address is the path.
        if (name.length() > longest || address.length() - 1 > longestPath) {
            throw AttachmentError.nameTooLong(longestPath, longest);
        }
    }
}
