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

/** How one product says things: its challenge, its diagnostics, its metadata document. One per node module. */
public interface Dialect {
    /** The status of a credential that is missing or refused. */
    int UNAUTHORIZED = 401;

    /** The paths, in lower case, under which the product publishes its AuthMetadata document. */
    List<String> metadataPaths();

    /**
     * The product's AuthMetadata document, in its own member order and casing.
     *
     * @param self the node's principal in its realm
     * @param keys the published keys: current first, then previous or staged
     * @param host the host the document was asked from
     */
    JsonObject metadata(PrincipalId self, List<SigningKey> keys, String host);

    /** The document as text; a product whose serialiser differs from plain JSON says how. */
    default String encode(JsonObject metadata) {
        return metadata.encode();
    }

    /** The header fields in which the product's answers say the id of the request, here the trace id in the form of a GUID. */
    default List<String> requestIdFields() {
        return List.of(RequestTrace.REQUEST_ID);
    }

    /** Which forms of token the product's door takes; Lync's, which is the strictest, unless the product says otherwise. */
    default ValidationProfile profile() {
        return ValidationProfile.LYNC;
    }

    /** The product's cmdlets that error texts about outgoing calls name. */
    default AdministratorHints hints() {
        return AdministratorHints.GENERAL;
    }

    /** Bytes of the largest request: of most products the largest stays well below 1 MB. */
    default long largestBody() {
        return 1024L * 1024;
    }

    /**
     * Adds the {@code WWW-Authenticate} fields and diagnostics of a 401 (or 403) to the answer's headers.
     *
     * @param trusted the issuers this node trusts now, for {@code trusted_issuers}
     * @param refusal why the credential was refused, or null when none was given
     * @param host the host the request was sent to
     */
    void challenge(
            MultiMap headers, PrincipalId self, List<PrincipalId> trusted, @Nullable Refusal refusal, String host);

    /**
     * The body of an answer that refuses; null for an empty one where a credential was refused, and for the lab's plain
     * JSON everywhere else.
     *
     * @param traceId goes along where the product's form has room for it
     */
    @Nullable
    JsonObject body(Refusal refusal, String traceId);

    /** What the public may be told of a refusal: people what is wrong with their request, a token's bearer one sentence. */
    static String told(Refusal refusal) {
        RefusalCode code = refusal.code();
        boolean open = (code.family() == RefusalCode.Family.REQUEST && code.status() != UNAUTHORIZED)
                || code == RefusalCode.UNAVAILABLE
                || code == RefusalCode.ACCESS_DENIED;
        return open ? refusal.detail() : code.sentence();
    }
}
