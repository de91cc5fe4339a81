package org.s2slab.exchange.hybrid;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.identity.Guid;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlSyntaxException;

/**
 * Reads the metadata document of an AzureAD authorization server (WS-Federation metadata). This server accepts no
 * tokens from such a server, so it reads only the issuer name.
 */
public record FederationMetadataReader(PartnerClient partners) {
    private static final Pattern TENANT = Pattern.compile("/(" + Guid.LOWER_CASE + ")/.*");

    /**
     * The issuer name of the server. If the document is unavailable, returns the name that Azure AD gives to the tenant
     * in the URL. Fails with METADATA_UNUSABLE if the URL does not contain a tenant, either.
     */
    public Future<String> issuer(URI url, CallContext context) {
        return partners.ask(
                        new PartnerRequest(HttpMethod.GET, url, Map.of("Accept", "application/samlmetadata+xml"), null),
                        context)
                .map(FederationMetadataReader::entity)
                .recover(failure -> Refusal.isPurposeful(failure)
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure))
                .map(found -> found.orElseGet(() -> ofTenant(url)));
    }

    private static Optional<String> entity(PartnerResponse answer) {
        if (answer.status() != 200) {
            return Optional.empty();
        }
        try {
            XmlElement root = XmlReader.read(answer.body().getBytes());
            return root.name().equals("EntityDescriptor") ? root.attribute("entityID") : Optional.empty();
        } catch (XmlSyntaxException e) {
            return Optional.empty();
        }
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
        return "https://sts.windows.net/" + tenant.group(1) + "/";
    }
}
