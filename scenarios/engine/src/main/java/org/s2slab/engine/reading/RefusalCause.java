package org.s2slab.engine.reading;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.RuleCatalog.Subject;
import org.s2slab.engine.language.RuleReadings;
import org.s2slab.engine.text.YamlResource;
import org.s2slab.trace.HopDetail;

/** The causes of a refusal, each with its fix. The resource {@code rules/causes.yaml} contains the texts. */
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
    EWS_OFF,
    EWS_LIST,
    EWS_CLIENT,
    SHARED_PRINCIPAL,
    ACS_ENDED,
    MSONLINE_ENDED,
    GRANT,
    SIGN_IN,
    RESOURCE,
    UNOBTAINABLE,
    UNREACHABLE,
    NOT_FOUND_OUT,
    NOT_SIMULATED,
    ACCESS_TOKEN_FORM,
    RESOURCE_ASKED,
    SIGN_IN_NOT_ENABLED,
    SCOPE;

    /** The texts of a cause. */
    record Text(String why, String fix) {}

    /** The texts, in a separate class: they are read after all constants of the enum have been created. */
    private static final class Texts {
        static final Map<RefusalCause, Text> ALL =
                YamlResource.read(RefusalCause.class, "rules/causes.yaml", new TypeReference<>() {});

        private Texts() {}
    }

    private Text text() {
        return Objects.requireNonNull(Texts.ALL.get(this));
    }

    /** The ids of the rules that refuse a call at a called server for this cause. */
    public Set<String> rules() {
        return RuleReadings.ids().stream()
                .filter(id -> of(id).filter(this::equals).isPresent())
                .collect(Collectors.toSet());
    }

    public String why() {
        return text().why();
    }

    public String fix() {
        return text().fix();
    }

    /** The cmdlets that fix the cause; empty if no cmdlet fixes it. */
    public List<FixTemplate> cures() {
        return FixCatalog.OF.getOrDefault(this, List.of());
    }

    /** Whether the cause is the user or the user's rights. The caller may then present the same token again. */
    boolean isAboutUser() {
        return name().startsWith("USER_") || this == NARROWED || this == ROLE_MISSING;
    }

    /** Whether the fix depends on the kind of issuer: a partner server or an authorization server. */
    boolean isAboutIssuer() {
        return this == ISSUER_UNKNOWN || this == KEY_UNKNOWN || this == DISABLED;
    }

    /** The cause of a refusal or failure. Empty for other hops, and if the other server's journal has the refusal. */
    public static Optional<RefusalCause> of(ObservedHop hop) {
        String rule = hop.rule();
        return switch (hop.kind()) {
            case TOKEN_DENIED -> rule == null ? Optional.empty() : atAuthorizationServer(rule);
            case METADATA_REFUSED -> Optional.of(METADATA);
            case FAILED -> ofCall(hop.detail());
            default -> rule == null ? Optional.empty() : of(rule);
        };
    }

    private static Optional<RefusalCause> ofCall(@Nullable HopDetail detail) {
        if (!(detail instanceof HopDetail.Failure failure)) {
            return Optional.of(UNOBTAINABLE);
        }
        return switch (failure.cause()) {
            case REFUSED -> Optional.empty();
            case UNREACHABLE -> Optional.of(UNREACHABLE);
            case NO_TOKEN_NOT_TRUSTED -> Optional.of(ISSUER_UNKNOWN);
            default -> Optional.of(UNOBTAINABLE);
        };
    }

    /** The cause for which a rule refuses a token at a called server. */
    public static Optional<RefusalCause> of(String rule) {
        return of(Subject.TOKEN, rule);
    }

    /** The cause for which a rule refuses a token request at the authorization server. */
    public static Optional<RefusalCause> atAuthorizationServer(String rule) {
        return of(Subject.GRANT, rule);
    }

    private static Optional<RefusalCause> of(Subject subject, String rule) {
        return Optional.ofNullable(RuleReadings.of(subject, rule))
                .map(RuleReadings.Reading::cause)
                .map(RefusalCause::valueOf);
    }
}
