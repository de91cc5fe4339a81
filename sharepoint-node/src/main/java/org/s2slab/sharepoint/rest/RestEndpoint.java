package org.s2slab.sharepoint.rest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.s2slab.http.Endpoint;
import org.s2slab.http.RequestIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;

/** {@code /_api} of every web: parses the request, checks the caller's rights, responds in the client's format. */
public final class RestEndpoint implements Endpoint {
    /** The version of SharePoint 2013 with Service Pack 1. */
    private static final String VERSION = "15.0.0.4569";

    private final SiteAccess access;
    private final ListResource lists;
    private final FormDigests digests;
    private final String host;

    /** @param host the farm's principal host name, which all addresses contain */
    public RestEndpoint(SiteAccess access, ListStore lists, Clock clock, String host) {
        this.access = access;
        this.lists = new ListResource(lists, host);
        this.digests = new FormDigests(clock);
        this.host = host;
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex("(?i)(?:/sites/[^/]+)?/_api(?:/.*)?").handler(this::serve);
    }

    private void serve(RoutingContext http) {
        Future<RestAnswer> answer;
        try {
            answer = answer(RestRequest.of(http));
        } catch (RestError | Refusal e) {
            answer = Future.failedFuture(e);
        }
        answer.onSuccess(found -> write(found, http)).onFailure(failure -> fail(failure, http));
    }

    private Future<RestAnswer> answer(RestRequest request) {
        String resource = request.resource().toLowerCase(Locale.ROOT);
        boolean asksContext = resource.equals("contextinfo");
        SiteRight needed = request.reads() || asksContext ? SiteRight.READ : SiteRight.WRITE;
        return access.to(
                        request.site(),
                        RequestIdentity.caller(request.http()),
                        RequestIdentity.context(request.http()),
                        needed)
                .compose(visitor -> {
                    boolean digested = !visitor.isPerson() || digests.holds(request.header("X-RequestDigest"), visitor);
                    if (needed == SiteRight.WRITE && !digested) {
                        throw RestError.digest();
                    }
                    return asksContext ? context(request, visitor) : resource(request, visitor, resource);
                });
    }

    private Future<RestAnswer> context(RestRequest request, SiteCaller visitor) {
        if (!request.method().equals("POST")) {
            throw RestError.method(request.method());
        }
        return Future.succeededFuture(RestAnswer.ofFunction(
                "GetContextWebInformation",
                RestEntityMapper.contextInformation(visitor.site(), host, digests.issue(visitor))));
    }

    private Future<RestAnswer> resource(RestRequest request, SiteCaller visitor, String resource) {
        if (ListResource.serves(request.resource())) {
            return lists.answer(request, visitor);
        }
        RestEntity entity = switch (resource) {
            case "web" -> RestEntityMapper.web(visitor.site(), host);
            case "web/currentuser" -> RestEntityMapper.user(visitor);
            default -> throw RestError.noResource(request.resource());
        };
        if (!request.reads()) {
            throw RestError.method(request.method());
        }
        return Future.succeededFuture(RestAnswer.of(entity.only(request.query().onlySelected())));
    }

    private void write(RestAnswer answer, RoutingContext http) {
        HttpServerResponse response = begin(http, answer.status());
        answer.headers().forEach(response::putHeader);
        List<RestEntity> entities = answer.entities();
        if (entities == null) {
            response.end();
            return;
        }
        ODataFormat form = ODataFormat.of(http.request().getHeader(HttpHeaders.ACCEPT));
        String api = api(http);
        String set = answer.set();
        JsonObject body = set == null ? form.one(entities.get(0), api) : form.many(entities, set, api, answer.next());
        String function = answer.function();
        if (function != null && form == ODataFormat.VERBOSE) {
            JsonObject result = body.getJsonObject("d");
            result.getJsonObject("__metadata").remove("id");
            result.getJsonObject("__metadata").remove("uri");
            body = new JsonObject().put("d", new JsonObject().put(function, result));
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, form.contentType).end(body.toBuffer());
    }

    private void fail(Throwable failure, RoutingContext http) {
        if (failure instanceof Refusal refusal) {
            fail(RestError.of(refusal, http.request().path()), http);
        } else if (failure instanceof RestError error) {
            HttpServerResponse response = begin(http, error.status());
            String accept = http.request().getHeader(HttpHeaders.ACCEPT);
            if (ODataFormat.wantsXml(accept)) {
                response.putHeader(HttpHeaders.CONTENT_TYPE, "application/xml;charset=utf-8")
                        .end(RestErrorXml.of(error));
                return;
            }
            ODataFormat form = ODataFormat.of(accept);
            response.putHeader(HttpHeaders.CONTENT_TYPE, form.contentType)
                    .end(form.error(error).toBuffer());
        } else {
            http.fail(failure);
        }
    }

    private HttpServerResponse begin(RoutingContext http, int status) {
        return http.response()
                .setStatusCode(status)
                .putHeader("MicrosoftSharePointTeamServices", VERSION)
                .putHeader("DATASERVICEVERSION", "3.0")
                .putHeader("X-SharePointHealthScore", "0")
                .putHeader("X-Content-Type-Options", "nosniff");
    }

    private String api(RoutingContext http) {
        String path = http.request().path();
        return "https://" + host
                + path.substring(0, path.toLowerCase(Locale.ROOT).indexOf("/_api")) + "/_api/";
    }
}
