package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.sites.AttachedFileStore;
import org.s2slab.sharepoint.sites.ListChangeStore;
import org.s2slab.sharepoint.sites.ListSchemaStore;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.RecycleBinStore;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.UserProfileDirectory;
import org.s2slab.sharepoint.sites.WebStore;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** {@code /_api} of every web: parses the request, checks the caller's rights, and responds in the client's format. */
public final class RestEndpoint implements Endpoint {
    /** Less than the 250 MB of the product's interface, because a node has each request in memory. */
    private static final long LARGEST_FILE = 32L * 1024 * 1024;

    private static final String BATCH = "$batch";
    private static final String CONTEXT = "contextinfo";

    private final Database database;
    private final SiteAccess access;
    private final RestRoutes routes = new RestRoutes();
    private final RouteExpansion expansion = new RouteExpansion(routes, this::at);
    private final FormDigests digests;
    private final RestResponder responder;
    private final IdGenerator ids;
    private final String host;

    /** The stores that the resources use. */
    public record Stores(
            SiteStore sites,
            WebStore webs,
            UserProfileDirectory profiles,
            ListStore lists,
            ListSchemaStore schemas,
            RecycleBinStore recycled,
            ListChangeStore changes,
            AttachedFileStore attachments) {}

    /**
     * @param host the farm's principal host name, which all addresses contain
     * @param online whether it is SharePoint Online
     */
    public RestEndpoint(
            Database database,
            SiteAccess access,
            Stores stores,
            FormDigests digests,
            IdGenerator ids,
            String host,
            boolean online) {
        this.database = database;
        this.access = access;
        this.digests = digests;
        this.responder = new RestResponder(host);
        this.ids = ids;
        this.host = host;
        var collections = new EntityCollections(host);
        var users = new UserResource(stores.profiles(), collections, host);
        var lists = new ListResource(stores, collections, host);
        new WebResource(access, host).addTo(routes);
        new SubWebResource(access, stores.webs(), collections, host, online).addTo(routes);
        users.addTo(routes.shared());
        if (online) {
            new SiteManagerResource(stores.sites(), stores.profiles(), host).addTo(routes.shared());
        }
        var groups = new GroupResource(users, collections, host);
        groups.addTo(routes.shared());
        new RoleResource(groups, users, collections).addTo(routes);
        RoleInheritanceResource.addTo(routes);
        lists.addTo(routes);
        new ListViewResource(lists, collections).addTo(routes);
        new FieldResource(stores.schemas(), lists, collections).addTo(routes);
        var items = new ItemResource(stores, lists, users, host);
        items.addTo(routes);
        new AttachmentResource(stores.attachments(), items, online).addTo(routes);
        new ItemFormResource(stores.lists(), items, new ItemFormValues(users)).addTo(routes);
        new ListFormResource(lists, users).addTo(routes);
        new ChangeLogResource(stores.changes(), access, lists, collections).addTo(routes);
        new RecycleBinResource(stores.recycled(), collections).addTo(routes);
        routes.ask(CONTEXT, this::context);
    }

    /** JSON, and the type of a batch. Pages of other sites cannot send these types without this server's consent. */
    @Override
    public Set<String> bodyTypes() {
        return Set.of("application/json", "multipart/mixed");
    }

    /**
     * A person may attach a file of any type. A page of another site still cannot send a file: a person's change needs
     * the form digest in a header field. A form has no such field, and a script needs this server's consent.
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
    public Optional<CallerPolicy> policy() {
        return access.policy();
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex("(?i)(?:/.+)?/_api(?:/.*)?").handler(http -> serve(http, false));
        routes.routeWithRegex(HttpMethod.GET, RestRequest.FILE.pattern()).handler(http -> serve(http, true));
    }

    /** @param isFile whether the address is the address of an attached file */
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

    /** @param digest the form digest of the request or of its batch */
    private Future<RestResponder.Written> answer(RestRequest request, RoutingContext http, @Nullable String digest) {
        RestRoutes.Route<WriteTransaction> change = routes.change(request);
        return access.journaled(
                http,
                change == null
                        ? database.read(rx -> answer(rx, request, routes.read(request), http, digest))
                        : database.write(tx -> answer(tx, request, change, http, digest)));
    }

    private <T extends ReadTransaction> RestResponder.Written answer(
            T tx,
            RestRequest request,
            RestRoutes.@Nullable Route<T> route,
            RoutingContext http,
            @Nullable String digest) {
        boolean ofTop = request.path().isOfTop();
        SiteRight needed = route == null || ofTop ? SiteRight.READ : route.right();
        SiteCaller visitor = access.to(tx, request.site(), http, needed);
        boolean changes = !request.reads() && !request.path().name().equals(CONTEXT);
        if (changes && visitor.isPerson() && !digests.holds(digest, visitor)) {
            throw RestError.digest();
        }
        if (route == null) {
            throw routes.missing(request);
        }
        if (tx instanceof WriteTransaction change) {
            SiteStore.lock(change, visitor.site());
        }
        SiteCaller known = at(tx, request, route, visitor);
        return responder.of(expansion.answer(tx, request, route.handler(), known), request, ofTop ? known : visitor);
    }

    /** The caller at the web of a resource: the called web, or the top-level web of the site collection. */
    private SiteCaller at(ReadTransaction rx, RestRequest request, RestRoutes.Route<?> route, SiteCaller visitor) {
        if (request.path().isOfTop()) {
            return access.atTop(rx, visitor, route.right());
        }
        // An administrator of only a sub-web does not administer the people of the site collection.
        SiteRight needed = route.right() == SiteRight.FULL_CONTROL ? route.right() : null;
        return route.shared() ? access.atTop(rx, visitor, needed) : visitor;
    }

    /** Processes the parts of a batch one after another. A failed part does not end the batch, as in the product. */
    private Future<RestResponder.Written> batch(RestRequest request, RoutingContext http) {
        if (!request.method().equals("POST")) {
            throw RestError.method(request.method(), "");
        }
        return access.journaled(http, database.read(rx -> access.to(rx, request.site(), http, SiteRight.READ)))
                .compose(visitor -> {
                    BatchResponse response = new BatchResponse(ids.uuid());
                    return WorkSequence.each(
                                    BatchParser.at(http.request().authority()).parts(request),
                                    part -> part(part, request, http).onSuccess(response::add))
                            .map(all -> response.written());
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

    /** An internal failure ends the whole batch, so that the journal records the batch as an internal failure. */
    private Future<RestResponder.Written> refused(Throwable failure, BatchParser.Part part) {
        RestError error = error(failure, part.address());
        return error == null
                ? Future.failedFuture(failure)
                : Future.succeededFuture(responder.of(error, part.headers()));
    }

    /** The product's error for a refusal; null for an internal failure. */
    private static @Nullable RestError error(Throwable failure, String path) {
        return failure instanceof Refusal refusal
                ? RestError.of(refusal, path)
                : failure instanceof RestError error ? error : null;
    }

    private RestAnswer context(ReadTransaction rx, RestRequest request, SiteCaller visitor) {
        return RestAnswer.ofFunction(
                "GetContextWebInformation",
                RestEntityMapper.contextInformation(visitor.site(), host, digests.issue(visitor)));
    }
}
