package org.s2slab.diagnosis.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The causes of a refusal, each with its fix. The resource {@code explain.yaml} has their texts and their rules. */
public enum RefusalCause {
    REQUEST,
    CROSS_SITE,
    NO_CREDENTIAL,
    FORM,
    ISSUER_UNKNOWN,
    KEY_UNKNOWN,
    SIGNATURE,
    CERTIFICATE_DATES,
    REALM,
    AUDIENCE,
    HOST,
    TIMES,
    OLDER_THAN_TRUST,
    OUTER_ISSUER,
    APPLICATION_UNKNOWN,
    DISABLED,
    NO_DELEGATION,
    TRUST_LEVEL,
    NO_PERMISSIONS,
    NARROWED,
    ROLE_MISSING,
    USERS_ONLY,
    USER_NAME,
    USER_UNKNOWN,
    USER_AMBIGUOUS,
    USER_BUILT_IN,
    USER_DISABLED,
    METADATA,
    CLIENT_FORM,
    CLIENT_UNKNOWN,
    CLIENT_KEY,
    ASSERTION,
    KEY_ORIGIN,
    GRANT,
    RESOURCE,
    UNOBTAINABLE,
    UNREACHABLE,
    NOT_FOUND_OUT,
    NOT_SIMULATED;

    /** The texts of a cause, and the ids of its rules; null for none. */
    record Text(@Nullable Set<String> rules, String why, String fix) {}

    private Text text() {
        return Objects.requireNonNull(SymptomCatalog.CAUSES.get(this));
    }

    /** Ids of the rules that refuse for it; at the authorization server some ids mean something of its own. */
    public Set<String> rules() {
        return Objects.requireNonNullElse(text().rules(), Set.of());
    }

    public String why() {
        return text().why();
    }

    public String fix() {
        return text().fix();
    }

    /** The cmdlets that fix the cause; empty if no cmdlet does. */
    public List<FixTemplate> cures() {
        return FixCatalog.OF.getOrDefault(this, List.of());
    }

    /** Why a rule refuses at a server that is called. */
    public static Optional<RefusalCause> of(String rule) {
        for (RefusalCause cause : values()) {
            if (cause.rules().contains(rule)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /** Why a rule refuses a token at the authorization server. */
    public static Optional<RefusalCause> atAuthorizationServer(String rule) {
        return switch (rule) {
            case "F2", "F4" -> Optional.of(CLIENT_UNKNOWN);
            case "E1", "E4", "E5" -> Optional.of(CLIENT_KEY);
            case "H1", "H2" -> Optional.of(ASSERTION);
            default -> of(rule);
        };
    }
}
