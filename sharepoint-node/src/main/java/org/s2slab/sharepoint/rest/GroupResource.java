package org.s2slab.sharepoint.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteGroup;
import org.s2slab.sharepoint.sites.SiteGroup.Settings.MemberRule;
import org.s2slab.sharepoint.sites.SiteGroupStore;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * The REST resource {@code web/sitegroups}: the groups of a site collection, their members, and the associated groups.
 */
record GroupResource(UserResource users, EntityCollections collections, String host) {
    private static final String SET = "SP.ApiData.Groups";
    private static final Map<String, SiteRight> ASSOCIATED = Map.of(
            "associatedownergroup", SiteRight.FULL_CONTROL,
            "associatedmembergroup", SiteRight.WRITE,
            "associatedvisitorgroup", SiteRight.READ);

    /** An operation on the group that was found. */
    private interface Work<T extends ReadTransaction> {
        RestAnswer with(T tx, RestRequest request, SiteCaller visitor, SiteGroup group);
    }

    void addTo(RestRoutes routes) {
        routes.get(
                        "web/sitegroups",
                        (rx, request, visitor) ->
                                collections.answer(rx, request, SET, entities(rx, visitor.site(), group -> true)))
                .on("web/sitegroups", "POST", SiteRight.FULL_CONTROL, this::add)
                .get("web/group", this::one)
                .on("web/group", "MERGE PATCH", SiteRight.READ, on(this::change))
                .on("web/group/removed", "POST", SiteRight.READ, on(this::remove))
                .on("web/group/setuserasowner", "POST", SiteRight.READ, on(this::own))
                .get(
                        "web/group/users",
                        on((rx, request, visitor, group) ->
                                collections.answer(rx, request, UserResource.SET, members(rx, visitor, group))))
                .on("web/group/users", "POST", SiteRight.READ, on(this::join))
                .get(
                        "web/group/member",
                        on((rx, request, visitor, group) ->
                                WebResource.one(request, member(rx, request, visitor, group))))
                .on("web/group/member/removed", "POST", SiteRight.READ, on(this::leave))
                .get(
                        "web/user/groups",
                        (rx, request, visitor) -> ofMember(rx, request, visitor, id(users.found(rx, request, visitor))))
                .get(
                        "web/currentuser/groups",
                        (rx, request, visitor) -> ofMember(rx, request, visitor, visitor.number()))
                .on("web/createdefaultassociatedgroups", "POST", SiteRight.FULL_CONTROL, this::addAssociated);
    }

    private <T extends ReadTransaction> RestRoutes.Handler<T> on(Work<T> work) {
        return (tx, request, visitor) ->
                work.with(tx, request, visitor, find(tx, request, visitor).orElseThrow(RestError::noGroup));
    }

    private static Optional<SiteGroup> find(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        ResourcePath.Key key = request.path().keys().get(0);
        String value = key.value().text();
        Predicate<SiteGroup> requested = switch (key.by()) {
            case "id" -> group -> String.valueOf(group.number()).equals(value);
            case "associated" -> group -> group.associated() == ASSOCIATED.get(value);
            default -> group -> group.settings().name().equalsIgnoreCase(value);
        };
        return SiteGroupStore.all(rx, visitor.site()).stream().filter(requested).findFirst();
    }

    /** The requested group. An associated group that the site does not have is null, as in the product. */
    private RestAnswer one(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        ResourcePath.Key key = request.path().keys().get(0);
        Optional<SiteGroup> found = find(rx, request, visitor);
        return found.isEmpty() && key.by().equals("associated")
                ? RestAnswer.done(key.value().text())
                : WebResource.one(
                        request,
                        entity(
                                rx,
                                visitor.site(),
                                found.orElseThrow(RestError::noGroup).number()));
    }

    private RestAnswer add(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        SiteGroup.Settings settings = GroupEntity.settings(
                request, new SiteGroup.Settings("", "", Switches.of(MemberRule.ONLY_MEMBERS_VIEW)));
        int number = SiteGroupStore.add(tx, visitor.site(), settings, visitor.number())
                .orElseThrow(RestError::groupExists);
        return created(entity(tx, visitor.site(), number), visitor);
    }

    private RestAnswer created(RestEntity entity, SiteCaller visitor) {
        return RestAnswer.created(entity, visitor.site().url(host) + "/_api/" + entity.link());
    }

    private RestAnswer change(WriteTransaction tx, RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireManager(visitor);
        SiteGroup.Settings settings = GroupEntity.settings(request, group.settings());
        if (!SiteGroupStore.change(tx, visitor.site(), group.number(), settings)) {
            throw RestError.groupExists();
        }
        return RestAnswer.changed(null);
    }

    private RestAnswer remove(WriteTransaction tx, RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireManager(visitor);
        SiteGroupStore.remove(tx, visitor.site(), group.number());
        return RestAnswer.removed();
    }

    private RestAnswer own(WriteTransaction tx, RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireManager(visitor);
        ODataLiteral owner =
                request.path().arguments().values().stream().findFirst().orElseThrow(RestError::argument);
        RestEntity user = users.pick(users.all(tx, visitor.site()), new ResourcePath.Key("id", owner));
        SiteGroupStore.own(tx, visitor.site(), group.number(), id(user));
        return RestAnswer.done("SetUserAsOwner");
    }

    /** The groups with this person as a member, if the visitor may see the members. */
    private RestAnswer ofMember(ReadTransaction rx, RestRequest request, SiteCaller visitor, int number) {
        Predicate<SiteGroup> shown = group -> group.members().contains(number) && group.showsMembers(visitor);
        return collections.answer(rx, request, SET, entities(rx, visitor.site(), shown));
    }

    /** The members of a group, if the caller may see them. */
    private List<RestEntity> members(ReadTransaction rx, SiteCaller visitor, SiteGroup group) {
        group.requireViewer(visitor);
        return users.all(rx, visitor.site()).stream()
                .filter(user -> group.members().contains(id(user)))
                .toList();
    }

    private RestEntity member(ReadTransaction rx, RestRequest request, SiteCaller visitor, SiteGroup group) {
        List<ResourcePath.Key> keys = request.path().keys();
        return users.pick(members(rx, visitor, group), keys.get(keys.size() - 1));
    }

    private RestAnswer join(WriteTransaction tx, RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireEditor(visitor);
        RestEntity user = users.added(tx, request, visitor.site());
        SiteGroupStore.join(tx, visitor.site(), group.number(), id(user));
        return created(user, visitor);
    }

    private RestAnswer leave(WriteTransaction tx, RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireEditor(visitor);
        RestEntity user = member(tx, request, visitor, group);
        SiteGroupStore.leave(tx, visitor.site(), group.number(), id(user));
        return RestAnswer.removed();
    }

    /** Adds the associated groups, and adds the people in the arguments to the owners. */
    private RestAnswer addAssociated(WriteTransaction tx, RestRequest request, SiteCaller visitor) {
        Site site = visitor.site();
        if (!request.path().isOfTop() && !request.site().equalsIgnoreCase(site.path())) {
            throw RestError.noResource("CreateDefaultAssociatedGroups"); // A sub-web has no own groups.
        }
        String seed = argument(request, "groupnameseed").map(GroupEntity::name).orElse(site.title());
        List<RestEntity> people = Stream.of("userlogin", "userlogin2")
                .flatMap(name -> argument(request, name).stream())
                .map(login -> users.ensured(tx, login, site))
                .toList();
        SiteGroupStore.addAssociated(tx, site, seed);
        List<SiteGroup> associated = SiteGroupStore.all(tx, site).stream()
                .filter(group -> group.associated() != null)
                .toList();
        if (associated.size() < ASSOCIATED.size()) {
            throw RestError.groupExists();
        }
        SiteGroup owners = associated.stream()
                .filter(group -> group.associated() == SiteRight.FULL_CONTROL)
                .findFirst()
                .orElseThrow();
        people.forEach(user -> SiteGroupStore.join(tx, site, owners.number(), id(user)));
        return RestAnswer.done("CreateDefaultAssociatedGroups");
    }

    /** An argument of the function at the end of a path. An empty text counts as no argument, as in the product. */
    private static Optional<String> argument(RestRequest request, String name) {
        return Optional.ofNullable(request.path().arguments().get(name))
                .map(ODataLiteral::text)
                .filter(text -> !text.isEmpty());
    }

    private static int id(RestEntity user) {
        return user.properties().getInteger("Id");
    }

    private RestEntity entity(ReadTransaction rx, Site site, int number) {
        return entities(rx, site, group -> group.number() == number).get(0);
    }

    /** The groups of a site that match a condition. */
    List<RestEntity> entities(ReadTransaction rx, Site site, Predicate<SiteGroup> requested) {
        List<SiteGroup> all = SiteGroupStore.all(rx, site);
        Map<Integer, String> titles = all.stream()
                .collect(Collectors.toMap(
                        SiteGroup::number, group -> group.settings().name()));
        users.people(rx, site)
                .forEach((number, person) ->
                        titles.put(number, person.properties().getString("Title")));
        return all.stream()
                .filter(requested)
                .map(group -> GroupEntity.of(group, titles.get(group.owner())))
                .toList();
    }
}
