package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteGroup;
import org.s2slab.sharepoint.sites.SiteGroupStore;
import org.s2slab.sharepoint.sites.SiteRight;

/** The REST resource {@code web/sitegroups}: the groups of a site collection, their members, and the associated groups. */
record GroupResource(SiteGroupStore groups, UserResource users, EntityCollections collections, String host) {
    private static final String SET = "SP.ApiData.Groups";
    private static final Map<String, SiteRight> ASSOCIATED = Map.of(
            "associatedownergroup", SiteRight.FULL_CONTROL,
            "associatedmembergroup", SiteRight.WRITE,
            "associatedvisitorgroup", SiteRight.READ);

    /** What is done with a group after it was found. */
    private interface Work {
        Future<RestAnswer> with(RestRequest request, SiteCaller visitor, SiteGroup group);
    }

    void addTo(RestRoutes routes) {
        routes.on(
                        "web/sitegroups",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> entities(visitor.site(), group -> true)
                                .compose(found -> collections.answer(request, SET, found)))
                .on("web/sitegroups", "POST", SiteRight.FULL_CONTROL, this::add)
                .on("web/group", "GET", SiteRight.READ, this::one)
                .on("web/group", "MERGE PATCH", SiteRight.READ, on(this::change))
                .on("web/group/removed", "POST", SiteRight.READ, on(this::remove))
                .on("web/group/setuserasowner", "POST", SiteRight.READ, on(this::own))
                .on(
                        "web/group/users",
                        "GET",
                        SiteRight.READ,
                        on((request, visitor, group) -> members(visitor, group)
                                .compose(found -> collections.answer(request, UserResource.SET, found))))
                .on("web/group/users", "POST", SiteRight.READ, on(this::join))
                .on(
                        "web/group/member",
                        "GET",
                        SiteRight.READ,
                        on((request, visitor, group) ->
                                member(request, visitor, group).compose(found -> WebResource.one(request, found))))
                .on("web/group/member/removed", "POST", SiteRight.READ, on(this::leave))
                .on(
                        "web/user/groups",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> users.found(request.path().keys().get(0), visitor.site())
                                .compose(user -> ofMember(request, visitor, id(user))))
                .on(
                        "web/currentuser/groups",
                        "GET",
                        SiteRight.READ,
                        (request, visitor) -> ofMember(request, visitor, visitor.number()))
                .on("web/createdefaultassociatedgroups", "POST", SiteRight.FULL_CONTROL, this::addAssociated);
    }

    private RestRoutes.Handler on(Work work) {
        return (request, visitor) -> find(request, visitor)
                .compose(group -> work.with(request, visitor, group.orElseThrow(RestError::noGroup)));
    }

    private Future<Optional<SiteGroup>> find(RestRequest request, SiteCaller visitor) {
        ResourcePath.Key key = request.path().keys().get(0);
        String value = key.value().text();
        Predicate<SiteGroup> wanted = switch (key.by()) {
            case "id" -> group -> String.valueOf(group.number()).equals(value);
            case "associated" -> group -> group.associated() == ASSOCIATED.get(value);
            default -> group -> group.settings().name().equalsIgnoreCase(value);
        };
        return groups.all(visitor.site()).map(all -> all.stream().filter(wanted).findFirst());
    }

    /** A group. An associated group that the site does not have is null, as in the product. */
    private Future<RestAnswer> one(RestRequest request, SiteCaller visitor) {
        ResourcePath.Key key = request.path().keys().get(0);
        return find(request, visitor)
                .compose(found -> found.isEmpty() && key.by().equals("associated")
                        ? Future.succeededFuture(RestAnswer.done(key.value().text()))
                        : entity(
                                        visitor.site(),
                                        found.orElseThrow(RestError::noGroup).number())
                                .compose(entity -> WebResource.one(request, entity)));
    }

    private Future<RestAnswer> add(RestRequest request, SiteCaller visitor) {
        SiteGroup.Settings settings = GroupEntity.settings(request, new SiteGroup.Settings("", "", false, true));
        return groups.add(visitor.site(), settings, visitor.number())
                .compose(number -> entity(visitor.site(), number.orElseThrow(RestError::groupExists)))
                .map(entity -> RestAnswer.created(entity, visitor.site().url(host) + "/_api/" + entity.link()));
    }

    private Future<RestAnswer> change(RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireManager(visitor);
        return groups.change(visitor.site(), group.number(), GroupEntity.settings(request, group.settings()))
                .map(changed -> {
                    if (!changed) {
                        throw RestError.groupExists();
                    }
                    return RestAnswer.changed(null);
                });
    }

    private Future<RestAnswer> remove(RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireManager(visitor);
        return groups.remove(visitor.site(), group.number()).map(RestAnswer.removed());
    }

    private Future<RestAnswer> own(RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireManager(visitor);
        ODataLiteral owner =
                request.path().arguments().values().stream().findFirst().orElseThrow(RestError::argument);
        return users.found(new ResourcePath.Key("id", owner), visitor.site())
                .compose(user -> groups.own(visitor.site(), group.number(), id(user)))
                .map(RestAnswer.done("SetUserAsOwner"));
    }

    /** The groups that a person is in and whose members the visitor may see. */
    private Future<RestAnswer> ofMember(RestRequest request, SiteCaller visitor, int number) {
        return entities(visitor.site(), group -> group.members().contains(number) && group.showsMembers(visitor))
                .compose(found -> collections.answer(request, SET, found));
    }

    /** The people in a group, for a caller who may see them. */
    private Future<List<RestEntity>> members(SiteCaller visitor, SiteGroup group) {
        group.requireViewer(visitor);
        return users.all(visitor.site())
                .map(all -> all.stream()
                        .filter(user -> group.members().contains(id(user)))
                        .toList());
    }

    private Future<RestEntity> member(RestRequest request, SiteCaller visitor, SiteGroup group) {
        List<ResourcePath.Key> keys = request.path().keys();
        return members(visitor, group).map(all -> users.pick(all, keys.get(keys.size() - 1)));
    }

    private Future<RestAnswer> join(RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireEditor(visitor);
        Site site = visitor.site();
        return users.added(request, site)
                .compose(user -> groups.join(site, group.number(), id(user))
                        .map(RestAnswer.created(user, site.url(host) + "/_api/" + user.link())));
    }

    private Future<RestAnswer> leave(RestRequest request, SiteCaller visitor, SiteGroup group) {
        group.requireEditor(visitor);
        return member(request, visitor, group)
                .compose(user -> groups.leave(visitor.site(), group.number(), id(user)))
                .map(RestAnswer.removed());
    }

    /** Adds the associated groups, and the people whom the arguments name to the owners. */
    private Future<RestAnswer> addAssociated(RestRequest request, SiteCaller visitor) {
        Site site = visitor.site();
        if (!request.path().isOfTop() && !request.site().equalsIgnoreCase(site.path())) {
            throw RestError.noResource("CreateDefaultAssociatedGroups"); // A sub-web has no groups of its own.
        }
        String seed = argument(request, "groupnameseed").map(GroupEntity::name).orElse(site.title());
        List<Future<RestEntity>> people = Stream.of("userlogin", "userlogin2")
                .flatMap(name -> argument(request, name).stream())
                .map(login -> users.ensured(login, site))
                .toList();
        return Future.all(people)
                .compose(known -> groups.addAssociated(site, seed))
                .compose(done -> groups.all(site))
                .compose(all -> {
                    if (all.stream().filter(group -> group.associated() != null).count() < ASSOCIATED.size()) {
                        throw RestError.groupExists();
                    }
                    SiteGroup owners = all.stream()
                            .filter(group -> group.associated() == SiteRight.FULL_CONTROL)
                            .findFirst()
                            .orElseThrow();
                    return Future.all(people.stream()
                            .map(user -> groups.join(site, owners.number(), id(user.result())))
                            .toList());
                })
                .map(RestAnswer.done("CreateDefaultAssociatedGroups"));
    }

    /** An argument of the function at the end of a path; empty for an empty text, which the product takes as none. */
    private static Optional<String> argument(RestRequest request, String name) {
        return Optional.ofNullable(request.path().arguments().get(name))
                .map(ODataLiteral::text)
                .filter(text -> !text.isEmpty());
    }

    private static int id(RestEntity user) {
        return user.properties().getInteger("Id");
    }

    private Future<RestEntity> entity(Site site, int number) {
        return entities(site, group -> group.number() == number).map(found -> found.get(0));
    }

    /** The wanted groups of a site. */
    Future<List<RestEntity>> entities(Site site, Predicate<SiteGroup> wanted) {
        return groups.all(site)
                .compose(all -> users.people(site).map(people -> {
                    Map<Integer, String> titles = all.stream()
                            .collect(Collectors.toMap(
                                    SiteGroup::number, group -> group.settings().name()));
                    people.forEach((number, person) ->
                            titles.put(number, person.properties().getString("Title")));
                    return all.stream()
                            .filter(wanted)
                            .map(group -> GroupEntity.of(group, titles.get(group.owner())))
                            .toList();
                }));
    }
}
