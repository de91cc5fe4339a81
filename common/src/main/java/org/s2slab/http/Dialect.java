package org.s2slab.http;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.AdministratorHints;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.validation.ValidationProfile;

/** The wire texts of one product: its challenge, its diagnostics, its metadata document. One per node module. */
public interface Dialect {
    /** The status of a response to a missing or refused credential. */
    int UNAUTHORIZED = 401;

    /** The paths, in lower case, under which the product publishes its AuthMetadata document. */
    List<String> metadataPaths();

    /**
     * The product's AuthMetadata document, in its own member order and casing.
     *
     * @param self the node's principal in its realm
     * @param keys the published keys: current first, then previous or staged
     * @param host the host in the request for the document
     */
    JsonObject metadata(PrincipalId self, List<SigningKey> keys, String host);

    /** Writes the document as text; a product whose serialiser differs from plain JSON overrides this method. */
    default String encode(JsonObject metadata) {
        return metadata.encode();
    }

    /** The header fields of responses for the request's id, which is the trace id as a GUID. */
    default List<String> requestIdFields() {
        return List.of(RequestTrace.REQUEST_ID);
    }

    /** The forms of token that the product accepts (default: Lync's, the strictest). */
    default ValidationProfile profile() {
        return ValidationProfile.LYNC;
    }

    /** The product's cmdlets for error texts about outgoing calls. */
    default AdministratorHints hints() {
        return AdministratorHints.GENERAL;
    }

    /** Whether Basic is the first scheme in the challenge to a request without an Authorization field. */
    default boolean offersBasicFirst() {
        return false;
    }

    /** Maximum size of a request in bytes; for most products far below 1 MB. */
    default long largestBody() {
        return 1024L * 1024;
    }

    /**
     * Adds the {@code WWW-Authenticate} fields and diagnostics of a 401 (or 403) to the response's headers.
     *
     * @param trusted the issuers this node trusts now, for {@code trusted_issuers}
     * @param refusal why the credential was refused, or null if none was given
     * @param host the host the request was sent to
     */
    void challenge(
            MultiMap headers, PrincipalId self, List<PrincipalId> trusted, @Nullable Refusal refusal, String host);

    /**
     * The body of a refusal. Null means an empty body if a credential was refused, and the lab's plain JSON otherwise.
     *
     * @param traceId included if the product's form has a member for it
     */
    @Nullable
    JsonObject body(Refusal refusal, String traceId);

    /**
     * The public text of a refusal: the detail if it is about the content of the request or about rights, otherwise one
     * general sentence. The text of an internal failure is never public.
     */
    static String told(Refusal refusal) {
        RefusalCode code = refusal.code();
        boolean open = (code.family() == RefusalCode.Family.REQUEST && code.status() != UNAUTHORIZED)
                || code == RefusalCode.UNAVAILABLE
                || code == RefusalCode.ACCESS_DENIED;
        return open && Refusal.isPurposeful(refusal) ? refusal.detail() : code.sentence();
    }
}
