package org.s2slab.engine.language;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.engine.language.YamlSchema.Anything;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.FolderName;
import org.s2slab.engine.language.YamlSchema.Many;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Named;
import org.s2slab.engine.language.YamlSchema.Text;
import org.s2slab.engine.language.YamlSchema.TextOr;
import org.s2slab.engine.language.YamlSchema.Whole;

/** The schema of scenario files: every key with its form and its meaning. */
public final class ScenarioSchema {
    private static final YamlSchema SENTENCES = new Many(Text.ANY, true);
    private static final YamlSchema OBJECT = new Named(new Anything());

    private static final Fields ERROR = Fields.of(
            "error",
            Member.optional(
                    "code", Text.ANY, "the code of the refusal, for instance PARAMETER_INVALID or invalid_token"),
            Member.optional("message", Text.ANY, "words its message contains, or a /pattern/"),
            Member.optional("rule", Text.ANY, "the id of the rule that refused, where it is told"));

    static final Fields EXPECT = Fields.of(
            "expect",
            Member.optional("status", new Whole(), "the HTTP status; any 2xx where nothing is said"),
            Member.optional(
                    "headers", new Named(Text.ANY), "answer headers by name: words they contain, or a /pattern/"),
            Member.optional("body", new Anything(), "a part of the JSON answer, or words a text answer contains"),
            Member.optional("xml", OBJECT, "values by path of local names, Group/DisplayName or //Persona or Item/@Id"),
            Member.optional(
                    "output", new Anything(), "the objects a cmdlet writes, each at least with these properties"),
            Member.optional("warnings", new Many(Text.ANY, true), "words of the warnings, in order"),
            Member.optional("error", new TextOr(ERROR), "that it is refused: its code, or words of its message"),
            Member.optional("counters", new Named(OBJECT), "by node and counter, how much it rises during the step"));

    private static final Fields OUTER = Fields.of(
            "outer",
            Member.optional("user", Text.ANY, "the person the unsigned outer token names, by address"),
            Member.optional("header", OBJECT, "header members to change; null leaves one out"),
            Member.optional("claims", OBJECT, "claims to change; null leaves one out"));

    private static final Fields ACTOR = Fields.of(
            "actor",
            Member.optional(
                    "token", Text.ANY, "one that was really issued, instead of making one: ${name.body.access_token}"),
            Member.optional("issuer", Text.ANY, "the node it claims to come from; lync unless said otherwise"),
            Member.optional("key", Text.ANY, "the key it is signed with: outsider, or a node whose key was stolen"),
            Member.optional("certificate", Text.ANY, "whose certificate x5t names; the issuer's unless said otherwise"),
            Member.optional("signature", Text.of("valid", "garbage", "empty"), "what its third part holds"),
            Member.optional("header", OBJECT, "header members to change; null leaves one out"),
            Member.optional("claims", OBJECT, "claims to change; null leaves one out"));

    private static final Fields ASSERTION = Fields.of(
            "assertion",
            Member.required("issuer", Text.ANY, "the node that asks for a token, or an application's id"),
            Member.optional("tenant", Text.ANY, "the tenant it is of, by name; the deployment's unless said otherwise"),
            Member.optional(
                    "key", Text.ANY, "the key it is signed with: outsider, or a node's; the issuer's unless said"),
            Member.optional("header", OBJECT, "header members to change; null leaves one out"),
            Member.optional("claims", OBJECT, "claims to change; null leaves one out"));

    private static final Fields FORGE = Fields.of(
            "forge",
            Member.optional("outer", OUTER, "the unsigned token around it; none means application only"),
            Member.optional("actor", ACTOR, "the actor token; left out, the outer token carries none"),
            Member.optional(
                    "spoil",
                    Text.of(SpoilingCatalog.names().toArray(String[]::new)),
                    "a way to spoil the token, by the rule that is to refuse it; ./lab token --spoil list shows them"),
            Member.optional("assertion", ASSERTION, "what a server proves itself with to the authorization server"));

    private static final Fields PRESENT = Fields.of(
            "present",
            Member.required("to", Text.ANY, "the node, or one of its hosts, that the token is shown to"),
            Member.optional("path", Text.ANY, "the resource; the product's own S2S resource unless said otherwise"),
            Member.optional("method", Text.of("GET", "POST"), "path: POST unless said otherwise"),
            Member.optional("token", Text.ANY, "a token of an earlier step, ${name.token}, or any text"),
            Member.optional("forge", FORGE, "the token to make"));

    private static final Fields CLOCK = Fields.of(
            "clock",
            Member.optional("advance", Text.ANY, "how far, ISO 8601: PT10M, P7D; with a minus sign, back"),
            Member.optional("set", Text.ANY, "to which moment, 2027-01-31T12:00:00Z"),
            Member.optional("node", Text.ANY, "the one node whose clock moves; all of them where nothing is said"));

    private static final Member FROM =
            Member.optional("from", Text.ANY, "the node that calls; any where nothing is said");
    private static final Member TO = Member.optional("to", Text.ANY, "the node it calls; any where nothing is said");

    private static final Fields CUT = Fields.of(
            "cut",
            FROM,
            TO,
            Member.optional(
                    "how",
                    Text.of("reset", "drop"),
                    "connections are reset, unless said; or all is dropped in silence"),
            Member.optional("after", new Whole(), "each connection is reset when so many bytes have come back on it"),
            Member.optional("times", new Whole(), "after: how many connections; all of them where nothing is said"));

    private static final Fields SLOW = Fields.of(
            "slow",
            FROM,
            TO,
            Member.optional("delay", Text.ANY, "how much later everything arrives, PT0.2S"),
            Member.optional("jitter", Text.ANY, "at most how much later still, drawn for each connection"),
            Member.optional("rate", new Whole(), "bytes a second, in each direction of a connection"),
            Member.optional("loses", new Whole(), "how many of a hundred connections are reset, drawn for each"),
            Member.optional("seed", new Whole(), "of what is drawn, so that a run repeats; 1 unless said"));

    private static final Fields HEAL = Fields.of("heal", FROM, TO);

    private static final Fields TALK = Fields.of(
            "talk",
            Member.required("from", Text.ANY, "the person who begins the conversation"),
            Member.required("to", Text.ANY, "the one it is with, by SIP address"),
            Member.required("say", Text.ANY, "what is said before it ends"),
            Member.optional("times", new Whole(), "in how many conversations, many at a time; one unless said"));

    static final Fields STEP = Fields.of(
            "a step",
            Member.required("do", Text.ANY, "what happens, a sentence"),
            Member.optional("on", Text.ANY, "run: the node the cmdlet runs on"),
            Member.optional("run", Text.ANY, "a cmdlet by its name"),
            Member.optional("with", OBJECT, "run: the cmdlet's parameters, as in the product"),
            Member.optional("sign-in", Text.ANY, "the person who signs in to Lync"),
            Member.optional("call", Text.ANY, "a request: node (or host), method, path"),
            Member.optional("as-user", Text.ANY, "call: the person whose client calls, with HTTP Basic"),
            Member.optional(
                    "password", Text.ANY, "call, sign-in: what is typed; the person's own where nothing is said"),
            Member.optional("body", new Anything(), "call: what is sent as JSON"),
            Member.optional("form", OBJECT, "call: what is sent as a form"),
            Member.optional("xml", Text.ANY, "call: what is sent as text/xml"),
            Member.optional("soap", Text.ANY, "call: the content of a SOAP body, prefixes m and t as in EWS"),
            Member.optional("headers", OBJECT, "call: further request headers"),
            Member.optional("present", PRESENT, "an outsider presents a token"),
            Member.optional("forge", FORGE, "an outsider makes a token, which later steps call ${name.token}"),
            Member.optional("for", Text.ANY, "forge: the node the token is made for; not for an assertion"),
            Member.optional("talk", TALK, "a person talks to another one in Lync, and the conversation ends"),
            Member.optional("clock", CLOCK, "time moves"),
            Member.optional("cut", CUT, "a link between nodes is cut"),
            Member.optional("slow", SLOW, "a link between nodes is slow"),
            Member.optional("heal", HEAL, "links work again: all of them where none is named"),
            Member.optional("stop", Text.ANY, "the node that goes down"),
            Member.optional("kill", Text.ANY, "the node whose process ends at once; makes every node a process"),
            Member.optional("start", Text.ANY, "the node that comes back"),
            Member.optional("as", Text.ANY, "the name by which later steps use what this one found: ${name.field}"),
            Member.optional(
                    "within",
                    Text.ANY,
                    "the step is done again until it passes or this time is over: PT1M; not with hops"),
            Member.optional("expect", EXPECT, "what must be found"),
            Member.optional("hops", SENTENCES, "what must have travelled in this step, in this order"),
            Member.optional("never", SENTENCES, "what must not have travelled in this step"));

    private static final Fields CELL = Fields.of(
            "a cell",
            Member.required(
                    "feature",
                    Text.of(MatrixCell.words(MatrixCell.Feature.class)),
                    "what one server does for the other"),
            Member.required("pair", Text.of(MatrixCell.words(MatrixCell.Pair.class)), "who calls whom"),
            Member.required("premises", Text.of(MatrixCell.words(MatrixCell.Premises.class)), "where the two stand"));

    static final YamlSchema CELLS = new Many(CELL, true);

    static final Fields FILE = Fields.of(
            "a scenario",
            Member.required("scenario", new FolderName(), "its name, the same as the file's"),
            Member.required("shows", Text.ANY, "what a reader learns from it, one sentence"),
            Member.required("topology", Text.ANY, "the deployment it starts from"),
            Member.optional("after", Text.ANY, "the bundled scenario whose steps are played first"),
            Member.optional("then", Text.ANY, "the bundled scenario whose own steps are played after these"),
            Member.optional("cells", CELLS, "its places in the table of features and deployments"),
            Member.optional("steps", new Many(STEP, false), "what happens, in order"),
            Member.optional(
                    "hops", SENTENCES, "what must have travelled in all, in this order; others may lie between"),
            Member.optional("never", SENTENCES, "what must not have travelled at all"));

    private ScenarioSchema() {}

    /** The schema as JSON Schema, with which editors complete and check files. */
    public static JsonObject schema() {
        JsonObject schema = new JsonObject()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "S2S Lab scenario")
                .mergeIn(FILE.schema());
        step(schema).mergeIn(expectations());
        return schema;
    }

    private static JsonObject step(JsonObject schema) {
        return schema.getJsonObject("properties").getJsonObject("steps").getJsonObject("items");
    }

    /** The keys of {@code expect} by the kind of the step. */
    private static JsonObject expectations() {
        JsonObject byKey = new JsonObject();
        JsonArray actions = new JsonArray();
        for (StepKind kind : StepKind.values()) {
            if (kind != StepKind.LOOK) {
                byKey.put(kind.key(), expecting(kind));
                actions.add(new JsonObject().put("required", JsonArray.of(kind.key())));
            }
        }
        return new JsonObject()
                .put("dependentSchemas", byKey)
                .put("if", new JsonObject().put("not", new JsonObject().put("anyOf", actions)))
                .put("then", expecting(StepKind.LOOK));
    }

    private static JsonObject expecting(StepKind kind) {
        Object expect = kind.expectations().isEmpty()
                ? (Object) false
                : new JsonObject()
                        .put("minProperties", 1)
                        .put("propertyNames", new JsonObject().put("enum", new JsonArray(kind.expectations())));
        return new JsonObject().put("properties", new JsonObject().put("expect", expect));
    }
}
