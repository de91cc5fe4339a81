package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import org.s2slab.sharepoint.sites.RecycleBinStore;
import org.s2slab.sharepoint.sites.RecycleBinStore.Deleted;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.store.ReadTransaction;

/** The REST resource {@code web/recyclebin}: deleted lists, items and attachments, which can be restored. */
record RecycleBinResource(RecycleBinStore recycled, EntityCollections collections) {
    /** An operation on the deleted object that was found. */
    private interface Work<T extends ReadTransaction> {
        RestAnswer with(T tx, RestRequest request, Deleted deleted);
    }

    void addTo(RestRoutes routes) {
        routes.get(
                        "web/recyclebin",
                        SiteRight.WRITE,
                        (rx, request, visitor) -> collections.answer(
                                rx,
                                request,
                                "SP.ApiData.RecycleBinItems",
                                RecycleBinStore.all(rx, visitor.site()).stream()
                                        .map(RecycleBinResource::entity)
                                        .toList()))
                .get(
                        "web/deleted",
                        SiteRight.WRITE,
                        on((rx, request, deleted) -> WebResource.one(request, entity(deleted))))
                .on("web/deleted/restore", "POST", SiteRight.MANAGE, on((tx, request, deleted) -> {
                    if (!recycled.restore(tx, deleted)) {
                        throw deleted.kind() == RecycleBinStore.Kind.LIST
                                ? RestError.listExists()
                                : AttachmentError.exists();
                    }
                    return RestAnswer.done("Restore");
                }))
                .on("web/deleted/deleteobject", "POST", SiteRight.MANAGE, on((tx, request, deleted) -> {
                    RecycleBinStore.remove(tx, deleted);
                    return RestAnswer.done("DeleteObject");
                }));
    }

    private static <T extends ReadTransaction> RestRoutes.Handler<T> on(Work<T> work) {
        return (tx, request, visitor) -> work.with(
                tx,
                request,
                RecycleBinStore.withId(
                                tx,
                                visitor.site(),
                                ListResource.guid(
                                        request.path().keys().get(0).value().text()))
                        .orElseThrow(RestError::noItem));
    }

    private static RestEntity entity(Deleted deleted) {
        return new RestEntity(
                "SP.RecycleBinItem",
                "Web/RecycleBin(guid'" + deleted.id() + "')",
                null,
                new JsonObject()
                        .put("Id", deleted.id())
                        .put("Title", deleted.title())
                        .put("ItemType", type(deleted.kind()))
                        .put("ItemState", 1)
                        .put("DeletedDate", RestEntityMapper.time(deleted.at()))
                        .put("DirName", deleted.list()));
    }

    /** The number of a kind in SharePoint's enumeration RecycleBinItemType. */
    private static int type(RecycleBinStore.Kind kind) {
        return switch (kind) {
            case ITEM -> 3;
            case LIST -> 4;
            case ATTACHMENT -> 7;
        };
    }
}
