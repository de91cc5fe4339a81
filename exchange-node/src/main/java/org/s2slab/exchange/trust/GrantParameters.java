package org.s2slab.exchange.trust;

import org.s2slab.exchange.organization.CmdletWords;

import static org.s2slab.management.Parameter.Type.STRING;
import static org.s2slab.management.Parameter.Type.STRINGS;
import static org.s2slab.management.Parameter.Type.SWITCH;
import static org.s2slab.management.Parameter.choice;
import static org.s2slab.management.Parameter.optional;

import java.util.List;
import org.s2slab.exchange.ews.ApplicationRights;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.Grants;

/** The parameters that say what a partner application may do, and of which kind it is. */
public final class GrantParameters {
    private static final String ORGANISATION = "OrganizationalAccount";

    static final List<Parameter> ALL = List.of(
            choice(
                    "AccountType",
                    false,
                    List.of(ORGANISATION, "ConsumerAccount"),
                    "Whose accounts it works for; there are only those of the organisation."),
            optional(
                    "ActAsPermissions",
                    STRINGS,
                    "What it may do for a user, whatever the user may unless said: "
                            + String.join(", ", ApplicationRights.ACT_AS) + "."),
            optional(
                    "AppOnlyPermissions",
                    STRINGS,
                    "What it may do by itself: " + ApplicationRights.EVERY_MAILBOX + "."),
            optional("IssuerIdentifier", STRING, "The issuer of its tokens, kept as it is given."));

    /** Goes with AuthMetadataUrl. */
    public static final Parameter TRUST_ANY = optional(
            "TrustAnySSLCertificate",
            SWITCH,
            "Not done here: documents come only from servers that the deployment's root proves.");

    private GrantParameters() {}

    /** What was granted before, with what is said now; {@code $null} takes back. */
    static Grants read(Parameters given, Grants before) {
        refuseAnyCertificate(given);
        if (given.optionalText("AccountType")
                .filter(type -> !type.equals(ORGANISATION))
                .isPresent()) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "AccountType: the users of this server are accounts of the organisation, so it is " + ORGANISATION);
        }
        return new Grants(
                given.has("ActAsPermissions")
                        ? known(given, "ActAsPermissions", ApplicationRights.ACT_AS)
                        : before.actAs(),
                given.has("AppOnlyPermissions")
                        ? known(given, "AppOnlyPermissions", List.of(ApplicationRights.EVERY_MAILBOX))
                        : before.appOnly(),
                given.has("IssuerIdentifier")
                        ? given.optionalText("IssuerIdentifier").orElse(null)
                        : before.issuerIdentifier());
    }

    /** Documents come only from servers that can be verified, whatever is asked for. */
    public static void refuseAnyCertificate(Parameters given) {
        if (given.flag("TrustAnySSLCertificate", false)) {
            throw new Refusal(
                    RefusalCode.NOT_SUPPORTED,
                    "TrustAnySSLCertificate: this server reads documents only from servers whose certificate it can"
                            + " verify (check L4); have the partner's TLS certificate issued by the deployment's root.");
        }
    }

    private static List<String> known(Parameters given, String name, List<String> permissions) {
        return given.texts(name).stream()
                .map(word -> permissions.stream()
                        .filter(word::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> CmdletWords.invalid(
                                name + ": '" + word + "' is no permission here; there are " + permissions)))
                .toList();
    }

    /** Adds the properties the product shows. */
    static CmdletObject write(CmdletObject object, Grants grants) {
        return object.with("IssuerIdentifier", grants.issuerIdentifier())
                .with("AccountType", ORGANISATION)
                .with("AppOnlyPermissions", grants.appOnly())
                .with("ActAsPermissions", grants.actAs());
    }
}
