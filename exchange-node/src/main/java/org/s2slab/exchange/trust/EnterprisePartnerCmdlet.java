package org.s2slab.exchange.trust;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trust.AuthMetadata;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;

/**
 * Configure-EnterprisePartnerApplication, the script that registers Lync or SharePoint in one step: a disabled account,
 * its roles, and a linked partner application. A second run updates what exists.
 */
public record EnterprisePartnerCmdlet(
        PartnerRegistry partners,
        PartnerApplicationFactory registration,
        ApplicationAccounts accounts,
        IdGenerator ids) {
    private static final Map<String, String> PRODUCTS =
            Map.of("Lync", WellKnownPrincipals.LYNC, "SharePoint", WellKnownPrincipals.SHAREPOINT);

    /** The roles of each product. No public source lists them. The assignment is from memory. */
    private static final Map<String, List<String>> ROLES = Map.of(
            "Lync", List.of("UserApplication", "ArchiveApplication"),
            "SharePoint",
                    List.of(
                            "UserApplication",
                            "LegalHoldApplication",
                            "Mailbox Search",
                            "TeamMailboxLifecycleApplication"));

    public List<Cmdlet> all() {
        return List.of(CMDLETS.cmdlet("Configure-EnterprisePartnerApplication", this::configure));
    }

    private Future<CmdletOutput> configure(CmdletArguments given) {
        URI url = URI.create(given.text("AuthMetadataUrl"));
        String product = given.text("ApplicationType");
        return registration.document(url, given.context()).compose(document -> {
            requireProduct(document, product, url);
            return given.unlessWhatIf(() -> configure(url, product, document));
        });
    }

    private Future<CmdletOutput> configure(URI url, String product, AuthMetadata document) {
        String accountName = product + "Enterprise-ApplicationAccount";
        return accounts.with(accountName, ROLES.getOrDefault(product, List.of()))
                .compose(account -> {
                    PartnerApplication partner = registration.fromDocument(
                            name(product, document), url, document, registration.fullName(accountName));
                    return partners.put(partner).map(done -> output(partner));
                });
    }

    /** The name of an existing registration, otherwise a new name in the format of the script. */
    private String name(String product, AuthMetadata document) {
        Optional<PartnerApplication> registered = partners.all().stream()
                .filter(partner -> partner.applicationId().equals(document.serviceName())
                        && (partner.realm() == null || partner.realm().equals(document.realm())))
                .findFirst();
        return registered
                .map(PartnerApplication::name)
                .orElseGet(() -> product + "Enterprise-" + ids.uuid().replace("-", ""));
    }

    private static void requireProduct(AuthMetadata document, String product, URI url) {
        String expected = PRODUCTS.getOrDefault(product, "");
        if (!document.serviceName().equals(expected)) {
            throw Refusal.invalid("ApplicationType: the document at '" + url + "' is of '" + document.serviceName()
                    + "' (" + WellKnownPrincipals.productOf(document.serviceName()) + "), expected '" + expected
                    + "' for " + product + ".");
        }
    }

    private static CmdletOutput output(PartnerApplication partner) {
        return CmdletOutput.of(CmdletObject.empty()
                        .with("Name", partner.name())
                        .with("ApplicationIdentifier", partner.applicationId())
                        .with("Realm", partner.realm())
                        .with("LinkedAccount", partner.linkedAccount()))
                .warning(
                        "THE CONFIGURATION HAS SUCCEEDED. It takes effect with the next request; the product needs iisreset"
                                + " on its servers.");
    }
}
