package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteRoleStore;

/** The REST resources {@code web/roledefinitions} and {@code web/roleassignments}: the levels of a web, and who has which. */
record RoleResource(SiteRoleStore roles, GroupResource groups, UserResource users, EntityCollections collections) {
    private static final String DEFINITIONS = "SP.ApiData.RoleDefinitions";

    /** The Id of a level is this number and its type. */
    private static final int FIRST = 1 << 30;

    /** What is done with the rights of a person or a group that has some. */
    private interface Work {
        Future<RestAnswer> with(RestRequest request, SiteCaller visitor, int number, Set<SiteRight> rights);
    }

    void addTo(RestRoutes routes) {
        routes.on(
                        "web/roledefinitions",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> definitions(request, EnumSet.allOf(SiteRight.class)))
                .on(
                        "web/roledefinition",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> WebResource.one(request, definition(request)))
                .on("web/roleassignments", "GET", SiteRight.FULL_CONTROL, this::all)
                .on("web/roleassignments/addroleassignment", "POST", SiteRight.FULL_CONTROL, this::add)
                .on("web/roleassignments/removeroleassignment", "POST", SiteRight.FULL_CONTROL, this::remove)
                .on("web/getusereffectivepermissions", "GET", SiteRight.FULL_CONTROL, this::permissions);
        addAssignment(routes);
    }

    private void addAssignment(RestRoutes routes) {
        routes.on(
                        "web/roleassignment",
                        "GET",
                        SiteRight.FULL_CONTROL,
                        on((request, visitor, number, rights) -> principals(visitor.site())
                                .compose(known -> WebResource.one(request, assignment(number, rights, known)))))
                .on(
                        "web/roleassignment/roledefinitionbindings",
                        "GET",
                        SiteRight.FULL_CONTROL,
                        on((request, visitor, number, rights) -> definitions(request, rights)))
                .on("web/roleassignment", "DELETE", SiteRight.FULL_CONTROL, on((request, visitor, number, rights) -> {
                    requireOwnRoles(visitor);
                    return roles.remove(visitor.site(), number, rights).map(RestAnswer.removed());
                }));
    }

    private RestRoutes.Handler on(Work work) {
        return (request, visitor) -> {
            int number = request.path().keys().get(0).value().number();
            return roles.all(visitor.site())
                    .compose(all -> work.with(
                            request,
                            visitor,
                            number,
                            Optional.ofNullable(all.get(number)).orElseThrow(() -> RestError.noPrincipal(number))));
        };
    }

    private Future<RestAnswer> all(RestRequest request, SiteCaller visitor) {
        return roles.all(visitor.site())
                .compose(all -> principals(visitor.site())
                        .compose(known -> collections.answer(
                                request,
                                "SP.ApiData.RoleAssignments",
                                all.entrySet().stream()
                                        .map(one -> assignment(one.getKey(), one.getValue(), known))
                                        .toList())));
    }

    private static void requireOwnRoles(SiteCaller visitor) {
        if (!visitor.site().hasOwnRoles()) {
            throw RestError.inheritsRoles();
        }
    }

    private Future<RestAnswer> add(RestRequest request, SiteCaller visitor) {
        requireOwnRoles(visitor);
        int number = request.path().argument("principalid").number();
        return roles.add(visitor.site(), number, withId(request.path().argument("roledefid")))
                .map(added -> done(added, number, "AddRoleAssignment"));
    }

    private Future<RestAnswer> remove(RestRequest request, SiteCaller visitor) {
        requireOwnRoles(visitor);
        int number = request.path().argument("principalid").number();
        return roles.remove(visitor.site(), number, Set.of(withId(request.path().argument("roledefid"))))
                .map(removed -> done(removed, number, "RemoveRoleAssignment"));
    }

    private static RestAnswer done(boolean done, int number, String function) {
        if (!done) {
            throw RestError.noPrincipal(number);
        }
        return RestAnswer.done(function);
    }

    /** What a person may do, with the rights of the person's groups. */
    private Future<RestAnswer> permissions(RestRequest request, SiteCaller visitor) {
        return users.right(WebResource.argument(request), visitor.site())
                .map(right -> RestAnswer.ofFunction(
                        "GetUserEffectivePermissions",
                        new RestEntity(
                                WebResource.PERMISSIONS,
                                null,
                                null,
                                permissions(right.map(known -> known.mask).orElse(0L)))));
    }

    private static SiteRight withId(ODataLiteral id) {
        return SiteRight.ofType(id.number() - FIRST).orElseThrow(RestError::argument);
    }

    private static RestEntity definition(RestRequest request) {
        ResourcePath.Key key = request.path().keys().get(0);
        return entity(
                switch (key.by()) {
                    case "id" -> withId(key.value());
                    case "type" -> SiteRight.ofType(key.value().number()).orElseThrow(RestError::argument);
                    default ->
                        Arrays.stream(SiteRight.values())
                                .filter(right ->
                                        right.level.equalsIgnoreCase(key.value().text()))
                                .findFirst()
                                .orElseThrow(RestError::noRoleDefinition);
                });
    }

    private Future<RestAnswer> definitions(RestRequest request, Set<SiteRight> rights) {
        return collections.answer(request, DEFINITIONS, entities(rights));
    }

    private static List<RestEntity> entities(Set<SiteRight> rights) {
        return rights.stream()
                .sorted(Comparator.reverseOrder())
                .map(RoleResource::entity)
                .toList();
    }

    private static RestEntity entity(SiteRight right) {
        int id = FIRST + right.type;
        return new RestEntity(
                "SP.RoleDefinition",
                "Web/RoleDefinitions(" + id + ")",
                null,
                new JsonObject()
                        .put("BasePermissions", permissions(right.mask).put("__type", WebResource.PERMISSIONS))
                        .put("Description", right.description)
                        .put("Hidden", false)
                        .put("Id", id)
                        .put("Name", right.level)
                        .put("Order", right.order)
                        .put("RoleTypeKind", right.type));
    }

    /** The bits of permissions, in two halves. */
    static JsonObject permissions(long mask) {
        return new JsonObject()
                .put("High", String.valueOf(mask >>> Integer.SIZE))
                .put("Low", String.valueOf(mask & 0xFFFF_FFFFL));
    }

    private static RestEntity assignment(int number, Set<SiteRight> rights, Map<Integer, RestEntity> principals) {
        return new RestEntity(
                "SP.RoleAssignment",
                "Web/RoleAssignments/GetByPrincipalId(" + number + ")",
                null,
                new JsonObject().put("PrincipalId", number),
                Map.of(
                        "Member",
                        Optional.ofNullable(principals.get(number)),
                        "RoleDefinitionBindings",
                        Optional.of(RestEntity.collection(DEFINITIONS, entities(rights)))));
    }

    /** The people and groups of a site by their numbers. */
    private Future<Map<Integer, RestEntity>> principals(Site site) {
        return users.all(site)
                .compose(people -> groups.entities(site, group -> true).map(all -> {
                    Map<Integer, RestEntity> known = new HashMap<>();
                    Stream.of(people, all)
                            .flatMap(List::stream)
                            .forEach(one -> known.put(one.properties().getInteger("Id"), one));
                    return known;
                }));
    }
}
