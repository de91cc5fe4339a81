package org.s2slab.engine.language;

import org.s2slab.calendar.PolicyMode;
import org.s2slab.config.DirectoryRole;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.RequestLimit;
import org.s2slab.engine.language.YamlSchema.Anything;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.Flag;
import org.s2slab.engine.language.YamlSchema.FolderName;
import org.s2slab.engine.language.YamlSchema.Many;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Named;
import org.s2slab.engine.language.YamlSchema.PolicyDates;
import org.s2slab.engine.language.YamlSchema.Text;
import org.s2slab.engine.language.YamlSchema.WholeOr;

/** The schema of topology files: every key with its form and its meaning. */
final class TopologySchema {
    private static final YamlSchema TEXTS = new Many(Text.ANY, true);

    private static final Fields CERTIFICATE = Fields.of(
            "a certificate",
            Member.required("subject", Text.ANY, "its common name"),
            Member.optional("alternatives", TEXTS, "the domains of its subject alternative name"),
            Member.optional(
                    "from",
                    Text.ANY,
                    "the start of its validity, a date or time, with until (default: the start of the deployment)"),
            Member.optional("until", Text.ANY, "the end of its validity, a date or time, with from"));

    private static final Fields SERVER = Fields.of(
            "a server",
            Member.optional("hosts", TEXTS, "its own host names (default: its name in the domain of the pool)"));

    static final Fields NODE = Fields.of(
            "a node",
            Member.required("role", Text.of("lync", "exchange", "sharepoint", "authz"), "what it is"),
            Member.required("hosts", TEXTS, "its host names, the main one first; in a pool, those of all servers"),
            Member.optional(
                    "servers",
                    new WholeOr(new Named(new FolderName(), SERVER)),
                    "makes the node a pool over one PostgreSQL database: the number of its servers, or the servers by"
                            + " name"),
            Member.optional(
                    "organization",
                    new FolderName(),
                    "the organization of a pool; pools of one role and one organization have one database (default:"
                            + " the same for all pools)"),
            Member.optional("online", new Flag(), "whether it simulates the online product of the first tenant"),
            Member.optional("forest", new FolderName(), "its Active Directory forest (default: its own)"),
            Member.optional(
                    "as-the-product-does",
                    new Many(new Text(ProductBehavior.keys()), true),
                    "behavior of the product that replaces a deliberate difference (docs/DIFFERENCES.md)"),
            Member.optional(
                    "limits",
                    new Named(new Text(RequestLimit.keys()), Text.ANY),
                    "the limits of one caller (default: see docs/SECURITY.md)"),
            Member.optional(
                    "certificates",
                    new Named(CERTIFICATE),
                    "the certificates in its store, by the name that scenarios use"),
            Member.optional(
                    "settings", new Named(new Anything()), "further settings of its role's configuration file"));

    static final Fields PERSON = Fields.of(
            "a person",
            Member.required("name", Text.ANY, "display name"),
            Member.required("upn", Text.ANY, "user principal name"),
            Member.optional("smtp", TEXTS, "mail addresses, primary first (default: the upn)"),
            Member.optional("sip", Text.ANY, "SIP address (default: the upn); none for a person without Lync"),
            Member.optional("sid", Text.ANY, "Windows security identifier"),
            Member.optional("password", Text.ANY, "the password"),
            Member.optional("enabled", new Flag(), "whether the account may be used"),
            Member.optional("mailbox", new Flag(), "whether Exchange has a mailbox for the person"),
            Member.optional("forest", new FolderName(), "the Active Directory forest the account lives in"),
            Member.optional(
                    "roles", new Many(new Text(DirectoryRole.titles()), true), "the directory roles in the tenant"),
            Member.optional("contacts", new Named(TEXTS), "the contact list in Lync: addresses by group"),
            Member.optional(
                    "distribution-groups",
                    TEXTS,
                    "mail addresses of distribution groups on the contact list; Exchange has these groups"));

    private static final Fields TENANT = Fields.of(
            "a tenant",
            Member.required("id", Text.ANY, "its GUID, in lower case"),
            Member.required("domains", TEXTS, "its domains, the first one first"),
            Member.optional(
                    "people",
                    new Many(PERSON, false),
                    "the people who exist only in the tenant, such as administrators"));

    static final Fields FILE = Fields.of(
            "a topology",
            Member.required("topology", new FolderName(), "its name, the same as the file's"),
            Member.required("shows", Text.ANY, "what it is, one sentence"),
            Member.required("domain", Text.ANY, "the default SIP domain and first accepted domain"),
            Member.required(
                    "nodes", new Named(new FolderName(), NODE), "the nodes by name, in the order they are started"),
            Member.optional(
                    "tenants",
                    new Named(TENANT),
                    "the tenants of the authorization server; the first is this deployment's"),
            Member.optional("people", new Many(PERSON, false), "the user directory"),
            Member.optional(
                    "policies",
                    new Text(PolicyMode.keys()),
                    "dated: what the online services allow follows the clock, by docs/generated/calendar.md (default:"
                            + " as-documented)"),
            PolicyDates.MEMBER,
            Member.optional(
                    "listen",
                    Text.ANY,
                    "the IP address where nodes listen, 0.0.0.0 or :: for every address (default: 127.0.0.1); other"
                            + " machines need people with passwords of their own"),
            Member.optional(
                    "name",
                    Text.ANY,
                    "a DNS name by which clients reach this machine, for the certificates of the nodes"),
            Member.optional(
                    "telemetry",
                    Text.ANY,
                    "the address of the collector of OpenTelemetry that receives the spans of the nodes (docs/TELEMETRY.md)"));

    private TopologySchema() {}
}
