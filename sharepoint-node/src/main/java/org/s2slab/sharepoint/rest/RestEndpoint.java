package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.http.RequestIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.sites.AttachedFileStore;
import org.s2slab.sharepoint.sites.JsonRowStore;
import org.s2slab.sharepoint.sites.ListChangeStore;
import org.s2slab.sharepoint.sites.ListSchemaStore;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.RecycleBinStore;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteGroupStore;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteRoleStore;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.UserProfileDirectory;
import org.s2slab.sharepoint.sites.WebStore;
import org.s2slab.trace.IdGenerator;

/** {@code /_api} of every web: parses the request, checks the caller's rights, responds in the client's format. */
public final class RestEndpoint implements Endpoint {
    /** Fewer bytes than the 250 MB that the interface of the product takes, because a node has each request in memory. */
    private static final long LARGEST_FILE = 32L * 1024 * 1024;

    private static final String BATCH = "$batch";
    private static final String CONTEXT = "contextinfo";

    private final SiteAccess access;
    private final RestRoutes routes = new RestRoutes();
    private final RouteExpansion expansion = new RouteExpansion(routes, this::at);
    private final FormDigests digests;
    private final RestResponder responder;
    private final IdGenerator ids;
    private final String host;

    /** The stores behind the resources. */
    public record Stores(
            SiteStore sites,
            WebStore webs,
            SiteGroupStore groups,
            SiteRoleStore roles,
            UserProfileDirectory profiles,
            ListStore lists,
            ListSchemaStore schemas,
            RecycleBinStore recycled,
            ListChangeStore changes,
            AttachedFileStore attachments,
            JsonRowStore rows) {}

    /**
     * @param host the farm's principal host name, which all addresses contain
     * @param online whether it is SharePoint Online
     */
    public RestEndpoint(SiteAccess access, Stores stores, Clock clock, IdGenerator ids, String host, boolean online) {
        this.access = access;
        this.digests = new FormDigests(clock);
        this.responder = new RestResponder(host);
        this.ids = ids;
        this.host = host;
        var collections = new EntityCollections(stores.rows(), host);
        var users = new UserResource(stores.sites(), stores.profiles(), collections, host);
        var lists = new ListResource(stores, collections, host);
        var webs = new WebResource(access, stores.sites(), stores.webs(), host);
        webs.addTo(routes);
        new SubWebResource(webs, collections, online).addTo(routes);
        users.addTo(routes.shared());
        if (online) {
            new SiteManagerResource(stores.sites(), stores.profiles(), host).addTo(routes.shared());
        }
        var groups = new GroupResource(stores.groups(), users, collections, host);
        groups.addTo(routes.shared());
        new RoleResource(stores.roles(), groups, users, collections).addTo(routes);
        new RoleInheritanceResource(stores.webs()).addTo(routes);
        lists.addTo(routes);
        new ListViewResource(lists, collections).addTo(routes);
        new FieldResource(stores.schemas(), lists, collections).addTo(routes);
        var items = new ItemResource(stores, lists, users, host);
        items.addTo(routes);
        new AttachmentResource(stores.attachments(), items, online).addTo(routes);
        new ItemFormResource(stores.lists(), items, new ItemFormValues(users)).addTo(routes);
        new ListFormResource(stores.lists(), lists, users).addTo(routes);
        new ChangeLogResource(stores.changes(), webs, lists, collections).addTo(routes);
        new RecycleBinResource(stores.recycled(), collections).addTo(routes);
        routes.on(CONTEXT, "POST", SiteRight.READ, this::context);
    }

    /** JSON, and the type of a batch, which no page of another site can send without the consent of this server. */
    @Override
    public Set<String> bodyTypes() {
        return Set.of("application/json", "multipart/mixed");
    }

    /**
     * The file that a person attaches to an item has any type or none. A page of another site still cannot send one: a
     * change of a person needs the form digest in a header field, which no form can have, and no script without the
     * consent of this server.
     */
    @Override
    public boolean takesFile(HttpServerRequest request) {
        return RestRequest.isFile(request);
    }

    @Override
    public long largestFile() {
        return LARGEST_FILE;
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex("(?i)(?:/.+)?/_api(?:/.*)?").handler(http -> serve(http, false));
        router.routeWithRegex(HttpMethod.GET, RestRequest.FILE.pattern()).handler(http -> serve(http, true));
    }

    /** @param isFile whether the address is that of an attached file, at which there is a file or nothing */
    private void serve(RoutingContext http, boolean isFile) {
        Future<RestResponder.Written> written;
        try {
            RestRequest request = isFile ? RestRequest.ofFile(http) : RestRequest.of(http);
            written = request.path().name().equals(BATCH)
                    ? batch(request, http)
                    : answer(request, http, request.header("X-RequestDigest"));
        } catch (RestError | Refusal e) {
            written = Future.failedFuture(e);
        }
        written.onSuccess(found -> found.sendTo(http.response())).onFailure(failure -> {
            String path = http.request().path();
            RestError error =
                    isFile && failure instanceof RestError ? RestError.noResource(path) : error(failure, path);
            if (error == null) {
                http.fail(failure);
            } else {
                responder.of(error, http.request().headers()).sendTo(http.response());
            }
        });
    }

    /** @param digest the form digest of the request, or of the batch that it is a part of */
    private Future<RestResponder.Written> answer(RestRequest request, RoutingContext http, @Nullable String digest) {
        RestRoutes.Route route = routes.find(request);
        SiteRight needed = route == null || request.path().isOfTop() ? SiteRight.READ : route.right();
        return access.to(request.site(), http, needed).compose(visitor -> {
            boolean changes = !request.reads() && !request.path().name().equals(CONTEXT);
            if (changes && visitor.isPerson() && !digests.holds(digest, visitor)) {
                throw RestError.digest();
            }
            if (route == null) {
                throw routes.missing(request);
            }
            return at(request, route, visitor)
                    .compose(known -> expansion
                            .answer(request, route, known)
                            .map(found ->
                                    responder.of(found, request, request.path().isOfTop() ? known : visitor)))
                    .onFailure(failure -> {
                        if (failure instanceof Refusal refusal) {
                            access.journal(refusal, visitor, RequestIdentity.context(http));
                        }
                    });
        });
    }

    /** The caller at the web that a resource belongs to: the called one, or the top-level one of the site collection. */
    private Future<SiteCaller> at(RestRequest request, RestRoutes.Route route, SiteCaller visitor) {
        if (request.path().isOfTop()) {
            return access.atTop(visitor, route.right());
        }
        // Who administers a sub-web only does not administer the people of its site collection.
        SiteRight needed = route.right() == SiteRight.FULL_CONTROL ? route.right() : null;
        return route.shared() ? access.atTop(visitor, needed) : Future.succeededFuture(visitor);
    }

    /** Answers the parts of a batch one after another. One that fails does not stop the others, as in the product. */
    private Future<RestResponder.Written> batch(RestRequest request, RoutingContext http) {
        if (!request.method().equals("POST")) {
            throw RestError.method(request.method(), "");
        }
        return access.to(request.site(), http, SiteRight.READ).compose(visitor -> {
            BatchResponse response = new BatchResponse(ids.uuid());
            Future<Void> done = Future.succeededFuture();
            Set<String> hosts = new HashSet<>(List.of(host));
            hosts.add(http.request().authority().toString().toLowerCase(Locale.ROOT));
            for (BatchParser.Part part : new BatchParser(hosts).parts(request)) {
                done = done.compose(before -> part(part, request, http))
                        .onSuccess(response::add)
                        .mapEmpty();
            }
            return done.map(all -> response.written());
        });
    }

    private Future<RestResponder.Written> part(BatchParser.Part part, RestRequest batch, RoutingContext http) {
        try {
            RestRequest request = part.request();
            if (!request.site().equals(batch.site()) || request.path().name().equals(BATCH)) {
                throw RestError.query("The address of a part of a batch is not one of the site of the batch.");
            }
            return answer(request, http, batch.header("X-RequestDigest")).recover(failure -> refused(failure, part));
        } catch (RestError | Refusal e) {
            return refused(e, part);
        }
    }

    /** A failure of the node itself ends the whole batch, so that it is recorded as what it is. */
    private Future<RestResponder.Written> refused(Throwable failure, BatchParser.Part part) {
        RestError error = error(failure, part.address());
        return error == null
                ? Future.failedFuture(failure)
                : Future.succeededFuture(responder.of(error, part.headers()));
    }

    /** The product's error for a refusal; null for a failure of the node. */
    private static @Nullable RestError error(Throwable failure, String path) {
        return failure instanceof Refusal refusal
                ? RestError.of(refusal, path)
                : failure instanceof RestError error ? error : null;
    }

    private Future<RestAnswer> context(RestRequest request, SiteCaller visitor) {
        return Future.succeededFuture(RestAnswer.ofFunction(
                "GetContextWebInformation",
                RestEntityMapper.contextInformation(visitor.site(), host, digests.issue(visitor))));
    }
}
