package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import java.net.URI;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.Guid;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trust.AuthMetadata;
import org.s2slab.trust.PartnerRegistry;

/** Finds the issuer of an AzureAD authorization server in its federation metadata, or in the address of the document. */
public record FederationMetadataReader(PartnerRegistry partners) {
    private static final Pattern TENANT = Pattern.compile("/(" + Guid.LOWER_CASE + ")/.*");

    /** The rules by which a document is refused that is not there: an unknown host, or no document. */
    private static final Set<String> UNAVAILABLE = Set.of("L1", "L7");

    /**
     * The issuer name of the server. If the document is unavailable, returns the name that Entra ID gives to the tenant
     * in the URL. Fails with METADATA_UNUSABLE if the document is wrong, or if the URL does not contain a tenant, either.
     */
    public Future<String> issuer(URI url, CallContext context) {
        return partners.read(url, context)
                .map(FederationMetadataReader::issuer)
                .recover(failure ->
                        isUnavailable(failure) ? Future.succeededFuture(ofTenant(url)) : Future.failedFuture(failure));
    }

    /** Whether a document could not be read because its server or the document is not there at the moment. */
    static boolean isUnavailable(Throwable failure) {
        return failure instanceof Refusal refusal && UNAVAILABLE.contains(String.valueOf(refusal.rule()));
    }

    private static String issuer(AuthMetadata document) {
        String tenant = document.realm();
        if (tenant == null) {
            throw new Refusal(
                    RefusalCode.METADATA_UNUSABLE,
                    "L5",
                    "The document is the one for all tenants; write the tenant's domain or GUID in the address.");
        }
        return EvoStsIssuer.of(tenant);
    }

    private static String ofTenant(URI url) {
        Matcher tenant = TENANT.matcher(url.getPath());
        if (!tenant.matches()) {
            throw new Refusal(
                    RefusalCode.METADATA_UNUSABLE,
                    "There is no federation metadata document at '" + url
                            + "', and the address does not name the tenant by its GUID; write the GUID in place of the"
                            + " domain.");
        }
        return EvoStsIssuer.of(tenant.group(1));
    }
}
