package org.s2slab.trust;

import java.util.List;
import org.s2slab.validation.CheckList.Promise;

/** The rules for metadata documents and for reading them (group L, E8 to E10), for docs and checks of names. */
public final class MetadataRuleCatalog {
    /**
     * A rule for metadata documents.
     *
     * @param id its name in refusals and the journal
     * @param sentence what the rule requires
     */
    public record MetadataRule(String id, String sentence) {}

    /** All rules; a document that breaks a rule is refused with METADATA_UNUSABLE. */
    public static final List<MetadataRule> ALL = List.of(
            new MetadataRule(
                    "E8",
                    "No certificate of the document belongs to another application registered; the two forms of a tenant's"
                            + " authorization server, ACS and evoSTS, are one."),
            new MetadataRule(
                    "E9", "The document has a certificate with an RSA key that is strong enough for a partner."),
            new MetadataRule("E10", "The keys are signing certificates, each once, and none is private or symmetric."),
            new MetadataRule(
                    "L1",
                    "A document is read over https from port 443 of a host of the deployment; its address has no user"
                            + " information and no fragment."),
            new MetadataRule("L2", "A redirect is not followed."),
            new MetadataRule(
                    "L3",
                    "The document is JSON, or federation metadata in XML, of at most 50 KiB, comes within 2 seconds, and has"
                            + " each member once."),
            new MetadataRule("L4", "The host proves its name with its TLS certificate."),
            new MetadataRule("L5", "Application, issuer and realm in the document are those registered."),
            new MetadataRule("L6", "The document has at least one of the certificates held."),
            new MetadataRule(
                    "L7", "The host answers with the document, or the last good document is young enough to count."),
            new MetadataRule("L9", "The document does not bring back a certificate that a later one withdrew."),
            new MetadataRule("L10", "The document has no certificate of this server's own."));

    /** The checks without a rule of their own: the way in which documents are read guarantees them. */
    public static final List<Promise> PROMISES = List.of(new Promise(
            "L8",
            "A document is read at most once in 30 seconds, whatever keys tokens name.",
            "ReadAttempts: who asks meanwhile gets the result of the latest attempt"));

    private MetadataRuleCatalog() {}
}
