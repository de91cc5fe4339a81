package org.s2slab.engine.language;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.GrantRules;
import org.s2slab.authz.signin.SignInRules;
import org.s2slab.calendar.CallerPolicyRule;
import org.s2slab.http.RequestRules;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.MetadataRuleCatalog;
import org.s2slab.validation.CheckList;

/** All rules with which nodes check requests: rules that can fail, and rules that the lab always meets. */
public final class RuleCatalog {
    /** The object that a rule checks. */
    public enum Subject {
        REQUEST,
        TOKEN,
        GRANT,
        METADATA,
        POLICY
    }

    /**
     * A rule.
     *
     * @param sentence the rule's sentence
     * @param code the error code of the refusal, or null if the rule cannot fail
     * @param keptBy the construction because of which the rule cannot fail, or null
     */
    public record Entry(
            Subject subject,
            String id,
            String sentence,
            @Nullable RefusalCode code,
            @Nullable String keptBy) {}

    private static final List<Entry> ALL = Stream.of(
                    RequestRules.LISTED.stream()
                            .map(rule -> refusing(Subject.REQUEST, rule.id(), rule.sentence(), rule.code())),
                    CheckList.rules().stream()
                            .map(rule -> refusing(Subject.TOKEN, rule.id(), rule.sentence(), rule.code())),
                    CheckList.PROMISES.stream().map(promise -> kept(Subject.TOKEN, promise)),
                    GrantRules.rules().stream()
                            .map(rule -> refusing(Subject.GRANT, rule.id(), rule.sentence(), rule.code())),
                    SignInRules.rules().stream()
                            .map(rule -> refusing(Subject.GRANT, rule.id(), rule.sentence(), rule.code())),
                    GrantRules.PROMISES.stream().map(promise -> kept(Subject.GRANT, promise)),
                    MetadataRuleCatalog.ALL.stream()
                            .map(rule -> refusing(
                                    Subject.METADATA, rule.id(), rule.sentence(), RefusalCode.METADATA_UNUSABLE)),
                    MetadataRuleCatalog.PROMISES.stream().map(promise -> kept(Subject.METADATA, promise)),
                    Arrays.stream(CallerPolicyRule.values())
                            .map(rule ->
                                    refusing(Subject.POLICY, rule.id(), rule.sentence(), RefusalCode.TENANT_POLICY)))
            .flatMap(entries -> entries)
            .toList();

    private RuleCatalog() {}

    /** All rules by subject: first the rules that can fail, in the order of the checks, then the other rules. */
    public static List<Entry> all() {
        return ALL;
    }

    /**
     * The rules of one subject.
     *
     * @param byConstruction whether to return the rules that cannot fail, or the rules that can fail
     */
    public static List<Entry> of(Subject subject, boolean byConstruction) {
        return ALL.stream()
                .filter(entry -> entry.subject() == subject && (entry.keptBy() != null) == byConstruction)
                .toList();
    }

    /** The sentence of the rule with this id, from the first subject that has the rule; null if no subject has it. */
    public static @Nullable String sentence(String id, Subject... subjects) {
        return Stream.concat(Stream.of(subjects).flatMap(subject -> of(subject, false).stream()), ALL.stream())
                .filter(entry -> entry.id().equals(id))
                .map(Entry::sentence)
                .findFirst()
                .orElse(null);
    }

    private static Entry refusing(Subject subject, String id, String sentence, RefusalCode code) {
        return new Entry(subject, id, sentence, code, null);
    }

    private static Entry kept(Subject subject, CheckList.Promise promise) {
        return new Entry(subject, promise.id(), promise.sentence(), null, promise.keptBy());
    }
}
