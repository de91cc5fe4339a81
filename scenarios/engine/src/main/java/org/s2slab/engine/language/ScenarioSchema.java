package org.s2slab.engine.language;

import org.s2slab.calendar.PolicyMode;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.language.YamlSchema.Anything;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.Flag;
import org.s2slab.engine.language.YamlSchema.FolderName;
import org.s2slab.engine.language.YamlSchema.Many;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Named;
import org.s2slab.engine.language.YamlSchema.Text;
import org.s2slab.engine.language.YamlSchema.TextOr;
import org.s2slab.engine.language.YamlSchema.Whole;

/** The schema of scenario files: every key with its form and its meaning. */
final class ScenarioSchema {
    private static final YamlSchema SENTENCES = new Many(Text.ANY, true);
    private static final YamlSchema OBJECT = new Named(new Anything());

    private static final Fields ERROR = Fields.of(
            "error",
            Member.optional(
                    "code", Text.ANY, "the code of the refusal, for example PARAMETER_INVALID or invalid_token"),
            Member.optional("message", Text.ANY, "words in its message, or a /pattern/"),
            Member.optional("rule", Text.ANY, "the id of the rule that refused, if the response has it"));

    static final Fields EXPECT = Fields.of(
            "expect",
            Member.optional("status", new Whole(), "the HTTP status (default: any 2xx)"),
            Member.optional("headers", new Named(Text.ANY), "response headers by name: words in them, or a /pattern/"),
            Member.optional("body", new Anything(), "a part of the JSON response, or words in a text response"),
            Member.optional("xml", OBJECT, "values by path of local names, Group/DisplayName or //Persona or Item/@Id"),
            Member.optional(
                    "output", new Anything(), "the output objects of the cmdlet, each at least with these properties"),
            Member.optional("warnings", new Many(Text.ANY, true), "words of the warnings, in order"),
            Member.optional("error", new TextOr(ERROR), "that the step is refused: the code, or words in the message"),
            Member.optional("counters", new Named(OBJECT), "by node and counter, the increase during the step"));

    private static final Fields OUTER = Fields.of(
            "outer",
            Member.optional("user", Text.ANY, "the address of the user that the unsigned outer token names"),
            Member.optional("header", OBJECT, "header members to change; null removes one"),
            Member.optional("claims", OBJECT, "claims to change; null removes one"));

    private static final Fields ACTOR = Fields.of(
            "actor",
            Member.optional(
                    "token", Text.ANY, "an issued token to use instead of a new one: ${name.body.access_token}"),
            Member.optional("issuer", Text.ANY, "the node that the token names as issuer (default: lync)"),
            Member.optional(
                    "key",
                    Text.ANY,
                    "the signing key: outsider, a node whose present key was stolen, or NODE.certificates.NAME"),
            Member.optional(
                    "certificate",
                    Text.ANY,
                    "the certificate that x5t names: outsider, a node, or NODE.certificates.NAME (default: the issuer)"),
            Member.optional(
                    "signature",
                    Text.of("valid", "garbage", "empty", "mac"),
                    "the signature; mac: an HMAC with the public key of the certificate that x5t names, as its secret"),
            Member.optional("header", OBJECT, "header members to change; null removes one"),
            Member.optional("claims", OBJECT, "claims to change; null removes one"));

    private static final Fields ASSERTION = Fields.of(
            "assertion",
            Member.required("issuer", Text.ANY, "the node that requests a token, or an application's id"),
            Member.optional("tenant", Text.ANY, "the name of the application's tenant (default: the deployment's)"),
            Member.optional(
                    "key",
                    Text.ANY,
                    "the signing key: outsider, a node, or NODE.certificates.NAME (default: the issuer)"),
            Member.optional("header", OBJECT, "header members to change; null removes one"),
            Member.optional("claims", OBJECT, "claims to change; null removes one"));

    private static final Fields FORGE = Fields.of(
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

    private static final Fields PRESENT = Fields.of(
            "present",
            Member.required("to", Text.ANY, "the node or host to which the token is presented"),
            Member.optional("path", Text.ANY, "the path (default: the product's own S2S resource)"),
            Member.optional("method", Text.of("GET", "POST"), "the method for path (default: POST)"),
            Member.optional("token", Text.ANY, "a token of an earlier step, ${name.token}, or any text"),
            Member.optional("forge", FORGE, "the token to make"));

    private static final Fields CLOCK = Fields.of(
            "clock",
            Member.optional("advance", Text.ANY, "the duration in ISO 8601: PT10M, P7D; with a minus sign, back"),
            Member.optional("set", Text.ANY, "the new time, 2027-01-31T12:00:00Z"),
            Member.optional("node", Text.ANY, "the node whose clock moves (default: all)"));

    private static final Member FROM = Member.optional("from", Text.ANY, "the calling node (default: any)");
    private static final Member TO = Member.optional("to", Text.ANY, "the called node (default: any)");

    private static final Fields CUT = Fields.of(
            "cut",
            FROM,
            TO,
            Member.optional(
                    "how",
                    Text.of("reset", "drop"),
                    "reset: connections are reset (default); drop: all packets are dropped"),
            Member.optional("after", new Whole(), "resets each connection after this number of bytes of the response"),
            Member.optional("times", new Whole(), "after: the number of connections (default: all)"));

    private static final Fields SLOW = Fields.of(
            "slow",
            FROM,
            TO,
            Member.optional("delay", Text.ANY, "the delay of everything on the link, PT0.2S"),
            Member.optional("jitter", Text.ANY, "the maximum additional delay, random for each connection"),
            Member.optional("rate", new Whole(), "bytes per second, in each direction of a connection"),
            Member.optional("loses", new Whole(), "the percentage of connections to reset, random for each"),
            Member.optional("seed", new Whole(), "the seed of the random generator (default: 1)"));

    private static final Fields HEAL = Fields.of("heal", FROM, TO);

    private static final Fields TALK = Fields.of(
            "talk",
            Member.required("from", Text.ANY, "the person who begins the conversation"),
            Member.required("to", Text.ANY, "the SIP address of the other person"),
            Member.required("say", Text.ANY, "the message before the conversation ends"),
            Member.optional("times", new Whole(), "the number of parallel conversations (default: 1)"));

    static final Fields STEP = Fields.of(
            "a step",
            Member.required("do", Text.ANY, "what happens, a sentence"),
            Member.optional("on", Text.ANY, "run: the node the cmdlet runs on"),
            Member.optional("run", Text.ANY, "a cmdlet by its name"),
            Member.optional("with", OBJECT, "run: the cmdlet's parameters, as in the product"),
            Member.optional("sign-in", Text.ANY, "the person who signs in to Lync"),
            Member.optional("call", Text.ANY, "a request: node (or host), method, path"),
            Member.optional("as-user", Text.ANY, "call: the person whose client calls, with HTTP Basic"),
            Member.optional("password", Text.ANY, "call, sign-in: the password (default: the person's own)"),
            Member.optional("body", new Anything(), "call: the JSON body"),
            Member.optional("form", OBJECT, "call: the form fields of the body"),
            Member.optional("xml", Text.ANY, "call: the body as text/xml"),
            Member.optional("soap", Text.ANY, "call: the content of a SOAP body, prefixes m and t as in EWS"),
            Member.optional("headers", OBJECT, "call: further request headers"),
            Member.optional("present", PRESENT, "an outsider presents a token"),
            Member.optional("forge", FORGE, "an outsider makes a token; later steps use it as ${name.token}"),
            Member.optional("for", Text.ANY, "forge: the resource of the token; not for an assertion"),
            Member.optional("talk", TALK, "two persons have a conversation in Lync"),
            Member.optional("clock", CLOCK, "moves clocks"),
            Member.optional("cut", CUT, "a link between nodes is cut"),
            Member.optional("slow", SLOW, "a link between nodes is slow"),
            Member.optional("heal", HEAL, "repairs links (default: all)"),
            Member.optional("stop", Text.ANY, "the node to stop"),
            Member.optional("kill", Text.ANY, "the node whose process is killed; every node then has its own process"),
            Member.optional("start", Text.ANY, "the node to start"),
            Member.optional("as", Text.ANY, "the name for the result of this step, used as ${name.field}"),
            Member.optional(
                    "within",
                    Text.ANY,
                    "repeats the step until it passes or this time has passed: PT1M; not with hops"),
            Member.optional("expect", EXPECT, "the expected result"),
            Member.optional("hops", SENTENCES, "hops that must happen in this step, in this order"),
            Member.optional("never", SENTENCES, "hops that must not happen in this step"));

    private static final Fields CELL = Fields.of(
            "a cell",
            Member.required(
                    "feature",
                    Text.of(MatrixCell.words(MatrixCell.Feature.class)),
                    "the feature that one server has for the other"),
            Member.required("pair", Text.of(MatrixCell.words(MatrixCell.Pair.class)), "the caller and the resource"),
            Member.required(
                    "premises", Text.of(MatrixCell.words(MatrixCell.Premises.class)), "the places of the two servers"));

    static final YamlSchema CELLS = new Many(CELL, true);

    static final Fields FILE = Fields.of(
            "a scenario",
            Member.required("scenario", new FolderName(), "its name, the same as the file's"),
            Member.required("shows", Text.ANY, "a description for the reader, one sentence"),
            Member.required("topology", Text.ANY, "the topology of its deployment"),
            Member.optional(
                    "policies",
                    new Text(PolicyMode.keys()),
                    "the policies of its online services (default: those of the topology)"),
            Member.optional(
                    "at",
                    Text.ANY,
                    "the date or moment at which its clocks begin, 2025-03-01 (default: the machine's time)"),
            Member.optional("after", Text.ANY, "the bundled scenario whose steps run first"),
            Member.optional("then", Text.ANY, "the bundled scenario whose own steps run after these"),
            Member.optional("cells", CELLS, "its places in the table of features and deployments"),
            Member.optional("steps", new Many(STEP, false), "what happens, in order"),
            Member.optional(
                    "hops",
                    SENTENCES,
                    "hops that must happen in the scenario, in this order; other hops may be between them"),
            Member.optional("never", SENTENCES, "hops that must not happen in the scenario"));

    private ScenarioSchema() {}
}
