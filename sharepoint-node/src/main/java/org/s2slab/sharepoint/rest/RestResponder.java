package org.s2slab.sharepoint.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.sharepoint.sites.SiteCaller;

/**
 * Serialises answers and errors in the format that the client requests.
 *
 * @param host the farm's principal host name
 */
record RestResponder(String host) {
    /** The version of SharePoint 2013 with Service Pack 1. */
    static final String VERSION = "15.0.0.4569";

    private static final String CONTENT_TYPE = "Content-Type";

    /**
     * A serialised response.
     *
     * @param headers the header fields that only this response has
     */
    record Written(int status, Map<String, String> headers, Buffer body) {
        void sendTo(HttpServerResponse response) {
            response.setStatusCode(status)
                    .putHeader("MicrosoftSharePointTeamServices", VERSION)
                    .putHeader("DATASERVICEVERSION", "3.0")
                    .putHeader("X-SharePointHealthScore", "0")
                    .putHeader("X-Content-Type-Options", "nosniff");
            headers.forEach(response::putHeader);
            if (body.length() == 0) {
                response.end();
            } else {
                response.end(body);
            }
        }
    }

    /** @param visitor the caller at the web of the response */
    Written of(RestAnswer answer, RestRequest request, SiteCaller visitor) {
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        List<RestEntity> entities = answer.entities();
        if (entities == null) {
            Buffer file = answer.file();
            return new Written(answer.status(), headers, file == null ? Buffer.buffer() : file);
        }
        ODataFormat form = ODataFormat.of(request.header("Accept"));
        headers.put(CONTENT_TYPE, form.contentType);
        String api = visitor.site().url(host) + "/_api/";
        String set = answer.set();
        var body =
                set == null ? form.one(entities.get(0), api, answer.function()) : form.many(answer, entities, set, api);
        return new Written(answer.status(), headers, body.toBuffer());
    }

    /** @param request the header fields of the request */
    Written of(RestError error, MultiMap request) {
        String accept = request.get("Accept");
        if (ODataFormat.wantsXml(accept)) {
            return new Written(
                    error.status(),
                    Map.of(CONTENT_TYPE, "application/xml;charset=utf-8"),
                    Buffer.buffer(RestErrorXml.of(error)));
        }
        ODataFormat form = ODataFormat.of(accept);
        return new Written(
                error.status(),
                Map.of(CONTENT_TYPE, form.contentType),
                form.error(error).toBuffer());
    }
}
