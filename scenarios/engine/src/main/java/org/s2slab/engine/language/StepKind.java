package org.s2slab.engine.language;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.s2slab.engine.language.YamlSchema.Anything;
import org.s2slab.engine.language.YamlSchema.Fields;
import org.s2slab.engine.language.YamlSchema.Member;
import org.s2slab.engine.language.YamlSchema.Named;
import org.s2slab.engine.language.YamlSchema.Text;
import org.s2slab.engine.language.YamlSchema.Whole;

/** The kind of a step, with the key that selects the kind and the other keys that the step may have. */
public enum StepKind {
    /** An administrator runs a cmdlet on a node. */
    RUN(
            Member.optional("run", Text.ANY, "a cmdlet by its name"),
            Member.optional("on", Text.naming(ReferenceKind.NODE), "run: the node the cmdlet runs on"),
            Member.optional("with", Shapes.OBJECT, "run: the cmdlet's parameters, as in the product")),
    /** A person signs in to Lync. */
    SIGN_IN(
            Member.optional("sign-in", Text.naming(ReferenceKind.PERSON), "the person who signs in to Lync"),
            Shapes.PASSWORD),
    /** A person's client or an anonymous client sends a request. */
    CALL(
            Member.optional("call", Text.ANY, "a request: node (or host), method, path"),
            Member.optional(
                    "as-user",
                    Text.naming(ReferenceKind.PERSON),
                    "call: the person whose client calls, with HTTP Basic"),
            Shapes.PASSWORD,
            Member.optional("body", new Anything(), "call: the JSON body"),
            Member.optional("form", Shapes.OBJECT, "call: the form fields of the body"),
            Member.optional("xml", Text.ANY, "call: the body as text/xml"),
            Member.optional("soap", Text.ANY, "call: the content of a SOAP body, prefixes m and t as in EWS"),
            Member.optional("headers", Shapes.OBJECT, "call: further request headers")),
    /** A person signs in at the authorization server, and a program gets a token of the person. */
    GET_TOKEN(
            Member.optional(
                    "get-token",
                    Text.naming(ReferenceKind.PERSON),
                    "the person who signs in at the authorization server's page; later steps use the access token as"
                            + " ${name.token}"),
            Member.optional("resource", Text.ANY, "get-token: the resource of the token, by its address or id"),
            Member.optional("client", Text.ANY, "get-token: the id of the program (default: Azure PowerShell)"),
            Shapes.PASSWORD),
    /** A person has one or more conversations with another person in Lync. */
    TALK(
            Member.optional(
                    "talk",
                    Fields.of(
                            "talk",
                            Member.required(
                                    "from",
                                    Text.naming(ReferenceKind.PERSON),
                                    "the person who begins the conversation"),
                            Member.required(
                                    "to",
                                    Text.naming(ReferenceKind.CORRESPONDENT),
                                    "the SIP address of the other person"),
                            Member.required("say", Text.ANY, "the message before the conversation ends"),
                            Member.optional("times", new Whole(), "the number of parallel conversations (default: 1)")),
                    "two persons have a conversation in Lync; the result archived is the number of transcripts in each archive")),
    /** An outsider presents a token. */
    PRESENT(Member.optional("present", ForgeSchema.PRESENT, "an outsider, whom no node trusts, presents a token")),
    /** An outsider forges a token and stores it under a name. */
    FORGE(
            Member.optional(
                    "forge", ForgeSchema.FORGE, "an outsider makes a token; later steps use it as ${name.token}"),
            Member.optional(
                    "for",
                    Text.naming(ReferenceKind.SERVER),
                    "forge: the resource of the token; not for an assertion")),
    /** The clock of one node or of all nodes is changed. */
    CLOCK(Member.optional(
            "clock",
            Fields.of(
                    "clock",
                    Member.optional(
                            "advance",
                            Text.naming(ReferenceKind.DURATION),
                            "the duration in ISO 8601: PT10M, P7D; with a minus sign, back"),
                    Member.optional("set", Text.naming(ReferenceKind.MOMENT), "the new time, 2027-01-31T12:00:00Z"),
                    Member.optional(
                            "node", Text.naming(ReferenceKind.NODE), "the node whose clock moves (default: all)")),
            "moves clocks")),
    /** A link between nodes is cut. */
    CUT(Member.optional(
            "cut",
            Fields.of(
                    "cut",
                    Shapes.FROM,
                    Shapes.TO,
                    Member.optional(
                            "how",
                            Text.of("reset", "drop"),
                            "reset: connections are reset (default); drop: all packets are dropped"),
                    Member.optional(
                            "after", new Whole(), "resets each connection after this number of bytes of the response"),
                    Member.optional("times", new Whole(), "after: the number of connections (default: all)")),
            "a link between nodes is cut")),
    /** A link between nodes is slowed down. */
    SLOW(Member.optional(
            "slow",
            Fields.of(
                    "slow",
                    Shapes.FROM,
                    Shapes.TO,
                    Member.optional(
                            "delay",
                            Text.naming(ReferenceKind.DURATION),
                            "the delay of everything on the link, PT0.2S"),
                    Member.optional(
                            "jitter",
                            Text.naming(ReferenceKind.DURATION),
                            "the maximum additional delay, random for each connection"),
                    Member.optional("rate", new Whole(), "bytes per second, in each direction of a connection"),
                    Member.optional("loses", new Whole(), "the percentage of connections to reset, random for each"),
                    Member.optional("seed", new Whole(), "the seed of the random generator (default: 1)")),
            "a link between nodes is slow")),
    /** Links between nodes are restored. */
    HEAL(Member.optional("heal", Fields.of("heal", Shapes.FROM, Shapes.TO), "repairs links (default: all)")),
    /** A node is stopped. */
    STOP(Member.optional("stop", Text.naming(ReferenceKind.SINGLE_NODE), "the node to stop")),
    /** A node's process ends at once, in the middle of its work. */
    KILL(Member.optional(
            "kill",
            Text.naming(ReferenceKind.SINGLE_NODE),
            "the node whose process is killed; every node then has its own process")),
    /** A stopped node is started with the data on its disk. */
    START(Member.optional("start", Text.naming(ReferenceKind.SINGLE_NODE), "the node to start, with its data on disk")),
    /** The step has no action. It only compares the state of the nodes. */
    LOOK;

    /** What several steps have. */
    private static final class Shapes {
        private static final YamlSchema OBJECT = new Named(new Anything());
        private static final Member PASSWORD = Member.optional(
                "password", Text.ANY, "call, sign-in, get-token: the password (default: the person's own)");
        private static final Member FROM =
                Member.optional("from", Text.naming(ReferenceKind.NODE), "the calling node (default: any)");
        private static final Member TO =
                Member.optional("to", Text.naming(ReferenceKind.NODE), "the called node (default: any)");
    }

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<Member> members;

    StepKind(Member... members) {
        this.members = List.of(members);
    }

    /** The key that selects this kind, then its companions; none for {@link #LOOK}. */
    List<Member> members() {
        return members;
    }

    /** The key that selects this kind; empty for {@link #LOOK}. */
    public String key() {
        return members.isEmpty() ? "" : members.get(0).name();
    }

    /** The keys that only steps of this kind may have. */
    public List<String> companions() {
        return members.stream().skip(1).map(Member::name).toList();
    }

    /** The keys of {@code expect} for the output of this kind; empty if this kind has no output. */
    public List<String> expectations() {
        return switch (this) {
            case RUN -> List.of("status", "headers", "body", "output", "warnings", "error", "counters");
            case SIGN_IN, CALL, PRESENT -> List.of("status", "headers", "body", "xml", "error", "counters");
            case GET_TOKEN -> List.of("status", "body", "error", "counters");
            case TALK -> List.of("body", "counters");
            case FORGE, CLOCK, CUT, SLOW, HEAL, STOP, KILL, START, LOOK -> List.of();
        };
    }

    /** The keys that select a kind, separated by commas. */
    static String keys() {
        return Arrays.stream(values())
                .map(StepKind::key)
                .filter(key -> !key.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** The kind with this key. */
    static Optional<StepKind> ofKey(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind != LOOK && kind.key().equals(key))
                .findFirst();
    }

    /** The kind with this companion key. */
    static Optional<StepKind> ofCompanion(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.companions().contains(key))
                .findFirst();
    }
}
