package org.s2slab.sharepoint.ediscovery;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.s2slab.ews.EwsClient;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.ediscovery.CaseStore.Case;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.trace.CallContext;

/** The REST interface of an eDiscovery centre: cases, their sources, searches, holds and exports. */
public final class EDiscoveryEndpoint implements Endpoint {
    private static final String TEMPLATE = "EDISC#0";
    private static final String CASES = "/sites/:site/cases";
    private static final String CASE = CASES + "/:case";
    private static final String SEARCH = CASE + "/searches/:search";
    private static final String HOLD = CASE + "/holds/:hold";

    /** Maximum number of search hits on a page. */
    private static final int PAGE = 50;

    private final SiteAccess access;
    private final Database database;
    private final CaseStore cases;
    private final ExchangeSearchClient exchange;
    private final SearchExport export;
    private final NodeEnvironment environment;

    public EDiscoveryEndpoint(Database database, SiteAccess access, EwsClient exchange, NodeEnvironment environment) {
        this.database = database;
        this.access = access;
        this.cases = new CaseStore(environment.ids(), environment.clock());
        this.exchange = new ExchangeSearchClient(exchange);
        this.export = new SearchExport(this.exchange);
        this.environment = environment;
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.post(CASES).respond(request -> EDiscoveryRequestReader.told(request, create(request)));
        routes.get(CASES).respond(request -> EDiscoveryRequestReader.told(request, list(request)));
        routes.get(CASE)
                .respond(request ->
                        EDiscoveryRequestReader.told(request, one(request).map(Case::json)));
        routes.get(CASE + "/mailboxes").respond(request -> EDiscoveryRequestReader.told(request, mailboxes(request)));
        routes.put(CASE + "/sources").respond(request -> EDiscoveryRequestReader.told(request, sources(request)));
        routes.post(CASE + "/searches").respond(request -> EDiscoveryRequestReader.told(request, search(request)));
        routes.get(SEARCH).respond(request -> EDiscoveryRequestReader.told(request, page(request)));
        routes.get(SEARCH + "/export").respond(this::export);
        routes.put(HOLD).respond(request -> EDiscoveryRequestReader.told(request, hold(request)));
        routes.get(HOLD).respond(request -> EDiscoveryRequestReader.told(request, holdStatus(request)));
        routes.delete(HOLD).respond(request -> EDiscoveryRequestReader.told(request, release(request)));
    }

    private Future<JsonObject> create(RoutingContext request) {
        String name = EDiscoveryRequestReader.text(request, "name");
        String owner =
                Objects.requireNonNull(RequestIdentity.caller(request).user()).id();
        return access.journaled(
                        request,
                        database.write(
                                tx -> cases.add(tx, centre(tx, request).site().id(), name, owner)))
                .map(made -> {
                    request.response().setStatusCode(201);
                    return made.json();
                });
    }

    private Future<JsonObject> list(RoutingContext request) {
        return read(request, rx -> CaseStore.all(rx, centre(rx, request).site().id()))
                .map(all -> new JsonObject()
                        .put(
                                "cases",
                                new JsonArray(
                                        all.stream().map(CaseStore.Case::json).toList())));
    }

    private Future<JsonObject> mailboxes(RoutingContext request) {
        List<String> filter = request.queryParam("filter");
        return one(request)
                .compose(found -> exchange.mailboxes(filter.isEmpty() ? "" : filter.get(0), context(request)))
                .map(all -> new JsonObject().put("mailboxes", all));
    }

    private Future<JsonObject> sources(RoutingContext request) {
        Object given = EDiscoveryRequestReader.body(request).getValue("mailboxes");
        if (!(given instanceof JsonArray list) || !list.stream().allMatch(String.class::isInstance)) {
            throw Refusal.invalid("'mailboxes' must be a list of mail addresses");
        }
        return one(request)
                .compose(found -> change(found, content -> content.put("sources", list)))
                .map(Case::json);
    }

    private Future<JsonObject> search(RoutingContext request) {
        String query = EDiscoveryRequestReader.text(request, "query");
        CallContext context = context(request);
        return one(request).compose(found -> {
            List<String> sources = sources(found);
            String id = environment.ids().uuid();
            return exchange.statistics(query, sources, context)
                    .compose(statistics -> exchange.page(query, sources, PAGE, null, context)
                            .compose(hits -> change(
                                            found,
                                            content -> content.getJsonObject("searches")
                                                    .put(
                                                            id,
                                                            new JsonObject()
                                                                    .put("query", query)
                                                                    .mergeIn(statistics)))
                                    .map(kept -> {
                                        request.response().setStatusCode(201);
                                        return withHits(
                                                        new JsonObject()
                                                                .put("id", id)
                                                                .put("query", query),
                                                        hits)
                                                .mergeIn(statistics);
                                    })));
        });
    }

    private Future<JsonObject> page(RoutingContext request) {
        List<String> after = request.queryParam("after");
        return one(request).compose(found -> {
            String query = search(found, request).getString("query");
            return exchange.page(query, sources(found), PAGE, after.isEmpty() ? null : after.get(0), context(request))
                    .map(hits -> withHits(new JsonObject().put("query", query), hits));
        });
    }

    private static JsonObject withHits(JsonObject answer, JsonArray hits) {
        String next =
                hits.size() < PAGE ? null : hits.getJsonObject(hits.size() - 1).getString("reference");
        return answer.put("hits", hits).put("next", next);
    }

    private Future<Buffer> export(RoutingContext request) {
        return one(request)
                .compose(
                        found -> export.of(search(found, request).getString("query"), sources(found), context(request)))
                .onSuccess(zip -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/zip")
                        .putHeader("Content-Disposition", "attachment; filename=\"export.zip\""));
    }

    private Future<JsonObject> hold(RoutingContext request) {
        String query = EDiscoveryRequestReader.text(request, "query");
        String name = request.pathParam("hold");
        return one(request)
                .compose(found -> exchange.hold(name, query, sources(found), context(request))
                        .compose(statuses -> change(
                                        found,
                                        content -> content.getJsonObject("holds")
                                                .put(name, new JsonObject().put("query", query)))
                                .map(kept -> new JsonObject()
                                        .put("hold", name)
                                        .put("query", query)
                                        .put("statuses", statuses))));
    }

    private Future<JsonObject> holdStatus(RoutingContext request) {
        String name = request.pathParam("hold");
        return one(request)
                .compose(found -> exchange.holdStatus(ofCase(found, name), context(request)))
                .map(statuses -> new JsonObject().put("hold", name).put("statuses", statuses));
    }

    private Future<JsonObject> release(RoutingContext request) {
        String name = request.pathParam("hold");
        return one(request)
                .compose(found -> exchange.release(ofCase(found, name), context(request))
                        .compose(statuses -> change(
                                        found,
                                        content ->
                                                content.getJsonObject("holds").remove(name))
                                .map(kept -> new JsonObject().put("hold", name).put("statuses", statuses))));
    }

    private static String ofCase(Case found, String hold) {
        if (!found.content().getJsonObject("holds").containsKey(hold)) {
            throw Refusal.notFound("the case has no hold '" + hold + "'");
        }
        return hold;
    }

    private static JsonObject search(Case found, RoutingContext request) {
        return found.search(request.pathParam("search"))
                .orElseThrow(() -> Refusal.notFound("the case has no such search"));
    }

    private static List<String> sources(Case found) {
        if (found.sources().isEmpty()) {
            throw Refusal.invalid("the case has no sources yet; PUT …/sources names mailboxes");
        }
        return found.sources();
    }

    private Future<Case> one(RoutingContext request) {
        return read(request, rx -> {
            String site = centre(rx, request).site().id();
            return CaseStore.find(rx, site, request.pathParam("case"))
                    .orElseThrow(() -> Refusal.notFound("there is no such case here"));
        });
    }

    private <T> Future<T> read(RoutingContext request, Function<ReadTransaction, T> body) {
        return access.journaled(request, database.read(body));
    }

    private Future<Case> change(Case found, Consumer<JsonObject> change) {
        return database.write(tx -> CaseStore.change(tx, found, change));
    }

    private SiteCaller centre(ReadTransaction rx, RoutingContext request) {
        String path = "/sites/" + request.pathParam("site").toLowerCase(Locale.ROOT);
        SiteCaller visitor = access.to(rx, path, request, SiteRight.WRITE);
        if (!visitor.site().template().equals(TEMPLATE)) {
            throw Refusal.notFound("'" + path + "' is no eDiscovery centre (" + TEMPLATE + ")");
        }
        return visitor;
    }

    private static CallContext context(RoutingContext request) {
        return RequestIdentity.context(request);
    }
}
