package org.s2slab.node;

import static org.s2slab.management.CmdletTable.SERVER;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;

/**
 * The lab's own cmdlet Test-LabPartner, which tests whether another server accepts this server's tokens. It is for
 * products without a cmdlet like Exchange's Test-OAuthConnectivity.
 *
 * @param clients creates a client with empty caches; the node's own caches are neither used nor changed
 */
record PartnerTestCmdlet(Supplier<PartnerClient> clients, IdGenerator ids) {
    Cmdlet cmdlet() {
        return SERVER.cmdlet("Test-LabPartner", this::run);
    }

    private Future<CmdletOutput> run(CmdletArguments given) {
        URI target = URI.create(given.text("TargetUri"));
        if (!"https".equals(target.getScheme())) {
            throw Refusal.invalid("TargetUri: '" + target + "' is not an https address; no token goes elsewhere.");
        }
        UserIdentifiers user = given.optionalText("User")
                .map(upn -> new UserIdentifiers(null, upn, null, null))
                .orElse(null);
        CallContext context = new CallContext(user, given.context().trace(), ids.uuid());
        return clients.get()
                .call(new PartnerRequest(HttpMethod.GET, target, Map.of(), null), context)
                .map(answer ->
                        output(target, "Success", "the token was taken; HTTP status " + answer.status(), context))
                .recover(failure -> failure instanceof Refusal refusal && Refusal.isPurposeful(refusal)
                        ? Future.succeededFuture(output(target, "Failure", refusal.detail(), context))
                        : Future.failedFuture(failure));
    }

    private static CmdletOutput output(URI target, String result, @Nullable String detail, CallContext context) {
        return CmdletOutput.of(CmdletObject.empty()
                .with("TargetUri", target.toString())
                .with("Result", result)
                .with("Detail", detail)
                .with("TraceId", context.trace().traceId()));
    }
}
