package org.s2slab.sharepoint.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.store.ReadTransaction;

/**
 * Processes {@code $expand} of properties that are separate resources: each gets the response of its own route.
 *
 * @param visits returns the caller of a route: at the called web, or at the top-level web
 */
record RouteExpansion(RestRoutes routes, Visits visits) {
    /** The caller of a route. */
    interface Visits {
        SiteCaller at(ReadTransaction rx, RestRequest request, RestRoutes.Route<?> route, SiteCaller visitor);
    }

    /**
     * Maximum number of objects in a collection whose properties are expanded. Each object needs a separate request.
     */
    private static final int MOST = 100;

    private static final Set<String> OF_LIST = Set.of("Fields", "Views", "ContentTypes", "EventReceivers");

    /** The properties by the last word of a resource's name. */
    private static final Map<String, Set<String>> PROPERTIES = Map.of(
            "web",
            Set.of(
                    "Lists",
                    "Webs",
                    "CurrentUser",
                    "SiteUsers",
                    "SiteGroups",
                    "RoleDefinitions",
                    "Fields",
                    "AvailableFields",
                    "RegionalSettings",
                    "RecycleBin",
                    "AllProperties"),
            "list",
            OF_LIST,
            "lists",
            OF_LIST,
            "item",
            Set.of("Versions"),
            "group",
            Set.of("Users"),
            "sitegroups",
            Set.of("Users"),
            "user",
            Set.of("Groups"),
            "siteusers",
            Set.of("Groups"),
            "currentuser",
            Set.of("Groups"));

    <T extends ReadTransaction> RestAnswer answer(
            T tx, RestRequest request, RestRoutes.Handler<T> handler, SiteCaller visitor) {
        String name = request.path().name();
        Set<String> requested = new TreeSet<>();
        if (request.reads()) {
            request.query().expand().forEach(one -> requested.add(one.split("/", 2)[0]));
            requested.retainAll(PROPERTIES.getOrDefault(name.substring(name.lastIndexOf('/') + 1), Set.of()));
        }
        if (requested.isEmpty()) {
            return handler.answer(tx, request, visitor);
        }
        RestAnswer found = handler.answer(tx, request.without(requested), visitor);
        List<RestEntity> entities = found.entities() == null ? List.of() : found.entities();
        if (entities.size() > MOST) {
            throw RestError.query("The query parameter '$expand' is supported here for at most " + MOST
                    + " objects; ask for fewer with $top.");
        }
        boolean bare = request.selectsOnly(requested);
        List<RestEntity> shown = new ArrayList<>();
        for (RestEntity one : entities) {
            String path = found.set() == null ? request.path().text() : String.valueOf(one.link());
            RestEntity expanded = bare ? one.bare() : one;
            for (String property : requested) {
                expanded = expanded.plus(property, Optional.of(part(tx, request.part(path, property), visitor)));
            }
            shown.add(expanded);
        }
        return found.with(shown);
    }

    private RestEntity part(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        RestRoutes.Route<ReadTransaction> route = routes.read(request);
        if (route == null || route.right() != SiteRight.READ) {
            throw routes.missing(request);
        }
        RestAnswer found = answer(rx, request, route.handler(), visits.at(rx, request, route, visitor));
        List<RestEntity> entities = found.entities() == null ? List.of() : found.entities();
        String set = found.set();
        return set == null ? entities.get(0) : RestEntity.collection(set, entities);
    }
}
