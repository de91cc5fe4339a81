package org.s2slab.engine.language;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.GrantRules;
import org.s2slab.http.RequestRules;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trust.MetadataRules;
import org.s2slab.validation.CheckList;

/** Every rule by which a node refuses, and every check that is kept by construction: for all who know a rule by its id. */
public final class RuleCatalog {
    /** What a rule is asked of. */
    public enum Subject {
        REQUEST,
        TOKEN,
        GRANT,
        METADATA
    }

    /**
     * A rule.
     *
     * @param sentence what holds
     * @param code what it is refused as, or null where it is kept by construction
     * @param keptBy what keeps it by construction, or null
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
                    GrantRules.PROMISES.stream().map(promise -> kept(Subject.GRANT, promise)),
                    MetadataRules.ALL.stream()
                            .map(rule -> refusing(
                                    Subject.METADATA, rule.id(), rule.sentence(), RefusalCode.METADATA_UNUSABLE)),
                    MetadataRules.PROMISES.stream().map(promise -> kept(Subject.METADATA, promise)))
            .flatMap(entries -> entries)
            .toList();

    private RuleCatalog() {}

    /** All of them: by subject, those that refuse in the order asked, then those kept by construction. */
    public static List<Entry> all() {
        return ALL;
    }

    /** Those of one subject that refuse, or those kept by construction. */
    public static List<Entry> of(Subject subject, boolean byConstruction) {
        return ALL.stream()
                .filter(entry -> entry.subject() == subject && (entry.keptBy() != null) == byConstruction)
                .toList();
    }

    /** What the rule of an id says, where subjects share an id that of the first of these; null where there is none. */
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
