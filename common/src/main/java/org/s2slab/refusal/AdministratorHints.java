package org.s2slab.refusal;

/**
 * The fixes in error texts for the administrator of the calling product, if a call cannot be authenticated.
 *
 * @param registerPartner the cmdlet that makes the other server a partner application
 * @param assignCertificate the cmdlet that assigns the certificate for signing tokens
 * @param importCertificate the cmdlet that brings the private key of an assigned certificate to another server
 * @param registerServer the cmdlet that registers an authorization server
 */
public record AdministratorHints(
        String registerPartner, String assignCertificate, String importCertificate, String registerServer) {
    /** The fixes in general words, for a product without such cmdlets. */
    public static final AdministratorHints GENERAL = new AdministratorHints(
            "a partner application", "a signing certificate", "an import of its file", "an authorization server");
}
