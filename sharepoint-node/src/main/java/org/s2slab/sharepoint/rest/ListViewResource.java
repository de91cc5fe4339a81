package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.store.ReadTransaction;

/** The REST resource {@code web/lists('...')/views}: the only view of a list. */
record ListViewResource(ListResource lists, EntityCollections collections) {
    void addTo(RestRoutes routes) {
        routes.get(
                        "web/list/views",
                        lists.on((rx, request, visitor, list) ->
                                collections.answer(rx, request, "SP.ApiData.Views", List.of(view(list)))))
                .get("web/list/view", lists.on(this::view))
                .get(
                        "web/list/defaultview",
                        lists.on((rx, request, visitor, list) -> WebResource.one(request, view(list))))
                .get("web/list/defaultview/viewfields", lists.on(ListViewResource::viewFields))
                .get("web/list/view/viewfields", lists.on(ListViewResource::viewFields));
    }

    private RestAnswer view(ReadTransaction rx, RestRequest request, SiteCaller visitor, WebList list) {
        ResourcePath.Key key = request.path().keys().get(1);
        RestEntity view = view(list);
        String value = key.by().equals("id")
                ? ListResource.guid(key.value().text())
                : key.value().text();
        if (!value.equals(view.properties().getString(key.by().equals("id") ? "Id" : "Title"))) {
            throw RestError.noView();
        }
        return WebResource.one(request, view);
    }

    /** The only view of a list, which shows all items. Its id is derived from the list's id. */
    private static RestEntity view(WebList list) {
        String id = UUID.nameUUIDFromBytes((list.id() + " view").getBytes(StandardCharsets.UTF_8))
                .toString();
        return new RestEntity(
                "SP.View",
                RestEntityMapper.link(list) + "/Views(guid'" + id + "')",
                null,
                new JsonObject()
                        .put("Id", id)
                        .put("Title", "All Items")
                        .put("DefaultView", true)
                        .put("Hidden", false)
                        .put("PersonalView", false)
                        .put("Paged", true)
                        .put("RowLimit", 30)
                        .put("ViewQuery", "")
                        .put("ViewType", "HTML"));
    }

    private static RestAnswer viewFields(ReadTransaction rx, RestRequest request, SiteCaller visitor, WebList list) {
        List<String> names = list.fields().stream()
                .filter(field -> !field.readOnly())
                .map(ListField::name)
                .toList();
        return RestAnswer.of(new RestEntity(
                "SP.ViewFieldCollection",
                RestEntityMapper.link(list) + "/DefaultView/ViewFields",
                null,
                new JsonObject().put("Items", new JsonArray(names))));
    }
}
