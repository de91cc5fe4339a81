package org.s2slab.authz.graph;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.TenantEdit;
import org.s2slab.http.Dialect;
import org.s2slab.http.Endpoint;
import org.s2slab.http.GraphErrorBody;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/**
 * The error responses of Microsoft Graph (<a href="https://learn.microsoft.com/graph/errors">Graph errors</a>): a code,
 * a message, and the ids of the request.
 */
public record GraphErrors(Clock clock) implements Endpoint.ErrorForm {
    private static final String TOKEN = "InvalidAuthenticationToken";

    /** The error of a refusal. */
    private record Form(String code, @Nullable String message) {}

    /** The errors of the refusal codes. Where a form has no message, the response contains the refusal's detail. */
    private static final Map<RefusalCode, Form> FORMS = Map.ofEntries(
            Map.entry(RefusalCode.CREDENTIAL_MISSING, new Form(TOKEN, "Access token is empty.")),
            Map.entry(RefusalCode.TOKEN_FORM, new Form(TOKEN, "CompactToken parsing failed with error code: 80049217")),
            Map.entry(
                    RefusalCode.TOKEN_AUDIENCE, new Form(TOKEN, "Access token validation failure. Invalid audience.")),
            Map.entry(RefusalCode.TOKEN_LIFETIME, new Form(TOKEN, "Lifetime validation failed, the token is expired.")),
            Map.entry(
                    RefusalCode.ACCESS_DENIED,
                    new Form("Authorization_RequestDenied", "Insufficient privileges to complete the operation.")),
            Map.entry(RefusalCode.TENANT_POLICY, new Form("Directory_QuotaExceeded", TenantEdit.QUOTA_EXCEEDED)),
            Map.entry(RefusalCode.NOT_FOUND, new Form("Request_ResourceNotFound", null)),
            Map.entry(RefusalCode.CONFLICT, new Form("Request_MultipleObjectsWithSameKeyValue", null)),
            Map.entry(RefusalCode.REQUEST_TOO_LARGE, new Form("RequestEntityTooLarge", null)),
            Map.entry(RefusalCode.TOO_MANY_REQUESTS, new Form("TooManyRequests", null)),
            Map.entry(RefusalCode.UNAVAILABLE, new Form("serviceNotAvailable", null)),
            Map.entry(RefusalCode.PARTNER_UNREACHABLE, new Form("UnknownError", "Bad gateway.")),
            Map.entry(RefusalCode.PARTNER_REFUSED, new Form("UnknownError", "Bad gateway.")));

    @Override
    public JsonObject body(Refusal refusal, CallContext context) {
        Form form = form(refusal);
        return GraphErrorBody.of(form.code(), message(form, refusal), clock.instant(), context);
    }

    /**
     * @param id the id of the request, which the journal has
     * @param asked the id that the client gave to the request
     */
    public JsonObject body(Refusal refusal, String id, String asked) {
        Form form = form(refusal);
        return GraphErrorBody.of(form.code(), message(form, refusal), clock.instant(), id, asked);
    }

    private static String message(Form form, Refusal refusal) {
        return form.message() == null ? Dialect.told(refusal) : form.message();
    }

    private static Form form(Refusal refusal) {
        boolean unauthenticated = refusal.code().status() == RefusalCode.CREDENTIAL_MISSING.status();
        return FORMS.getOrDefault(
                refusal.code(),
                unauthenticated
                        ? new Form(TOKEN, "Access token validation failure.")
                        : new Form("Request_BadRequest", null));
    }

    /** The refusal with its error as Microsoft Graph PowerShell prints it, and with the detail behind it. */
    static Refusal inPowerShell(Refusal refusal) {
        Form form = form(refusal);
        String fixed = form.message() == null ? "" : form.message() + " ";
        String detail = fixed.strip().equals(refusal.detail()) ? "" : refusal.detail();
        return new Refusal(refusal.code(), "[" + form.code() + "] : " + (fixed + detail).strip());
    }

    /** The refusal of a key or a reference that the tenant does not have. */
    static Refusal unknown(String id) {
        return Refusal.notFound("Resource '" + id
                + "' does not exist or one of its queried reference-property objects are not present.");
    }

    /** The refusal of a member with a value that it cannot have. */
    static Refusal value(String member, String type, String expected) {
        return Refusal.invalid("Invalid value specified for property '" + member + "' of resource '" + type
                + "'. Expected is " + expected + ".");
    }
}
