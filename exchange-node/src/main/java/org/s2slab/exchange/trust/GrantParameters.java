package org.s2slab.exchange.trust;

import java.util.List;
import org.s2slab.exchange.ews.ApplicationPermissions;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.PartnerGrants;

/** Reads and shows the cmdlet parameters for the permissions and the account type of a partner application. */
public final class GrantParameters {
    private static final String ORGANISATION = "OrganizationalAccount";

    private GrantParameters() {}

    /** The earlier grants with the given changes; {@code $null} removes a grant. */
    static PartnerGrants read(CmdletArguments given, PartnerGrants before) {
        refuseAnyCertificate(given);
        if (given.optionalText("AccountType")
                .filter(type -> !type.equals(ORGANISATION))
                .isPresent()) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "AccountType: the users of this server are accounts of the organisation, so it is " + ORGANISATION);
        }
        return new PartnerGrants(
                given.has("ActAsPermissions")
                        ? known(given, "ActAsPermissions", ApplicationPermissions.ACT_AS)
                        : before.actAs(),
                given.has("AppOnlyPermissions")
                        ? known(given, "AppOnlyPermissions", List.of(ApplicationPermissions.EVERY_MAILBOX))
                        : before.appOnly(),
                given.has("IssuerIdentifier")
                        ? given.optionalText("IssuerIdentifier").orElse(null)
                        : before.issuerIdentifier());
    }

    /** Refuses TrustAnySSLCertificate: this server reads documents only from servers with a verified certificate. */
    public static void refuseAnyCertificate(CmdletArguments given) {
        if (given.flag("TrustAnySSLCertificate", false)) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "TrustAnySSLCertificate: this server reads documents only from servers whose certificate it can"
                            + " verify (check L4); have the partner's TLS certificate issued by the deployment's root.");
        }
    }

    private static List<String> known(CmdletArguments given, String name, List<String> permissions) {
        return given.texts(name).stream()
                .map(word -> permissions.stream()
                        .filter(word::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid(
                                name + ": '" + word + "' is no permission here; there are " + permissions)))
                .toList();
    }

    /** Adds the properties of the cmdlet output, as in the product. */
    static CmdletObject write(CmdletObject object, PartnerGrants grants) {
        return object.with("IssuerIdentifier", grants.issuerIdentifier())
                .with("AccountType", ORGANISATION)
                .with("AppOnlyPermissions", grants.appOnly())
                .with("ActAsPermissions", grants.actAs());
    }
}
