package org.s2slab.exchange.trust;

import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.Type.STRINGS;
import static org.s2slab.management.CmdletParameter.Type.SWITCH;
import static org.s2slab.management.CmdletParameter.choice;
import static org.s2slab.management.CmdletParameter.optional;

import java.util.List;
import org.s2slab.exchange.ews.ApplicationPermissions;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletParameter;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.PartnerGrants;

/** The cmdlet parameters for the permissions and the kind of a partner application. */
public final class GrantParameters {
    private static final String ORGANISATION = "OrganizationalAccount";

    static final List<CmdletParameter> ALL = List.of(
            choice(
                    "AccountType",
                    false,
                    List.of(ORGANISATION, "ConsumerAccount"),
                    "The type of account that the partner works for. Only accounts of the organisation exist."),
            optional(
                    "ActAsPermissions",
                    STRINGS,
                    "The permissions of the partner when it acts for a user (default: those of the user): "
                            + String.join(", ", ApplicationPermissions.ACT_AS) + "."),
            optional(
                    "AppOnlyPermissions",
                    STRINGS,
                    "The permissions of the partner when it acts as itself: " + ApplicationPermissions.EVERY_MAILBOX
                            + "."),
            optional("IssuerIdentifier", STRING, "The issuer of the partner's tokens. Stored as given."));

    /** Goes with AuthMetadataUrl. */
    public static final CmdletParameter TRUST_ANY = optional(
            "TrustAnySSLCertificate",
            SWITCH,
            "Not supported. The server of the document must have a certificate issued by the deployment's root.");

    private GrantParameters() {}

    /** The previous grants with the given changes; {@code $null} removes a grant. */
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

    /** Documents come only from servers that can be verified, whatever is asked for. */
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

    /** Adds the properties the product shows. */
    static CmdletObject write(CmdletObject object, PartnerGrants grants) {
        return object.with("IssuerIdentifier", grants.issuerIdentifier())
                .with("AccountType", ORGANISATION)
                .with("AppOnlyPermissions", grants.appOnly())
                .with("ActAsPermissions", grants.actAs());
    }
}
