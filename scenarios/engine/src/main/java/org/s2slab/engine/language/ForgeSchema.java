package org.s2slab.engine.language;

import java.util.List;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.language.YamlSchema.Anything;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.Flag;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Named;
import org.s2slab.engine.language.YamlSchema.Text;

/** The schema of forged tokens and assertions in a step. */
final class ForgeSchema {
    private static final YamlSchema OBJECT = new Named(new Anything());

    private static final Fields OUTER = Fields.of(
            "outer",
            Member.optional("user", Text.ANY, "the address of the user that the unsigned outer token names"),
            Member.optional("header", OBJECT, "header members to change; null removes one"),
            Member.optional("claims", OBJECT, "claims to change; null removes one"));

    private static final Fields ACTOR = Fields.of(
            "actor",
            Member.optional(
                    "token", Text.ANY, "an issued token to use instead of a new one: ${name.body.access_token}"),
            Member.optional(
                    "issuer",
                    Text.naming(ReferenceKind.SERVER),
                    "the node that the token names as issuer (default: lync)"),
            Member.optional(
                    "key",
                    Text.naming(ReferenceKind.KEY_HOLDER),
                    "the signing key: outsider, a node whose present key was stolen, or NODE.certificates.NAME"),
            Member.optional(
                    "certificate",
                    Text.naming(ReferenceKind.KEY_HOLDER),
                    "the certificate that x5t names: outsider, a node, or NODE.certificates.NAME (default: the issuer)"),
            Member.optional(
                    "signature",
                    Text.of("valid", "garbage", "empty", "mac"),
                    "the signature; mac: an HMAC with the public key of the certificate that x5t names, as its secret"),
            Member.optional("header", OBJECT, "header members to change; null removes one"),
            Member.optional("claims", OBJECT, "claims to change; null removes one"));

    private static final Fields ASSERTION = Fields.of(
            "assertion",
            Member.required(
                    "issuer",
                    Text.naming(ReferenceKind.APPLICATION),
                    "the node that requests a token, or an application's id"),
            Member.optional(
                    "tenant",
                    Text.naming(ReferenceKind.TENANT),
                    "the name of the application's tenant (default: the deployment's)"),
            Member.optional(
                    "key",
                    Text.naming(ReferenceKind.KEY_HOLDER),
                    "the signing key: outsider, a node, or NODE.certificates.NAME (default: the issuer)"),
            Member.optional("header", OBJECT, "header members to change; null removes one"),
            Member.optional("claims", OBJECT, "claims to change; null removes one"));

    static final Fields FORGE = Fields.of(
            "forge",
            Member.optional(
                    "outer", OUTER, "the unsigned outer token (default: none, the application calls as itself)"),
            Member.optional("actor", ACTOR, "the actor token (default: none)"),
            Member.optional(
                    "spoil",
                    Text.of(SpoilingCatalog.names().toArray(String[]::new)),
                    "a way to spoil the token, named after the rule that must refuse it; ./lab token --spoil list shows all"),
            Member.optional(
                    "assertion",
                    ASSERTION,
                    "the assertion with which a server authenticates to the authorization server"),
            Member.optional(
                    "replayed", new Flag(), "whether its owner has presented the same token before (default: false)"));

    static final Fields PRESENT = Fields.of(
            "present",
            Member.required(
                    "to", Text.naming(ReferenceKind.SERVER), "the node or host to which the token is presented"),
            Member.optional("path", Text.ANY, "the path (default: the product's own S2S resource)"),
            Member.optional(
                    "method",
                    new Text(List.of("GET", "POST"), ReferenceKind.METHOD),
                    "the method for path (default: POST)"),
            Member.optional("token", Text.ANY, "a token of an earlier step, ${name.token}, or any text"),
            Member.optional("forge", FORGE, "the token to make"));

    private ForgeSchema() {}
}
