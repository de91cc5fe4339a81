package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.s2slab.node.WorkSequence;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;

/**
 * Answers {@code $expand} of properties that are resources of their own: each is the answer of its own route.
 *
 * @param visits gives the caller of a route: at the called web, or at the top-level one
 */
record RouteExpansion(RestRoutes routes, Visits visits) {
    /** The caller of a route. */
    interface Visits {
        Future<SiteCaller> at(RestRequest request, RestRoutes.Route route, SiteCaller visitor);
    }

    /** Most objects of a collection whose properties are expanded, because each is a request of its own. */
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

    Future<RestAnswer> answer(RestRequest request, RestRoutes.Route route, SiteCaller visitor) {
        String name = request.path().name();
        Set<String> wanted = new TreeSet<>();
        if (request.reads()) {
            request.query().expand().forEach(one -> wanted.add(one.split("/", 2)[0]));
            wanted.retainAll(PROPERTIES.getOrDefault(name.substring(name.lastIndexOf('/') + 1), Set.of()));
        }
        if (wanted.isEmpty()) {
            return route.handler().answer(request, visitor);
        }
        return route.handler().answer(request.without(wanted), visitor).compose(found -> {
            List<RestEntity> entities = found.entities() == null ? List.of() : found.entities();
            if (entities.size() > MOST) {
                throw RestError.query("The query parameter '$expand' is supported here for at most " + MOST
                        + " objects; ask for fewer with $top.");
            }
            boolean single = found.set() == null;
            boolean bare = request.selectsOnly(wanted);
            return WorkSequence.list(
                            entities,
                            one -> expanded(
                                    request,
                                    single ? request.path().text() : String.valueOf(one.link()),
                                    bare ? one.bare() : one,
                                    List.copyOf(wanted),
                                    visitor))
                    .map(found::with);
        });
    }

    private Future<RestEntity> expanded(
            RestRequest request, String path, RestEntity entity, List<String> wanted, SiteCaller visitor) {
        return WorkSequence.list(wanted, name -> part(request.part(path, name), visitor))
                .map(parts -> {
                    List<RestEntity> all = new ArrayList<>(parts);
                    RestEntity shown = entity;
                    for (int i = 0; i < wanted.size(); i++) {
                        shown = shown.plus(wanted.get(i), Optional.of(all.get(i)));
                    }
                    return shown;
                });
    }

    private Future<RestEntity> part(RestRequest request, SiteCaller visitor) {
        RestRoutes.Route route = routes.find(request);
        if (route == null || route.right() != SiteRight.READ) {
            throw routes.missing(request);
        }
        return visits.at(request, route, visitor)
                .compose(known -> answer(request, route, known))
                .map(found -> {
                    List<RestEntity> entities = found.entities() == null ? List.of() : found.entities();
                    String set = found.set();
                    return set == null ? entities.get(0) : RestEntity.collection(set, entities);
                });
    }
}
