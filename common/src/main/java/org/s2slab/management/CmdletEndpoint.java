package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.TokenRedactor;

/** Serves the node's cmdlets on its management port: returns their help as data, and runs cmdlets from JSON. */
public final class CmdletEndpoint implements Endpoint {
    private final TrustJournal trust;
    private final Map<String, Cmdlet> cmdlets = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param trust records the cmdlets that change the node's trust
     * @throws IllegalArgumentException if two cmdlets have the same name
     */
    public CmdletEndpoint(List<Cmdlet> cmdlets, TrustJournal trust) {
        this.trust = trust;
        for (Cmdlet cmdlet : cmdlets) {
            if (this.cmdlets.put(cmdlet.name(), cmdlet) != null) {
                throw new IllegalArgumentException("two cmdlets are named " + cmdlet.name());
            }
        }
    }

    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/cmdlets").respond(this::list);
        routes.get("/trust").respond(request -> Future.succeededFuture(trust.json()));
        routes.post("/cmdlets/:name").respond(this::run);
    }

    private Future<JsonArray> list(RoutingContext request) {
        return Future.succeededFuture(new JsonArray(
                cmdlets.values().stream().map(CmdletEndpoint::help).toList()));
    }

    private Future<JsonObject> run(RoutingContext request) {
        String name = request.pathParam("name");
        Cmdlet cmdlet = cmdlets.get(name);
        if (cmdlet == null) {
            return Future.failedFuture(Refusal.notFound(
                    "The term '" + name + "' is not recognized as the name of a cmdlet of this node. It has: "
                            + String.join(", ", cmdlets.keySet()) + "."));
        }
        JsonObject given = given(request);
        CallContext context = RequestIdentity.context(request);
        CmdletArguments parameters = CmdletArguments.check(cmdlet, given, context);
        return trust.watched(cmdlet, given, context, () -> cmdlet.action().run(parameters))
                // A partner's text or stored data may contain a token.
                .map(output -> TokenRedactor.redact(new JsonObject()
                        .put(
                                "output",
                                new JsonArray(output.objects().stream()
                                        .map(object -> new JsonObject(object.properties()))
                                        .toList()))
                        .put("warnings", new JsonArray(output.warnings()))
                        .put("whatIf", parameters.whatIf())));
    }

    private static JsonObject given(RoutingContext request) {
        var body = request.body().buffer();
        if (body == null || body.length() == 0) {
            return new JsonObject();
        }
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw new Refusal(
                    RefusalCode.REQUEST_MALFORMED,
                    "The body must be one JSON object of parameters, for instance {\"Identity\": \"Exchange\"}: "
                            + e.getMessage());
        }
    }

    private static JsonObject help(Cmdlet cmdlet) {
        JsonArray parameters = new JsonArray();
        for (CmdletParameter parameter : ParameterBinding.parametersOf(cmdlet)) {
            parameters.add(new JsonObject()
                    .put("name", parameter.name())
                    .put("type", parameter.type().name())
                    .put("mandatory", parameter.mandatory())
                    .put("sets", new JsonArray(parameter.sets()))
                    .put("values", new JsonArray(parameter.values()))
                    .put("help", parameter.help()));
        }
        return new JsonObject()
                .put("name", cmdlet.name())
                .put("synopsis", cmdlet.synopsis())
                .put("changes", cmdlet.changes())
                .put("parameters", parameters);
    }
}
