package org.s2slab.engine.language;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.s2slab.engine.text.YamlResource;

/** Cmdlets of published procedures that the lab does not have, each with the reason and an alternative. */
public final class AbsentCmdletCatalog {
    private record Entry(String reason, List<String> cmdlets) {}

    private static final Map<String, String> REASONS = read();

    private AbsentCmdletCatalog() {}

    /** The sentences that say why the lab has no cmdlet with this name; empty if no published procedure has it. */
    public static Optional<String> reason(String cmdlet) {
        return Optional.ofNullable(REASONS.get(cmdlet));
    }

    private static Map<String, String> read() {
        List<Entry> entries =
                YamlResource.read(AbsentCmdletCatalog.class, "absent-cmdlets.yaml", new TypeReference<>() {});
        Map<String, String> reasons = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        entries.forEach(entry -> entry.cmdlets().forEach(cmdlet -> reasons.put(cmdlet, entry.reason())));
        return reasons;
    }
}
