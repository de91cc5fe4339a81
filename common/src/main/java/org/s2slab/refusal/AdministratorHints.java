package org.s2slab.refusal;

/**
 * With what an administrator of the calling product fixes a call that cannot be proven, as its error texts say.
 *
 * @param registerPartner makes the other side a partner application
 * @param assignCertificate assigns the certificate that signs tokens
 * @param registerServer registers an authorization server
 */
public record AdministratorHints(String registerPartner, String assignCertificate, String registerServer) {
    /** In words, for a product without such cmdlets. */
    public static final AdministratorHints GENERAL =
            new AdministratorHints("a partner application", "a signing certificate", "an authorization server");
}
