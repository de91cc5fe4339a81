package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteRoleStore;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * The REST resources {@code web/roledefinitions} and {@code web/roleassignments}: permission levels, and the people and
 * groups that have them.
 */
record RoleResource(GroupResource groups, UserResource users, EntityCollections collections) {
    private static final String DEFINITIONS = "SP.ApiData.RoleDefinitions";

    /** The Id of a permission level is the sum of this number and the type of the level. */
    private static final int FIRST = 1 << 30;

    /** An operation on the rights of a person or group. */
    private interface Work<T extends ReadTransaction> {
        RestAnswer with(T tx, RestRequest request, SiteCaller visitor, int number, Set<SiteRight> rights);
    }

    void addTo(RestRoutes routes) {
        routes.get(
                        "web/roledefinitions",
                        (rx, request, visitor) -> definitions(rx, request, EnumSet.allOf(SiteRight.class)))
                .get("web/roledefinition", (rx, request, visitor) -> WebResource.one(request, definition(request)))
                .get("web/roleassignments", SiteRight.FULL_CONTROL, this::all)
                .on("web/roleassignments/addroleassignment", "POST", SiteRight.FULL_CONTROL, this::add)
                .on("web/roleassignments/removeroleassignment", "POST", SiteRight.FULL_CONTROL, this::remove)
                .get("web/getusereffectivepermissions", SiteRight.FULL_CONTROL, this::permissions);
        addAssignment(routes);
    }

    private void addAssignment(RestRoutes routes) {
        routes.get(
                        "web/roleassignment",
                        SiteRight.FULL_CONTROL,
                        on((rx, request, visitor, number, rights) ->
                                WebResource.one(request, assignment(number, rights, principals(rx, visitor.site())))))
                .get(
                        "web/roleassignment/roledefinitionbindings",
                        SiteRight.FULL_CONTROL,
                        on((rx, request, visitor, number, rights) -> definitions(rx, request, rights)))
                .on(
                        "web/roleassignment",
                        "DELETE",
                        SiteRight.FULL_CONTROL,
                        on((tx, request, visitor, number, rights) -> {
                            requireOwnRoles(visitor);
                            SiteRoleStore.remove(tx, visitor.site(), number, rights);
                            return RestAnswer.removed();
                        }));
    }

    private static <T extends ReadTransaction> RestRoutes.Handler<T> on(Work<T> work) {
        return (tx, request, visitor) -> {
            int number = request.path().keys().get(0).value().number();
            Set<SiteRight> rights = SiteRoleStore.all(tx, visitor.site()).get(number);
            if (rights == null) {
                throw RestError.noPrincipal(number);
            }
            return work.with(tx, request, visitor, number, rights);
        };
    }

    private RestAnswer all(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        Map<Integer, RestEntity> known = principals(rx, visitor.site());
        return collections.answer(
                rx,
                request,
                "SP.ApiData.RoleAssignments",
                SiteRoleStore.all(rx, visitor.site()).entrySet().stream()
                        .map(one -> assignment(one.getKey(), one.getValue(), known))
                        .toList());
    }

    private static void requireOwnRoles(SiteCaller visitor) {
        if (!visitor.site().hasOwnRoles()) {
            throw RestError.inheritsRoles();
        }
    }

    private RestAnswer add(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        requireOwnRoles(visitor);
        int number = request.path().argument("principalid").number();
        SiteRight right = withId(request.path().argument("roledefid"));
        return done(SiteRoleStore.add(tx, visitor.site(), number, right), number, "AddRoleAssignment");
    }

    private RestAnswer remove(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        requireOwnRoles(visitor);
        int number = request.path().argument("principalid").number();
        Set<SiteRight> rights = Set.of(withId(request.path().argument("roledefid")));
        return done(SiteRoleStore.remove(tx, visitor.site(), number, rights), number, "RemoveRoleAssignment");
    }

    private static RestAnswer done(boolean done, int number, String function) {
        if (!done) {
            throw RestError.noPrincipal(number);
        }
        return RestAnswer.done(function);
    }

    /** The permissions of a person, including the permissions of the person's groups. */
    private RestAnswer permissions(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        long mask = users.right(rx, WebResource.argument(request), visitor.site())
                .map(right -> right.mask)
                .orElse(0L);
        return RestAnswer.ofFunction(
                "GetUserEffectivePermissions", new RestEntity(WebResource.PERMISSIONS, null, null, permissions(mask)));
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

    private RestAnswer definitions(ReadTransaction rx, RestRequest request, Set<SiteRight> rights) {
        return collections.answer(rx, request, DEFINITIONS, entities(rights));
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
    private Map<Integer, RestEntity> principals(ReadTransaction rx, Site site) {
        return Stream.of(users.all(rx, site), groups.entities(rx, site, group -> true))
                .flatMap(List::stream)
                .collect(Collectors.toMap(one -> one.properties().getInteger("Id"), Function.identity()));
    }
}
