package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.rest.ChangeLogToken.Scope;
import org.s2slab.sharepoint.sites.ListChangeStore;
import org.s2slab.sharepoint.sites.ListChangeStore.ChangeQuery.ChangeSubject;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.WebStore;
import org.s2slab.store.ReadTransaction;

/**
 * The functions {@code getchanges} of lists, webs and site collections ([MS-CSOMSPT], SP.List.GetChanges). The log of a
 * site collection has the changes of all its webs that the caller may read.
 */
record ChangeLogResource(
        ListChangeStore changes, SiteAccess access, ListResource lists, EntityCollections collections) {
    /** The changes that this server logs, with their numbers in SharePoint's enumeration ChangeType. */
    private static final Map<String, Integer> KINDS = Map.of("Add", 1, "Update", 2, "DeleteObject", 3, "Restore", 7);

    /** The flags for other changes and objects, which this server does not log. */
    private static final Set<String> OTHERS = Set.of(
            "Alert",
            "ContentType",
            "Field",
            "File",
            "Folder",
            "Group",
            "GroupMembershipAdd",
            "GroupMembershipDelete",
            "Move",
            "Navigation",
            "Rename",
            "RoleAssignmentAdd",
            "RoleAssignmentDelete",
            "RoleDefinitionAdd",
            "RoleDefinitionDelete",
            "RoleDefinitionUpdate",
            "SecurityPolicy",
            "Site",
            "SystemUpdate",
            "User",
            "View",
            "Web");

    private static final Set<String> KNOWN = known();

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Set.of("Item", "List", "ChangeTokenStart", "ChangeTokenEnd"));
        known.addAll(KINDS.keySet());
        known.addAll(OTHERS);
        return known;
    }

    void addTo(RestRoutes routes) {
        routes.ask(
                        "web/list/getchanges",
                        lists.on((rx, request, visitor, list) ->
                                all(rx, request, visitor, new Scope(Scope.LIST, list.id()), List.of(list.id()))))
                .ask("web/getchanges", (rx, request, visitor) -> {
                    String web = visitor.site().id();
                    return all(rx, request, visitor, new Scope(Scope.WEB, web), List.of(web));
                })
                .ask("site/getchanges", this::ofSite);
    }

    private RestAnswer ofSite(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        Site.Collection collection = visitor.site().collection();
        List<String> webs = WebStore.all(rx, collection).stream()
                .filter(web -> access.mayRead(rx, web, visitor))
                .map(Site::id)
                .toList();
        return all(rx, request, visitor, new Scope(Scope.SITE, collection.id()), webs);
    }

    private RestAnswer all(ReadTransaction rx, RestRequest request, SiteCaller visitor, Scope scope, List<String> ids) {
        EntityBody query = EntityBody.ofFunction(request)
                .with(Set.of("query"))
                .part("query", "SP.ChangeQuery")
                .orElseThrow(RestError::argument)
                .with(KNOWN);
        OTHERS.forEach(query::flag); // Checks that they are Boolean, too.
        var requested = new ListChangeStore.ChangeQuery(
                Switches.<ChangeSubject>of()
                        .with(ChangeSubject.ITEMS, query.flag("Item").orElse(false))
                        .with(ChangeSubject.LIST, query.flag("List").orElse(false)),
                KINDS.entrySet().stream()
                        .filter(kind -> query.flag(kind.getKey()).orElse(false))
                        .map(Map.Entry::getValue)
                        .toList(),
                position(query, "ChangeTokenStart", scope),
                position(query, "ChangeTokenEnd", scope));
        return collections.answer(
                rx,
                request,
                "SP.ApiData.Changes",
                changes.of(rx, scope.kind() == Scope.LIST, ids, requested).stream()
                        .map(change -> entity(visitor, scope, change))
                        .toList());
    }

    private Optional<ListChangeStore.Position> position(EntityBody query, String name, Scope scope) {
        return query.part(name, ChangeLogToken.TYPE)
                .map(token -> ChangeLogToken.parse(
                        token.with(Set.of("StringValue")).text("StringValue").orElse(""), scope, changes.start()));
    }

    private static RestEntity entity(SiteCaller visitor, Scope scope, ListChangeStore.Change change) {
        JsonObject token = ChangeLogToken.of(scope, change.position());
        JsonObject shown = new JsonObject()
                .put("ChangeToken", token)
                .put("ChangeType", change.kind())
                .put("SiteId", visitor.site().collection().id())
                .put("Time", RestEntityMapper.time(change.position().time()));
        if (change.item() != null) {
            shown.put("ItemId", change.item());
        }
        shown.put("ListId", change.list()).put("WebId", change.web());
        String type = change.item() == null ? "SP.ChangeList" : "SP.ChangeItem";
        UUID id = UUID.nameUUIDFromBytes(token.getString("StringValue").getBytes(StandardCharsets.UTF_8));
        return new RestEntity(type, type + id, null, shown);
    }
}
