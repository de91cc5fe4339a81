package org.s2slab.engine.language;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.identity.Guid;

/** What a text in a scenario names. The lab checks the name against the topology before a deployment starts. */
enum ReferenceKind {
    /** Anything. */
    ANY((names, text) -> Optional.empty()),
    NODE(DeploymentNames::node),
    /** A node that is not a pool. */
    SINGLE_NODE(DeploymentNames::singleNode),
    /** A node, or one of its host names. */
    SERVER(DeploymentNames::server),
    PERSON(DeploymentNames::person),
    /** A mail address: a person's if it is in a domain of the deployment. */
    CORRESPONDENT(DeploymentNames::correspondent),
    /** The owner of a key. */
    KEY_HOLDER(DeploymentNames::keyHolder),
    TENANT(DeploymentNames::tenant),
    /** A server, or the id of an application. */
    APPLICATION((names, text) -> Guid.isLowerCase(text) ? Optional.empty() : names.server(text)),
    /** The id of a rule. */
    RULE((names, text) -> HopSentenceCheck.rule(text)),
    METHOD((names, text) -> method(text)),
    DURATION((names, text) -> time(text, Duration::parse, "write P7D, PT10M or PT0.2S")),
    MOMENT((names, text) -> time(text, Instant::parse, "write 2027-01-31T12:00:00Z")),
    /** A moment, or a day, at which clocks begin. */
    BEGINNING((names, text) -> beginning(text));

    /** The methods of RFC 9110 that a client sends to a server, PATCH of RFC 5789, and MERGE of SharePoint's REST. */
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "MERGE");

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    private final BiFunction<DeploymentNames, String, Optional<String>> check;

    ReferenceKind(BiFunction<DeploymentNames, String, Optional<String>> check) {
        this.check = check;
    }

    /** The problem of a text, or nothing. */
    Optional<String> problem(DeploymentNames names, String text) {
        return check.apply(names, text);
    }

    private static Optional<String> method(String text) {
        return METHODS.contains(text)
                ? Optional.empty()
                : Optional.of("'" + text + "' is not an HTTP method; expected one of " + String.join(", ", METHODS)
                        + NearestName.hint(text, METHODS));
    }

    private static Optional<String> beginning(String text) {
        try {
            Instant unused = ClockChange.moment(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static Optional<String> time(String text, Function<String, ?> parse, String help) {
        try {
            Object unused = parse.apply(text);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("'" + text + "' is no ISO 8601 time; " + help);
        }
    }
}
