package org.s2slab.engine.hops;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopKind;

/**
 * A hop as a sentence, "exchange accepts lync for anna@contoso.com". Reports show hops as sentences, and scenarios
 * expect hops with sentences. In an expected sentence, a missing part matches any value.
 *
 * @param node the node whose journal contains the hop
 * @param peer the other server, or null
 * @param resource the node that is the audience of a token, or null
 * @param user the user of the token or of the sign-in, or null
 * @param rule the rule that failed, or null
 * @param operation the operation of a call, in expected sentences only, or null
 */
public record HopSentence(
        HopKind kind,
        String node,
        @Nullable String peer,
        @Nullable String resource,
        @Nullable String user,
        @Nullable String rule,
        @Nullable String operation) {
    /** The peer of a refusal whose caller is not a node. */
    public static final String OUTSIDER = "an outsider";

    private static final String PEER = "(?<peer>an outsider|(?!for |by )\\S+)";
    /** The pool of a server, in parentheses after its name. It says nothing that the name does not say. */
    private static final String POOL = " \\([^ ()]+\\)";

    private static final String FOR = "( for (?<user>\\S+))?";
    private static final String FOR_RESOURCE = "( for (?<resource>\\S+))?";

    private record Form(HopKind kind, String example, Pattern pattern) {
        static Form of(HopKind kind, String example, String pattern) {
            return new Form(kind, example, Pattern.compile(pattern));
        }
    }

    private static final List<Form> FORMS = List.of(
            Form.of(
                    HopKind.ASKED,
                    "lync asks exchange for its challenge",
                    "(?<node>\\S+) asks " + PEER + " for its challenge"),
            Form.of(HopKind.CHALLENGED, "exchange challenges lync", "(?<node>\\S+) challenges " + PEER),
            Form.of(
                    HopKind.SIGNED,
                    "lync signs an actor token for exchange",
                    "(?<node>\\S+) signs an actor token for " + PEER),
            Form.of(
                    HopKind.TOKEN_ASKED,
                    "lync asks authz for a token for exchange",
                    "(?<node>\\S+) asks " + PEER + " for a token" + FOR_RESOURCE),
            Form.of(
                    HopKind.TOKEN_ISSUED,
                    "authz issues lync a token for exchange",
                    "(?<node>\\S+) issues " + PEER + " a token" + FOR_RESOURCE),
            Form.of(HopKind.TOKEN_DENIED, "authz refuses lync a token", "(?<node>\\S+) refuses " + PEER + " a token"),
            Form.of(
                    HopKind.REUSED,
                    "lync reuses its actor token for exchange",
                    "(?<node>\\S+) reuses its actor token for " + PEER),
            Form.of(
                    HopKind.CALLED,
                    "lync calls exchange for anna@contoso.com with CreateItem",
                    "(?<node>\\S+) calls " + PEER + FOR + "( with (?<operation>\\S+))?"),
            Form.of(
                    HopKind.FAILED,
                    "the call of lync to exchange fails",
                    "the call of (?<node>\\S+) to " + PEER + FOR + " fails"),
            Form.of(
                    HopKind.ACCEPTED,
                    "exchange accepts lync for anna@contoso.com",
                    "(?<node>\\S+) accepts " + PEER + FOR),
            Form.of(
                    HopKind.REFUSED,
                    "exchange refuses lync for anna@contoso.com by rule J2",
                    "(?<node>\\S+) refuses " + PEER + FOR + "( by rule (?<rule>\\S+))?"),
            Form.of(
                    HopKind.METADATA_READ,
                    "exchange reads the metadata of lync",
                    "(?<node>\\S+) reads the metadata of " + PEER),
            Form.of(
                    HopKind.METADATA_REFUSED,
                    "lync cannot read the metadata of exchange",
                    "(?<node>\\S+) cannot read the metadata of " + PEER),
            Form.of(HopKind.SIGNED_IN, "anna@contoso.com signs in to lync", "(?<user>\\S+) signs in to (?<node>\\S+)"),
            Form.of(
                    HopKind.TRUST_CHANGED,
                    "an administrator changes the trust of exchange",
                    "an administrator changes the trust of (?<node>\\S+)"));

    /**
     * Parses a sentence.
     *
     * @throws IllegalArgumentException if the text has none of the forms; the message lists all forms
     */
    public static HopSentence parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no sentence about a hop; known are: "
                        + FORMS.stream().map(Form::example).collect(Collectors.joining("; "))));
    }

    /** Parses a sentence; empty if the text has none of the forms. */
    public static Optional<HopSentence> find(String text) {
        String plain = text.strip().replaceAll("\\s+", " ").replaceAll(POOL, "");
        for (Form form : FORMS) {
            Matcher matcher = form.pattern().matcher(plain);
            if (matcher.matches()) {
                return Optional.of(new HopSentence(
                        form.kind(),
                        String.valueOf(matcher.group("node")),
                        group(form, matcher, "peer"),
                        group(form, matcher, "resource"),
                        group(form, matcher, "user"),
                        group(form, matcher, "rule"),
                        group(form, matcher, "operation")));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String group(Form form, Matcher matcher, String name) {
        return form.pattern().pattern().contains("(?<" + name + ">") ? matcher.group(name) : null;
    }

    @Override
    public String toString() {
        String other = Optional.ofNullable(peer).orElse("somebody");
        String forUser = user == null ? "" : " for " + user;
        String forResource = resource == null ? "" : " for " + resource;
        return switch (kind) {
            case ASKED -> node + " asks " + other + " for its challenge";
            case CHALLENGED -> node + " challenges " + other;
            case SIGNED -> node + " signs an actor token for " + other;
            case TOKEN_ASKED -> node + " asks " + other + " for a token" + forResource;
            case TOKEN_ISSUED -> node + " issues " + other + " a token" + forResource;
            case TOKEN_DENIED -> node + " refuses " + other + " a token";
            case REUSED -> node + " reuses its actor token for " + other;
            case CALLED -> node + " calls " + other + forUser + (operation == null ? "" : " with " + operation);
            case FAILED -> "the call of " + node + " to " + other + forUser + " fails";
            case ACCEPTED -> node + " accepts " + other + forUser;
            case REFUSED -> node + " refuses " + other + forUser + (rule == null ? "" : " by rule " + rule);
            case METADATA_READ -> node + " reads the metadata of " + other;
            case METADATA_REFUSED -> node + " cannot read the metadata of " + other;
            case SIGNED_IN -> (user == null ? "somebody" : user) + " signs in to " + node;
            case TRUST_CHANGED -> "an administrator changes the trust of " + node;
        };
    }
}
